import ArgumentParser

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Release figures without people (practice admin).",
        subcommands: [ExportProgress.self, ExportVerify.self])
}
