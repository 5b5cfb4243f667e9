package import CaseModel
import FoundationEssentials
import Postgres

/// Whom to remind of a session, and by which channel.
package struct Reminder: Sendable, Hashable {
    package enum Way: Sendable, Hashable {
        /// A channel that the other partner knows of.
        case channel(ContactChannel)
        /// There is none that the other partner knows of: nobody is reminded.
        case noChannel
        /// Nobody is reminded of what the therapist has still to confirm.
        case unconfirmed
    }

    package let session: String
    package let caseHandle: String
    package let at: LocalTime
    package let partner: Partner
    package let name: String
    package let way: Way
}

extension Casework {
    /// The reminders of the sessions that are booked for a day, a line a partner. A channel that the other partner does
    /// not know of is never one.
    package func reminders(on day: CalendarDate) async throws(CaseworkError) -> [Reminder] {
        try await failures {
            let (rows, words) = try await open("desk reminders", by: [.frontDesk]) { desk in
                let rows = try desk.transaction.all(
                    """
                    select s.case_id, s.handle, c.handle, s.starts_at at time zone p.time_zone, s.format, s.confirmed
                    from app.practices p
                    join app.sessions s on s.practice_id = p.practice_id and s.state = 'booked'
                    join app.cases c on c.practice_id = s.practice_id and c.case_id = s.case_id
                    where p.practice_id = \(desk.practice)
                        and s.starts_at >= \(desk.start(of: day))
                        and s.starts_at < \(desk.start(of: day.adding(days: 1)))
                    order by s.starts_at, s.handle
                    """, as: ReminderRow.self)
                return (rows, try desk.words(of: Array(Set(rows.map(\.caseID))), [.partners, .contacts]))
            }
            let opened = try words.opened()
            return try rows.flatMap { row in
                try (row.format.alone.map { [$0] } ?? Partner.allCases).map { partner in
                    let known = try opened.channels(of: partner, in: row.caseID).first { $0.isKnownToOther }
                    let way: Reminder.Way =
                        if !row.isConfirmed { .unconfirmed } else if let known { .channel(known) } else { .noChannel }
                    return Reminder(
                        session: row.handle, caseHandle: row.caseHandle, at: row.at, partner: partner,
                        name: opened.name(of: partner, in: row.caseID),
                        way: way)
                }
            }
        }
    }
}

private struct ReminderRow: RowDecodable, Sendable {
    let caseID: UUID
    let handle: String
    let caseHandle: String
    let at: LocalTime
    let format: SessionFormat
    let isConfirmed: Bool

    init(row: inout RowReader) throws(PostgresError) {
        caseID = try row.next()
        handle = try row.next()
        caseHandle = try row.next()
        at = try row.next()
        format = try row.next()
        isConfirmed = try row.next()
    }
}
