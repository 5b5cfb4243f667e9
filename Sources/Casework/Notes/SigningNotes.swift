package import CaseModel
import FoundationEssentials
import Postgres

extension Casework {
    /// Signs one's own draft: it becomes a note with the same id, handle and ciphertext, which nobody can change.
    ///
    /// Returns the note's handle.
    /// - Parameters:
    ///   - version: that of the draft which was read; nil is the one that stands there now.
    ///   - lateReason: why it is signed after it was due; sealed under the key of the note's audience.
    /// - Throws: `conflict` where it is signed already, with the time, or is overdue without a reason; `staleVersion`
    ///   where it was edited since; `invalid` where a section that the format asks for has no words.
    package func signNote(
        _ noteName: String, version: Int? = nil, lateReason: String? = nil, key: RequestKey
    ) async throws(CaseworkError) -> Handle {
        try await failures {
            let name = try RecordName(noteName, .note)
            let reason = try lateReason.map { text throws(CaseworkError) in
                try checkedWords(text, field: "late reason", atMost: 1_000)
            }
            let opened = try await openNote(noteName, act: "note sign")
            let handle = opened.entry.handle
            // What is signed is the version that was read whole here, or the older one that the person names.
            var read = version
            if case .draft(let current, _) = opened.entry.standing {
                _ = try NoteBody(checking: opened.text, as: opened.entry.format, whole: true)
                read = version ?? current
            }
            let request = Request("note sign", key: key, [name.text, version?.description, reason])
            let answer = try await change(request, by: .treating, answer: handle) { [read] desk in
                let draft = try desk.lockedDraft(name)
                try draft.checkVersion(read)
                try desk.sign(draft, lateReason: reason)
            }
            return try Handle(answer: answer, .note)
        }
    }
}

extension Desk {
    fileprivate func sign(_ draft: FoundDraft, lateReason: String?) throws {
        let dueBy = try overdue(draft)
        var sealed: [UInt8]?
        if let dueBy {
            guard let lateReason else { throw CaseworkError.lateWithoutReason(draft.handle, dueBy) }
            var keys = try caseKeys(draft.caseID)
            var random = environment.random
            sealed = try keys.seal(
                lateReason, for: draft.audience, row: draft.id, field: NoteField.lateReason, using: &random)
        } else if lateReason != nil {
            throw CaseworkError.invalid(field: "late reason", "the note is not overdue; leave it out")
        }
        // the ciphertext comes through the database's opening function, whose event says that it was handed out
        try transaction.execute(
            """
            insert into app.notes
                (practice_id, note_id, case_id, handle, session_id, author_id, audience, format, written_on,
                 body_sealed, signed_at, credential, late_reason_sealed, relation, of_id)
            select d.practice_id, d.note_id, d.case_id, d.handle, d.session_id, d.author_id, d.audience,
                d.format, d.written_on, w.sealed, \(environment.now())::timestamptz, a.credential, \(sealed)::bytea,
                d.relation, d.of_id
            from app.drafts d
            join app.staff a on a.practice_id = d.practice_id and a.staff_id = d.author_id
            cross join app.open_note(\(draft.id)) w
            where d.practice_id = \(practice) and d.note_id = \(draft.id) and w.field = 'notes.body'
            """)
        try transaction.execute(
            "delete from app.drafts where practice_id = \(practice) and note_id = \(draft.id)")
    }

    /// Until when the session's note was due, where that is past. A correction, an addendum and a psychotherapy note are
    /// due at no time.
    private func overdue(_ draft: FoundDraft) throws -> LocalTime? {
        guard draft.relation == nil else { return nil }
        return try transaction.optional(
            """
            select (s.ends_at + make_interval(hours => p.note_due_hours)) at time zone p.time_zone
            from app.practices p
            join app.drafts d on d.practice_id = p.practice_id and d.note_id = \(draft.id)
            join app.sessions s on s.practice_id = d.practice_id and s.session_id = d.session_id
            where p.practice_id = \(practice)
                and s.ends_at + make_interval(hours => p.note_due_hours) < \(environment.now())::timestamptz
            """, LocalTime.self)
    }
}

extension CaseworkError {
    fileprivate static func lateWithoutReason(_ handle: String, _ dueBy: LocalTime) -> Self {
        .conflict(
            "The note \(handle) was due by \(dueBy). A late signature says why: add --late-reason. Nothing was changed."
        )
    }
}
