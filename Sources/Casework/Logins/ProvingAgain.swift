import FoundationEssentials
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

    /// Proves the password of the logged-in person again, and their second factor where they have one, for what needs it
    /// afresh: exports, keys, duties, break-glass. It stays fresh for five minutes, by the database's clock.
    ///
    /// - Throws: `notLoggedIn`; `proofRefused` for a wrong password or code, which leaves an event; `loginDelayed` after
    ///   failures in a row; `loginNeeds(.code)` where `code` has nobody to ask; whatever `code` throws.
    package func prove(
        password: String,
        code: @Sendable () async throws -> String = { throw CaseworkError.loginNeeds(.code) }
    ) async throws {
        let terms = try await proofTerms()
        if terms.wait > 0 { throw CaseworkError.loginDelayed(seconds: terms.wait) }
        let proof = try await derive(password, salt: terms.salt, derivation: terms.derivation)
        var given: GivenCode?
        if let factor = try terms.factor(environment) { given = factor.read(try await code(), at: environment.now()) }
        let isRight = try await failures { [given] in
            try await environment.database.write(options("prove", role: nil)) { transaction in
                try transaction.one(
                    "select private.prove(\(proof.bytes), \(given?.step)::bigint, \(given?.recovery)::bytea)",
                    Bool.self)
            }
        }
        guard isRight else { throw CaseworkError.proofRefused }
    }

    /// Derives the proof of a typed password, when its turn comes.
    func derive(
        _ password: String, salt: [UInt8], derivation: String
    ) async throws(CaseworkError) -> PasswordProof {
        try await failures {
            try await environment.derivations.derive(
                password, salt: salt, settings: ScryptSettings(text: derivation))
        }
    }

    /// The proof of a new password, at the present cost, under a new salt.
    func newProof(of password: String) async throws(CaseworkError) -> NewProof {
        var random = environment.random
        let salt = PasswordProof.makeSalt(using: &random)
        let derivation = environment.passwordCost.text
        return NewProof(
            salt: salt, derivation: derivation,
            proof: try await derive(password, salt: salt, derivation: derivation))
    }

    /// - Throws: `notLoggedIn`.
    func proofTerms() async throws(CaseworkError) -> ProofTerms {
        try await failures {
            let terms = try await environment.database.read(options("prove", role: nil)) { transaction in
                try transaction.optional(
                    """
                    select salt, derivation, wait_seconds, practice_id, staff_id, login, practice_name, secret_sealed,
                        last_step, wrapped_key
                    from private.proof_salt()
                    """, as: ProofTerms.self)
            }
            guard let terms else { throw CaseworkError.notLoggedIn }
            return terms
        }
    }
}

/// What is needed to prove the logged-in person's password again.
struct ProofTerms: RowDecodable, Sendable {
    let salt: [UInt8]
    let derivation: String
    let wait: Int
    let practice: UUID
    let staff: UUID
    let login: String
    let practiceName: String
    private let sealed: [UInt8]?
    private let lastStep: Int64?
    private let wrappedKey: [UInt8]

    init(row: inout RowReader) throws(PostgresError) {
        salt = try row.next()
        derivation = try row.next()
        wait = try row.next()
        practice = try row.next()
        staff = try row.next()
        login = try row.next()
        practiceName = try row.next()
        sealed = try row.next()
        lastStep = try row.next()
        wrappedKey = try row.next()
    }

    func key(_ environment: Environment) throws -> PracticeKey {
        try environment.keyring.unwrap(wrappedKey, practice: practice)
    }

    /// The second factor, where there is one.
    func factor(_ environment: Environment) throws -> SecondFactor? {
        guard let sealed, let lastStep else { return nil }
        return try SecondFactor(
            sealed: sealed, lastStep: lastStep, practice: practice, staff: staff, key: key(environment))
    }
}
