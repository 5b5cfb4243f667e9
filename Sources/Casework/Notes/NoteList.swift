package import CaseModel
import FoundationEssentials
import Postgres

/// One note without its words.
package struct NoteEntry: Sendable, Hashable {
    package enum Standing: Sendable, Hashable {
        /// Still being written; `version` grows with each edit.
        case draft(version: Int, writtenAt: LocalTime)
        /// Locked: nothing changes it any more.
        case signed(at: LocalTime)
    }

    package let handle: String
    package let caseHandle: String
    /// Nil for a psychotherapy note, which belongs to no session.
    package let sessionHandle: String?
    package let sessionAt: LocalTime?
    package let writtenOn: CalendarDate
    package let audience: Audience
    package let format: NoteFormat
    /// The author's login; the name is sealed.
    package let author: String
    /// Of a signed note as it stood on the day of the signature.
    package let credential: String?
    package let standing: Standing
    /// Of a trainee's signed note, how far its co-signature is; nil where none is asked for.
    package let review: NoteReview?
    /// What it is to the signed note `ofHandle`: its corrected text, or an addendum.
    package let relation: NoteRelation?
    package let ofHandle: String?
    /// The note that corrects this one, once that is signed.
    package let correctedBy: String?
    let id: UUID
    let caseID: UUID
    let authorID: UUID
    let sessionID: UUID?
}

extension Casework {
    /// The notes of one case that the person may open: the signed ones, and their own drafts.
    package func notes(of caseName: String) async throws(CaseworkError) -> [NoteEntry] {
        try await failures {
            let name = try RecordName(caseName, .caseFile)
            return try await read("note show", by: .reading) { desk in
                let found = try desk.find(case: name)
                return try desk.transaction.all(
                    desk.noteQuery(matching: "n.case_id = \(found.id)"), as: NoteEntry.self)
            }
        }
    }
}

extension Casework {
    /// One note without its words.
    package func noteStanding(_ noteName: String) async throws(CaseworkError) -> NoteEntry {
        try await failures {
            let name = try RecordName(noteName, .note)
            return try await read("note show", by: .reading) { try $0.find(note: name) }
        }
    }
}

extension Desk {
    /// - Throws: `notFound`, also where the note is not this person's to read.
    func find(note name: RecordName) throws -> NoteEntry {
        let missing = CaseworkError.notFound(.note, name.text)
        try requireReach(.note, name.text, or: missing)
        let found = try transaction.optional(
            noteQuery(matching: name.matches(handle: "n.handle", id: "n.note_id")), as: NoteEntry.self)
        guard let found else { throw missing }
        return found
    }

    fileprivate func noteQuery(matching predicate: SQL) -> SQL {
        """
        select n.note_id, n.case_id, n.author_id, n.handle, c.handle, s.handle,
            s.starts_at at time zone p.time_zone, n.written_on, n.audience, n.format, a.login,
            case when n.version is null then n.credential else a.credential end, n.version,
            n.at at time zone p.time_zone, n.needs_cosign,
            ((n.at + make_interval(days => p.cosign_due_days)) at time zone p.time_zone)::date, r.outcome, rs.login,
            r.credential, r.reviewed_at at time zone p.time_zone, n.relation, o.handle, k.handle, n.session_id
        from app.practices p
        join (select practice_id, note_id, case_id, handle, session_id, author_id, audience, format, written_on,
                  null as credential, version, updated_at as at, false as needs_cosign, relation, of_id
              from app.drafts
              union all
              select practice_id, note_id, case_id, handle, session_id, author_id, audience, format, written_on,
                  credential, null, signed_at,
                  by_trainee and not came_signed and audience <> 'therapist', relation, of_id
              from app.notes) n on n.practice_id = p.practice_id
        join app.cases c on c.practice_id = n.practice_id and c.case_id = n.case_id
        join app.staff a on a.practice_id = n.practice_id and a.staff_id = n.author_id
        left join app.sessions s on s.practice_id = n.practice_id and s.session_id = n.session_id
        left join app.note_reviews r on r.practice_id = n.practice_id and r.note_id = n.note_id
        left join app.staff rs on rs.practice_id = r.practice_id and rs.staff_id = r.reviewed_by
        left join app.notes o on o.practice_id = n.practice_id and o.note_id = n.of_id
        left join app.notes k on k.practice_id = n.practice_id and k.of_id = n.note_id and k.relation = 'correction'
        where p.practice_id = \(practice) and \(predicate)
        order by n.written_on, n.at, n.handle
        """
    }
}

extension NoteEntry: RowDecodable {
    init(row: inout RowReader) throws(PostgresError) {
        id = try row.next()
        caseID = try row.next()
        authorID = try row.next()
        handle = try row.next()
        caseHandle = try row.next()
        sessionHandle = try row.next()
        sessionAt = try row.next()
        writtenOn = try row.next()
        audience = try row.next()
        format = try row.next()
        author = try row.next()
        credential = try row.next()
        let version = try row.next(Int?.self)
        let at = try row.next(LocalTime.self)
        let needsCosign = try row.next(Bool.self)
        let due = try row.next(CalendarDate?.self)
        let outcome = try row.next(NoteReview.Outcome?.self)
        let reviewer = try row.next(String?.self)
        let reviewerCredential = try row.next(String?.self)
        let reviewedAt = try row.next(LocalTime?.self)
        review =
            if let outcome, let reviewer, let reviewedAt {
                .given(outcome, by: reviewer, credential: reviewerCredential, at: reviewedAt)
            } else if needsCosign, let due { .waiting(due: due) } else { nil }
        relation = try row.next()
        ofHandle = try row.next()
        correctedBy = try row.next()
        sessionID = try row.next()
        standing = if let version { .draft(version: version, writtenAt: at) } else { .signed(at: at) }
    }
}
