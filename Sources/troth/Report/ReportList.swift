import ArgumentParser
import CaseModel
import Casework

struct ReportList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Your runs, the newest first.",
        discussion: """
            Example: troth report list
            """)

    @Option(help: ArgumentHelp("At most so many.", valueName: "n")) var limit = 20
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func validate() throws {
        guard (1...10_000).contains(limit) else { throw ValidationError("--limit takes 1 to 10000.") }
    }

    func run() async throws {
        try await Office.run(office) { office in
            let runs = try await office.casework.reportRuns(limit: limit)
            let screen = Screen.standardOutput(noColor: output.noColor)
            try StandardOutput.stream { Self.listing.write(runs, options: output, screen: screen, to: &$0) }
        }
    }

    private static let listing = Listing<ReportRun>(
        empty: "No run of yours. `troth report run` makes one.",
        columns: [
            Column("run", "Run") { .text($0.handle) },
            Column("report", "Report") { .text($0.report.rawValue) },
            Column("copy", "Copy") { .text($0.copy.code) },
            Column("where", "Where") { $0.conditions.isEmpty ? .text("all") : .text($0.conditions) },
            Column("formats", "Formats") { .text($0.formats.joined(separator: ",")) },
            Column("made_at", "Begun") { .text("\($0.madeAt)") },
            Column("documents", "Documents", align: .trailing) { .integer($0.items) },
            Column("done", "Done", align: .trailing) { .integer($0.done) },
            Column("drafts", "Drafts", align: .trailing) { .integer($0.drafts) },
            Column("failed", "Failed", align: .trailing) { .integer($0.failed) },
            Column("finished_on", "Finished") { .optional($0.finishedOn) { .date($0.description) } },
        ],
        handle: { $0.handle })
}
