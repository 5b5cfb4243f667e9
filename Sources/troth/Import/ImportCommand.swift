import ArgumentParser

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Bring couples in from another program.",
        subcommands: [ImportCaseload.self])
}
