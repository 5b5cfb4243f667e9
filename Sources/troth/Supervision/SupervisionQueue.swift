import ArgumentParser
import CaseModel
import Casework

struct SupervisionQueue: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue", abstract: "What waits for you as a supervisor, the longest wait first.",
        discussion: """
            Notes that are late or to be co-signed, openings by break-glass and reports to review, releases to answer. \
            `Name` is what the next command wants: `troth note cosign` or `return`, `troth access review-glass`, \
            `troth release approve`, `troth release review`.

            Example: troth supervision queue --as supervisor
            """)

    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let entries = try await office.casework.supervisionQueue()
            try StandardOutput.stream {
                Self.listing.write(entries, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }

    static let listing = Listing<QueueEntry>(
        empty: "Nothing waits for you.",
        columns: [
            Column("waits", "Waits", fit: .whole, style: { $0.isLate ? .warning : nil }) { .text($0.kind.words) },
            Column("case", "Case", fit: .whole) { .text($0.caseHandle) },
            Column("person", "Whose") { .text($0.person) },
            Column("since", "Since") { .text($0.since.description) },
            Column("late", "Late") { .boolean($0.isLate) },
            Column("name", "Name", fit: .whole) { .text($0.name) },
        ],
        handle: { $0.name })
}
