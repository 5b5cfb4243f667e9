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
            let read = try await open("progress", by: .reading) { desk in
                try SealedProgress(desk, [try Handle(answer: try desk.find(case: named).handle, .caseFile)])
            }
            guard let caseID = read.facts.keys.first else { throw CaseworkError.notFound(.caseFile, named.text) }
            return try read.record(of: caseID)
        }
    }

    /// The same for many cases by their ids, in one reading and with one event a kind of word.
    func progressRecords(of ids: [UUID]) async throws(CaseworkError) -> [UUID: VersionedRecord<ProgressRecord>] {
        try await failures {
            let (versions, read) = try await open("report", by: .reading) { desk in
                let cases = try desk.transaction.all(
                    """
                    select case_id, handle, version from app.cases
                    where practice_id = \(desk.practice) and case_id = any (\(ids)::uuid[]) order by handle
                    """, UUID.self, String.self, Int.self
                ).map { ($0.0, $0.1, $0.2) }
                return (cases, try SealedProgress(desk, cases.map { try Handle(answer: $0.1, .caseFile) }))
            }
            var records: [UUID: VersionedRecord<ProgressRecord>] = [:]
            for (id, _, version) in versions {
                let record = Result { try read.record(of: id) }.mapError { ReportFailure(of: $0) }
                records[id] = VersionedRecord(version: version, record: record)
            }
            return records
        }
    }
}

/// What progress reports are made from as it was fetched, to be opened after COMMIT.
private struct SealedProgress: Sendable {
    let facts: [UUID: RoadFacts]
    private let rows: [UUID: ProgressRow]
    private let words: [UUID: SealedWords]
    private let names: SealedStaffNames
    private let staff: UUID

    init(_ desk: Desk, _ handles: [Handle]) throws {
        var facts: [UUID: RoadFacts] = [:]
        var rows: [UUID: ProgressRow] = [:]
        for handle in handles {
            let file = try desk.roadCase(handle)
            facts[file.id] = try RoadFacts(desk, file)
            rows[file.id] = try desk.progressRow(of: file.id)
        }
        (self.facts, self.rows) = (facts, rows)
        words = try desk.words(of: Array(facts.keys), [.partners, .stageEvents, .stageRecords, .commitments, .goals])
            .parted(by: \.caseID)
        (names, staff) = (try desk.staffNames(of: [desk.staff]), desk.staff)
    }

    func record(of caseID: UUID) throws -> ProgressRecord {
        guard let facts = facts[caseID], let row = rows[caseID], let words = words[caseID] else {
            throw CaseworkError.notFound(.caseFile, caseID.uuidString.lowercased())
        }
        let handle = try Handle(answer: facts.file.handle, .caseFile)
        return row.record(
            therapist: try names.opened()[staff] ?? row.login, road: try facts.record(handle, words: words.opened()))
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
