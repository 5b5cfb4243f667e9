import ArgumentParser
import CaseModel
import Casework

struct SessionList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The sessions of a couple, or all of yours.",
        discussion: """
            `Note` says how far the session's note is: due, overdue, draft or signed. `Policy` says of a session with \
            one partner alone whether both partners had accepted the secrets policy.

            Example: troth session list C4XK92TM
            Example: troth session list --since 2026-06-15 --until 2026-06-21
            """)

    @Argument(help: "The case's handle; all your cases where it is left out.") var handle: String?
    @Option(help: "The first day, as YYYY-MM-DD.") var since: String?
    @Option(help: "The last day, as YYYY-MM-DD.") var until: String?
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let first = try since.map { try DayArgument.day($0, field: "--since") }
        let last = try until.map { try DayArgument.day($0, field: "--until") }
        try await Office.run(office) { office in
            let entries = try await office.casework.sessions(of: handle, since: first, until: last)
            try StandardOutput.stream {
                Self.listing.write(entries, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }

    static let listing = Listing<SessionEntry>(
        empty: "No sessions here. `troth session book` books one; `troth session record --case` records one.",
        columns: [
            Column("session", "Session", fit: .whole) { .text($0.handle) },
            Column("case", "Case", fit: .whole) { .text($0.caseHandle) },
            Column("at", "At", fit: .whole) { .date($0.at.description) },
            Column("minutes", "Min", align: .trailing, fit: .whole) { .integer($0.minutes) },
            Column("format", "For") { .text($0.format.rawValue) },
            Column("modality", "Where") { .text($0.modality.rawValue) },
            Column("state", "State", style: { $0.state == .held ? nil : .dim }) {
                .text($0.state == .booked && !$0.isConfirmed ? "to_confirm" : $0.state.rawValue)
            },
            Column("attended", "Came") { .optional($0.attendance) { .text($0.rawValue) } },
            Column("stage", "Stage") { .optional($0.stage) { .text("\($0.stage.rawValue) \($0.shortName)") } },
            Column("policy", "Policy", style: { $0.isPolicyOnFile ? .dim : .warning }) { entry in
                if entry.format == .conjoint { return .null }
                return .text(entry.isPolicyOnFile ? "on file" : "no policy on file")
            },
            Column("note", "Note", style: { $0.note == .overdue ? .warning : nil }) { .text($0.note.rawValue) },
            Column("version", "Version", align: .trailing) { .integer($0.version) },
        ],
        handle: { $0.handle })
}
