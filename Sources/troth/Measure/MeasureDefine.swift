import ArgumentParser
import CaseModel
import Casework

struct MeasureDefine: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "define", abstract: "Take in an instrument of your own, or a further version (practice admin).",
        discussion: """
            A JSON5 file as docs/reference/measures.md describes it; try it first with `troth measure score`. A figure that \
            no source gives is left out, and a change is then not judged.

            Example: troth measure define forgiveness-2.json5
            """)

    @Argument(help: "The definition, a JSON5 file.") var file: String
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let definition = try InstrumentDefinition(file: file)
        let instrument = definition.instrument
        try await Office.run(office) { office in
            try await office.change("measure define", [file, instrument.name, "\(instrument.version)"], key: key) {
                try await office.casework.defineMeasure(definition, key: $0)
            }
            let judged =
                instrument.reliableChange == nil
                ? " No reliable change is known for it, so a change is not judged." : ""
            try Answer.say(
                instrument.name,
                "The practice has \(instrument.name), version \(instrument.version), \(instrument.items.count) items.\(judged)",
                output)
        }
    }
}
