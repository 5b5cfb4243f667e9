import ArgumentParser

struct MeasureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure", abstract: "Questionnaires and what the scores say: record, list, show, score, define.",
        subcommands: [
            MeasureRecord.self, MeasureList.self, MeasureShow.self, MeasureScore.self, MeasureDefine.self,
        ])
}
