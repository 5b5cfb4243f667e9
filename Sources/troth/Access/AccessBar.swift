import ArgumentParser
import CaseModel
import Casework

struct AccessBar: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bar", abstract: "Bar a person from one case (practice admin).",
        discussion: """
            A bar beats everything that would open the case to them, break-glass and supervision included. An assignment \
            of theirs ends at once; assign the case to somebody else.

            Example: troth access bar C4XK92TM --staff omar --reason "Related to one of the partners"
            """)

    @Argument(help: "The case's handle.") var handle: String
    @Option(help: "The person's login.") var staff: String
    @Option(help: "Why; it is sealed.") var reason: String
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let caseHandle = try HandleArgument.read(handle, .caseFile)
        try await Office.run(office) { office in
            try await office.change("access bar", [handle, staff, reason], key: key) {
                try await office.casework.bar(staff, from: caseHandle, because: reason, key: $0)
            }
            try Answer.say(caseHandle.description, "Barred \(staff) from case \(caseHandle).", output)
        }
    }
}

struct AccessUnbar: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unbar", abstract: "Lift a bar (practice admin). It gives no assignment back.",
        discussion: "Example: troth access unbar C4XK92TM --staff omar")

    @Argument(help: "The case's handle.") var handle: String
    @Option(help: "The person's login.") var staff: String
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let caseHandle = try HandleArgument.read(handle, .caseFile)
        try await Office.run(office) { office in
            try await office.change("access unbar", [handle, staff], key: key) {
                try await office.casework.unbar(staff, from: caseHandle, key: $0)
            }
            try Answer.say(caseHandle.description, "\(staff) is no longer barred from case \(caseHandle).", output)
        }
    }
}

struct AccessBars: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bars", abstract: "Who is barred from which case, and why (practice admin).")

    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let bars = try await office.casework.bars()
            try StandardOutput.stream {
                Self.listing.write(bars, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }

    static let listing = Listing<BarEntry>(
        empty: "Nobody is barred from a case.",
        columns: [
            Column("case", "Case", fit: .whole) { .text($0.caseHandle) },
            Column("login", "Login", fit: .whole) { .text($0.login) },
            Column("since", "Since") { .text($0.since.description) },
            Column("reason", "Reason", fit: .wraps) { .text($0.reason) },
        ],
        handle: { "\($0.caseHandle) \($0.login)" })
}
