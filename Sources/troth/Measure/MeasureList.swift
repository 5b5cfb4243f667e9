import ArgumentParser
import CaseModel
import Casework

struct MeasureList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "A couple's scores; without a case, the measures there are.",
        discussion: """
            Change is judged against the partner's first score: recovered, improved, unchanged or deteriorated, where \
            a reliable change is known for the measure.

            Example: troth measure list C4XK92TM --measure CSI-16
            """)

    @Argument(help: "The case's handle.") var handle: String?
    @Option(help: "Only this measure.") var measure: String?
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let handle = try handle.map { try HandleArgument.read($0, .caseFile) }
        try await Office.run(office) { office in
            let screen = Screen.standardOutput(noColor: output.noColor)
            guard let handle else {
                let instruments = try await office.casework.instruments().filter {
                    measure == nil || $0.name.lowercased() == measure?.lowercased()
                }
                try StandardOutput.stream {
                    Self.instruments.write(instruments, options: output, screen: screen, to: &$0)
                }
                return
            }
            let rows = try await office.casework.measures(of: handle, measure).flatMap { series in
                series.scores.map { ScoreRow(series: series, score: $0) }
            }
            try StandardOutput.stream { Self.scores.write(rows, options: output, screen: screen, to: &$0) }
        }
    }

    struct ScoreRow: Sendable {
        let series: MeasureSeries
        let score: MeasureSeries.Score
    }

    static let scores = Listing<ScoreRow>(
        empty: "No scores yet. `troth measure record` writes one down.",
        columns: [
            Column("measure", "Measure", fit: .whole) { .text($0.series.instrument.name) },
            Column("partner", "Partner") { .text($0.series.partner.rawValue) },
            Column("on", "Date", fit: .whole) { .date($0.score.on.description) },
            Column("score", "Score", align: .trailing) { .integer($0.score.score) },
            Column("clinical_range", "Clinical range") { .optional($0.score.isDistressed) { .boolean($0) } },
            Column("change", "Change since the first", style: style) {
                .optional($0.score.change) { .text($0.rawValue) }
            },
        ],
        handle: { $0.series.instrument.name })

    static let instruments = Listing<Instrument>(
        empty: "This practice has no measures.",
        columns: [
            Column("measure", "Measure", fit: .whole) { .text($0.name) },
            Column("version", "Version", align: .trailing) { .integer($0.version) },
            Column("items", "Items", align: .trailing) { .integer($0.items.count) },
            Column("least", "From", align: .trailing) { .integer($0.range.lowerBound) },
            Column("most", "To", align: .trailing) { .integer($0.range.upperBound) },
            Column("better", "Better") { .text($0.direction.rawValue) },
            Column("cutoff", "Cutoff", align: .trailing) {
                .optional($0.cutoff.flatMap { DecimalText($0, decimals: 2) }) { .decimal($0) }
            },
            Column("reliable_change", "Reliable change", align: .trailing) {
                .optional($0.reliableChange.flatMap { DecimalText($0, decimals: 2) }) { .decimal($0) }
            },
            Column("source", "Source", fit: .wraps) { .text($0.source) },
        ],
        handle: { $0.name })

    @Sendable private static func style(_ row: ScoreRow) -> Style? {
        switch row.score.change {
        case .recovered, .improved: .good
        case .deteriorated: .warning
        case .unchanged, nil: nil
        }
    }
}
