import ArgumentParser
import CaseModel
import Casework

struct CaseList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Your caseload.",
        discussion: """
            Cases in treatment come first. `Late` counts sessions whose note is overdue.

            Example: troth case list --status active --format csv
            """)

    @Option(help: "Only cases of this status: enquiry, waiting, active, paused or closed.")
    var status: CaseStatus?

    @Flag(help: "Closed cases too.")
    var all = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let entries = try await office.casework.caseload(status: status, includingClosed: all)
            try StandardOutput.stream {
                Self.listing.write(
                    entries, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }

    static let listing = Listing<CaseloadEntry>(
        empty: "No cases yet. `troth case open` opens one.",
        columns: [
            Column("case", "Case", fit: .whole) { .text($0.handle) },
            Column("couple", "Couple") { .text($0.names) },
            Column("status", "Status", style: { $0.status == .active ? nil : .dim }) { .text($0.status.rawValue) },
            Column("stage", "Stage") { entry in .optional(entry.stage) { .text("\($0.stage.rawValue) \($0.shortName)") }
            },
            Column("stage_since", "Since") { entry in .optional(entry.stageSince) { .date($0.description) } },
            Column("last_session", "Last seen") { entry in .optional(entry.lastHeldOn) { .date($0.description) } },
            Column("next_session", "Next") { entry in .optional(entry.nextAt) { .text($0.description) } },
            Column("notes_overdue", "Late", align: .trailing, style: { $0.notesOverdue > 0 ? .warning : .dim }) {
                .integer($0.notesOverdue)
            },
        ],
        handle: { $0.handle })
}

extension CaseStatus: ExpressibleByArgument {}
