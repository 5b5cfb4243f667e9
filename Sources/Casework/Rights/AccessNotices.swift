package import CaseModel
import FoundationEssentials
import Postgres

/// What a person was told of an opening by break-glass.
package struct AccessNotice: Sendable, Hashable {
    package let caseHandle: String
    package let openedBy: String
    package let openedAt: LocalTime
    package let at: LocalTime
    /// For how many days the review was late; 0 for the notice of the opening itself.
    package let daysLate: Int
    package let isReviewed: Bool
    package let wasSeen: Bool
}

extension Casework {
    /// How many notices the person has not seen, said at login. Writes those that are due first, for everyone: an
    /// opening that nobody reviewed within its time is told anew each day.
    package func unseenNotices() async throws(CaseworkError) -> Int {
        try await failures {
            let count = try await environment.database.open(options("access notices", role: nil)) { transaction in
                try transaction.one("select private.unseen_notices()", Int.self)
            }
            return count
        }
    }

    /// The person's notices, the newest first, which are seen by this; without `all`, those not seen before.
    package func accessNotices(all: Bool = false, key: RequestKey) async throws(CaseworkError) -> [AccessNotice] {
        try await failures {
            let duties = Duty.allCases.filter { $0 != .researcher }
            _ = try await unseenNotices()
            let notices = try await read("access notices", by: duties) { desk in
                try desk.transaction.all(
                    """
                    select g.case_handle, s.login, g.opened_at at time zone p.time_zone, n.made_at at time zone p.time_zone,
                        n.day, g.reviewed_at is not null, n.seen_at is not null
                    from app.practices p
                    join app.access_notices n on n.practice_id = p.practice_id
                    join app.glass_openings g on g.practice_id = n.practice_id and g.glass_id = n.glass_id
                    join app.staff s on s.practice_id = g.practice_id and s.staff_id = g.staff_id
                    where p.practice_id = \(desk.practice) and (\(all) or n.seen_at is null)
                    order by n.made_at desc, g.case_handle
                    """, String.self, String.self, LocalTime.self, LocalTime.self, Int.self, Bool.self, Bool.self
                ).map { row in
                    AccessNotice(
                        caseHandle: row.0, openedBy: row.1, openedAt: row.2, at: row.3, daysLate: row.4,
                        isReviewed: row.5, wasSeen: row.6)
                }
            }
            let request = Request("access notices", key: key, [all.description])
            _ = try await change(request, by: duties, answer: "seen") { desk in
                try desk.transaction.execute(
                    """
                    update app.access_notices set seen_at = now()
                    where practice_id = \(desk.practice) and staff_id = \(desk.staff) and seen_at is null
                    """)
            }
            return notices
        }
    }
}
