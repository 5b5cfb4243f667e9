package import CaseModel
import FoundationEssentials
import Postgres

extension Casework {
    /// Writes the person's note about a session as a draft. Where they have a draft for the same audience already,
    /// it is edited. Returns the note's handle.
    ///
    /// - Parameters:
    ///   - format: nil keeps the format of the draft, and is SOAP for a new one.
    ///   - audience: nil is the partner who was seen alone, or both.
    ///   - version: that of the draft which these words replace, where the person has seen one.
    /// - Throws: `staleVersion` with both texts; `invalid` with the line where the words cannot be a note.
    package func writeNote(
        _ words: String, as format: NoteFormat? = nil, for audience: Audience? = nil, onSession sessionName: String,
        version: Int? = nil, key: RequestKey
    ) async throws(CaseworkError) -> Handle {
        try await withBothTexts(words) {
            let name = try RecordName(sessionName, .session)
            let earlier = try await read("note write", by: .treating) { desk -> String? in
                let session = try desk.find(session: name)
                return try desk.draft(of: session, for: session.noteAudience(audience))?.handle
            }
            var random = environment.random
            let id = ID<Note>.random(using: &random).uuid
            let handle = try earlier.map { try Handle(answer: $0, .note) } ?? .random(.note, using: &random)
            let request = Request(
                "note write", key: key,
                [name.text, audience?.rawValue, format?.rawValue, version?.description, words])
            let answer = try await change(request, by: .treating, answer: handle.description) { desk in
                let session = try desk.find(session: name)
                let audience = try session.noteAudience(audience)
                guard let draft = try desk.draft(of: session, for: audience, locking: true) else {
                    guard earlier == nil, version == nil else { throw CaseworkError.noDraft(of: session) }
                    try desk.requireUnsigned(session, for: audience)
                    let row = NewDraftRow(
                        id: id, handle: handle, caseID: session.caseID, sessionID: session.id, audience: audience,
                        writtenOn: session.at.day)
                    return try desk.insert(row, NoteBody(checking: words, as: format ?? .soap, whole: false))
                }
                guard draft.handle == handle.description else { throw CaseworkError.draftBegun(draft.handle) }
                try desk.edit(draft, seen: version, words, as: format)
            }
            return try Handle(answer: answer, .note)
        }
    }

    /// Edits one's own draft. `version` is the one that these words replace.
    ///
    /// - Throws: `staleVersion` with both texts; `conflict` where the note is signed.
    package func editDraft(
        _ noteName: String, words: String, as format: NoteFormat? = nil, version: Int, key: RequestKey
    ) async throws(CaseworkError) -> Handle {
        try await withBothTexts(words) {
            let name = try RecordName(noteName, .note)
            let handle = try await read("note write", by: .treating) { try $0.find(note: name).handle }
            let request = Request(
                "note write", key: key, [name.text, format?.rawValue, version.description, words])
            let answer = try await change(request, by: .treating, answer: handle) { desk in
                let draft = try desk.lockedDraft(name)
                try desk.edit(draft, seen: version, words, as: format)
            }
            return try Handle(answer: answer, .note)
        }
    }

    /// Writes a psychotherapy note (45 CFR 164.501) as a draft: the author's own, a day and words, kept apart from
    /// the record. It belongs to no session and never stands in for a session's note.
    package func writePsychotherapyNote(
        _ words: String, in caseName: String, on day: CalendarDate? = nil, key: RequestKey
    ) async throws(CaseworkError) -> Handle {
        try await failures {
            let name = try RecordName(caseName, .caseFile)
            let body = try NoteBody(checking: words, as: .free, whole: false)
            var random = environment.random
            let id = ID<Note>.random(using: &random).uuid
            let handle = Handle.random(.note, using: &random)
            let request = Request("note write psychotherapy", key: key, [name.text, day?.description, words])
            let answer = try await change(request, by: .treating, answer: handle.description) { desk in
                let place = try desk.placeToWrite(in: name)
                guard day ?? place.today <= place.today else {
                    throw CaseworkError.invalid(field: "on", "that day has not come yet; today is \(place.today)")
                }
                let row = NewDraftRow(
                    id: id, handle: handle, caseID: place.found.id, sessionID: nil, audience: .therapist,
                    writtenOn: day ?? place.today)
                try desk.insert(row, body, under: place.keys)
            }
            return try Handle(answer: answer, .note)
        }
    }

    /// Adds the texts to a refusal of a stale edit: what was just written, and what stands there now.
    private func withBothTexts<Answer>(
        _ mine: String, _ work: () async throws -> Answer
    ) async throws(CaseworkError) -> Answer {
        do {
            return try await failures(work)
        } catch {
            guard case .staleVersion(let subject, let name, let current, nil) = error else { throw error }
            let opened = try await openNote(name, act: "note write")
            throw .staleVersion(subject, name, current: current, texts: StaleTexts(mine: mine, current: opened.text))
        }
    }
}

extension FoundSession {
    /// - Throws: `invalid` for an audience that a note about this session cannot have.
    func noteAudience(_ asked: Audience?) throws(CaseworkError) -> Audience {
        guard let asked else { return format.audience }
        if asked == .therapist {
            throw .invalid(
                field: "audience",
                "a psychotherapy note is kept apart from the sessions; write it with `troth note write --case "
                    + "\(caseHandle) --psychotherapy`")
        }
        if let alone = format.alone, asked == Audience(of: alone.other) {
            throw .invalid(
                field: "audience",
                "in the session \(handle) only \(alone.rawValue) was seen, so its note cannot be for "
                    + "\(alone.other.rawValue)")
        }
        return asked
    }
}

extension CaseworkError {
    fileprivate static func noDraft(of session: FoundSession) -> Self {
        .conflict(
            "There is no draft about the session \(session.handle) any more: it was signed. Nothing was saved. What is "
                + "to be added comes with `troth note amend`.")
    }

    fileprivate static func draftBegun(_ handle: String) -> Self {
        .conflict(
            "You began the draft \(handle) about this session at the same moment. Nothing was saved; read it with "
                + "`troth note show \(handle)`, then write again.")
    }
}
