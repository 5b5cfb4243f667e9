import ArgumentParser
import CaseModel
import Casework

struct OutcomeShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "How long your couples took to each stage, and how their cases were closed.",
        discussion: """
            Times are weeks since the case was opened. A couple that is still on its way counts for as long as it was \
            seen, so quick couples alone do not make the figures (Kaplan and Meier); the ways in which cases are closed \
            are told apart (Aalen and Johansen). docs/reference/outcomes.md explains every figure. None of them is a \
            goal: slow is not failure, and neither is parting.

            Example: troth outcome show --as-of 2026-09-30
            Example: troth outcome show --steps --format csv
            """)

    @Option(help: "As it was known by the end of this day, as YYYY-MM-DD; today where it is left out.")
    var asOf: String?
    @Option(name: .customLong("of"), help: "The login of somebody you supervise.") var supervisee: String?
    @Flag(help: "Every step of the estimates, with its 95 % band, for a chart.") var steps = false
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let day = try asOf.map { try DayArgument.day($0, field: "--as-of") }
        try await Office.run(office) { office in
            let outcomes = try await office.casework.outcomes(of: supervisee, asOf: day)
            let screen = Screen.standardOutput(noColor: output.noColor)
            try StandardOutput.stream {
                if steps {
                    Self.stepListing.write(OutcomeStep.all(of: outcomes), options: output, screen: screen, to: &$0)
                    return
                }
                Self.listing.write(OutcomeRow.all(of: outcomes), options: output, screen: screen, to: &$0)
                guard output.format == .table, !output.quiet else { return }
                $0.write(
                    "\nWeeks since the case was opened, of \(outcomes.couples) couples, as of \(outcomes.asOf). "
                        + "– is not reached yet.\n")
            }
        }
    }

    static let listing = Listing<OutcomeRow>(
        empty: "No couples yet.",
        columns: [
            Column("event", "Came to", fit: .whole) { .text($0.event) },
            Column("couples", "Couples", align: .trailing) { .integer($0.couples) },
            Column("came", "Came to it", align: .trailing) { .integer($0.came) },
            Column("weeks_25", "A quarter by", align: .trailing) { .weeks($0.quarter) },
            Column("weeks_50", "Half by", align: .trailing) { .weeks($0.half) },
            Column("weeks_75", "Three quarters by", align: .trailing) { .weeks($0.threeQuarters) },
            Column("share_52", "Within a year", align: .trailing) { .share($0.withinAYear) },
        ],
        handle: { $0.event })

    static let stepListing = Listing<OutcomeStep>(
        empty: "Nothing has happened yet.",
        columns: [
            Column("event", "Came to", fit: .whole) { .text($0.event) },
            Column("day", "Day", align: .trailing) { .integer($0.day) },
            Column("at_risk", "At risk", align: .trailing) { .integer($0.atRisk) },
            Column("share", "Share", align: .trailing) { .share($0.share) },
            Column("low", "From", align: .trailing) { .share($0.band?.lowerBound) },
            Column("high", "To", align: .trailing) { .share($0.band?.upperBound) },
        ],
        handle: { $0.event })
}

extension Cell {
    /// Days as weeks with one decimal.
    fileprivate static func weeks(_ days: Int?) -> Cell {
        .optional(days.flatMap { DecimalText($0, over: 7, decimals: 1) }) { .decimal($0) }
    }

    fileprivate static func share(_ share: Double?) -> Cell {
        .optional(share.flatMap { DecimalText($0, decimals: 3) }) { .decimal($0) }
    }
}
