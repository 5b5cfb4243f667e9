package import CaseModel
import FoundationEssentials
import Postgres

/// One session as the front desk sees it: whose, when and where. Nothing tells a case that is held back from another.
package struct CalendarEntry: Sendable, Hashable {
    package let handle: String
    package let caseHandle: String
    /// The names of the partners, or `A` and `B` where they are not known.
    package let names: String
    package let at: LocalTime
    package let minutes: Int
    package let format: SessionFormat
    package let modality: Modality
    package let state: SessionState
    /// False: the therapist has still to confirm it. Never why.
    package let isConfirmed: Bool
}

/// An open case as the front desk sees it: the couple's names and how to reach them.
package struct DeskCouple: Sendable, Hashable {
    package let caseHandle: String
    package let nameA: String
    package let nameB: String
    package let channelsA: [ContactChannel]
    package let channelsB: [ContactChannel]
}

extension Casework {
    /// The practice's sessions from one day to another, both of its own calendar, in the order of their times.
    package func calendar(since: CalendarDate, until: CalendarDate) async throws(CaseworkError) -> [CalendarEntry] {
        try await failures {
            let (rows, words) = try await open("desk calendar", by: [.frontDesk]) { desk in
                let rows = try desk.transaction.all(
                    """
                    select s.case_id, s.handle, c.handle, s.starts_at at time zone p.time_zone,
                        (extract(epoch from s.ends_at - s.starts_at) / 60)::integer, s.format, s.modality, s.state,
                        s.confirmed
                    from app.practices p
                    join app.sessions s on s.practice_id = p.practice_id
                    join app.cases c on c.practice_id = s.practice_id and c.case_id = s.case_id
                    where p.practice_id = \(desk.practice)
                        and s.starts_at >= \(desk.start(of: since))
                        and s.starts_at < \(desk.start(of: until.adding(days: 1)))
                    order by s.starts_at, s.handle
                    """, as: CalendarRow.self)
                return (rows, try desk.words(of: Array(Set(rows.map(\.caseID))), [.partners]))
            }
            let opened = try words.opened()
            return rows.map { row in
                CalendarEntry(
                    handle: row.handle, caseHandle: row.caseHandle, names: opened.coupleName(row.caseID), at: row.at,
                    minutes: row.minutes, format: row.format, modality: row.modality, state: row.state,
                    isConfirmed: row.isConfirmed)
            }
        }
    }

    /// The practice's open cases by the names of the couples, with how to reach each partner; of one case where it is
    /// named.
    package func deskCouples(of caseName: String? = nil) async throws(CaseworkError) -> [DeskCouple] {
        try await failures {
            let name = try caseName.map { try RecordName($0, .caseFile) }
            let (rows, words) = try await open("desk couples", by: [.frontDesk]) { desk in
                let one = try name.map { try desk.find(case: $0) }
                let rows =
                    try one.map { [(id: $0.id, handle: $0.handle)] }
                    ?? desk.transaction.all(
                        "select case_id, handle from app.cases where practice_id = \(desk.practice)", UUID.self,
                        String.self
                    ).map { (id: $0.0, handle: $0.1) }
                return (rows, try desk.words(of: rows.map(\.id), [.partners, .contacts]))
            }
            let opened = try words.opened()
            return try rows.map { row in
                DeskCouple(
                    caseHandle: row.handle, nameA: opened.name(of: .a, in: row.id),
                    nameB: opened.name(of: .b, in: row.id), channelsA: try opened.channels(of: .a, in: row.id),
                    channelsB: try opened.channels(of: .b, in: row.id))
            }.sorted { ($0.nameA, $0.nameB, $0.caseHandle) < ($1.nameA, $1.nameB, $1.caseHandle) }
        }
    }
}

private struct CalendarRow: RowDecodable, Sendable {
    let caseID: UUID
    let handle: String
    let caseHandle: String
    let at: LocalTime
    let minutes: Int
    let format: SessionFormat
    let modality: Modality
    let state: SessionState
    let isConfirmed: Bool

    init(row: inout RowReader) throws(PostgresError) {
        caseID = try row.next()
        handle = try row.next()
        caseHandle = try row.next()
        at = try row.next()
        minutes = try row.next()
        format = try row.next()
        modality = try row.next()
        state = try row.next()
        isConfirmed = try row.next()
    }
}
