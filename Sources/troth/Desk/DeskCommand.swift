import ArgumentParser
import CaseModel
import Casework

struct DeskCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "desk", abstract: "The front desk: whose session is when, and how to reach a couple.",
        discussion: """
            Names, channels and times, nothing clinical. `troth session book` and `troth session cancel` are the front \
            desk's too.
            """,
        subcommands: [DeskCalendar.self, DeskCouples.self, DeskReminders.self], defaultSubcommand: DeskCalendar.self)
}

struct DeskCalendar: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar", abstract: "The practice's sessions, today where no day is given.",
        discussion: "Example: troth desk calendar --since 2026-12-01 --until 2026-12-05")

    @Option(help: ArgumentHelp("The first day.", valueName: "day")) var since: String?
    @Option(help: ArgumentHelp("The last day.", valueName: "day")) var until: String?
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let since = try since.map { try DayArgument.day($0, field: "--since") }
        let until = try until.map { try DayArgument.day($0, field: "--until") }
        try await Office.run(office) { office in
            let today = try await office.casework.today()
            let first = since ?? min(until ?? today, today)
            let entries = try await office.casework.calendar(since: first, until: until ?? max(first, today))
            try StandardOutput.stream {
                Self.listing.write(entries, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }

    static let listing = Listing<CalendarEntry>(
        empty: "No sessions.",
        columns: [
            Column("at", "At") { .text($0.at.description) },
            Column("minutes", "Min", align: .trailing) { .integer($0.minutes) },
            Column("couple", "Couple") { .text($0.names) },
            Column("format", "Format") { .text($0.format.rawValue) },
            Column("modality", "Where") { .text($0.modality.rawValue) },
            Column("state", "State") { .text($0.isConfirmed ? $0.state.words : "therapist to confirm") },
            Column("session", "Session", fit: .whole) { .text($0.handle) },
            Column("case", "Case", fit: .whole) { .text($0.caseHandle) },
        ],
        handle: { $0.handle })
}

struct DeskCouples: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "couples", abstract: "The couples with an open case, and how to reach each partner.",
        discussion: """
            A channel that the other partner does not know of is marked: leave no message there and send no reminder.

            Example: troth desk couples --case C4XK92TM
            """)

    @Option(name: .customLong("case"), help: "Only this case.") var handle: String?
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let couples = try await office.casework.deskCouples(of: handle)
            try StandardOutput.stream {
                Self.listing.write(couples, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }

    static let listing = Listing<DeskCouple>(
        empty: "No open case.",
        columns: [
            Column("case", "Case", fit: .whole) { .text($0.caseHandle) },
            Column("name_a", "A") { .text($0.nameA) },
            Column("contacts_a", "Reach A", fit: .wraps) { .text(words($0.channelsA)) },
            Column("name_b", "B") { .text($0.nameB) },
            Column("contacts_b", "Reach B", fit: .wraps) { .text(words($0.channelsB)) },
        ],
        handle: { $0.caseHandle })

    private static func words(_ channels: [ContactChannel]) -> String {
        channels.map { channel in
            "\(channel.kind.rawValue) \(channel.value)"
                + (channel.isKnownToOther ? "" : " (the other partner does not know of it)")
        }.joined(separator: "; ")
    }
}
