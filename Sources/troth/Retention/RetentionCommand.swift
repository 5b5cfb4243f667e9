import ArgumentParser
import CaseModel
import Casework

struct RetentionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retention", abstract: "How long records are kept, which may be erased, and which must not.",
        discussion: """
            `troth keys erase --reason retention_ended` is refused before the time is over, and every erasure while a hold \
            stands. How long a record must be kept is for the practice to know; 7 years where nothing is set.
            """,
        subcommands: [RetentionDue.self, RetentionSet.self, RetentionHold.self, RetentionLift.self],
        defaultSubcommand: RetentionDue.self)
}

struct RetentionDue: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "due",
        abstract: "The closed cases whose time is over, and every case under a hold (practice admin).",
        discussion: "Example: troth retention due --format csv")

    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let years = try await office.casework.retentionYears()
            let entries = try await office.casework.retentionDue()
            try StandardOutput.stream {
                Self.listing.write(entries, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
                guard output.format == .table, !output.quiet else { return }
                $0.write("Records are kept for \(years) years after a case is closed.\n")
            }
        }
    }

    static let listing = Listing<RetentionEntry>(
        empty: "No case's time is over, and none is under a hold.",
        columns: [
            Column("case", "Case", fit: .whole) { .text($0.caseHandle) },
            Column("closed_on", "Closed") { entry in .optional(entry.closedOn) { .date($0.description) } },
            Column("kept_until", "Kept until") { entry in .optional(entry.keptUntil) { .date($0.description) } },
            Column("held_since", "Held since") { entry in .optional(entry.heldSince) { .date($0.description) } },
            Column("reason", "Why held", fit: .wraps) { entry in .optional(entry.reason) { .text($0) } },
            Column("may_be_erased", "May be erased") { .boolean($0.mayBeErased) },
        ],
        handle: { $0.caseHandle })
}

struct RetentionSet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Set for how many years after its closing a record is kept (practice admin).",
        discussion: "Example: troth retention set --years 10")

    @Option(help: "Whole years, from 1 to 100.") var years: Int
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            try await office.change("retention set", [years.description], key: key) {
                try await office.casework.setRetention(years: years, key: $0)
            }
            try Answer.say(years.description, "Records are kept for \(years) years after a case is closed.", output)
        }
    }
}

struct RetentionHold: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold", abstract: "Keep a case from being erased, whatever its time (practice admin).",
        discussion: "Example: troth retention hold C4XK92TM --reason \"Complaint to the board, 4 May 2026\"")

    @Argument(help: "The case's handle.") var handle: String
    @Option(help: "Why.") var reason: String
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let file = try HandleArgument.read(handle, .caseFile)
        try await Office.run(office) { office in
            try await office.change("retention hold", [handle, reason], key: key) {
                try await office.casework.placeHold(on: file, because: reason, key: $0)
            }
            try Answer.say(file.description, "The case \(file) is not erased until the hold is lifted.", output)
        }
    }
}

struct RetentionLift: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lift", abstract: "Lift a case's hold (practice admin).",
        discussion: "Example: troth retention lift C4XK92TM")

    @Argument(help: "The case's handle.") var handle: String
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let file = try HandleArgument.read(handle, .caseFile)
        try await Office.run(office) { office in
            try await office.change("retention lift", [handle], key: key) {
                try await office.casework.liftHold(on: file, key: $0)
            }
            try Answer.say(file.description, "Lifted the hold of case \(file).", output)
        }
    }
}
