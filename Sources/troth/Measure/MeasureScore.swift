import ArgumentParser
import CaseModel
import Casework
import FoundationEssentials

struct MeasureScore: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score", abstract: "Score a file of responses against a definition, without a practice.",
        discussion: """
            The CSV has a heading: the items as 1, 2, 3 and so on, or a column score; and, where change is to be \
            judged, either person, or couple and partner (A or B), with on for the day. Each score is compared with \
            the person's first. docs/reference/measures.md describes the definition file and every figure.

            Example: troth measure score --definition csi-16.json5 --responses answers.csv --format json
            """)

    @Option(help: "The definition of the measure, a JSON5 file.") var definition: String
    @Option(help: "The responses, a CSV file; - is standard input.") var responses: String
    @OptionGroup var output: OutputOptions

    func run() throws {
        let definition = try InstrumentDefinition(file: definition)
        let source: any ByteSource =
            responses == "-" ? try SealedSpool(copying: 0, name: "standard input", in: "/tmp") : PlainFile(responses)
        let scored = try ScoredResponses(source, definition: definition)
        let screen = Screen.standardOutput(noColor: output.noColor)
        try StandardOutput.stream {
            Self.listing(scored).write(scored.rows, options: output, screen: screen, to: &$0)
        }
    }

    private static func listing(_ scored: ScoredResponses) -> Listing<ScoredResponses.Row> {
        let instrument = scored.definition.instrument
        let subscales: [Column<ScoredResponses.Row>] = instrument.subscales.enumerated().map { index, subscale in
            Column(subscale.name, subscale.name, align: .trailing) { row in
                .optional(row.subscores.indices.contains(index) ? row.subscores[index].score : nil) { .integer($0) }
            }
        }
        let reliable = instrument.reliableChange.flatMap { DecimalText($0, decimals: 4) }
        return Listing(
            empty: "The file has a heading and no responses.",
            columns: [
                Column("line", "Line", align: .trailing) { .integer($0.line) },
                Column("name", "Name") { .optional($0.name) { .text($0) } },
                Column("partner", "Partner") { .optional($0.partner) { .text($0.rawValue) } },
                Column("on", "Date", fit: .whole) { .optional($0.on) { .date($0.description) } },
                Column("score", "Score", align: .trailing) { .integer($0.score) },
            ] + subscales + [
                Column("clinical_range", "Clinical range") { .optional($0.isDistressed) { .boolean($0) } },
                Column("difference", "Difference", align: .trailing) { .optional($0.difference) { .integer($0) } },
                Column("reliable_change", "Reliable from", align: .trailing) { _ in .optional(reliable) { .decimal($0) }
                },
                Column("change_index", "RC", align: .trailing) { row in
                    .optional(scored.index(row).flatMap { DecimalText($0, decimals: 4) }) { .decimal($0) }
                },
                Column("change", "Change") { .optional($0.change) { .text($0.rawValue) } },
                Column("not_distressed_at_start", "Well at start") {
                    .optional($0.wasNotDistressedAtStart) { .boolean($0) }
                },
                Column("couple", "Couple") { .optional($0.couple) { .text($0.rawValue) } },
            ],
            handle: { String($0.score) })
    }
}
