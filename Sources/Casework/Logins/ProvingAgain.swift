import Postgres
import Sealing

extension Casework {
    /// Whether the password was proved within the last five minutes, at the login or again since.
    ///
    /// - Throws: `notLoggedIn`.
    package func proofIsFresh() async throws(CaseworkError) -> Bool {
        try await failures {
            let fresh = try await environment.database.read(options("prove", role: nil)) { transaction in
                try transaction.optional(
                    "select private.proof_is_fresh() from private.whoami()", Bool.self)
            }
            guard let fresh else { throw CaseworkError.notLoggedIn }
            return fresh
        }
    }

    /// Proves the password of the logged-in person again, for what needs it afresh: exports, keys, duties, break-glass.
    /// It stays fresh for five minutes, by the database's clock.
    ///
    /// - Throws: `notLoggedIn`; `proofRefused` for a wrong password, which leaves an event.
    package func prove(password: String) async throws(CaseworkError) {
        try await failures {
            let salt = try await environment.database.read(options("prove", role: nil)) { transaction in
                try transaction.optional(
                    "select salt, derivation from private.proof_salt()", [UInt8].self, String.self)
            }
            guard let salt else { throw CaseworkError.notLoggedIn }
            let proof = try PasswordProof(password: password, salt: salt.0, settings: ScryptSettings(text: salt.1))
            let isRight = try await environment.database.write(options("prove", role: nil)) { transaction in
                try transaction.one("select private.prove(\(proof.bytes))", Bool.self)
            }
            guard isRight else { throw CaseworkError.proofRefused }
        }
    }
}
