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
        return [title, facts] + life(separator) + [""] + words()
    }

    /// What came of the note besides its words: co-signature, return, what it corrects or adds to, why it was late.
    private func life(_ separator: String) -> [StyledText] {
        let entry = note.entry
        var lines: [StyledText] = []
        if let relation = entry.relation, let of = entry.ofHandle {
            lines.append(StyledText(relation == .addendum ? "addendum to \(of)" : "corrects \(of)", .dim))
        }
        switch entry.review {
        case nil: break
        case .waiting(let due)?: lines.append(StyledText("waits for its co-signature, due \(due)", .warning))
        case .given(.cosigned, let by, let credential, let at)?:
            let who = [visible(by), credential.map { visible($0) }].compactMap(\.self).joined(separator: ", ")
            lines.append(StyledText("co-signed by \(who)\(separator)\(at)", .good))
        case .given(.returned, let by, _, let at)?:
            lines.append(StyledText("returned by \(visible(by))\(separator)\(at)\(separator)not in force", .warning))
        }
        if let correctedBy = entry.correctedBy { lines.append(StyledText("corrected by \(correctedBy)", .dim)) }
        if let comment = note.comment { lines += wrapped("Comment: \(comment)") }
        if let reason = note.lateReason { lines += wrapped("Late: \(reason)") }
        return lines
    }

    private func wrapped(_ text: String) -> [StyledText] {
        text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line -> [StyledText] in
            let line = visible(line)
            guard let columns = screen.columns, !line.isEmpty else { return [StyledText(line)] }
            return TextFit.wrap(line, width: columns).map { StyledText($0) }
        }
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
