import FoundationEssentials
package import Postgres
package import Sealing

/// A login session that has begun.
package struct Login: Sendable {
    package let token: LoginToken
    package let expiresAt: Timestamp
    /// Where a second factor was enrolled with it: ten codes, to be shown once and kept apart from the authenticator.
    package let recoveryCodes: [SpokenSecret]
}

/// What a login may have to ask for beside the password. Each question is asked once, before any transaction is open.
package struct LoginQuestions: Sendable {
    /// For the code of the authenticator app, or a recovery code.
    package var code: @Sendable () async throws -> String
    /// For a lasting password, in place of the one that was made for this login only.
    package var newPassword: @Sendable () async throws -> String
    /// Shows a new second factor to be put into an authenticator app, and asks for its first code.
    package var enrol: @Sendable (EnrolmentOffer) async throws -> String

    package init(
        code: @escaping @Sendable () async throws -> String,
        newPassword: @escaping @Sendable () async throws -> String,
        enrol: @escaping @Sendable (EnrolmentOffer) async throws -> String
    ) {
        (self.code, self.newPassword, self.enrol) = (code, newPassword, enrol)
    }

    /// Nobody is there to be asked.
    package static let none = LoginQuestions(
        code: { throw CaseworkError.loginNeeds(.code) }, newPassword: { throw CaseworkError.loginNeeds(.newPassword) },
        enrol: { _ in throw CaseworkError.loginNeeds(.secondFactor) })
}

extension Casework {
    /// Begins a login session. The database never sees the password, only a proof derived from it by scrypt; for a login
    /// that does not exist the same work is done.
    ///
    /// `place` is a secret of the place that people log in at: failures elsewhere do not slow them down there.
    ///
    /// - Throws: `loginRefused`; `loginDelayed` after failures in a row; `loginNeeds` where a question has nobody to
    ///   answer it; whatever a question throws.
    package func logIn(
        login: String, password: String, place: LoginToken? = nil, asking questions: LoginQuestions = .none
    ) async throws -> Login {
        let salt = try await failures {
            try await environment.database.read(TransactionOptions()) { transaction in
                try transaction.one(
                    "select salt, derivation, wait_seconds from private.login_salt(\(login), \(place?.sha256))",
                    [UInt8].self, String.self, Int.self)
            }
        }
        if salt.2 > 0 { throw CaseworkError.loginDelayed(seconds: salt.2) }
        var random = environment.random
        var attempt = LoginAttempt(
            login: login, proof: try await derive(password, salt: salt.0, derivation: salt.1), place: place,
            token: LoginToken.make(using: &random))
        while true {
            let answer = try await send(attempt)
            switch answer.kind {
            case .begun(let expiresAt):
                return Login(token: attempt.token, expiresAt: expiresAt, recoveryCodes: attempt.recoveryCodes)
            case .refused:
                throw CaseworkError.loginRefused
            case .wait(let seconds):
                throw CaseworkError.loginDelayed(seconds: seconds)
            case .needs(.code):
                let factor = try answer.factor(environment)
                attempt.code = factor.read(try await questions.code(), at: environment.now())
            case .needs(.newPassword):
                let password = try await questions.newPassword()
                try PasswordRules.check(password, login: login, practice: answer.practiceName)
                attempt.renewed = try await newProof(of: password)
            case .needs(.secondFactor):
                let draft = FactorDraft(using: &random)
                let code = try await questions.enrol(draft.offer(practice: answer.practiceName, login: login))
                attempt.enrolled = try draft.confirmed(
                    by: code, at: environment.now(), practice: answer.practice(), staff: answer.staff(),
                    key: try answer.key(environment), using: &random)
                attempt.recoveryCodes = draft.codes
            }
        }
    }

    private func send(_ attempt: LoginAttempt) async throws(CaseworkError) -> LoginAnswer {
        try await failures {
            try await environment.database.write(options("login", role: nil)) { transaction in
                try LoginAnswer(transaction.one(attempt.statement, as: LoginAnswer.Row.self))
            }
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
}
