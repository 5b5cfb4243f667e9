import CaseModel
import Casework

/// One note for reading: a heading with session, author and state, then the words as they were written.
///
/// A pure function of the note and the screen.
struct NoteScreen {
    private let note: OpenedNote
    private let screen: Screen

    init(_ note: OpenedNote, screen: Screen) {
        (self.note, self.screen) = (note, screen)
    }

    func lines() -> [StyledText] {
        let entry = note.entry
        var title = StyledText(entry.handle, .accent)
        if let session = entry.sessionHandle, let at = entry.sessionAt {
            title.append("  session \(session) of \(at), case \(entry.caseHandle)", .heading)
        } else {
            title.append("  \(entry.writtenOn), case \(entry.caseHandle)", .heading)
        }
        let author = [visible(note.authorName), entry.credential.map { visible($0) }].compactMap(\.self)
        var facts = StyledText(author.joined(separator: ", "))
        let separator = screen.isUnicode ? " · " : ", "
        facts.append("\(separator)\(entry.format.words)\(separator)\(entry.audience.words)\(separator)", .dim)
        switch entry.standing {
        case .draft(let version, let at): facts.append("draft, version \(version), written \(at)", .warning)
        case .signed(let at): facts.append("signed \(at)", .good)
        }
        return [title, facts, ""] + words()
    }

    /// Headings stand out; long lines are broken at words on a terminal and left alone in a file.
    private func words() -> [StyledText] {
        note.text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line -> [StyledText] in
            let text = visible(line)
            if note.entry.format != .free, text.hasPrefix("# ") { return [StyledText(text, .heading)] }
            guard let columns = screen.columns, !text.isEmpty else { return [StyledText(text)] }
            return TextFit.wrap(text, width: columns).map { StyledText($0) }
        }
    }

    /// A terminal would obey control characters; a file gets the words as they are.
    private func visible(_ text: some StringProtocol) -> String {
        screen.isTerminal ? VisibleText.of(text, unicode: screen.isUnicode) : String(text)
    }
}
