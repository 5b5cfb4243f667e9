import ArgumentParser
import CaseModel
import Casework

struct AccessNotices: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notices", abstract: "What you were told of openings by break-glass.",
        discussion: """
            One when it happened; then one for each day that its review is late. They are seen by this, and --all shows \
            them again.

            Example: troth access notices
            """)

    @Flag(help: "Those that you saw before too.") var all = false
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            var random = SystemRandomNumberGenerator()
            let notices = try await office.casework.accessNotices(all: all, key: .random(using: &random))
            try StandardOutput.stream {
                Self.listing.write(
                    notices, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }

    static let listing = Listing<AccessNotice>(
        empty: "No notices.",
        columns: [
            Column("case", "Case", fit: .whole) { .text($0.caseHandle) },
            Column("opened_by", "Opened by", fit: .whole) { .text($0.openedBy) },
            Column("opened_at", "Opened") { .text($0.openedAt.description) },
            Column("told_at", "Told") { .text($0.at.description) },
            Column("days_late", "Days late", align: .trailing, style: { $0.daysLate > 0 ? .warning : .dim }) {
                .integer($0.daysLate)
            },
            Column("reviewed", "Reviewed") { .text($0.isReviewed ? "yes" : "no") },
        ],
        handle: { $0.caseHandle })
}
