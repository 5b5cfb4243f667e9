import ArgumentParser
import CaseModel
import Casework

struct CommitmentWeeks: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "weeks", abstract: "The share kept in each week, as the owners saw it and as the others saw it.",
        discussion: """
            For you: no document for a couple shows it.

            Example: troth commitment weeks C4XK92TM
            """)

    @Argument(help: "The case's handle.") var handle: String
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let handle = try HandleArgument.read(handle, .caseFile)
        try await Office.run(office) { office in
            let weeks = try await office.casework.commitments(of: handle).weeks()
            try StandardOutput.stream {
                Self.listing.write(weeks, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }

    static let listing = Listing<WeekOfAmends>(
        empty: "Nothing was reported yet. `troth commitment keep` and `miss` record what each partner saw.",
        columns: [
            Column("week_of", "Week of", fit: .whole) { .date($0.monday.description) },
            Column("kept_seen_by_owner", "Owner saw", align: .trailing) { count($0.seenByOwner) },
            Column("percent_seen_by_owner", "%", align: .trailing) {
                .optional($0.seenByOwner.percent) { .integer($0) }
            },
            Column("kept_seen_by_other", "Other saw", align: .trailing) { count($0.seenByOther) },
            Column("percent_seen_by_other", "%", align: .trailing) {
                .optional($0.seenByOther.percent) { .integer($0) }
            },
        ],
        handle: { $0.monday.description })

    private static func count(_ kept: CommitmentOnRoad.Kept) -> Cell {
        kept.reported == 0 ? .null : .text("\(kept.kept) of \(kept.reported)")
    }
}
