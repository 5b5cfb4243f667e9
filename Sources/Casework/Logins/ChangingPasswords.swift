import Postgres
package import Sealing

extension Casework {
    /// Replaces the logged-in person's password, which they prove first. Their other logins end.
    ///
    /// - Throws: as `prove`; `invalid` for a password that `PasswordRules` refuses.
    package func changePassword(
        old: String, new: String,
        code: @Sendable () async throws -> String = { throw CaseworkError.loginNeeds(.code) }
    ) async throws {
        let terms = try await proofTerms()
        try PasswordRules.check(new, login: terms.login, practice: terms.practiceName)
        guard new != old else {
            throw CaseworkError.invalid(field: "password", "it is the one you have; choose another")
        }
        try await prove(password: old, code: code)
        let renewed = try await newProof(of: new)
        let isDone = try await own("password") { transaction in
            try transaction.one(
                "select private.change_password(\(renewed.salt), \(renewed.derivation), \(renewed.proof.bytes))",
                Bool.self)
        }
        guard isDone else { throw CaseworkError.notLoggedIn }
    }

    /// Has a password made for somebody of the practice who forgot theirs: random, good for one login within a day, at
    /// which it must be replaced. Their logins end. Needs the duty practice admin and the password afresh.
    ///
    /// - Throws: `proofNeeded`; `notFound` for somebody who is not of the practice, or oneself; `notLoggedIn`.
    package func resetPassword(of login: String) async throws(CaseworkError) -> SpokenSecret {
        var random = environment.random
        let secret = SpokenSecret.make(groups: 5, using: &random)
        let renewed = try await newProof(of: secret.text)
        let isDone = try await own("password reset") { transaction in
            try transaction.one(
                """
                select private.reset_password(\(login), \(renewed.salt), \(renewed.derivation),
                    \(renewed.proof.bytes))
                """, Bool.self)
        }
        guard isDone else { throw .notFound(.staffMember, login) }
        return secret
    }

    /// A transaction about the person's own login, whatever their duties; the database's function asks who they are.
    func own<Answer: Sendable>(
        _ act: String, _ body: @escaping @Sendable (Transaction) throws -> Answer
    ) async throws(CaseworkError) -> Answer {
        try await inUse {
            try await environment.database.write(options(act, role: nil)) { transaction in
                guard try transaction.one("select exists (select from private.whoami())", Bool.self) else {
                    throw CaseworkError.notLoggedIn
                }
                return try body(transaction)
            }
        }
    }
}
