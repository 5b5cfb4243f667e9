import ArgumentParser

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Release figures without people: ask, approve, deliver once.",
        subcommands: [
            ExportProgress.self, ExportRecipient.self, ExportRequest.self, ExportList.self, ExportApprove.self,
            ExportDeliver.self, ExportBudget.self, ExportVerify.self, ExportKey.self,
        ])
}
