import CaseModel
import FoundationEssentials
import Postgres

extension Casework {
    /// Everything that the file copy of one session's summary may show, in one reading. `name` is a handle or an id.
    ///
    /// - Throws: `notFound`, also where the session is somebody else's; `conflict` where it has no note to sum up.
    package func summaryRecord(of name: String) async throws(CaseworkError) -> SummaryRecord {
        try await failures {
            let session = try RecordName(name, .session)
            let read = try await open("summary", by: .reading) { desk in
                let found = try desk.find(session: session)
                let file = try desk.roadCase(try Handle(answer: found.caseHandle, .caseFile))
                let notes = try desk.noteRows(ofSession: found.id)
                if notes.isEmpty { throw Self.noNote(found) }
                return SealedSummary(
                    road: try RoadFacts(desk, file), session: try desk.sessionRow(found), notes: notes,
                    surroundings: try desk.surroundings(of: found, in: file.id),
                    words: try desk.words(of: [file.id], [.partners, .stageEvents, .commitments, .goals, .sessions]),
                    bodies: try notes.map { try desk.words(ofNote: $0.id) }, names: try desk.staffNames())
            }
            return try read.opened()
        }
    }

    static func noNote(_ session: FoundSession) -> CaseworkError {
        switch session.state {
        case .held, .phoneContact:
            .conflict(
                "The session \(session.handle) has no note of yours yet, and a summary is made from the note. Write it "
                    + "with `troth note write \(session.handle)`.")
        case .booked:
            .conflict(
                "The session \(session.handle) is booked and not recorded as held. Record it with "
                    + "`troth session record \(session.handle)`, then write its note.")
        case .noShow, .lateCancellation, .cancelled:
            .conflict(
                "The session \(session.handle) was not held (\(session.state.rawValue)), so there is nothing to sum up."
            )
        }
    }
}

/// Around a session: what the practice is called, and what came before and after.
struct SessionSurroundings: RowDecodable, Sendable {
    let practice: String
    let readAt: LocalTime
    let previousHeldOn: CalendarDate?
    let nextAt: LocalTime?

    init(row: inout RowReader) throws(PostgresError) {
        practice = try row.next()
        readAt = try row.next()
        previousHeldOn = try row.next()
        nextAt = try row.next()
    }
}

/// A summary's record as it was fetched, to be opened after COMMIT.
private struct SealedSummary: Sendable {
    let road: RoadFacts
    let session: SessionOnRecordRow
    let notes: [SessionNoteRow]
    let surroundings: SessionSurroundings
    let words: SealedWords
    let bodies: [SealedWords]
    let names: SealedStaffNames

    func opened() throws -> SummaryRecord {
        let words = try words.opened()
        let staff = try names.opened()
        let opened = try zip(notes, bodies).map { try $0.with(try $1.opened(), names: staff) }
        let handle = try Handle(answer: road.file.handle, .caseFile)
        return SummaryRecord(
            practice: surroundings.practice, session: session.with(words), notes: opened,
            previousHeldOn: surroundings.previousHeldOn, nextAt: surroundings.nextAt,
            road: try road.record(handle, words: words), readAt: surroundings.readAt)
    }
}

extension Desk {
    func sessionRow(_ session: FoundSession) throws -> SessionOnRecordRow {
        try transaction.one(
            """
            select s.session_id, s.handle, s.starts_at at time zone p.time_zone, s.ends_at at time zone p.time_zone,
                s.format, s.modality, s.state, s.attendance, s.stage, s.policy_on_file
            from app.practices p
            join app.sessions s on s.practice_id = p.practice_id
            where p.practice_id = \(practice) and s.session_id = \(session.id)
            """, as: SessionOnRecordRow.self)
    }

    func surroundings(of session: FoundSession, in caseID: UUID) throws -> SessionSurroundings {
        try transaction.one(
            """
            select p.name, \(environment.now())::timestamptz at time zone p.time_zone,
                (select (max(s.starts_at) at time zone p.time_zone)::date from app.sessions s
                 where s.practice_id = p.practice_id and s.case_id = \(caseID) and s.state = 'held'
                     and s.starts_at < \(session.startsAt)),
                (select min(s.starts_at) at time zone p.time_zone from app.sessions s
                 where s.practice_id = p.practice_id and s.case_id = \(caseID) and s.state <> 'cancelled'
                     and s.starts_at > \(session.startsAt))
            from app.practices p where p.practice_id = \(practice)
            """, as: SessionSurroundings.self)
    }

    /// The notes of a session, the couple's first. A psychotherapy note belongs to no session.
    func noteRows(ofSession session: UUID) throws -> [SessionNoteRow] {
        try transaction.all(
            """
            select n.note_id, n.handle, n.audience, n.format, n.author_id, s.login, n.credential, n.written_on,
                n.signed_at at time zone p.time_zone
            from (
                select practice_id, note_id, handle, audience, format, author_id, credential, written_on, signed_at
                from app.notes where practice_id = \(practice) and session_id = \(session) and audience <> 'therapist'
                union all
                select d.practice_id, d.note_id, d.handle, d.audience, d.format, d.author_id, a.credential,
                    d.written_on, null
                from app.drafts d
                join app.staff a on a.practice_id = d.practice_id and a.staff_id = d.author_id
                where d.practice_id = \(practice) and d.session_id = \(session) and d.audience <> 'therapist'
            ) n
            join app.practices p on p.practice_id = n.practice_id
            join app.staff s on s.practice_id = n.practice_id and s.staff_id = n.author_id
            order by array_position(array['joint', 'A', 'B'], n.audience), n.signed_at nulls last, n.handle
            """, as: SessionNoteRow.self)
    }
}
