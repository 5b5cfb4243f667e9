package import CaseModel
import FoundationEssentials
import Postgres

/// What a therapist's caseload report is made from: their own open cases, as they stand at one moment.
package struct CaseloadRecord: Sendable {
    package let practice: String
    package let therapist: String
    package let credential: String?
    /// Those in treatment first; no closed one.
    package let entries: [CaseloadEntry]
    /// Sessions held in the last 28 days, closed cases' included.
    package let sessionsHeld: Int
    /// Cases closed in the last 90 days.
    package let closed: Int
    package let readAt: LocalTime

    package init(
        practice: String, therapist: String, credential: String?, entries: [CaseloadEntry], sessionsHeld: Int,
        closed: Int, readAt: LocalTime
    ) {
        (self.practice, self.therapist, self.credential, self.entries) = (practice, therapist, credential, entries)
        (self.sessionsHeld, self.closed, self.readAt) = (sessionsHeld, closed, readAt)
    }
}

extension Casework {
    /// The caseload of the person who is logged in, with what was done lately: one opening of the couples' names.
    package func caseloadRecord() async throws(CaseworkError) -> CaseloadRecord {
        try await failures {
            let (row, rows, overdue, words, names, staff) = try await open("report caseload", by: .treating) { desk in
                let rows = try desk.transaction.all(
                    Self.caseloadQuery(desk, status: nil, includingClosed: false), as: CaseloadRow.self)
                let cases = rows.map(\.caseID)
                return (
                    try desk.caseloadFacts(), rows, try desk.overdueNotes(of: cases),
                    try desk.words(of: cases, [.partners]),
                    try desk.staffNames(of: [desk.staff]), desk.staff
                )
            }
            let opened = try words.opened()
            return CaseloadRecord(
                practice: row.practice, therapist: try names.opened()[staff] ?? row.login, credential: row.credential,
                entries: rows.map { $0.entry(opened, overdue) }, sessionsHeld: row.sessionsHeld, closed: row.closed,
                readAt: row.readAt)
        }
    }
}

private struct CaseloadFacts: RowDecodable, Sendable {
    let practice: String
    let readAt: LocalTime
    let login: String
    let credential: String?
    let sessionsHeld: Int
    let closed: Int

    init(row: inout RowReader) throws(PostgresError) {
        practice = try row.next()
        readAt = try row.next()
        login = try row.next()
        credential = try row.next()
        sessionsHeld = try row.next()
        closed = try row.next()
    }
}

extension Desk {
    fileprivate func caseloadFacts() throws -> CaseloadFacts {
        try transaction.one(
            """
            with mine as materialized (select unnest(private.my_case_ids(\(duty))) as case_id)
            select p.name, \(environment.now())::timestamptz at time zone p.time_zone, w.login, w.credential,
                (select count(*) from mine m
                 join app.sessions s on s.practice_id = p.practice_id and s.case_id = m.case_id
                 where s.state = 'held' and s.starts_at <= \(environment.now())
                     and s.starts_at > \(environment.now())::timestamptz - interval '28 days'),
                (select count(*) from mine m
                 join app.cases c on c.practice_id = p.practice_id and c.case_id = m.case_id
                 where c.closed_on > (\(environment.now())::timestamptz at time zone p.time_zone)::date - 90)
            from app.practices p
            join app.staff w on w.practice_id = p.practice_id and w.staff_id = \(staff)
            where p.practice_id = \(practice)
            """, as: CaseloadFacts.self)
    }
}
