import ArgumentParser
import CaseModel
import Casework

struct AccessReview: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review", abstract: "What each person can reach, and when they last used it (practice admin).",
        discussion: """
            For the yearly review: duties that nobody used, people who left, cases that should be somebody else's. A line \
            a person and duty, with the number of cases; --full has a line for each case that somebody can open, with why \
            and when they last did, and --person the same for one. The front desk's and the admins' lists are the whole \
            practice, and not told case by case.

            Example: troth access review
            Example: troth access review --person omar
            Example: troth access review --full --format csv
            """)

    @Flag(help: "Each case that each person can open.") var full = false
    @Option(help: "Each case that this login can open.") var person: String?
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let screen = Screen.standardOutput(noColor: output.noColor)
        try await Office.run(office) { office in
            if full || person != nil {
                let reached = try await office.casework.reachedCases(by: person)
                return try StandardOutput.stream {
                    Self.cases.write(reached, options: output, screen: screen, to: &$0)
                }
            }
            let reviewed = try await office.casework.accessReview()
            try StandardOutput.stream {
                Self.listing.write(reviewed, options: output, screen: screen, to: &$0)
            }
        }
    }

    static let listing = Listing<ReviewedReach>(
        empty: "Nobody holds a duty.",
        columns: [
            Column("login", "Login", fit: .whole) { .text($0.login) },
            Column("duty", "Duty", fit: .whole) { .text($0.duty.rawValue) },
            Column("since", "Since") { .date($0.since.description) },
            Column("until", "Until") { reach in .optional(reach.until) { .date($0.description) } },
            Column("cases", "Cases", align: .trailing) { .integer($0.cases) },
            Column("bars", "Barred from", align: .trailing) { .integer($0.bars) },
            Column("last_login", "Last login") { reach in .optional(reach.lastLoginOn) { .date($0.description) } },
            Column("last_opened", "Last opened") { reach in .optional(reach.lastOpenedOn) { .date($0.description) } },
        ],
        handle: { "\($0.login) \($0.duty.rawValue)" })

    static let cases = Listing<ReachedCase>(
        empty: "No case can be opened.",
        columns: [
            Column("login", "Login", fit: .whole) { .text($0.login) },
            Column("case", "Case", fit: .whole) { .text($0.caseHandle) },
            Column("why", "Why", fit: .whole) { .text($0.reason.rawValue) },
            Column("through", "Through") { reached in .optional(reached.through) { .text($0) } },
            Column("since", "Since") { .date($0.since.description) },
            Column("until", "Until") { reached in .optional(reached.until) { .date($0.description) } },
            Column("last_opened", "Last opened") { reached in
                .optional(reached.lastOpenedOn) { .date($0.description) }
            },
        ],
        handle: { "\($0.login) \($0.caseHandle)" })
}
