import ArgumentParser
import CaseModel
import Casework

struct ImpactCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "impact",
        abstract: "What the breach did to a partner, told and acknowledged: add, acknowledge, list.",
        subcommands: [ImpactAdd.self, ImpactAcknowledge.self, ImpactList.self])
}

struct ImpactAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Write down a partner's impact statement.",
        discussion: """
            Told in a joint session it is for the couple's record. With --audience it is that partner's alone, until they \
            tell it.

            Example: troth impact add C4XK92TM --by A --text "I stopped trusting my own memory"
            """)

    @Argument(help: "The case's handle.") var handle: String
    @Option(help: "Who tells it: A or B.") var by: String
    @OptionGroup var record: NewRecordOptions
    @OptionGroup var audience: AudienceOption

    func run() async throws {
        let partner = try PartnerArgument.partner(by, field: "--by")
        try await record.add(.impact(by: partner), to: handle, audience: audience.audience) {
            "Impact statement \($0). When \(partner.other.rawValue) has said it back: `troth impact acknowledge \($0)`."
        }
    }
}

struct ImpactAcknowledge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "acknowledge", abstract: "Record that the other partner said an impact back, without defending.",
        discussion: """
            To acknowledge is not to admit: a partner who did no wrong can acknowledge.

            Example: troth impact acknowledge R4XK92TM --text "In his words: you lost the ground under you"
            """)

    @OptionGroup var record: RecordReplyOptions
    @Option(help: "In which words; a file's name after @, or - to read them.") var text: String?

    func run() async throws {
        try await record.reply(.acknowledge, text: text) { "Impact statement \($0) is acknowledged." }
    }
}

struct ImpactList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "A couple's impact statements, and when they were acknowledged.",
        discussion: "Example: troth impact list C4XK92TM")

    @OptionGroup var list: RecordListOptions

    func run() async throws {
        try await list.list(
            [.impact],
            [
                .giver, .audience,
                Column("acknowledged_on", "Said back", fit: .whole) {
                    .optional($0.answers.last?.on) { .date($0.description) }
                },
                Column("acknowledgement", "In the words", fit: .wraps) {
                    .optional($0.answers.last?.text) { .text($0) }
                },
            ], empty: "No impact statement yet. `troth impact add` writes one down.")
    }
}
