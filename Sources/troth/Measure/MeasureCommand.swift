import ArgumentParser

struct MeasureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure", abstract: "Questionnaires and what the scores say: record, list.",
        subcommands: [MeasureRecord.self, MeasureList.self])
}
