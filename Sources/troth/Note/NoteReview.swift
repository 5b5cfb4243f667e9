import ArgumentParser
import CaseModel
import Casework

struct NoteCosign: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cosign", abstract: "Co-sign a trainee's note (supervisor).",
        discussion: """
            A trainee's signed note waits for the co-signature of somebody who supervises its author. `troth note sweep` \
            lists those that wait. A co-signature cannot be removed.

            Example: troth note cosign N4XK92TM
            """)

    @Argument(help: "The note's handle.") var note: String
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let handle = try await office.change("note cosign", [note], key: key) {
                try await office.casework.cosignNote(note, key: $0)
            }
            try Answer.say(handle.description, "Co-signed note \(handle).", output)
        }
    }
}

struct NoteReturn: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "return", abstract: "Return a trainee's note with a comment (supervisor).",
        discussion: """
            The returned note is kept as it is and is not in force; the trainee corrects it with `troth note correct`, \
            and that text is signed and co-signed as a note of its own.

            Example: troth note return N4XK92TM --comment "Say what Ben did, not what he is"
            """)

    @Argument(help: "The note's handle.") var note: String
    @Option(help: "What to correct; sealed. A file's name after @, or - to read it.") var comment: String
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let words = try WordsArgument.read(comment, home: office.home)
            let handle = try await office.change("note return", [note, words], key: key) {
                try await office.casework.returnNote(note, comment: words, key: $0)
            }
            try Answer.say(
                handle.description, "Returned note \(handle). Its author reads your comment with `troth note show`.",
                output)
        }
    }
}
