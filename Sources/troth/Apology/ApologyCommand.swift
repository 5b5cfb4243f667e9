import ArgumentParser
import CaseModel
import Casework

struct ApologyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apology", abstract: "Apologies by their parts, and how they were received: add, receive, list.",
        subcommands: [ApologyAdd.self, ApologyReceive.self, ApologyList.self])
}

struct ApologyAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Write down an apology and which parts it had.",
        discussion: """
            The parts: regret; the harm, named; responsibility, without excuse; the change that is meant; examples of what \
            would show it. An apology may come in several steps; the fullest one counts.

            Example: troth apology add C4XK92TM --by B --parts regret,harm,responsibility --text @tuesday.txt
            """)

    @Argument(help: "The case's handle.") var handle: String
    @Option(help: "Who apologizes: A or B.") var by: String
    @Option(help: "Its parts with commas between: regret, harm, responsibility, change, examples; or none.") var parts:
        String
    @OptionGroup var record: NewRecordOptions
    @OptionGroup var audience: AudienceOption

    func run() async throws {
        let partner = try PartnerArgument.partner(by, field: "--by")
        let named = parts == "none" ? [] : parts.split(separator: ",")
        let known = try named.map { name in
            guard let part = ApologyPart(rawValue: name.lowercased().filter { $0 != " " }) else {
                throw CaseworkError.invalid(
                    field: "--parts", "use \(ApologyPart.allCases.map(\.rawValue).joined(separator: ", ")), or none")
            }
            return part
        }
        try await record.add(.apology(by: partner, parts: Set(known)), to: handle, audience: audience.audience) {
            "Apology \($0), \(Set(known).count) of 5 parts. How it reached the other, if they want to say: "
                + "`troth apology receive \($0) not_yet`."
        }
    }
}

struct ApologyReceive: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receive", abstract: "Record how an apology reached the other partner, if they want to say.",
        discussion: """
            received, not_yet or not_received: each is an answer, and none is asked for. Forgiveness is not owed. The \
            answer belongs to whoever gave it, and a later one stands beside it.

            Example: troth apology receive R4XK92TM not_yet
            """)

    @OptionGroup var record: RecordReplyOptions
    @Argument(help: "received, not_yet or not_received.") var reception: RecordAnswer.Reception
    @Option(help: "In which words; a file's name after @, or - to read them.") var text: String?

    func run() async throws {
        try await record.reply(.receive(reception), text: text) {
            "Apology \($0): \(reception.rawValue.replacing("_", with: " "))."
        }
    }
}

extension RecordAnswer.Reception: ExpressibleByArgument {}

struct ApologyList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "A couple's apologies, their parts, and how they were received.",
        discussion: "Example: troth apology list C4XK92TM")

    @OptionGroup var list: RecordListOptions

    func run() async throws {
        try await list.list(
            [.apology],
            [
                .giver, .audience,
                Column("parts", "Parts") { record in
                    .text(ApologyPart.allCases.filter(record.parts.contains).map(\.rawValue).joined(separator: " "))
                },
                Column("missing", "Not in it") { record in
                    .text(
                        ApologyPart.allCases.filter { !record.parts.contains($0) }.map(\.rawValue).joined(
                            separator: " "))
                },
                Column("reception", "Reached") {
                    .optional($0.reception) { .text($0.rawValue.replacing("_", with: " ")) }
                },
            ], empty: "No apology yet. `troth apology add` writes one down.")
    }
}
