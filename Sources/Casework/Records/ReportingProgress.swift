import CaseModel
import FoundationEssentials
import Postgres

extension Casework {
    /// Everything that the file copy of a couple's progress report may show. `name` is a handle or an id.
    ///
    /// - Throws: `notFound`, also where the case is somebody else's.
    package func progressRecord(of name: String) async throws(CaseworkError) -> ProgressRecord {
        try await failures {
            let named = try RecordName(name, .caseFile)
            let (row, facts, words, names, staff) = try await open("progress", by: .reading) { desk in
                let handle = try Handle(answer: try desk.find(case: named).handle, .caseFile)
                let file = try desk.roadCase(handle)
                let words = try desk.words(of: [file.id], [.partners, .stageEvents, .commitments, .goals])
                return (
                    try desk.progressRow(of: file.id), try RoadFacts(desk, file), words, try desk.staffNames(),
                    desk.staff
                )
            }
            let handle = try Handle(answer: facts.file.handle, .caseFile)
            let therapist = try names.opened()[staff] ?? row.login
            return row.record(therapist: therapist, road: try facts.record(handle, words: try words.opened()))
        }
    }
}

/// What stands in plain columns around a couple's road.
private struct ProgressRow: RowDecodable, Sendable {
    let practice: String
    let readAt: LocalTime
    let login: String
    let credential: String?
    let breach: Breach
    let closing: Closing?
    let sessions: ProgressRecord.Sessions

    init(row: inout RowReader) throws(PostgresError) {
        practice = try row.next()
        readAt = try row.next()
        login = try row.next()
        credential = try row.next()
        breach = Breach(
            kind: try row.next(), cameToLight: try row.next(), month: try row.next(), state: try row.next())
        let closedOn = try row.next(CalendarDate?.self)
        let howItEnded = try row.next(Closing.HowItEnded?.self)
        let relationship = try row.next(Closing.Relationship?.self)
        if let closedOn, let howItEnded, let relationship {
            closing = Closing(on: closedOn, howItEnded: howItEnded, relationship: relationship)
        } else {
            closing = nil
        }
        sessions = ProgressRecord.Sessions(
            held: try row.next(), phoneContacts: try row.next(), noShows: try row.next(),
            lateCancellations: try row.next(), cancelled: try row.next(), firstHeldOn: try row.next(),
            lastHeldOn: try row.next(), nextAt: try row.next())
    }

    func record(therapist: String, road: RoadRecord) -> ProgressRecord {
        ProgressRecord(
            practice: practice, therapist: therapist, credential: credential, breach: breach, closing: closing,
            sessions: sessions, road: road, readAt: readAt)
    }
}

extension Desk {
    fileprivate func progressRow(of caseID: UUID) throws -> ProgressRow {
        try transaction.one(
            """
            select p.name, \(environment.now())::timestamptz at time zone p.time_zone, w.login, w.credential,
                c.breach_kind, c.came_to_light, c.breach_month, c.breach_state, c.closed_on, c.how_it_ended,
                c.relationship, s.held, s.phone, s.no_show, s.late, s.cancelled,
                (s.first_at at time zone p.time_zone)::date, (s.last_at at time zone p.time_zone)::date,
                s.next_at at time zone p.time_zone
            from app.practices p
            join app.cases c on c.practice_id = p.practice_id
            join app.staff w on w.practice_id = p.practice_id and w.staff_id = \(staff)
            cross join lateral (
                select count(*) filter (where s.state = 'held') as held,
                    count(*) filter (where s.state = 'phone_contact') as phone,
                    count(*) filter (where s.state = 'no_show') as no_show,
                    count(*) filter (where s.state = 'late_cancellation') as late,
                    count(*) filter (where s.state = 'cancelled') as cancelled,
                    min(s.starts_at) filter (where s.state = 'held') as first_at,
                    max(s.starts_at) filter (where s.state = 'held') as last_at,
                    min(s.starts_at) filter (
                        where s.state = 'booked' and s.starts_at >= \(environment.now())) as next_at
                from app.sessions s where s.practice_id = c.practice_id and s.case_id = c.case_id) s
            where p.practice_id = \(practice) and c.case_id = \(caseID)
            """, as: ProgressRow.self)
    }
}
