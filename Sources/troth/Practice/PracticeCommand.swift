import ArgumentParser
import CaseModel
import Casework

struct PracticeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "practice", abstract: "What the practice has settled for everyone.",
        subcommands: [PracticeSettingsCommand.self])
}

struct PracticeSettingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings", abstract: "When notes are due, and whom a partner can call.",
        discussion: """
            Shows the settings; with options a practice admin changes them. They hold at once, also for what is open.

            Example: troth practice settings
            Example: troth practice settings --note-hours 48 --cosign-days 5
            Example: troth practice settings --crisis-line "988, at any hour"
            """)

    @Option(help: ArgumentHelp("From a session's end until its note is due.", valueName: "hours")) var noteHours: Int?
    @Option(help: ArgumentHelp("From a trainee's signature until the co-signature is due.", valueName: "days"))
    var cosignDays: Int?
    @Option(help: ArgumentHelp("From a matter confided under `no secrets` until its outcome.", valueName: "days"))
    var confidedDays: Int?
    @Option(help: ArgumentHelp("Whom to call at any hour; stands on each partner\u{2019}s copy.", valueName: "words"))
    var crisisLine: String?
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            if noteHours != nil || cosignDays != nil || confidedDays != nil || crisisLine != nil {
                let input = [
                    noteHours?.description, cosignDays?.description, confidedDays?.description, crisisLine,
                ]
                try await office.change("practice settings", input, key: key) {
                    try await office.casework.setPracticeSettings(
                        noteDueHours: noteHours, cosignDueDays: cosignDays, confidedDueDays: confidedDays,
                        crisisLine: crisisLine, key: $0)
                }
            }
            let settings = try await office.casework.practiceSettings()
            try StandardOutput.stream {
                Self.listing.write(
                    one: settings, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }

    static let listing = Listing<PracticeSettings>(
        empty: "",
        columns: [
            Column("note_hours", "Hours until a note is due") { .integer($0.noteDueHours) },
            Column("cosign_days", "Days until a co-signature is due") { .integer($0.cosignDueDays) },
            Column("confided_days", "Days until a confided matter is due") { .integer($0.confidedDueDays) },
            Column("crisis_line", "Crisis line") { .optional($0.crisisLine) { .text($0) } },
        ],
        handle: { "\($0.noteDueHours)" })
}
