import ArgumentParser

struct MeasureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure", abstract: "Questionnaires and what the scores say: record, list, score.",
        subcommands: [MeasureRecord.self, MeasureList.self, MeasureScore.self])
}
