package import CaseModel
import FoundationEssentials
import Postgres

/// Something that waits for a supervisor.
package struct QueueEntry: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        case lateNote = "late_note"
        case toCosign = "to_cosign"
        case breakGlass = "break_glass"
        case releaseToAnswer = "release_to_answer"
        case reportToReview = "report_to_review"

        /// As a list says it.
        package var words: String {
            switch self {
            case .lateNote: "note late"
            case .toCosign: "note to co-sign"
            case .breakGlass: "break-glass to review"
            case .releaseToAnswer: "release to answer"
            case .reportToReview: "report to review"
            }
        }
    }

    package let kind: Kind
    package let caseHandle: String
    /// Whose it is: a login; of a session without a note its primary therapist.
    package let person: String
    /// Since when it waits.
    package let since: LocalTime
    /// Whether its time is over; a late note's always is.
    package let isLate: Bool
    /// What to name it by in the next command: a session's or a note's handle, or an id.
    package let name: String
}

extension Casework {
    /// What waits for the supervisor: late notes of those they supervise, notes to co-sign, openings by break-glass and
    /// reports to review, and releases to answer; the longest wait first. A note that was returned waits for its author.
    package func supervisionQueue() async throws(CaseworkError) -> [QueueEntry] {
        try await failures {
            try await read("supervision queue", by: [.supervisor]) { desk in
                try desk.transaction.all(
                    """
                    with p as (select practice_id, time_zone from app.practices
                               where practice_id = \(desk.practice)),
                        waiting (kind, case_handle, staff_id, since, late, name) as (
                        select case w.standing when 'late' then 'late_note' else 'to_cosign' end, w.case_handle, t.staff_id,
                            case w.standing when 'late' then w.due_at else w.since end, w.standing <> 'to_cosign',
                            case w.standing when 'late' then w.session_handle else w.note_handle end
                        from p
                        cross join private.note_sweep(\(desk.environment.now())::timestamptz) w
                        join app.staff t on t.practice_id = p.practice_id and t.login = w.login
                        where w.standing in ('late', 'to_cosign', 'cosign_late')
                        union all
                        select 'break_glass', g.case_handle, g.staff_id, g.opened_at, g.review_due_at <= now(),
                            g.glass_id::text
                        from p join app.glass_openings g on g.practice_id = p.practice_id
                        where g.reviewed_at is null and g.staff_id <> \(desk.staff)
                        union all
                        select case r.kind when 'override' then 'release_to_answer' else 'report_to_review' end,
                            r.case_handle, r.asked_by, r.asked_at, r.asked_at + interval '72 hours' <= now(),
                            r.release_id::text
                        from p join app.case_releases r on r.practice_id = p.practice_id
                        where r.asked_by <> \(desk.staff)
                            and (r.kind = 'override' and r.answer is null and r.withdrawn_at is null
                                     and r.released_at is null
                                 or r.kind = 'mandated' and r.reviewed_at is null)
                    )
                    select w.kind, w.case_handle, s.login, w.since at time zone p.time_zone, w.late, w.name
                    from p cross join waiting w
                    join app.staff s on s.practice_id = p.practice_id and s.staff_id = w.staff_id
                    order by w.since, w.case_handle, w.name
                    """, QueueEntry.Kind.self, String.self, String.self, LocalTime.self, Bool.self, String.self
                ).map { row in
                    QueueEntry(
                        kind: row.0, caseHandle: row.1, person: row.2, since: row.3, isLate: row.4, name: row.5)
                }
            }
        }
    }
}

extension QueueEntry.Kind: PostgresCodable {}
