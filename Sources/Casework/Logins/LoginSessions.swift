package import CaseModel
package import FoundationEssentials
import Postgres

/// A login that has not ended. Times are the practice's local times.
package struct LoginSession: Sendable {
    package let id: UUID
    package let login: String
    package let beganAt: LocalTime
    /// To the minute.
    package let usedAt: LocalTime
    /// When it ends by itself if it is not used.
    package let endsAt: LocalTime
    /// Whether it is the one that asks.
    package let isThis: Bool

    /// The first eight digits of the id, which is how people name it.
    package var name: String { String(id.uuidString.lowercased().prefix(8)) }
}

extension Casework {
    /// The person's logins that have not ended; a practice admin sees those of everyone in the practice.
    ///
    /// - Throws: `notLoggedIn`.
    package func loginSessions() async throws(CaseworkError) -> [LoginSession] {
        try await inUse {
            let rows = try await environment.database.read(options("login list", role: nil)) { transaction in
                try transaction.all(
                    """
                    select login_session_id, login, began_at at time zone time_zone, used_at at time zone time_zone,
                        expires_at at time zone time_zone, is_this
                    from private.logins()
                    """, UUID.self, String.self, LocalTime.self, LocalTime.self, LocalTime.self, Bool.self)
            }
            guard !rows.isEmpty else { throw CaseworkError.notLoggedIn }
            return rows.map {
                LoginSession(id: $0.0, login: $0.1, beganAt: $0.2, usedAt: $0.3, endsAt: $0.4, isThis: $0.5)
            }
        }
    }

    /// Ends logins: the person's own, or, by a practice admin, those of the practice. They are refused from the next
    /// statement on. Returns how many were ended.
    package func endLoginSessions(_ ids: [UUID]) async throws(CaseworkError) -> Int {
        try await own("login end") { transaction in
            try transaction.all("select private.end_logins(\(ids)::uuid[])", UUID.self).count
        }
    }
}
