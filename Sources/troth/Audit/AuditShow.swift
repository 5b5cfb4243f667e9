import ArgumentParser
import CaseModel
import Casework

struct AuditShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Who did what: events, newest first.",
        discussion: """
            An auditor sees the practice's events, whoever treats or supervises couples those about the cases they \
            reach. They hold logins, handles and numbers, never a word of a couple. That you looked is an event too.

            Example: troth audit show --case C4XK92TM
            Example: troth audit show --person omar --since 2026-06-01 --act open
            """)

    @Option(name: .customLong("case"), help: "Only about this case: who opened or changed it.") var handle: String?
    @Option(help: "Only by this login.") var person: String?
    @Option(help: "Only from this day on, as YYYY-MM-DD.") var since: String?
    @Option(help: "Only this act, such as \"note sign\", or operation, such as open or deny.") var act: String?
    @Option(help: "At most so many.") var limit = 200
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let question = AuditQuestion(
            caseName: handle, person: person, since: try since.map { try DayArgument.day($0, field: "--since") },
            act: act, most: limit)
        try await Office.run(office) { office in
            let entries = try await office.casework.auditTrail(question)
            try StandardOutput.stream {
                Self.listing.write(entries, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
                if entries.count == limit, output.format == .table, !output.quiet {
                    $0.write("There are more: give a larger --limit, or ask for less.\n")
                }
            }
        }
    }

    static let listing = Listing<AuditEntry>(
        empty: "No event of this kind is yours to see.",
        columns: [
            Column("event", "Event", align: .trailing, fit: .whole) { .integer($0.event) },
            Column("at", "At", fit: .whole) { .date($0.at) },
            Column("login", "Login") { .optional($0.login) { .text($0) } },
            Column("act", "Act") { .optional($0.act) { .text($0) } },
            Column("operation", "Did", style: { $0.operation == "deny" ? .warning : nil }) { .text($0.operation) },
            Column("object", "To") { .text($0.object) },
            Column("cases", "Cases", fit: .wraps) { .text(cases($0.handles)) },
            Column("rows", "Rows", align: .trailing) { .integer($0.things) },
        ],
        handle: { String($0.event) })

    /// A list can open thousands of cases in one event.
    private static func cases(_ handles: [String]) -> String {
        handles.count > 12
            ? handles.prefix(12).joined(separator: " ") + " and \(handles.count - 12) more"
            : handles.joined(separator: " ")
    }
}
