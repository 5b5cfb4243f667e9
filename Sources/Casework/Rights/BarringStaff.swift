package import CaseModel
import FoundationEssentials
import Postgres

/// One person who is barred from one case.
package struct BarEntry: Sendable, Hashable {
    package let caseHandle: String
    package let login: String
    package let reason: String
    package let since: LocalTime
}

extension Casework {
    /// Bars a person from one case: whatever else opens it to them, break-glass included, ends now and is refused.
    ///
    /// - Throws: `invalid` where no reason is given; `conflict` where they are barred already.
    package func bar(
        _ login: String, from handle: Handle, because reason: String, key: RequestKey
    ) async throws(CaseworkError) {
        try await failures {
            let reason = try checkedWords(reason, field: "reason", atMost: 2000)
            var random = environment.random
            let id = ID<BarEntry>.random(using: &random).uuid
            let request = Request("access bar", key: key, [handle.description, login, reason])
            _ = try await change(request, by: [.practiceAdmin], answer: handle.description) { [random] desk in
                var random = random
                let caseID = try desk.caseID(handle)
                let staff = try desk.staffMember(login)
                try desk.transaction.execute(
                    """
                    insert into app.bars (practice_id, bar_id, case_id, staff_id, reason_sealed, barred_by)
                    values (\(desk.practice), \(id), \(caseID), \(staff),
                        \(try desk.sealed(reason: reason, of: id, .bar, using: &random)), \(desk.staff))
                    """)
            }
        }
    }

    /// Lifts a bar. It gives nothing back: who is to work with the couple again is assigned again.
    ///
    /// - Throws: `notFound` where the person is not barred from the case.
    package func unbar(_ login: String, from handle: Handle, key: RequestKey) async throws(CaseworkError) {
        try await failures {
            let request = Request("access unbar", key: key, [handle.description, login])
            _ = try await change(request, by: [.practiceAdmin], answer: handle.description) { desk in
                let caseID = try desk.caseID(handle)
                let staff = try desk.staffMember(login)
                let lifted = try desk.transaction.execute(
                    """
                    update app.bars set lifted_at = now(), lifted_by = \(desk.staff)
                    where practice_id = \(desk.practice) and case_id = \(caseID) and staff_id = \(staff)
                        and lifted_at is null
                    """)
                guard lifted > 0 else { throw CaseworkError.notFound(.bar, "of \(login) from \(handle)") }
            }
        }
    }

    /// Who is barred from which case, and why.
    package func bars() async throws(CaseworkError) -> [BarEntry] {
        try await failures {
            let (rows, reasons) = try await open("access bars", by: [.practiceAdmin]) { desk in
                let rows = try desk.transaction.all(
                    """
                    select b.bar_id, c.handle, s.login, b.barred_at at time zone p.time_zone
                    from app.practices p
                    join app.bars b on b.practice_id = p.practice_id
                    join app.cases c on c.practice_id = b.practice_id and c.case_id = b.case_id
                    join app.staff s on s.practice_id = b.practice_id and s.staff_id = b.staff_id
                    where p.practice_id = \(desk.practice) and b.lifted_at is null
                    order by b.barred_at, s.login
                    """, UUID.self, String.self, String.self, LocalTime.self
                ).map { (id: $0.0, handle: $0.1, login: $0.2, since: $0.3) }
                return (rows, try desk.reasons(of: rows.map(\.id)))
            }
            let opened = try reasons.opened()
            return rows.map { row in
                BarEntry(
                    caseHandle: row.handle, login: row.login, reason: opened[row.id, .bar] ?? "", since: row.since)
            }
        }
    }
}
