package import CaseModel
import FoundationEssentials
import Postgres

/// Who is logged in.
package struct Identity: Sendable {
    package let name: String
    package let login: String
    package let practice: String
    package let duties: [Duty]
    /// By the practice's own clock.
    package let until: LocalTime
}

extension Casework {
    /// Who is logged in. A researcher opens no names, and so is shown by the login.
    package func whoAmI() async throws(CaseworkError) -> Identity {
        try await failures {
            let (staff, row, names) = try await open("whoami", by: Duty.allCases) { desk in
                let row = try desk.transaction.one(
                    """
                    select s.login, p.name, w.duties, w.expires_at at time zone p.time_zone
                    from app.staff s join app.practices p on p.practice_id = s.practice_id, private.whoami() w
                    where s.practice_id = \(desk.practice) and s.staff_id = \(desk.staff)
                    """, String.self, String.self, [String].self, LocalTime.self)
                return (desk.staff, row, desk.duty == .researcher ? nil : try desk.staffNames(of: [desk.staff]))
            }
            return Identity(
                name: try names?.opened()[staff] ?? row.0, login: row.0, practice: row.1,
                duties: row.2.compactMap(Duty.init), until: row.3)
        }
    }
}
