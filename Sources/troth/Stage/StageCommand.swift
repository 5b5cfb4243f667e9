import ArgumentParser

struct StageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stage",
        abstract: "A couple's road through the stages: show, pace, rate, advance, return, correct.",
        subcommands: [
            StageShow.self, StagePace.self, StageRate.self, StageAdvance.self, StageReturn.self, StageCorrect.self,
            StageCorrections.self,
        ])
}
