import ArgumentParser
import CaseModel
import Casework

struct StagePace: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pace", abstract: "How slowly a couple goes, and how each can live with it.",
        discussion: """
            Days in each stage over all stays, setbacks and returns, and what each partner last said of the pace: the \
            criteria of stage 5, in any stage. For you, not for the couple: slow is not failure.

            Example: troth stage pace C4XK92TM
            """)

    @Argument(help: "The case's handle.") var handle: String
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let name = try HandleArgument.read(handle, .caseFile)
        try await Office.run(office) { office in
            let rows = Self.rows(of: try await office.casework.road(of: name))
            try StandardOutput.stream {
                Self.listing.write(rows, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }

    /// One thing that is said of the pace: a count, or what each partner said.
    struct Row: Sendable {
        let what: String
        var count: Int?
        var said: [Partner: String] = [:]
        var words: String?
    }

    static func rows(of road: RoadRecord) -> [Row] {
        let pace = PaceOfRoad(road)
        var rows = pace.stays.map { stay in
            let times = stay.times == 1 ? "days" : "days, over \(stay.times) stays"
            return Row(
                what: "\(stay.stage.rawValue) \(road.shortName(of: stay.stage))", count: stay.days,
                words: stay.isNow ? "\(times); in it now" : times)
        }
        rows.append(Row(what: "returns", count: pace.returns))
        rows.append(
            Row(
                what: "setbacks", count: pace.setbacks,
                words: pace.lastSetbackOn.map { "\(pace.workedThrough) worked through; the last on \($0)" }))
        rows.append(Row(what: "quiet", count: pace.quietDays, words: "days without a setback"))
        rows += pace.views.map { view in
            Row(
                what: view.number, said: view.values.mapValues { "\($0)" }, words: view.text)
        }
        return rows
    }

    static let listing = Listing<Row>(
        empty: "The road has not begun.",
        columns: [
            Column("what", "What", fit: .whole) { .text($0.what) },
            Column("count", "Count", align: .trailing) { row in .optional(row.count) { .integer($0) } },
            Column("a", "A", align: .trailing) { row in .optional(row.said[.a]) { .text($0) } },
            Column("b", "B", align: .trailing) { row in .optional(row.said[.b]) { .text($0) } },
            Column("words", "", fit: .wraps) { row in .optional(row.words) { .text($0) } },
        ],
        handle: { $0.what })
}
