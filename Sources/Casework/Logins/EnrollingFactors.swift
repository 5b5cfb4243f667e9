package import Postgres
package import Sealing

/// How the logged-in person's second factor stands.
package struct FactorState: Sendable {
    /// By the database's clock; nil where there is none.
    package let enrolledAt: Timestamp?
    /// Recovery codes that are left.
    package let codesLeft: Int
    /// Whether a duty of theirs needs one.
    package let isNeeded: Bool
}

extension Casework {
    /// - Throws: `notLoggedIn`.
    package func secondFactor() async throws(CaseworkError) -> FactorState {
        try await inUse {
            let state = try await environment.database.read(options("totp", role: nil)) { transaction in
                try transaction.optional(
                    "select enrolled_at, codes_left, is_needed from private.my_factor()",
                    Timestamp?.self, Int.self, Bool.self)
            }
            guard let state else { throw CaseworkError.notLoggedIn }
            return FactorState(enrolledAt: state.0, codesLeft: state.1, isNeeded: state.2)
        }
    }

    /// Enrols a second factor once a first code has shown that the app has it, in place of one that was there. Returns ten
    /// recovery codes, of which only hashes are kept. Needs the password afresh.
    ///
    /// - Throws: `invalid` for a wrong code; `proofNeeded`; `notLoggedIn`; whatever `confirm` throws.
    package func enrolSecondFactor(
        confirm: @Sendable (EnrolmentOffer) async throws -> String
    ) async throws -> [SpokenSecret] {
        guard try await proofIsFresh() else { throw CaseworkError.proofNeeded }
        let terms = try await proofTerms()
        var random = environment.random
        let draft = FactorDraft(using: &random)
        let code = try await confirm(draft.offer(practice: terms.practiceName, login: terms.login))
        let factor = try draft.confirmed(
            by: code, at: environment.now(), practice: terms.practice, staff: terms.staff,
            key: terms.key(environment), using: &random)
        let isDone = try await own("totp enrol") { transaction in
            try transaction.one(
                "select private.enrol_factor(\(factor.sealed), \(factor.step)::bigint, \(factor.codes)::bytea[])",
                Bool.self)
        }
        guard isDone else { throw CaseworkError.notLoggedIn }
        return draft.codes
    }

    /// Ten new recovery codes in place of those that are left. Needs the password afresh.
    ///
    /// - Throws: `conflict` where there is no second factor; `proofNeeded`; `notLoggedIn`.
    package func renewRecoveryCodes() async throws(CaseworkError) -> [SpokenSecret] {
        var random = environment.random
        let codes = FactorDraft.recoveryCodes(using: &random)
        let isDone = try await own("totp codes") { transaction in
            try transaction.one("select private.renew_codes(\(codes.map(\.sha256))::bytea[])", Bool.self)
        }
        guard isDone else { throw .conflict("You have no second factor. `troth totp enrol` makes one.") }
        return codes
    }

    /// Takes a second factor away: the person's own, or, by a practice admin, that of somebody of the practice who lost
    /// it, whose logins then end. Needs the password afresh. Where a duty needs one, the next login asks for a new one.
    ///
    /// - Throws: `conflict` where there is none to take away; `proofNeeded`; `notLoggedIn`.
    package func removeSecondFactor(of login: String? = nil) async throws(CaseworkError) {
        let isDone = try await own("totp remove") { transaction in
            try transaction.one("select private.remove_factor(\(login)::text)", Bool.self)
        }
        guard isDone else {
            throw .conflict(
                login.map { "No second factor of \($0) is yours to take away. `troth staff list` shows the logins." }
                    ?? "You have no second factor.")
        }
    }
}
