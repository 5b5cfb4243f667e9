import ArgumentParser
import CaseModel
import Casework

struct MeasureShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "What a couple's scores come to: each partner's change, and the couple's.",
        discussion: """
            One line a measure and partner: the first score and the last, whether they lie in the clinical range, whether \
            the change is reliable, and its class (Jacobson and Truax 1991). `Couple` is both better, one better, neither, \
            one worse, both worse, or opposed. Where no reliable change is known, nothing is judged.

            Example: troth measure show C4XK92TM --measure CSI-16
            """)

    @Argument(help: "The case's handle.") var handle: String
    @Option(help: "Only this measure.") var measure: String?
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let handle = try HandleArgument.read(handle, .caseFile)
        try await Office.run(office) { office in
            let series = try await office.casework.measures(of: handle, measure)
            let rows = series.map { Row(series: $0, couple: Self.couple($0, among: series)) }
            try StandardOutput.stream {
                Self.listing.write(rows, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }

    struct Row: Sendable {
        let series: MeasureSeries
        let couple: CoupleChange?

        var first: MeasureSeries.Score? { series.scores.first }
        var last: MeasureSeries.Score? { series.scores.count > 1 ? series.scores.last : nil }

        /// The class of the change; why there is none, where two scores are there.
        var change: String? {
            guard let last else { return nil }
            return last.change?.rawValue ?? "not judged"
        }
    }

    /// From both partners' last scores by the same version.
    private static func couple(_ own: MeasureSeries, among series: [MeasureSeries]) -> CoupleChange? {
        let others = series.first {
            $0.partner == own.partner.other && $0.instrument.name == own.instrument.name
                && $0.instrument.version == own.instrument.version
        }
        guard let mine = own.scores.last?.change, let other = others?.scores.last?.change else { return nil }
        return CoupleChange(mine, other)
    }

    static let listing = Listing<Row>(
        empty: "No scores yet. `troth measure record` writes one down.",
        columns: [
            Column("measure", "Measure", fit: .whole) { .text($0.series.instrument.name) },
            Column("version", "Version", align: .trailing) { .integer($0.series.instrument.version) },
            Column("partner", "Partner") { .text($0.series.partner.rawValue) },
            Column("first_on", "First") { row in .optional(row.first) { .date($0.on.description) } },
            Column("first", "Score", align: .trailing) { row in .optional(row.first) { .integer($0.score) } },
            Column("not_distressed_at_start", "Well at start") { row in
                .optional(row.first?.isDistressed) { .boolean(!$0) }
            },
            Column("last_on", "Last") { row in .optional(row.last) { .date($0.on.description) } },
            Column("last", "Score now", align: .trailing) { row in .optional(row.last) { .integer($0.score) } },
            Column("clinical_range", "Clinical range") { row in .optional(row.last?.isDistressed) { .boolean($0) } },
            Column("reliable_change", "Reliable from", align: .trailing) { row in
                .optional(row.series.instrument.reliableChange.flatMap { DecimalText($0, decimals: 2) }) {
                    .decimal($0)
                }
            },
            Column("change", "Change") { row in .optional(row.change) { .text($0) } },
            Column("couple", "Couple", style: { $0.couple == .opposed ? .warning : nil }) { row in
                .optional(row.couple) { .text($0.rawValue) }
            },
        ],
        handle: { $0.series.instrument.name })
}
