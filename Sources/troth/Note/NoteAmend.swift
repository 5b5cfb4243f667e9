import ArgumentParser
import CaseModel
import Casework

struct NoteAmend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "amend", abstract: "Write an addendum to a signed note, which stays untouched.",
        discussion: """
            The addendum is a draft of the same session and audience: sign it with `troth note sign`. The words come \
            from --file, from standard input (--file -), or from your editor.

            Example: troth note amend N4XK92TM --file later.txt
            """)

    @Argument(help: "The signed note's handle.") var note: String
    @Option(help: "soap, dap, birp, girp or free.") var format: NoteFormat = .free
    @Option(help: "The file with the words; - is standard input.") var file: String?
    @OptionGroup var key: KeyOptions
    @OptionGroup var answer: AnswerOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let source = try WordsSource(file)
        try await Office.run(office) { office in
            _ = try await office.casework.noteStanding(note)
            let words = try source.read(editingIn: office.home.scratch, initial: format.template)
            let draft = try await UnsavedWords.kept(words, from: source) {
                try await office.change("note amend", [note, format.rawValue, words], key: key) {
                    try await office.casework.amendNote(note, words, as: format, key: $0)
                }
            }
            try Answer.say(
                draft.description,
                "Draft \(draft) is saved, an addendum to \(note). Sign it with `troth note sign \(draft)`.",
                answer.output)
        }
    }
}

struct NoteCorrect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct", abstract: "Write the corrected text of your note that was returned.",
        discussion: """
            The editor begins with the returned text; `troth note show` tells the supervisor's comment. What you save is \
            a draft: sign it with `troth note sign`, and it waits for its co-signature. The returned note is kept.

            Example: troth note correct N4XK92TM
            Example: troth note correct N4XK92TM --file corrected.txt
            """)

    @Argument(help: "The returned note's handle.") var note: String
    @Option(help: "soap, dap, birp, girp or free; the returned note's own where left out.") var format: NoteFormat?
    @Option(help: "The file with the words; - is standard input.") var file: String?
    @OptionGroup var key: KeyOptions
    @OptionGroup var answer: AnswerOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let source = try WordsSource(file)
        try await Office.run(office) { office in
            let returned = source == .editor ? try await office.casework.openNote(note).text : ""
            let words = try source.read(editingIn: office.home.scratch, initial: returned)
            let draft = try await UnsavedWords.kept(words, from: source) {
                try await office.change("note correct", [note, format?.rawValue, words], key: key) {
                    try await office.casework.correctNote(note, words, as: format, key: $0)
                }
            }
            try Answer.say(
                draft.description,
                "Draft \(draft) is saved, the correction of \(note). Sign it with `troth note sign \(draft)`.",
                answer.output)
        }
    }
}
