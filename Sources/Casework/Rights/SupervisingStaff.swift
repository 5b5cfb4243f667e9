package import CaseModel
import FoundationEssentials
import Postgres

/// One agreement of supervision.
package struct SupervisionEntry: Sendable, Hashable {
    package let supervisor: String
    package let supervisee: String
    package let from: CalendarDate
    package let until: CalendarDate?
    /// Whether it runs now.
    package let isRunning: Bool
}

extension Casework {
    /// Agrees that one person supervises another: the supervisor reads the supervisee's cases while this runs.
    ///
    /// - Throws: `conflict` where they do not hold the duties for it, or it is agreed already.
    package func startSupervision(
        by supervisor: String, of supervisee: String, for span: AccessSpan = AccessSpan(), key: RequestKey
    ) async throws(CaseworkError) {
        try await failures {
            guard supervisor != supervisee else {
                throw CaseworkError.invalid(field: "supervisee", "nobody supervises themselves; give another login")
            }
            var random = environment.random
            let id = ID<SupervisionEntry>.random(using: &random).uuid
            let request = Request("supervision start", key: key, [supervisor, supervisee] + span.values)
            _ = try await change(request, by: [.practiceAdmin], answer: id.uuidString) { desk in
                let moments = try desk.moments(of: span)
                try desk.transaction.execute(
                    """
                    insert into app.supervision
                        (practice_id, supervision_id, supervisor_id, supervisee_id, starts_at, ends_at, agreed_by)
                    values (\(desk.practice), \(id), \(try desk.staffMember(supervisor, holding: [.supervisor])),
                        \(try desk.staffMember(supervisee, holding: .treating)), \(moments.start), \(moments.end),
                        \(desk.staff))
                    """)
            }
        }
    }

    /// Ends a supervision now.
    ///
    /// - Throws: `notFound` where none is agreed.
    package func endSupervision(
        by supervisor: String, of supervisee: String, key: RequestKey
    ) async throws(CaseworkError) {
        try await failures {
            let request = Request("supervision end", key: key, [supervisor, supervisee])
            _ = try await change(request, by: [.practiceAdmin], answer: supervisee) { desk in
                let ended = try desk.transaction.execute(
                    """
                    update app.supervision set ends_at = greatest(now(), starts_at)
                    where practice_id = \(desk.practice) and supervisor_id = \(try desk.staffMember(supervisor))
                        and supervisee_id = \(try desk.staffMember(supervisee)) and (ends_at is null or ends_at > now())
                    """)
                guard ended > 0 else {
                    throw CaseworkError.notFound(.supervision, "of \(supervisee) by \(supervisor)")
                }
            }
        }
    }

    /// Every supervision of the practice for its admin; for others those that they are part of.
    package func supervisions() async throws(CaseworkError) -> [SupervisionEntry] {
        try await failures {
            try await read("supervision list", by: [.practiceAdmin, .supervisor, .trainee, .therapist]) { desk in
                try desk.transaction.all(
                    """
                    select s.login, t.login, (v.starts_at at time zone p.time_zone)::date,
                        ((v.ends_at - interval '1 microsecond') at time zone p.time_zone)::date,
                        v.starts_at <= now() and (v.ends_at is null or v.ends_at > now())
                    from app.practices p
                    join app.supervision v on v.practice_id = p.practice_id
                    join app.staff s on s.practice_id = v.practice_id and s.staff_id = v.supervisor_id
                    join app.staff t on t.practice_id = v.practice_id and t.staff_id = v.supervisee_id
                    where p.practice_id = \(desk.practice)
                    order by v.starts_at, s.login, t.login
                    """, String.self, String.self, CalendarDate.self, CalendarDate?.self, Bool.self
                ).map { row in
                    SupervisionEntry(
                        supervisor: row.0, supervisee: row.1, from: row.2, until: row.3, isRunning: row.4)
                }
            }
        }
    }
}
