import ArgumentParser
import CaseModel
import Casework

struct OutcomePractice: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "practice",
        abstract: "How the practice's couples fared, coarse enough to be shown (practice admin).",
        discussion: """
            As of the end of the last closed quarter, at every fourth week, while at least ten couples are at risk; counts \
            are rounded to five. No therapist is told apart. docs/reference/outcomes.md says what two such tables, one \
            quarter apart, still tell.

            With --partners it says how far partners stand apart in what both rate, stage by stage, where ten couples rated.

            Example: troth outcome practice --format csv
            Example: troth outcome practice --partners
            """)

    @Flag(help: "How far partners stand apart, stage by stage.") var partners = false
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let found = try await office.casework.practiceOutcomes()
            let outcomes = PublishedOutcomes(found.outcomes)
            try StandardOutput.stream {
                if partners {
                    OutcomePartners.listing(
                        empty: "Fewer than ten couples have both partners' ratings in any stage, so nothing is shown."
                    ).write(
                        PublishedOutcomes.differences(found.differences), options: output,
                        screen: .standardOutput(noColor: output.noColor), to: &$0)
                    return
                }
                Self.listing.write(
                    outcomes.points, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
                guard output.format == .table, !output.quiet else { return }
                $0.write("\nAbout \(outcomes.couples) couples, as of \(outcomes.asOf).\n")
            }
        }
    }

    static let listing = Listing<PublishedOutcomes.Point>(
        empty: "Fewer than ten couples are at risk at any time, so nothing is shown.",
        columns: [
            Column("event", "Came to", fit: .whole) { .text($0.event) },
            Column("week", "By week", align: .trailing) { .integer($0.week) },
            Column("at_risk", "About at risk", align: .trailing) { .integer($0.atRisk) },
            Column("came", "About came to it", align: .trailing) { .integer($0.came) },
            Column("percent", "Percent", align: .trailing) { .integer($0.percent) },
        ],
        handle: { $0.event })
}
