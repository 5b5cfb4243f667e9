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
