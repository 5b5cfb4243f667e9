import ArgumentParser
import CaseModel
import Casework

struct SetbackCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "setback", abstract: "Setbacks, and working them through: add, work-through, list.",
        subcommands: [SetbackAdd.self, SetbackWorkThrough.self, SetbackList.self])
}

struct SetbackAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Write down a setback.",
        discussion: """
            A setback is part of the road. Not every one takes a couple back to an earlier stage; one that does is named by \
            `troth stage return --setback`.

            Example: troth setback add C4XK92TM --text "A second account came to light"
            """)

    @Argument(help: "The case's handle.") var handle: String
    @OptionGroup var record: NewRecordOptions
    @OptionGroup var audience: AudienceOption

    func run() async throws {
        try await record.add(.setback, to: handle, audience: audience.audience) {
            "Setback \($0). When it was worked through: `troth setback work-through \($0)`."
        }
    }
}

struct SetbackWorkThrough: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "work-through", abstract: "Record that a setback was worked through.",
        discussion: "Example: troth setback work-through R4XK92TM")

    @OptionGroup var record: RecordReplyOptions
    @Option(help: "What came of it; a file's name after @, or - to read it.") var text: String?

    func run() async throws {
        try await record.reply(.workThrough, text: text) { "Setback \($0) is worked through." }
    }
}

struct SetbackList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "A couple's setbacks, and when they were worked through.",
        discussion: "Example: troth setback list C4XK92TM")

    @OptionGroup var list: RecordListOptions

    func run() async throws {
        try await list.list(
            [.setback], [.audience, .settled("Worked through")], empty: "No setback is recorded.")
    }
}
