package import CaseModel
import FoundationEssentials
import Postgres

/// A closed case whose time is over, or a case under a hold.
package struct RetentionEntry: Sendable, Hashable {
    package let caseHandle: String
    package let closedOn: CalendarDate?
    /// The first day on which it may be erased because its time is over; nil while the case is open.
    package let keptUntil: CalendarDate?
    /// Since when it is under a hold.
    package let heldSince: CalendarDate?
    /// Why it is held.
    package let reason: String?
    package let mayBeErased: Bool
}

extension Casework {
    /// For how many years after its closing the practice keeps a record.
    package func retentionYears() async throws(CaseworkError) -> Int {
        try await failures {
            try await read("retention show", by: Duty.allCases) { desk -> Int in
                let years = try desk.transaction.one(
                    "select retention_years from app.practices where practice_id = \(desk.practice)", Int.self)
                return years
            }
        }
    }

    /// Sets it. What a place's law asks for is for the practice to know.
    package func setRetention(years: Int, key: RequestKey) async throws(CaseworkError) {
        try await failures {
            guard (1...100).contains(years) else {
                throw CaseworkError.invalid(field: "years", "give a whole number from 1 to 100")
            }
            let request = Request("retention set", key: key, [years.description])
            _ = try await change(request, by: [.practiceAdmin], answer: years.description) { desk in
                try desk.transaction.execute(
                    "update app.practices set retention_years = \(years) where practice_id = \(desk.practice)")
            }
        }
    }

    /// Keeps a case from being erased, whatever the time, until the hold is lifted.
    package func placeHold(
        on handle: Handle, because reason: String, key: RequestKey
    ) async throws(CaseworkError) {
        try await failures {
            let reason = try checkedWords(reason, field: "reason", atMost: 2000)
            var random = environment.random
            let id = ID<RetentionEntry>.random(using: &random).uuid
            let request = Request("retention hold", key: key, [handle.description, reason])
            _ = try await change(request, by: [.practiceAdmin], answer: handle.description) { [random] desk in
                var random = random
                try desk.transaction.execute(
                    """
                    insert into app.legal_holds (practice_id, hold_id, case_id, reason_sealed, placed_by)
                    values (\(desk.practice), \(id), \(try desk.caseID(handle)),
                        \(try desk.sealed(reason: reason, of: id, .hold, using: &random)), \(desk.staff))
                    """)
            }
        }
    }

    /// - Throws: `conflict` where the case is under no hold.
    package func liftHold(on handle: Handle, key: RequestKey) async throws(CaseworkError) {
        try await failures {
            let request = Request("retention lift", key: key, [handle.description])
            _ = try await change(request, by: [.practiceAdmin], answer: handle.description) { desk in
                let lifted = try desk.transaction.execute(
                    """
                    update app.legal_holds set lifted_at = now(), lifted_by = \(desk.staff)
                    where practice_id = \(desk.practice) and case_id = \(try desk.caseID(handle)) and lifted_at is null
                    """)
                guard lifted > 0 else {
                    throw CaseworkError.conflict("The case \(handle) is under no hold. Nothing was changed.")
                }
            }
        }
    }

    /// The cases whose time is over and that were not erased, and every case under a hold.
    package func retentionDue() async throws(CaseworkError) -> [RetentionEntry] {
        try await failures {
            let (rows, reasons) = try await open("retention due", by: [.practiceAdmin]) { desk in
                let rows = try desk.transaction.all(
                    """
                    select c.handle, c.closed_on, r.until_on, h.hold_id, (h.placed_at at time zone p.time_zone)::date,
                        h.hold_id is null and coalesce(r.until_on <= (now() at time zone p.time_zone)::date, false)
                    from app.practices p
                    join app.cases c on c.practice_id = p.practice_id
                    cross join lateral (
                        select (c.closed_on + make_interval(years => p.retention_years))::date as until_on) r
                    left join app.legal_holds h on h.practice_id = c.practice_id and h.case_id = c.case_id
                        and h.lifted_at is null
                    where p.practice_id = \(desk.practice)
                        and not exists (select from app.erasures e
                                        where e.practice_id = c.practice_id and e.case_id = c.case_id)
                        and (h.hold_id is not null or r.until_on <= (now() at time zone p.time_zone)::date)
                    order by r.until_on, c.handle
                    """, String.self, CalendarDate?.self, CalendarDate?.self, UUID?.self, CalendarDate?.self, Bool.self
                ).map { Row(handle: $0.0, closedOn: $0.1, until: $0.2, hold: $0.3, since: $0.4, mayBeErased: $0.5) }
                return (rows, try desk.reasons(of: rows.compactMap(\.hold)))
            }
            let opened = try reasons.opened()
            return rows.map { row in
                RetentionEntry(
                    caseHandle: row.handle, closedOn: row.closedOn, keptUntil: row.until, heldSince: row.since,
                    reason: row.hold.flatMap { opened[$0, .hold] }, mayBeErased: row.mayBeErased)
            }
        }
    }

    private struct Row: Sendable {
        let handle: String
        let closedOn: CalendarDate?
        let until: CalendarDate?
        let hold: UUID?
        let since: CalendarDate?
        let mayBeErased: Bool
    }
}
