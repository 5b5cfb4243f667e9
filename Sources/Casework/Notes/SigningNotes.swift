package import CaseModel
import Postgres

extension Casework {
    /// Signs one's own draft: it becomes a note with the same id, handle and ciphertext, which nobody can change.
    ///
    /// Returns the note's handle.
    /// - Parameter version: that of the draft which was read; nil is the one that stands there now.
    /// - Throws: `conflict` where it is signed already, with the time; `staleVersion` where it was edited since;
    ///   `invalid` where a section that the format asks for has no words.
    package func signNote(
        _ noteName: String, version: Int? = nil, key: RequestKey
    ) async throws(CaseworkError) -> Handle {
        try await failures {
            let name = try RecordName(noteName, .note)
            let opened = try await openNote(noteName, act: "note sign")
            let handle = opened.entry.handle
            // What is signed is the version that was read whole here, or the older one that the person names.
            var read = version
            if case .draft(let current, _) = opened.entry.standing {
                _ = try NoteBody(checking: opened.text, as: opened.entry.format, whole: true)
                read = version ?? current
            }
            let request = Request("note sign", key: key, [name.text, version?.description])
            let answer = try await change(request, by: .treating, answer: handle) { [read] desk in
                let draft = try desk.lockedDraft(name)
                try draft.checkVersion(read)
                // the ciphertext comes through the database's opening function, whose event says that it was handed out
                try desk.transaction.execute(
                    """
                    insert into app.notes
                        (practice_id, note_id, case_id, handle, session_id, author_id, audience, format, written_on,
                         body_sealed, signed_at, credential)
                    select d.practice_id, d.note_id, d.case_id, d.handle, d.session_id, d.author_id, d.audience,
                        d.format, d.written_on, w.sealed, \(desk.environment.now())::timestamptz, a.credential
                    from app.drafts d
                    join app.staff a on a.practice_id = d.practice_id and a.staff_id = d.author_id
                    cross join app.open_note(\(draft.id)) w
                    where d.practice_id = \(desk.practice) and d.note_id = \(draft.id)
                    """)
                try desk.transaction.execute(
                    "delete from app.drafts where practice_id = \(desk.practice) and note_id = \(draft.id)")
            }
            return try Handle(answer: answer, .note)
        }
    }
}
