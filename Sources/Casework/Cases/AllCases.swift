package import CaseModel
import FoundationEssentials
import Postgres

/// One case as a practice admin sees it: no name, no clinical fact.
package struct CaseAdministration: Sendable {
    package let handle: String
    package let status: CaseStatus
    package let openedOn: CalendarDate
    /// Logins of those assigned now, the primary therapist first.
    package let assignedTo: [String]
}

extension Casework {
    /// Every case of the practice for its admin, newest first, `limit` at most.
    package func allCases(limit: Int) async throws(CaseworkError) -> [CaseAdministration] {
        try await failures {
            try await read("case list", by: [.practiceAdmin]) { desk in
                try desk.transaction.all(
                    """
                    select c.handle, c.status, c.opened_on,
                        array(select s.login from app.assignments a
                              join app.staff s on s.practice_id = a.practice_id and s.staff_id = a.staff_id
                              where a.practice_id = c.practice_id and a.case_id = c.case_id
                                  and a.part <> 'break_glass' and a.starts_at <= now()
                                  and (a.ends_at is null or a.ends_at > now())
                              order by a.part desc, s.login)
                    from app.cases c where c.practice_id = \(desk.practice)
                    order by c.opened_on desc, c.handle limit \(limit)
                    """, String.self, CaseStatus.self, CalendarDate.self, [String].self
                ).map { CaseAdministration(handle: $0.0, status: $0.1, openedOn: $0.2, assignedTo: $0.3) }
            }
        }
    }
}
