import ArgumentParser
import CaseModel
import Casework

struct DisclosureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disclosure", abstract: "What of a case was given to whom outside of the practice, and why.",
        discussion: "The accounting of disclosures. Nobody can change or delete an entry.",
        subcommands: [DisclosureRecord.self, DisclosureList.self], defaultSubcommand: DisclosureList.self)
}

struct DisclosureRecord: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record", abstract: "Record that something was given to someone outside.",
        discussion: """
            An entry stays as it is. Where it was wrong, record a second one that says so.

            Example: troth disclosure record C4XK92TM --to "County court" --what "Dates of sessions, 2026" \
            --purpose "Court order" --on 2026-05-04
            """)

    @Argument(help: "The case's handle.") var handle: String
    @Option(help: "To whom: name and place.") var to: String
    @Option(help: "What was given.") var what: String
    @Option(help: "Why, or on whose request.") var purpose: String
    @Option(name: .customLong("of"), help: "Whose record it was: joint, A or B.") var audience = "joint"
    @Option(name: .customLong("on"), help: "The day, as YYYY-MM-DD; today where it is left out.") var day: String?
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        guard let audience = Audience(rawValue: audience), audience != .therapist else {
            throw CaseworkError.invalid(field: "--of", "say whose record it was: joint, A or B")
        }
        let disclosure = NewDisclosure(
            recipient: to, what: what, purpose: purpose, audience: audience,
            on: try day.map { try DayArgument.day($0, field: "--on") })
        try await Office.run(office) { office in
            let input = [handle, to, what, purpose, audience.rawValue, day]
            let id = try await office.change("disclosure record", input, key: key) {
                try await office.casework.recordDisclosure(disclosure, in: handle, key: $0)
            }
            try Answer.say(id, "Recorded. Nobody can change or delete it.", output)
        }
    }
}

struct DisclosureList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The accounting of disclosures of a case, by day.",
        discussion: "Example: troth disclosure list C4XK92TM")

    @Argument(help: "The case's handle.") var handle: String
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let entries = try await office.casework.disclosures(of: handle)
            try StandardOutput.stream {
                Self.listing.write(entries, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }

    static let listing = Listing<Disclosure>(
        empty: "Nothing was given to anyone, as far as it was recorded.",
        columns: [
            Column("on", "On", fit: .whole) { .date($0.on.description) },
            Column("to", "To", fit: .wraps) { .text($0.recipient) },
            Column("what", "What", fit: .wraps) { .text($0.what) },
            Column("purpose", "Why", fit: .wraps) { .text($0.purpose) },
            Column("of", "Of") { .text($0.audience.rawValue) },
            Column("recorded_by", "Recorded by") { .text($0.recordedBy) },
        ],
        handle: { $0.id })
}
