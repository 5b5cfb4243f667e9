import ArgumentParser
import Casework
import Reports

struct ProgressCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "progress", abstract: "Write a couple's progress report, for the case file.",
        discussion: """
            The road with its returns, every measure with its cutoff and what the change since the first score means, \
            both partners' ratings, commitments as each partner saw them, goals and sessions.

            Example: troth progress C4XK92TM
                     troth progress C4XK92TM --format md --out reports/
            """)

    @Argument(help: "The case's handle.") var handle: String
    @OptionGroup var report: ReportOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            try report.write(try await ReportOrder(.progress, of: handle).carriedOut(by: office.casework))
        }
    }
}
