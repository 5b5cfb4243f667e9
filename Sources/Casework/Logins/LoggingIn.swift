package import CaseModel
import FoundationEssentials
package import Postgres
package import Sealing

/// A login session that has begun.
package struct Login: Sendable {
    package let token: LoginToken
    package let expiresAt: Timestamp
}

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
    /// Begins a login session. The database never sees the password, only a proof derived from it by scrypt.
    package func logIn(login: String, password: String) async throws(CaseworkError) -> Login {
        try await failures {
            let salt = try await environment.database.read(TransactionOptions()) { transaction in
                try transaction.one(
                    "select salt, derivation from private.login_salt(\(login))", [UInt8].self, String.self)
            }
            let proof = try PasswordProof(
                password: password, salt: salt.0, settings: ScryptSettings(text: salt.1))
            var random = environment.random
            let token = LoginToken.make(using: &random)
            let expiresAt = try await environment.database.write(options("login", role: nil)) { transaction in
                try transaction.optional(
                    """
                    select expires_at from private.log_in(\(login), \(proof.bytes), \(token.sha256))
                    """, Timestamp.self)
            }
            guard let expiresAt else { throw CaseworkError.loginRefused }
            return Login(token: token, expiresAt: expiresAt)
        }
    }

    /// Ends the login session: its token is refused from the next statement on.
    package func logOut() async throws(CaseworkError) {
        try await failures {
            let ended = try await environment.database.write(options("logout", role: nil)) { transaction in
                try transaction.one("select private.log_out()", Bool.self)
            }
            guard ended else { throw CaseworkError.notLoggedIn }
        }
    }

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
                return (desk.staff, row, desk.duty == .researcher ? nil : try desk.staffNames())
            }
            return Identity(
                name: try names?.opened()[staff] ?? row.0, login: row.0, practice: row.1,
                duties: row.2.compactMap(Duty.init), until: row.3)
        }
    }
}
