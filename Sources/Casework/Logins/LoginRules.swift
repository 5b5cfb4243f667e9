package import CaseModel
import Postgres

/// How long a login lasts in a practice, and whose duties need a second factor.
package struct LoginRules: Sendable {
    /// Minutes without use after which a login ends, 5 to 720.
    package var idleMinutes: Int
    /// Hours after which it ends in any case, 1 to 24.
    package var hours: Int
    /// A person with one of these duties logs in with a code.
    package var secondFactorFor: Set<Duty>
}

extension Casework {
    package func loginRules() async throws(CaseworkError) -> LoginRules {
        try await failures { try await read("login rules", by: Duty.allCases) { try $0.loginRules() } }
    }

    /// Changes the practice's rules; what is nil stays. They hold for logins that begin from now on.
    ///
    /// - Throws: `invalid` outside of the bounds; `forbidden` without the duty practice admin; `proofNeeded`.
    package func setLoginRules(
        idleMinutes: Int?, hours: Int?, secondFactorFor duties: Set<Duty>?, key: RequestKey
    ) async throws(CaseworkError) {
        if let idleMinutes, !(5...720).contains(idleMinutes) {
            throw .invalid(field: "idle minutes", "give 5 to 720")
        }
        if let hours, !(1...24).contains(hours) { throw .invalid(field: "hours", "give 1 to 24") }
        let names = duties?.map(\.rawValue).sorted()
        let request = Request(
            "login rules", key: key,
            [idleMinutes.map(String.init), hours.map(String.init), names?.joined(separator: ",")])
        try await failures {
            _ = try await change(request, by: [.practiceAdmin], answer: "rules") { desk in
                guard try desk.transaction.one("select private.require_fresh_proof()", Bool.self) else { return }
                _ = try desk.transaction.execute(
                    """
                    update app.practices p
                    set login_idle_minutes = coalesce(\(idleMinutes)::integer, p.login_idle_minutes),
                        login_hours = coalesce(\(hours)::integer, p.login_hours),
                        second_factor_for = coalesce(\(names)::text[], p.second_factor_for)
                    where p.practice_id = \(desk.practice)
                    """)
            }
        }
    }
}

extension Desk {
    fileprivate func loginRules() throws -> LoginRules {
        let row = try transaction.one(
            """
            select login_idle_minutes, login_hours, second_factor_for from app.practices
            where practice_id = \(practice)
            """, Int.self, Int.self, [String].self)
        return LoginRules(idleMinutes: row.0, hours: row.1, secondFactorFor: Set(row.2.compactMap(Duty.init)))
    }
}
