import ArgumentParser
import CaseModel
import Casework

struct ConfidedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "confided", abstract: "What one partner told in confidence, and what became of it.",
        subcommands: [ConfidedRecord.self, ConfidedSettle.self, ConfidedList.self],
        defaultSubcommand: ConfidedList.self)
}

extension MatterOutcome: ExpressibleByArgument {}

struct ConfidedRecord: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record", abstract: "Record what a partner told in confidence.",
        discussion: """
            It is sealed under that partner's key. Under `no secrets` it gets a day by which the partner shares it, you \
            do, or the work ends (`troth practice settings`); a safety disclosure is exempt.

            Example: troth confided record C4XK92TM --partner B --words "The contact has not ended"
            Example: troth confided record C4XK92TM --partner A --safety --words @said.txt
            """)

    @Argument(help: "The case's handle.") var handle: String
    @Option(help: "Who told it: A or B.") var partner: String
    @Option(help: "What was told; sealed. A file's name after @, or - to read it.") var words: String
    @Flag(help: "A safety disclosure: no due date, shared with nobody by it.") var safety = false
    @Option(name: .customLong("by"), help: "When its outcome is due, as YYYY-MM-DD; else by the practice's setting.")
    var due: String?
    @Option(name: .customLong("on"), help: "The day, as YYYY-MM-DD; today where it is left out.") var day: String?
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let who = try PartnerArgument.partner(partner, field: "--partner")
        let dueOn = try due.map { try DayArgument.day($0, field: "--by") }
        let on = try day.map { try DayArgument.day($0, field: "--on") }
        try await Office.run(office) { office in
            let told = try WordsArgument.read(words, home: office.home)
            let matter = NewMatter(partner: who, words: told, isSafety: safety, dueOn: dueOn, on: on)
            let input = [handle, partner, told, safety.description, due, day]
            let recorded = try await office.change("confided record", input, key: key) {
                try await office.casework.recordMatter(matter, in: handle, key: $0)
            }
            try Answer.say(handle, Self.sentence(recorded), output)
        }
    }

    private static func sentence(_ matter: ConfidedMatter) -> String {
        let start = "Matter \(matter.number), told by \(matter.partner.rawValue) in confidence. "
        if matter.isSafety { return start + "A safety disclosure: nothing is due." }
        if let dueOn = matter.dueOn { return start + "Under `no secrets` its outcome is due by \(dueOn)." }
        return start
            + (matter.policy == nil
                ? "No policy is on file that both accepted, so nothing is due."
                : "Under `limited secrets` nothing is due.")
    }
}

struct ConfidedSettle: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settle", abstract: "Record what became of a confided matter.",
        discussion: "Example: troth confided settle C4XK92TM 1 --outcome shared_by_partner")

    @Argument(help: "The case's handle.") var handle: String
    @Argument(help: "The matter's number.") var number: Int
    @Option(help: "shared_by_partner, shared_by_therapist or work_ended.") var outcome: MatterOutcome
    @Option(name: .customLong("on"), help: "The day, as YYYY-MM-DD; today where it is left out.") var day: String?
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let on = try day.map { try DayArgument.day($0, field: "--on") }
        try await Office.run(office) { office in
            try await office.change(
                "confided settle", [handle, number.description, outcome.rawValue, day], key: key
            ) { try await office.casework.settleMatter(number, in: handle, as: outcome, on: on, key: $0) }
            try Answer.say(
                handle, "Matter \(number): \(outcome.rawValue.replacing("_", with: " ")).", output)
        }
    }
}

struct ConfidedList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "What waits for its outcome; with a case, all that was confided there.",
        discussion: """
            With a case the words are opened, which leaves an event in the audit.

            Example: troth confided list
            Example: troth confided list C4XK92TM
            """)

    @Argument(help: "The case's handle.") var handle: String?
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let matters = try await office.casework.confidedMatters(of: handle)
            try StandardOutput.stream {
                Self.listing.write(matters, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }

    static let listing = Listing<ConfidedMatter>(
        empty: "Nothing that was confided waits here.",
        columns: [
            Column("case", "Case", fit: .whole) { .text($0.caseHandle) },
            Column("number", "No", align: .trailing) { .integer($0.number) },
            Column("partner", "Told by") { .text($0.partner.rawValue) },
            Column("told_on", "On", fit: .whole) { .date($0.toldOn.description) },
            Column("policy", "Policy") { .text($0.policy?.rawValue ?? "no policy on file") },
            Column("safety", "Safety") { .boolean($0.isSafety) },
            Column("due_on", "Due", fit: .whole, style: { $0.isOverdue ? .warning : nil }) {
                .optional($0.dueOn) { .date($0.description) }
            },
            Column("outcome", "Outcome") { .optional($0.outcome) { .text($0.rawValue) } },
            Column("words", "Words", fit: .wraps) { .optional($0.words) { .text($0) } },
        ],
        handle: { "\($0.caseHandle) \($0.number)" })
}
