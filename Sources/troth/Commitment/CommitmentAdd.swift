import ArgumentParser
import CaseModel
import Casework

struct CommitmentAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Write down what a partner commits to.",
        discussion: """
            The words are sealed under the couple's joint key. They come from --text, from a file (--text @FILE), or \
            from standard input (--text -).

            Example: troth commitment add C4XK92TM --owner B --kind practical --rhythm weekly \\
                     --text "Shows the account statements on Sunday"
            """)

    @Argument(help: "The case's handle.") var handle: String
    @Option(help: "Whose commitment it is: A, B or both.") var owner: Owner
    @Option(help: "practical or emotional.") var kind: CommitmentKind
    @Option(help: "How often it falls due: once, daily or weekly.") var rhythm: Rhythm
    @Option(help: "What is committed to; a file's name after @, or - to read it.") var text: String
    @Flag(help: "The hurt partner said that they want it.") var wanted = false
    @Option(help: "The day it is due, as YYYY-MM-DD; needed for once.") var due: String?
    @Option(name: .customLong("on"), help: "The day it was agreed, as YYYY-MM-DD; today where it is left out.")
    var day: String?
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let handle = try HandleArgument.read(handle, .caseFile)
        let dueOn = try due.map { try DayArgument.day($0, field: "--due") }
        let given = try day.map { try DayArgument.day($0, field: "--on") }
        try await Office.run(office) { office in
            let words = try WordsArgument.read(text, home: office.home)
            let input = [
                handle.description, owner.rawValue, kind.rawValue, rhythm.rawValue, words, due, day, "\(wanted)",
            ]
            let added = try await office.change("commitment add", input, key: key) {
                try await office.casework.addCommitment(
                    to: handle, owner: owner, kind: kind, rhythm: rhythm, text: words, dueOn: dueOn,
                    isWanted: wanted, on: given, key: $0)
            }
            try Answer.say(
                added.description,
                "Commitment \(added). What becomes of it: `troth commitment keep \(added) --as-seen-by A`.", output)
        }
    }
}
