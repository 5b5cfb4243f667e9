import CaseModel
import FoundationEssentials
import Postgres

/// One's own draft, as the use cases that change it need it.
struct FoundDraft: RowDecodable, Sendable {
    let id: UUID
    let caseID: UUID
    let handle: String
    let audience: Audience
    let format: NoteFormat
    let version: Int
    let relation: NoteRelation?

    init(row: inout RowReader) throws(PostgresError) {
        id = try row.next()
        caseID = try row.next()
        handle = try row.next()
        audience = try row.next()
        format = try row.next()
        version = try row.next()
        relation = try row.next()
    }
}

/// A draft about to be inserted.
struct NewDraftRow: Sendable {
    let id: UUID
    let handle: Handle
    let caseID: UUID
    let sessionID: UUID?
    let audience: Audience
    let writtenOn: CalendarDate
    /// The signed note that it corrects or adds to.
    var relation: NoteRelation?
    var ofNote: UUID?
}

extension Desk {
    /// The person's own draft about a session for an audience: there is one at most.
    func draft(of session: FoundSession, for audience: Audience, locking: Bool = false) throws -> FoundDraft? {
        let predicate: SQL = "d.session_id = \(session.id) and d.audience = \(audience)"
        return try transaction.optional(draftQuery(predicate, locking: locking), as: FoundDraft.self)
    }

    /// The person's own draft, which nobody else changes or signs before this transaction ends.
    ///
    /// - Throws: `conflict` where it is signed, with the time; `notFound` otherwise.
    func lockedDraft(_ name: RecordName) throws -> FoundDraft {
        try requireReach(.note, name.text, or: .notFound(.note, name.text))
        let predicate = name.matches(handle: "d.handle", id: "d.note_id")
        if let draft = try transaction.optional(draftQuery(predicate, locking: true), as: FoundDraft.self) {
            return draft
        }
        let note = try find(note: name)
        guard case .signed(let at) = note.standing else { throw CaseworkError.notFound(.note, name.text) }
        throw CaseworkError.signed(note, at: at)
    }

    /// Seals it, under the case's keys where they are at hand, and inserts it together with what follows or with COMMIT.
    func insert(_ row: NewDraftRow, _ body: NoteBody, under keys: CaseKeys? = nil) throws {
        let sealed = try seal(body, row: row.id, in: row.caseID, keys, audience: row.audience, revision: 1)
        _ = transaction.later(
            """
            insert into app.drafts
                (practice_id, note_id, case_id, handle, session_id, author_id, audience, format, written_on,
                 body_sealed, updated_at, relation, of_id)
            values (\(practice), \(row.id), \(row.caseID), \(row.handle), \(row.sessionID), \(staff),
                \(row.audience), \(body.format), \(row.writtenOn), \(sealed), \(environment.now()), \(row.relation),
                \(row.ofNote))
            """)
    }

    /// Replaces the words of a locked draft.
    ///
    /// - Throws: `staleVersion` where it is not at the version that was seen.
    func edit(_ draft: FoundDraft, seen: Int?, _ words: String, as format: NoteFormat?) throws {
        try draft.checkVersion(seen)
        let isPsychotherapy = draft.audience == .therapist
        guard !isPsychotherapy || format ?? .free == .free else {
            throw CaseworkError.invalid(field: "format", "a psychotherapy note is free: a day and words")
        }
        let body = try NoteBody(checking: words, as: format ?? draft.format, whole: false)
        let sealed = try seal(
            body, row: draft.id, in: draft.caseID, nil, audience: draft.audience, revision: Int32(draft.version) + 1)
        try transaction.execute(
            """
            update app.drafts
            set format = \(body.format), body_sealed = \(sealed), updated_at = \(environment.now()),
                version = version + 1
            where practice_id = \(practice) and note_id = \(draft.id)
            """)
    }

    private func draftQuery(_ predicate: SQL, locking: Bool) -> SQL {
        let lock: SQL = locking ? "for update" : ""
        return """
            select d.note_id, d.case_id, d.handle, d.audience, d.format, d.version, d.relation
            from app.drafts d
            where d.practice_id = \(practice) and d.author_id = \(staff) and \(predicate) \(lock)
            """
    }

    private func seal(
        _ body: NoteBody, row: UUID, in caseID: UUID, _ known: CaseKeys?, audience: Audience, revision: Int32
    ) throws -> [UInt8] {
        var keys = try known ?? caseKeys(caseID)
        var random = environment.random
        return try keys.seal(
            body.text, for: audience, row: row, field: NoteField.body, revision: revision, using: &random)
    }
}

extension FoundDraft {
    func checkVersion(_ seen: Int?) throws(CaseworkError) {
        if let seen, seen != version {
            throw .staleVersion(.note, handle, current: version, texts: nil)
        }
    }
}
