package import CaseModel
import FoundationEssentials
import Postgres
import Sealing

/// One note with its words.
package struct OpenedNote: Sendable, Hashable {
    package let entry: NoteEntry
    package let authorName: String
    package let text: String
    /// Why it was signed after it was due.
    package let lateReason: String?
    /// What the supervisor who returned it wrote.
    package let comment: String?
}

extension Casework {
    /// Opens a note: the person's own draft, or a signed one. The opening leaves its audit event.
    package func openNote(_ noteName: String) async throws(CaseworkError) -> OpenedNote {
        try await openNote(noteName, act: "note show")
    }

    /// The same for an act of another name, which is what the audit then tells.
    func openNote(_ noteName: String, act: String) async throws(CaseworkError) -> OpenedNote {
        try await failures {
            let name = try RecordName(noteName, .note)
            let (practice, rows) = try await open(act, by: .reading, whole: SealedNote.query(name.text)) { desk in
                let rows = try desk.whole?.all(as: SealedNote.Row.self) ?? []
                if rows.isEmpty { throw CaseworkError.notFound(.note, name.text) }
                return (desk.practice, rows)
            }
            let known = environment.keys.known(practice)
            let key = if let known { known } else { try await read(act, by: .reading) { try $0.keys } }
            let note = try SealedNote(rows, key)
            let names = try note.author.opened()
            let words = try note.words.opened()
            guard let text = words[note.entry.id, NoteField.body] else {
                throw CaseworkError.notFound(.note, note.entry.handle)
            }
            return OpenedNote(
                entry: note.entry, authorName: names[note.entry.authorID] ?? note.entry.author, text: text,
                lateReason: words[note.entry.id, NoteField.lateReason],
                comment: words[note.entry.id, NoteField.comment])
        }
    }

    /// The person's own draft about a session, if there is one: what an editor begins with.
    package func draft(
        onSession sessionName: String, for audience: Audience? = nil
    ) async throws(CaseworkError) -> OpenedNote? {
        let handle = try await failures {
            let name = try RecordName(sessionName, .session)
            return try await read("note write", by: .treating) { desk -> String? in
                let session = try desk.find(session: name)
                return try desk.draft(of: session, for: session.noteAudience(audience))?.handle
            }
        }
        guard let handle else { return nil }
        return try await openNote(handle, act: "note write")
    }
}

/// A note as the database's opening function hands it out. Opened only after COMMIT.
struct SealedNote: Sendable {
    let entry: NoteEntry
    let words: SealedWords
    let author: SealedStaffNames

    /// One row of `app.open_note`: the note, and one of its words.
    struct Row: RowDecodable, Sendable {
        let entry: NoteEntry
        let field: String
        let sealed: [UInt8]
        let authorName: [UInt8]
        /// Nil where the case was erased.
        let keys: (version: UInt32, WrappedCaseKeys.Version)?

        init(row: inout RowReader) throws(PostgresError) {
            entry = try NoteEntry(row: &row)
            field = try row.next()
            sealed = try row.next()
            authorName = try row.next()
            keys = try WrappedCaseKeys.Version.ifThere(&row)
        }
    }

    /// - Parameter rows: of one note, at least one.
    fileprivate init(_ rows: [Row], _ practice: PracticeKey) throws {
        guard let entry = rows.first?.entry, let author = rows.first?.authorName else {
            throw CaseworkError.internal("a note without words")
        }
        var wrapped: [UUID: WrappedCaseKeys] = [:]
        for (version, keys) in rows.compactMap(\.keys) {
            wrapped[entry.caseID, default: WrappedCaseKeys()].add(keys, version: version)
        }
        let words = rows.map { row in
            SealedWords.Word(
                caseID: entry.caseID, row: entry.id, field: row.field, audience: entry.audience, sealed: row.sealed)
        }
        self.entry = entry
        self.words = SealedWords(words: words, wrapped: wrapped, practice: practice)
        self.author = SealedStaffNames(names: [(entry.authorID, author)], licences: [], practice: practice)
    }

    /// `name` is a handle or an id.
    static func query(_ name: String) -> SQL {
        """
        select row_id, case_id, author_id, handle, case_handle, session_handle, session_at, written_on, audience, format,
            author, credential, version, noted_at, needs_cosign, cosign_due_on, outcome, reviewer, reviewer_credential,
            reviewed_at, relation, of_handle, corrected_by, session_id, field, sealed, author_sealed, key_version,
            wrapped_joint, wrapped_a, wrapped_b, wrapped_therapist
        from app.open_note(\(name))
        """
    }
}
