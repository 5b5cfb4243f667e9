import ArgumentParser
import Casework
import Reports

struct SummaryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "summary", abstract: "Write the summary of one session, for the case file.",
        discussion: """
            Made from the session's note: what was worked on, each partner's response, what changed since the last \
            session, what was agreed, what is due, and the scores with their bands. Psychotherapy notes, contacts and \
            answers to items are never in it. While the note is not signed the summary is marked DRAFT.

            Example: troth summary S4XK92TM
                     troth summary S4XK92TM --format text --out -
            """)

    @Argument(help: "The session's handle.") var session: String
    @OptionGroup var report: ReportOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let summary = SessionSummary(try await office.casework.summaryRecord(of: session))
            try report.write(summary.document, named: summary.fileName(report.format))
        }
    }
}
