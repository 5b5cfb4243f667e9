package import CaseModel
import FoundationEssentials
import Postgres

extension Casework {
    /// Co-signs a trainee's note, as somebody who supervises its author now. Returns the note's handle.
    ///
    /// - Throws: `conflict` where it needs no co-signature, was reviewed already, or its author is not supervised by
    ///   the person; a note is never co-signed by its author.
    package func cosignNote(_ noteName: String, key: RequestKey) async throws(CaseworkError) -> Handle {
        try await review(noteName, .cosigned, comment: nil, act: "note cosign", key: key)
    }

    /// Gives a trainee's note back with a comment, which is sealed under the key of the note's audience. The note is
    /// kept and no longer in force; its author corrects it.
    package func returnNote(
        _ noteName: String, comment: String, key: RequestKey
    ) async throws(CaseworkError) -> Handle {
        let words = try checkedWords(comment, field: "comment", atMost: 4_000)
        return try await review(noteName, .returned, comment: words, act: "note return", key: key)
    }

    private func review(
        _ noteName: String, _ outcome: NoteReview.Outcome, comment: String?, act: String, key: RequestKey
    ) async throws(CaseworkError) -> Handle {
        try await failures {
            let name = try RecordName(noteName, .note)
            let handle = try await read(act, by: [.supervisor]) { try $0.find(note: name).handle }
            let request = Request(act, key: key, [name.text, comment])
            let answer = try await change(request, by: [.supervisor], answer: handle) { desk in
                let note = try desk.find(note: name)
                try desk.checkReview(of: note)
                var random = desk.environment.random
                var sealed: [UInt8]?
                if let comment {
                    var keys = try desk.caseKeys(note.caseID)
                    sealed = try keys.seal(
                        comment, for: note.audience, row: note.id, field: NoteField.comment, using: &random)
                }
                try desk.transaction.execute(
                    """
                    insert into app.note_reviews
                        (practice_id, note_id, case_id, author_id, audience, outcome, reviewed_by, reviewed_at,
                         credential, comment_sealed)
                    select \(desk.practice), \(note.id), \(note.caseID), \(note.authorID), \(note.audience)::text,
                        \(outcome)::text, s.staff_id, \(desk.environment.now())::timestamptz, s.credential,
                        \(sealed)::bytea
                    from app.staff s where s.practice_id = \(desk.practice) and s.staff_id = \(desk.staff)
                    """)
            }
            return try Handle(answer: answer, .note)
        }
    }
}

extension Desk {
    /// The database holds the same rules.
    fileprivate func checkReview(of note: NoteEntry) throws {
        switch note.review {
        case nil:
            throw CaseworkError.conflict(
                "The note \(note.handle) needs no co-signature: it is no signed note of a trainee. Nothing was changed."
            )
        case .given(let outcome, let by, _, let at)?:
            throw CaseworkError.conflict(
                "The note \(note.handle) was \(outcome == .cosigned ? "co-signed" : "returned") by \(by) on \(at). "
                    + "Nothing was changed.")
        case .waiting?: break
        }
        guard note.authorID != staff else {
            throw CaseworkError.conflict("A note is never co-signed or returned by its author. Nothing was changed.")
        }
        let supervises = try transaction.one(
            """
            select exists (
                select from app.supervision v
                where v.practice_id = \(practice) and v.supervisor_id = \(staff) and v.supervisee_id = \(note.authorID)
                    and v.starts_at <= now() and (v.ends_at is null or v.ends_at > now()))
            """, Bool.self)
        guard supervises else {
            throw CaseworkError.conflict(
                "You do not supervise \(note.author), who wrote the note \(note.handle). Nothing was changed.")
        }
    }
}
