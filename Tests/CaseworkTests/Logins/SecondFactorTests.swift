import CaseModel
import Postgres
import Sealing
import Synchronization
import TestSupport
import Testing

@testable import Casework

@Suite("A second factor")
struct SecondFactorTests {
    private static let password = TestPractice.password

    /// Enrols Thea, as `troth totp enrol` does.
    private func enrolled(_ practice: TestPractice) async throws -> (app: App, codes: [SpokenSecret]) {
        try await practice.therapist.prove(password: Self.password)
        let app = Mutex<App?>(nil)
        let codes = try await practice.therapist.enrolSecondFactor { offer in
            let made = App(offer)
            app.withLock { $0 = made }
            return made.code()
        }
        return (try #require(app.withLock { $0 }), codes)
    }

    private func questions(_ code: String) -> LoginQuestions {
        var questions = LoginQuestions.none
        questions.code = { code }
        return questions
    }

    private func logIn(_ practice: TestPractice, _ code: String, after seconds: Int64) async -> String {
        do {
            _ = try await practice.stranger(at: TestPractice.now.adding(seconds: seconds)).logIn(
                login: "thea", password: Self.password, asking: questions(code))
            return "in"
        } catch CaseworkError.loginRefused {
            return "refused"
        } catch {
            return "\(error)"
        }
    }

    @Test("Each code is good once, and none from before it")
    func once() async throws {
        let practice = try await TestPractice()
        let (app, _) = try await enrolled(practice)
        #expect(await logIn(practice, app.code(), after: 0) == "refused", "it enrolled the factor")
        #expect(await logIn(practice, app.code(after: 30), after: 30) == "in")
        #expect(await logIn(practice, app.code(after: 30), after: 31) == "refused", "used")
        try await practice.behindTheDoor("update private.login_counters set failures = 0")
        #expect(await logIn(practice, app.code(after: 120), after: 100) == "in", "a clock that is behind")
        #expect(await logIn(practice, app.code(after: 90), after: 100) == "refused", "before the last one")
        #expect(
            try await practice.count(
                """
                select count(*) from private.audit_events
                where operation = 'log_in_refused' and actor_id is not null
                """) == 3)
    }

    @Test("Of many who show the same code at once, one gets in")
    func atOnce() async throws {
        let practice = try await TestPractice()
        let proof = Proof("A code of an authenticator app lets one of many in")
        let (app, _) = try await enrolled(practice)
        for round in 1...Proof.size(5, full: 50) {
            let seconds = Int64(round) * 60
            let answers = await withTaskGroup(of: String.self) { group in
                for _ in 1...8 {
                    // each from a place of its own, so that no counter keeps them apart
                    let place = LoginToken.make()
                    group.addTask {
                        do {
                            _ = try await practice.stranger(at: TestPractice.now.adding(seconds: seconds)).logIn(
                                login: "thea", password: Self.password, place: place,
                                asking: questions(app.code(after: seconds)))
                            return "in"
                        } catch {
                            return "refused"
                        }
                    }
                }
                return await group.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
            }
            #expect(proof.holds(answers["in"] == 1), "\(answers)")
            try await practice.behindTheDoor("update private.login_counters set failures = 0, failed_at = null")
        }
        proof.report()
    }

