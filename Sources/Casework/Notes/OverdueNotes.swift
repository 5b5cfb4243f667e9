import FoundationEssentials
import Postgres

/// The sessions of one case that were held for more than the practice's hours ago and have no note that stands.
struct OverdueNotes: Sendable {
    /// Sessions without any signed note.
    let unsigned: Int
    /// Sessions whose note was returned and is not corrected yet.
    let returned: Int
    /// Whole days since the end of the first that is unsigned.
    let oldestDays: Int?
}

extension Desk {
    /// Whether the signed note `n` stands: not returned by the supervisor. An addendum is not the session's note.
    static let isStanding: SQL = """
        n.relation is distinct from 'addendum' and not (n.by_trainee and exists (
            select from app.note_reviews v
            where v.practice_id = n.practice_id and v.note_id = n.note_id and v.outcome = 'returned'))
        """

    /// What is overdue in each of these cases; nothing for a case where nothing is. The sessions of a case less those of
    /// its notes that stand, each read once: to ask for the note of each session costs twice as much.
    func overdueNotes(of cases: [UUID]) throws -> [UUID: OverdueNotes] {
        let rows = try transaction.all(
            """
            select s.case_id, count(*) filter (where not n.is_signed), count(*) filter (where n.is_signed),
                floor(extract(epoch from \(environment.now())::timestamptz
                    - min(s.ends_at) filter (where not n.is_signed)) / 86400)::integer
            from app.practices p
            cross join unnest(\(cases)::uuid[]) c (case_id)
            cross join lateral (
                select s.session_id from app.sessions s
                where s.practice_id = p.practice_id and s.case_id = c.case_id and s.starts_at < \(environment.now())
                    and s.state in ('held', 'phone_contact')
                    and s.ends_at < \(environment.now())::timestamptz - make_interval(hours => p.note_due_hours)
                except
                select n.session_id from app.notes n
                where n.practice_id = p.practice_id and n.case_id = c.case_id and n.session_id is not null
                    and \(Self.isStanding)) late
            join app.sessions s on s.practice_id = p.practice_id and s.session_id = late.session_id
            cross join lateral (
                select exists (
                    select from app.notes n where n.practice_id = s.practice_id and n.session_id = s.session_id)) n (is_signed)
            where p.practice_id = \(practice)
            group by s.case_id
            """, as: OverdueRow.self)
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.caseID, $0.notes) })
    }
}

private struct OverdueRow: RowDecodable, Sendable {
    let caseID: UUID
    let notes: OverdueNotes

    init(row: inout RowReader) throws(PostgresError) {
        caseID = try row.next()
        notes = OverdueNotes(unsigned: try row.next(), returned: try row.next(), oldestDays: try row.next())
    }
}
