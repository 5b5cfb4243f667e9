import ArgumentParser
import CaseModel
import Casework

struct SupervisionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "supervision", abstract: "Who supervises whom, from when until when.",
        subcommands: [SupervisionStart.self, SupervisionEnd.self, SupervisionList.self, SupervisionQueue.self],
        defaultSubcommand: SupervisionList.self)
}

struct SupervisionStart: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start", abstract: "Agree a supervision (practice admin).",
        discussion: """
            While it runs, the supervisor reads the cases of the supervisee, but not their psychotherapy notes, and \
            writes nothing in them.

            Example: troth supervision start mara --of theo --until 2027-06-30
            """)

    @Argument(help: "The supervisor's login.") var supervisor: String
    @Option(name: .customLong("of"), help: "The login of the trainee or therapist.") var supervisee: String
    @OptionGroup var span: SpanOptions
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let span = try span.span()
        try await Office.run(office) { office in
            let input = [supervisor, supervisee, span.from?.description, span.until?.description]
            try await office.change("supervision start", input, key: key) {
                try await office.casework.startSupervision(by: supervisor, of: supervisee, for: span, key: $0)
            }
            try Answer.say(supervisee, "\(supervisor) supervises \(supervisee).", output)
        }
    }
}

struct SupervisionEnd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "end", abstract: "End a supervision now (practice admin).",
        discussion: "Example: troth supervision end mara --of theo")

    @Argument(help: "The supervisor's login.") var supervisor: String
    @Option(name: .customLong("of"), help: "The login of the trainee or therapist.") var supervisee: String
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            try await office.change("supervision end", [supervisor, supervisee], key: key) {
                try await office.casework.endSupervision(by: supervisor, of: supervisee, key: $0)
            }
            try Answer.say(supervisee, "\(supervisor) no longer supervises \(supervisee).", output)
        }
    }
}

struct SupervisionList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Every supervision for a practice admin; yours otherwise.")

    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let entries = try await office.casework.supervisions()
            try StandardOutput.stream {
                Self.listing.write(entries, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }

    static let listing = Listing<SupervisionEntry>(
        empty: "No supervision is agreed.",
        columns: [
            Column("supervisor", "Supervisor", fit: .whole) { .text($0.supervisor) },
            Column("supervisee", "Supervisee", fit: .whole) { .text($0.supervisee) },
            Column("from", "From") { .date($0.from.description) },
            Column("until", "Until") { entry in .optional(entry.until) { .date($0.description) } },
            Column("runs", "Runs now") { .text($0.isRunning ? "yes" : "no") },
        ],
        handle: { "\($0.supervisor) \($0.supervisee)" })
}
