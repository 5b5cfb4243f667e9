import ArgumentParser
import CaseModel
import Casework

struct NoteWrite: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "write", abstract: "Write the note of a session, or edit a draft.",
        discussion: """
            The words come from --file, from standard input (--file -), or from your editor (VISUAL or EDITOR). A line \
            `# Heading` begins a section: SOAP needs Subjective, Objective, Assessment, Plan; DAP Data, Assessment, \
            Plan; BIRP Behaviour, Intervention, Response, Plan; GIRP Goal, Intervention, Response, Plan. Each may add \
            Focus, Intervention, Response of A, Response of B, Agreements, Risk, Next session. free needs no headings.

            There is one draft a session and audience: writing again edits it. The editor knows which version it began \
            with; from a file, give the --version that you read. If the draft changed since, nothing is saved and both \
            texts are shown.

            Example: troth note write S4XK92TM --format soap --file monday.txt
            Example: troth note write N4XK92TM --version 2 --file monday.txt
            Example: troth note write --case C4XK92TM --psychotherapy
            """)

    @Argument(help: "The session's handle, or the handle of a draft to edit.") var record: String?
    @Option(help: "soap, dap, birp, girp or free; the draft's own, or soap.") var format: NoteFormat?
    @Option(help: "joint, A or B; for whom the session was, where it is left out.") var audience: Audience?
    @Option(help: "The file with the words; - is standard input.") var file: String?
    @Option(help: "The version of the draft that you read.") var version: Int?
    @Option(name: .customLong("case"), help: "The case's handle, for a psychotherapy note.") var caseName: String?
    @Flag(help: "A psychotherapy note: yours alone, a day and words, apart from the record.") var psychotherapy = false
    @Option(name: .customLong("on"), help: "The day of a psychotherapy note, as YYYY-MM-DD; today where left out.")
    var day: String?
    @OptionGroup var key: KeyOptions
    @OptionGroup var answer: AnswerOptions
    @OptionGroup var office: OfficeOptions

    private var editsDraft: Bool { record?.uppercased().hasPrefix("N") == true }

    func validate() throws {
        if psychotherapy {
            guard caseName != nil, record == nil, version == nil, audience == nil, format ?? .free == .free else {
                throw ValidationError("A psychotherapy note takes --case, --on and the words, and nothing else.")
            }
        } else if record == nil || caseName != nil || day != nil {
            throw ValidationError(
                "Name a session or a draft. For a psychotherapy note give --case CASE and --psychotherapy.")
        } else if editsDraft, audience != nil {
            throw ValidationError("Whom a draft is for cannot be changed; write a new one.")
        } else if editsDraft, file != nil, version == nil {
            throw ValidationError("Give the --version of the draft that you read; `troth note show` tells it.")
        }
    }

    func run() async throws {
        let source = try WordsSource(file)
        let writtenOn = try day.map { try DayArgument.day($0, field: "--on") }
        try await Office.run(office) { office in
            let casework = office.casework
            let earlier = try await earlierDraft(casework, source)
            let initial = earlier?.text ?? (psychotherapy ? "" : (format ?? .soap).template)
            let words = try source.read(editingIn: office.home.scratch, initial: initial)
            let seen = version ?? earlier?.version
            let input = [
                record, caseName, format?.rawValue, audience?.rawValue, seen?.description, day, words,
            ]
            let note = try await UnsavedWords.kept(words, from: source) {
                try await office.change("note write", input, key: key) { key in
                    if let caseName {
                        return try await casework.writePsychotherapyNote(words, in: caseName, on: writtenOn, key: key)
                    }
                    if editsDraft, let seen {
                        return try await casework.editDraft(
                            record ?? "", words: words, as: format, version: seen, key: key)
                    }
                    return try await casework.writeNote(
                        words, as: format, for: audience, onSession: record ?? "", version: seen, key: key)
                }
            }
            try Answer.say(
                note.description, "Draft \(note) is saved. Sign it with `troth note sign \(note)`.", answer.output)
        }
    }

    /// What an editor begins with. Asked before the editor opens, so that a wrong handle shows before any words are
    /// written.
    private func earlierDraft(_ casework: Casework, _ source: WordsSource) async throws -> OpenedNote? {
        guard source == .editor else { return nil }
        if let caseName {
            _ = try await casework.notes(of: caseName)
            return nil
        }
        guard let record else { return nil }
        if editsDraft {
            let note = try await casework.openNote(record)
            guard case .signed(let at) = note.entry.standing else { return note }
            throw CaseworkError.signed(note.entry, at: at)
        }
        return try await casework.draft(onSession: record, for: audience)
    }
}

extension OpenedNote {
    /// Of a draft; a signed note has none.
    var version: Int? {
        if case .draft(let version, _) = entry.standing { version } else { nil }
    }
}
