import ArgumentParser
import CaseModel
import Casework

struct AccessMatrix: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "matrix", abstract: "Which duty may do what with what, and how far that reaches.",
        discussion: """
            This is the table itself, from which every policy and grant of the database is made; \
            docs/reference/schema.md says what each reach means. `open` is sealed words, `call` what the database does by \
            itself, and columns are named where not all of them are open.

            Example: troth access matrix --duty front_desk
            """)

    @Option(help: "Only this duty.") var duty: Duty?
    @Option(help: "Only this object, such as notes.") var object: String?
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let rights = try await office.casework.accessMatrix().filter { right in
                (duty == nil || right.duty == duty) && (object == nil || right.object == object)
            }
            try StandardOutput.stream {
                Self.listing.write(rights, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }

    static let listing = Listing<Right>(
        empty: "No right matches.",
        columns: [
            Column("duty", "Duty", fit: .whole) { .text($0.duty.rawValue) },
            Column("role", "Role", fit: .whole) { .text($0.role) },
            Column("object", "Object", fit: .whole) { .text($0.object) },
            Column("action", "Action", fit: .whole) { .text($0.action) },
            Column("reach", "Reach", fit: .whole) { .text($0.reach) },
            Column("columns", "Columns") { right in .optional(right.columns) { .text($0.joined(separator: " ")) } },
        ],
        handle: { "\($0.role) \($0.object) \($0.action)" })
}
