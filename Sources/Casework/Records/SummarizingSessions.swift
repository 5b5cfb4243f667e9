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
                let read = try desk.summaries(of: [found])
                if read.notes[found.id] == nil { throw Self.noNote(found) }
                return read
            }
            var opening = read
            guard let found = opening.sessions.first else { throw CaseworkError.notFound(.session, session.text) }
            return try opening.record(of: found)
        }
    }

    /// The same for many sessions by their ids, in one reading and with one event a kind of word.
    func summaryRecords(of ids: [UUID]) async throws(CaseworkError) -> [UUID: VersionedRecord<SummaryRecord>] {
        try await failures {
            var read = try await open("report", by: .reading) { desk in
                try desk.summaries(of: try desk.find(sessions: ids))
            }
            var records: [UUID: VersionedRecord<SummaryRecord>] = [:]
            for session in read.sessions {
                let record = Result { try read.record(of: session) }.mapError { ReportFailure(of: $0) }
                records[session.id] = VersionedRecord(
                    version: session.version, record: read.notes[session.id] == nil ? .failure(.noNote) : record)
            }
            return records
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

/// What summaries are made from as it was fetched, to be opened after COMMIT. What several sessions of a case share is
/// opened once.
private struct SealedSummaries: Sendable {
    let sessions: [FoundSession]
    let roads: [UUID: RoadFacts]
    let rows: [UUID: SessionOnRecordRow]
    let observations: [UUID: [ObservationRow]]
    /// Of the sessions that have any, the couple's first.
    let notes: [UUID: [SessionNoteRow]]
    let surroundings: [UUID: SessionSurroundings]
    let words: [UUID: SealedWords]
    let bodies: [UUID: SealedWords]
    let names: SealedStaffNames
    private var staff: [UUID: String]?
    private var opened: [UUID: (words: OpenWords, road: RoadRecord)] = [:]

    init(_ desk: Desk, _ sessions: [FoundSession]) throws {
        self.sessions = sessions
        var roads: [UUID: RoadFacts] = [:]
        for session in sessions where roads[session.caseID] == nil {
            roads[session.caseID] = try RoadFacts(
                desk, try desk.roadCase(try Handle(answer: session.caseHandle, .caseFile)))
        }
        let ids = sessions.map(\.id)
        self.roads = roads
        rows = try desk.sessionRows(ids)
        observations = Dictionary(grouping: try desk.observationRows(ofSessions: ids), by: \.session)
        notes = try desk.noteRows(ofSessions: ids)
        surroundings = try desk.surroundings(of: ids)
        words = try desk.words(
            of: Array(roads.keys), [.partners, .stageEvents, .stageRecords, .commitments, .goals, .sessions]
        ).parted(by: \.caseID)
        bodies = try desk.words(ofNotes: notes.values.flatMap { $0.map(\.id) }).parted(by: \.row)
        names = try desk.staffNames(of: notes.values.flatMap { $0.flatMap(\.people) })
    }

    mutating func record(of session: FoundSession) throws -> SummaryRecord {
        guard let row = rows[session.id], let around = surroundings[session.id] else {
            throw CaseworkError.notFound(.session, session.handle)
        }
        let (words, road) = try openCase(of: session)
        let staff = try openStaff()
        let notes = try (notes[session.id] ?? []).map { note in
            guard let body = bodies[note.id] else { throw CaseworkError.notFound(.note, note.handle) }
            return try note.with(try body.opened(), names: staff)
        }
        return SummaryRecord(
            practice: around.practice, session: row.with(words),
            observations: (observations[session.id] ?? []).observations, notes: notes,
            previousHeldOn: around.previousHeldOn,
            nextAt: around.nextAt, road: road, readAt: around.readAt)
    }

    private mutating func openCase(of session: FoundSession) throws -> (words: OpenWords, road: RoadRecord) {
        if let known = opened[session.caseID] { return known }
        guard let facts = roads[session.caseID], let sealed = words[session.caseID] else {
            throw CaseworkError.notFound(.caseFile, session.caseHandle)
        }
        let words = try sealed.opened()
        let road = try facts.record(try Handle(answer: facts.file.handle, .caseFile), words: words)
        opened[session.caseID] = (words, road)
        return (words, road)
    }

    private mutating func openStaff() throws -> [UUID: String] {
        if let staff { return staff }
        let names = try names.opened()
        staff = names
        return names
    }
}

/// What a query gives for one session of several.
private struct OfSession<Value: RowDecodable & Sendable>: RowDecodable, Sendable {
    let session: UUID
    let value: Value

    init(row: inout RowReader) throws(PostgresError) {
        session = try row.next()
        value = try Value(row: &row)
    }
}

extension Desk {
    fileprivate func summaries(of sessions: [FoundSession]) throws -> SealedSummaries {
        try SealedSummaries(self, sessions)
    }

    func sessionRow(_ session: FoundSession) throws -> SessionOnRecordRow {
        guard let row = try sessionRows([session.id])[session.id] else {
            throw CaseworkError.notFound(.session, session.handle)
        }
        return row
    }

    func surroundings(of session: FoundSession) throws -> SessionSurroundings {
        guard let found = try surroundings(of: [session.id])[session.id] else {
            throw CaseworkError.notFound(.session, session.handle)
        }
        return found
    }

    /// The notes of a session, the couple's first.
    func noteRows(ofSession session: UUID) throws -> [SessionNoteRow] {
        try noteRows(ofSessions: [session])[session] ?? []
    }

    fileprivate func sessionRows(_ sessions: [UUID]) throws -> [UUID: SessionOnRecordRow] {
        let rows = try transaction.all(
            """
            select s.session_id, s.handle, s.starts_at at time zone p.time_zone, s.ends_at at time zone p.time_zone,
                s.format, s.modality, s.state, s.attendance, s.stage, s.interventions, s.policy_on_file
            from app.practices p
            join app.sessions s on s.practice_id = p.practice_id
            where p.practice_id = \(practice) and s.session_id = any (\(sessions)::uuid[])
            """, as: SessionOnRecordRow.self)
        return Dictionary(rows.map { ($0.id, $0) }) { first, _ in first }
    }

    fileprivate func surroundings(of sessions: [UUID]) throws -> [UUID: SessionSurroundings] {
        let rows = try transaction.all(
            """
            select o.session_id, p.name, \(environment.now())::timestamptz at time zone p.time_zone,
                (select (max(s.starts_at) at time zone p.time_zone)::date from app.sessions s
                 where s.practice_id = o.practice_id and s.case_id = o.case_id and s.state = 'held'
                     and s.starts_at < o.starts_at),
                (select min(s.starts_at) at time zone p.time_zone from app.sessions s
                 where s.practice_id = o.practice_id and s.case_id = o.case_id and s.state <> 'cancelled'
                     and s.starts_at > o.starts_at)
            from app.practices p
            join app.sessions o on o.practice_id = p.practice_id
            where p.practice_id = \(practice) and o.session_id = any (\(sessions)::uuid[])
            """, as: OfSession<SessionSurroundings>.self)
        return Dictionary(rows.map { ($0.session, $0.value) }) { first, _ in first }
    }

    /// The notes of each session, the couple's first. A psychotherapy note belongs to no session.
    fileprivate func noteRows(ofSessions sessions: [UUID]) throws -> [UUID: [SessionNoteRow]] {
        let rows = try transaction.all(
            """
            select n.session_id, n.note_id, n.handle, n.audience, n.format, n.author_id, s.login, n.credential,
                n.written_on, n.signed_at at time zone p.time_zone, n.cosigned_by, n.cosigner, n.cosigner_credential,
                n.cosigned_at at time zone p.time_zone
            from (
                -- a returned note is not in force, and one that waits for its co-signature is still a draft here
                select n.practice_id, n.session_id, n.note_id, n.handle, n.audience, n.format, n.author_id, n.credential,
                    n.written_on, case when n.by_trainee and not n.came_signed and r.outcome is null then null
                        else n.signed_at end as signed_at, r.reviewed_by as cosigned_by, v.login as cosigner,
                    r.credential as cosigner_credential, r.reviewed_at as cosigned_at
                from app.notes n
                left join app.note_reviews r on r.practice_id = n.practice_id and r.note_id = n.note_id
                left join app.staff v on v.practice_id = r.practice_id and v.staff_id = r.reviewed_by
                where n.practice_id = \(practice) and n.session_id = any (\(sessions)::uuid[])
                    and n.audience <> 'therapist' and r.outcome is distinct from 'returned'
                union all
                select d.practice_id, d.session_id, d.note_id, d.handle, d.audience, d.format, d.author_id, a.credential,
                    d.written_on, null, null, null, null, null
                from app.drafts d
                join app.staff a on a.practice_id = d.practice_id and a.staff_id = d.author_id
                where d.practice_id = \(practice) and d.session_id = any (\(sessions)::uuid[])
                    and d.audience <> 'therapist'
            ) n
            join app.practices p on p.practice_id = n.practice_id
            join app.staff s on s.practice_id = n.practice_id and s.staff_id = n.author_id
            order by array_position(array['joint', 'A', 'B'], n.audience), n.signed_at nulls last, n.handle
            """, as: OfSession<SessionNoteRow>.self)
        return Dictionary(grouping: rows, by: \.session).mapValues { $0.map(\.value) }
    }
}
