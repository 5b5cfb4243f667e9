import ArgumentParser
import CaseModel
import Casework

struct CaseAssign: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign", abstract: "Assign a case to a therapist (practice admin).",
        discussion: """
            A new primary therapist takes the place of the present one, from now or a later day. A co-therapist's \
            assignment can have a last day. Without --to, the practice's cases are listed with who they are assigned to; \
            names of clients are not shown.

            Example: troth case assign C4XK92TM --to omar --from 2027-01-01
            """)

    @Argument(help: "The case's handle.") var handle: String?
    @Option(name: .customLong("to"), help: "The therapist's login.") var login: String?
    @Option(help: "primary or co_therapist.") var part: AssignmentPart = .primary
    @OptionGroup var span: SpanOptions
    @Option(help: ArgumentHelp("How many cases to list.", visibility: .hidden)) var limit = 1000
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        guard let handle, let login else { return try await list() }
        let caseHandle = try HandleArgument.read(handle, .caseFile)
        let span = try span.span()
        try await Office.run(office) { office in
            let input = [handle, login, part.rawValue, span.from?.description, span.until?.description]
            try await office.change("case assign", input, key: key) {
                try await office.casework.assignCase(caseHandle, to: login, as: part, for: span, key: $0)
            }
            try Answer.say(caseHandle.description, "Assigned case \(caseHandle) to \(login).", output)
        }
    }

    private func list() async throws {
        try await Office.run(office) { office in
            let cases = try await office.casework.allCases(limit: limit)
            try StandardOutput.stream {
                Self.listing.write(cases, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }

    static let listing = Listing<CaseAdministration>(
        empty: "No cases yet.",
        columns: [
            Column("case", "Case", fit: .whole) { .text($0.handle) },
            Column("status", "Status") { .text($0.status.rawValue) },
            Column("opened", "Opened") { .date($0.openedOn.description) },
            Column("assigned_to", "Assigned to") { .text($0.assignedTo.joined(separator: ", ")) },
        ],
        handle: { $0.handle })
}

struct CaseUnassign: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unassign", abstract: "End a co-therapist's assignment now (practice admin).",
        discussion: "Example: troth case unassign C4XK92TM --from omar")

    @Argument(help: "The case's handle.") var handle: String
    @Option(name: .customLong("from"), help: "The co-therapist's login.") var login: String
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let caseHandle = try HandleArgument.read(handle, .caseFile)
        try await Office.run(office) { office in
            try await office.change("case unassign", [handle, login], key: key) {
                try await office.casework.unassignCase(caseHandle, from: login, key: $0)
            }
            try Answer.say(caseHandle.description, "\(login) is no longer assigned to case \(caseHandle).", output)
        }
    }
}

extension AssignmentPart: ExpressibleByArgument {}
