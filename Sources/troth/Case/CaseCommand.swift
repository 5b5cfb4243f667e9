import ArgumentParser

struct CaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case", abstract: "Couples' cases: open, list, show, assign, close.",
        subcommands: [
            CaseOpen.self, CaseList.self, CaseShow.self, CaseAssign.self, CaseUnassign.self, CaseTransfer.self,
            CaseHandOver.self,
            CaseClose.self,
        ],
        defaultSubcommand: CaseList.self)
}
