import Postgres
import Sealing
import TestSupport
import Testing

@testable import Casework

@Suite("Changing and resetting passwords")
struct PasswordChangeTests {
    private static let old = TestPractice.password
    private static let new = "seven lamps over the harbor"

    private func canLogIn(_ practice: TestPractice, _ login: String, _ password: String) async -> Bool {
        (try? await practice.stranger.logIn(login: login, password: password)) != nil
    }

    @Test func oneChangesOnesOwn() async throws {
        let practice = try await TestPractice()
        let elsewhere = try await practice.loggedIn("thea")
        await #expect(throws: CaseworkError.self) {
            try await practice.therapist.changePassword(old: "not the old one at all", new: Self.new)
        }
        #expect(await canLogIn(practice, "thea", Self.old))
        try await practice.therapist.changePassword(old: Self.old, new: Self.new)
        #expect(await !canLogIn(practice, "thea", Self.old))
        #expect(await canLogIn(practice, "thea", Self.new))
        _ = try await practice.therapist.whoAmI()
        let ended = await #expect(throws: CaseworkError.self) { _ = try await elsewhere.whoAmI() }
        guard case .notLoggedIn? = ended else { return #expect(Bool(false), "\(ended as Any)") }
        #expect(await canLogIn(practice, "omar", Self.old), "a colleague's is as it was")
    }

    @Test(arguments: ["too short", "a quiet river in spring", "Test Practice 123456789", "thea thea thea thea"])
    func aBadOneIsRefused(new: String) async throws {
        let practice = try await TestPractice()
        let refused = await #expect(throws: CaseworkError.self) {
            try await practice.therapist.changePassword(old: Self.old, new: new)
        }
        guard case .invalid("password", _)? = refused else { return #expect(Bool(false), "\(refused as Any)") }
        #expect(await canLogIn(practice, "thea", Self.old))
    }

    @Test("A reset is good for one login within a day, which must replace it")
    func reset() async throws {
        let practice = try await TestPractice()
        try await practice.admin.prove(password: Self.old)
        let once = try await practice.admin.resetPassword(of: "thea")
        let ended = await #expect(throws: CaseworkError.self) { _ = try await practice.therapist.whoAmI() }
        guard case .notLoggedIn? = ended else { return #expect(Bool(false), "\(ended as Any)") }
        #expect(await !canLogIn(practice, "thea", Self.old))
        let alone = await #expect(throws: CaseworkError.self) {
            _ = try await practice.stranger.logIn(login: "thea", password: once.text)
        }
        guard case .loginNeeds(.newPassword)? = alone else { return #expect(Bool(false), "\(alone as Any)") }
        var questions = LoginQuestions.none
        questions.newPassword = { "too short" }
        await #expect(throws: CaseworkError.self) {
            _ = try await practice.stranger.logIn(login: "thea", password: once.text, asking: questions)
        }
        questions.newPassword = { Self.new }
        let login = try await practice.stranger.logIn(login: "thea", password: once.text, asking: questions)
        _ = try await Casework(practice.environment, token: login.token).whoAmI()
        #expect(await !canLogIn(practice, "thea", once.text), "used")
        #expect(await canLogIn(practice, "thea", Self.new))
        #expect(
            try await practice.count(
                """
                select count(*) from private.audit_events e join app.staff s on s.staff_id = any (e.row_ids)
                where e.operation = 'password' and s.login = 'thea'
                """) == 3, "the first one, the reset, and her own")
    }

    @Test func aResetEndsAfterADay() async throws {
        let practice = try await TestPractice()
        try await practice.admin.prove(password: Self.old)
        let once = try await practice.admin.resetPassword(of: "thea")
        try await practice.behindTheDoor(
            "update private.credentials set one_time_until = now() - interval '1 second' where one_time_until is not null"
        )
        let late = await #expect(throws: CaseworkError.self) {
            _ = try await practice.stranger.logIn(login: "thea", password: once.text)
        }
        guard case .loginRefused? = late else { return #expect(Bool(false), "\(late as Any)") }
    }

    @Test("Only a practice admin resets, with the password afresh, and nobody their own")
    func whoResets() async throws {
        let practice = try await TestPractice()
        try await practice.otherTherapist.prove(password: Self.old)
        let colleague = await #expect(throws: CaseworkError.self) {
            _ = try await practice.otherTherapist.resetPassword(of: "thea")
        }
        guard case .notFound? = colleague else { return #expect(Bool(false), "\(colleague as Any)") }
        try await practice.admin.prove(password: Self.old)
        for login in ["admin", "nobody"] {
            let refused = await #expect(throws: CaseworkError.self) {
                _ = try await practice.admin.resetPassword(of: login)
            }
            guard case .notFound? = refused else { return #expect(Bool(false), "\(refused as Any)") }
        }
        try await practice.behindTheDoor("update private.login_sessions set proved_at = now() - interval '1 hour'")
        let stale = await #expect(throws: CaseworkError.self) { _ = try await practice.admin.resetPassword(of: "thea") }
        guard case .proofNeeded? = stale else { return #expect(Bool(false), "\(stale as Any)") }
        #expect(await canLogIn(practice, "thea", Self.old))
    }
}
