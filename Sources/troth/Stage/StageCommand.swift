import ArgumentParser

struct StageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stage", abstract: "A couple's road through the six stages: show, rate, advance, return.",
        subcommands: [StageShow.self, StageRate.self, StageAdvance.self, StageReturn.self])
}
