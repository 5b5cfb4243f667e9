import ArgumentParser
import CaseModel
import Casework

struct TalkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "talk", abstract: "Open talks about causes and feelings: add, list.",
        subcommands: [TalkAdd.self, TalkList.self])
}

struct TalkAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Write down an open talk.",
        discussion: """
            Days with a talk without accusation count for the road. One that turned into accusing is worth recording as \
            well: add --accusing.

            Example: troth talk add C4XK92TM --text "How the evenings apart began"
            """)

    @Argument(help: "The case's handle.") var handle: String
    @Flag(help: "It turned into accusing.") var accusing = false
    @OptionGroup var record: NewRecordOptions
    @OptionGroup var audience: AudienceOption

    func run() async throws {
        try await record.add(.talk(withoutAccusation: !accusing), to: handle, audience: audience.audience) {
            "Talk \($0)."
        }
    }
}

struct TalkList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "A couple's open talks.", discussion: "Example: troth talk list C4XK92TM")

    @OptionGroup var list: RecordListOptions

    func run() async throws {
        try await list.list(
            [.talk],
            [
                .audience,
                Column("without_accusation", "Calm") {
                    if case .talk(let isCalm) = $0.details { .boolean(isCalm) } else { .null }
                },
            ], empty: "No talk yet. `troth talk add` writes one down.")
    }
}
