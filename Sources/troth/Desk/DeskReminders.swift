import ArgumentParser
import CaseModel
import Casework

struct DeskReminders: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reminders", abstract: "Whom to remind of a day's sessions, and how.",
        discussion: """
            A channel that the other partner does not know of is never given here, and nobody is reminded of a session \
            that the therapist has still to confirm.

            Example: troth desk reminders --on 2026-12-01
            """)

    @Option(name: .customLong("on"), help: ArgumentHelp("The sessions' day; today where left out.", valueName: "day"))
    var day: String?
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let given = try day.map { try DayArgument.day($0, field: "--on") }
        try await Office.run(office) { office in
            let today = try await office.casework.today()
            let reminders = try await office.casework.reminders(on: given ?? today)
            try StandardOutput.stream {
                Self.listing.write(
                    reminders, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }

    static let listing = Listing<Reminder>(
        empty: "No sessions are booked for that day.",
        columns: [
            Column("at", "At", fit: .whole) { .text($0.at.description) },
            Column("name", "Remind") { .text($0.name) },
            Column("by", "By", fit: .wraps) { .text($0.way.words) },
            Column("partner", "Partner") { .text($0.partner.rawValue) },
            Column("session", "Session", fit: .whole) { .text($0.session) },
            Column("case", "Case", fit: .whole) { .text($0.caseHandle) },
        ],
        handle: { $0.session })
}

extension Reminder.Way {
    fileprivate var words: String {
        switch self {
        case .channel(let channel): "\(channel.kind.rawValue) \(channel.value)"
        case .noChannel: "no channel that the other partner knows of: do not remind"
        case .unconfirmed: "therapist to confirm: do not remind yet"
        }
    }
}
