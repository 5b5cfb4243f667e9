package import CaseModel
import FoundationEssentials
import Postgres

extension Casework {
    /// Begins an addendum to a signed note, as a draft of the same session and audience. The note itself is untouched.
    /// Returns the draft's handle.
    ///
    /// - Throws: `conflict` where it is not signed, was returned, or is a psychotherapy note.
    package func amendNote(
        _ noteName: String, _ words: String, as format: NoteFormat = .free, key: RequestKey
    ) async throws(CaseworkError) -> Handle {
        try await follow(noteName, .addendum, words, as: format, act: "note amend", key: key)
    }

    /// Begins the corrected text of one's own note that was returned. The returned one is kept as it is; the correction
    /// is signed as a note of its own and co-signed again. Returns the draft's handle.
    ///
    /// - Parameter format: that of the returned note where nil.
    /// - Throws: `conflict` where it was not returned, or is corrected already.
    package func correctNote(
        _ noteName: String, _ words: String, as format: NoteFormat? = nil, key: RequestKey
    ) async throws(CaseworkError) -> Handle {
        try await follow(noteName, .correction, words, as: format, act: "note correct", key: key)
    }

    private func follow(
        _ noteName: String, _ relation: NoteRelation, _ words: String, as format: NoteFormat?, act: String,
        key: RequestKey
    ) async throws(CaseworkError) -> Handle {
        try await failures {
            let name = try RecordName(noteName, .note)
            var random = environment.random
            let id = ID<Note>.random(using: &random).uuid
            let handle = Handle.random(.note, using: &random)
            let request = Request(act, key: key, [name.text, format?.rawValue, words])
            let answer = try await change(request, by: .treating, answer: handle.description) { desk in
                let note = try desk.find(note: name)
                guard let session = note.sessionID else { throw CaseworkError.followsNoPsychotherapyNote(note) }
                try note.check(for: relation, by: desk.staff)
                try desk.requireNoDraft(of: session, note.audience)
                let row = NewDraftRow(
                    id: id, handle: handle, caseID: note.caseID, sessionID: session, audience: note.audience,
                    writtenOn: try desk.today(), relation: relation, ofNote: note.id)
                try desk.insert(row, NoteBody(checking: words, as: format ?? note.format, whole: false))
            }
            return try Handle(answer: answer, .note)
        }
    }
}

extension NoteEntry {
    /// - Throws: `conflict` where such a note cannot follow this one.
    fileprivate func check(for relation: NoteRelation, by staff: UUID) throws(CaseworkError) {
        guard case .signed = standing else {
            throw .conflict(
                "The note \(handle) is a draft of yours and not signed. Edit it with `troth note write \(handle)`.")
        }
        let isReturned = if case .given(.returned, _, _, _)? = review { true } else { false }
        switch relation {
        case .addendum:
            if isReturned {
                throw .conflict(
                    "The note \(handle) was returned, so it is not in force. Correct it with `troth note correct "
                        + "\(handle)`, or add to the note that corrects it.")
            }
        case .correction:
            guard isReturned, authorID == staff else {
                throw .conflict(
                    "The note \(handle) is not one of yours that was returned. What is to be added to a signed note comes "
                        + "with `troth note amend \(handle)`.")
            }
            if let correctedBy {
                throw .conflict("The note \(handle) is corrected already, by \(correctedBy). Nothing was saved.")
            }
        }
    }
}

extension Desk {
    /// - Throws: `conflict` where the person signed a note of the session for that audience: an addendum follows it.
    func requireUnsigned(_ session: FoundSession, for audience: Audience) throws {
        let signed = try transaction.optional(
            """
            select handle from app.notes
            where practice_id = \(practice) and session_id = \(session.id) and author_id = \(staff)
                and audience = \(audience) and relation is null
            """, String.self)
        guard let signed else { return }
        let note = try find(note: RecordName(signed, .note))
        guard case .signed(let at) = note.standing else { return }
        throw CaseworkError.signed(note, at: at)
    }

    fileprivate func requireNoDraft(of session: UUID, _ audience: Audience) throws {
        let draft = try transaction.optional(
            """
            select handle from app.drafts
            where practice_id = \(practice) and session_id = \(session) and author_id = \(staff)
                and audience = \(audience)
            """, String.self)
        guard let draft else { return }
        throw CaseworkError.conflict(
            "You have the draft \(draft) about this session and audience already. Nothing was saved. Finish it first: "
                + "`troth note write \(draft)`, then `troth note sign \(draft)`.")
    }
}

extension CaseworkError {
    fileprivate static func followsNoPsychotherapyNote(_ note: NoteEntry) -> Self {
        .conflict(
            "\(note.handle) is a psychotherapy note. Another comes as a note of its own: `troth note write --case "
                + "\(note.caseHandle) --psychotherapy`.")
    }
}
