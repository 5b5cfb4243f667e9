import ArgumentParser
import CaseModel
import Casework

struct AccessWho: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "who", abstract: "Who can open a case now, and why.",
        discussion: """
            For a practice admin, and for those who may open the case. An admin also sees who is barred from it.

            Example: troth access who C4XK92TM
            """)

    @Argument(help: "The case's handle.") var handle: String
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let caseHandle = try HandleArgument.read(handle, .caseFile)
        try await Office.run(office) { office in
            let reachers = try await office.casework.whoReaches(caseHandle)
            try StandardOutput.stream {
                Self.listing.write(
                    reachers, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }

    static let listing = Listing<Reacher>(
        empty: "Nobody can open this case now.",
        columns: [
            Column("login", "Login", fit: .whole) { .text($0.login) },
            Column("name", "Name") { .text($0.name) },
            Column("why", "Why", fit: .whole) { .text($0.reason.rawValue) },
            Column("through", "Through") { reacher in .optional(reacher.through) { .text($0) } },
            Column("since", "Since") { .text($0.since.description) },
            Column("until", "Until") { reacher in .optional(reacher.until) { .text($0.description) } },
        ],
        handle: { $0.login })
}

struct AccessReview: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review", abstract: "What each person can reach, and when they last used it (practice admin).",
        discussion: """
            For the yearly review: duties that nobody used, people who left, cases that should be somebody else's. Cases \
            are counted; `troth access who` names who can open one.

            Example: troth access review --format csv
            """)

    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let reviewed = try await office.casework.accessReview()
            try StandardOutput.stream {
                Self.listing.write(
                    reviewed, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
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
}
