import ArgumentParser

struct OutcomeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outcome", abstract: "How your couples fared in time: stages, returns, closings.",
        subcommands: [OutcomeShow.self, OutcomePartners.self, OutcomePractice.self], defaultSubcommand: OutcomeShow.self
    )
}