    @Test("The database takes no step twice, whatever the program says")
    func theDatabaseCounts() async throws {
        let practice = try await TestPractice()
        _ = try await enrolled(practice)
        let last = try await practice.count("select last_step from private.second_factors")
        let salt = try await practice.database.read {
            try $0.one("select salt, derivation from private.login_salt('thea')", [UInt8].self, String.self)
        }
        let proof = try PasswordProof(password: Self.password, salt: salt.0, settings: ScryptSettings(text: salt.1))
        for (step, answer) in [(last, "refused"), (last - 1, "refused"), (last + 1, "in"), (last + 1, "refused")] {
            let token = LoginToken.make()
            let given = try await practice.database.write {
                try $0.one(
                    """
                    select answer from private.log_in('thea', \(proof.bytes), \(token.sha256), null, \(step)::bigint)
                    """, String.self)
            }
            #expect(given == answer, "\(step - last)")
        }
        let without = try await practice.database.write {
            try $0.one("select answer from private.log_in('thea', \(proof.bytes), sha256('t'))", String.self)
        }
        #expect(without == "code", "the password alone is not enough")
        #expect(
            try await practice.count("select count(*) from private.login_sessions where token_sha256 = sha256('t')")
                == 0)
    }

    @Test("Ten recovery codes, each good once; only their hashes are kept")
    func recovery() async throws {
        let practice = try await TestPractice()
        let (_, codes) = try await enrolled(practice)
        #expect(Set(codes.map(\.text)).count == 10)
        #expect(await logIn(practice, codes[3].text.lowercased(), after: 500) == "in")
        #expect(await logIn(practice, codes[3].text, after: 500) == "refused")
        #expect(await logIn(practice, "0000-0000-0000-0000", after: 500) == "refused")
        #expect(try await practice.therapist.secondFactor().codesLeft == 9)
        try await practice.therapist.prove(password: Self.password) { codes[0].text }
        let renewed = try await practice.therapist.renewRecoveryCodes()
        try await practice.behindTheDoor("update private.login_counters set failures = 0")
        #expect(await logIn(practice, codes[1].text, after: 500) == "refused", "replaced")
        #expect(await logIn(practice, renewed[1].text, after: 500) == "in")
    }

    @Test("Nothing is enrolled that does not work, nor without the password afresh")
    func confirmed() async throws {
        let practice = try await TestPractice()
        try await practice.therapist.prove(password: Self.password)
        let wrong = await #expect(throws: CaseworkError.self) {
            _ = try await practice.therapist.enrolSecondFactor { _ in "000000" }
        }
        guard case .invalid("code", _)? = wrong else { return #expect(Bool(false), "\(wrong as Any)") }
        #expect(try await practice.therapist.secondFactor().enrolledAt == nil)
        try await practice.behindTheDoor("update private.login_sessions set proved_at = now() - interval '1 hour'")
        let stale = await #expect(throws: CaseworkError.self) {
            _ = try await practice.therapist.enrolSecondFactor { App($0).code() }
        }
        guard case .proofNeeded? = stale else { return #expect(Bool(false), "\(stale as Any)") }
    }

    @Test("Proving the password again needs the code as well, and uses it up")
    func provingAgain() async throws {
        let practice = try await TestPractice()
        let (app, _) = try await enrolled(practice)
        try await practice.behindTheDoor("update private.login_sessions set proved_at = now() - interval '1 hour'")
        let alone = await #expect(throws: CaseworkError.self) {
            try await practice.therapist.prove(password: Self.password)
        }
        guard case .loginNeeds(.code)? = alone else { return #expect(Bool(false), "\(alone as Any)") }
        let used = await #expect(throws: CaseworkError.self) {
            try await practice.therapist.prove(password: Self.password) { app.code() }
        }
        guard case .proofRefused? = used else { return #expect(Bool(false), "\(used as Any)") }
        try await practice.therapist.prove(password: Self.password) { app.code(after: 30) }
        #expect(try await practice.therapist.proofIsFresh())
    }

    @Test("A practice may need one of a duty: the next login enrols it, whole or not at all")
    func needed() async throws {
        let practice = try await TestPractice()
        var random = SystemRandomNumberGenerator()
        try await practice.admin.prove(password: Self.password)
        try await practice.admin.setLoginRules(
            idleMinutes: nil, hours: nil, secondFactorFor: [.therapist], key: .random(using: &random))
        let nobody = await #expect(throws: CaseworkError.self) {
            _ = try await practice.stranger.logIn(login: "thea", password: Self.password)
        }
        guard case .loginNeeds(.secondFactor)? = nobody else { return #expect(Bool(false), "\(nobody as Any)") }
        var wrong = LoginQuestions.none
        wrong.enrol = { _ in "000000" }
        await #expect(throws: CaseworkError.self) {
            _ = try await practice.stranger.logIn(login: "thea", password: Self.password, asking: wrong)
        }
        #expect(try await practice.count("select count(*) from private.second_factors") == 0)
        var questions = LoginQuestions.none
        questions.enrol = { App($0).code() }
        let login = try await practice.stranger.logIn(login: "thea", password: Self.password, asking: questions)
        #expect(login.recoveryCodes.count == 10)
        let state = try await Casework(practice.environment, token: login.token).secondFactor()
        #expect(state.enrolledAt != nil && state.isNeeded && state.codesLeft == 10)
        _ = try await practice.stranger.logIn(login: "admin", password: Self.password)
    }

    @Test("A lost one is taken away by an admin, whose act is on record, and not by a colleague")
    func lost() async throws {
        let practice = try await TestPractice()
        _ = try await enrolled(practice)
        try await practice.otherTherapist.prove(password: Self.password)
        let colleague = await #expect(throws: CaseworkError.self) {
            try await practice.otherTherapist.removeSecondFactor(of: "thea")
        }
        guard case .conflict? = colleague else { return #expect(Bool(false), "\(colleague as Any)") }
        try await practice.admin.prove(password: Self.password)
        try await practice.admin.removeSecondFactor(of: "thea")
        let ended = await #expect(throws: CaseworkError.self) { _ = try await practice.therapist.whoAmI() }
        guard case .notLoggedIn? = ended else { return #expect(Bool(false), "\(ended as Any)") }
        _ = try await practice.stranger.logIn(login: "thea", password: Self.password)
        #expect(
            try await practice.count(
                """
                select count(*) from private.audit_events e join app.staff s on s.staff_id = e.actor_id
                where e.operation = 'totp' and s.login = 'admin'
                """) == 1)
    }
}
