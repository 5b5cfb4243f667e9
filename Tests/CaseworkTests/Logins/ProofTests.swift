import CaseModel
import Postgres
import TestSupport
import Testing

@testable import Casework

@Suite("The password afresh")
struct ProofTests {
    /// Moves the last proof of everyone in the practice, as if time had passed.
    private func proveAgo(_ interval: String, in practice: TestPractice) async throws {
        try await practice.superuser().write { transaction in
            _ = try transaction.execute(
                "update private.login_sessions set proved_at = now() - \(interval)::interval")
        }
    }

    private func events(_ operation: String, in practice: TestPractice) async throws -> Int {
        try await practice.superuser().read { transaction in
            try transaction.one(
                "select count(*) from private.audit_events where operation = \(operation)", Int.self)
        }
    }

    @Test func itIsFreshForFiveMinutes() async throws {
        let practice = try await TestPractice()
        try await proveAgo("4 minutes", in: practice)
        #expect(try await practice.admin.proofIsFresh())
        try await proveAgo("5 minutes", in: practice)
        #expect(try await !practice.admin.proofIsFresh())
    }

    @Test("A clock that went back makes nothing fresh")
    func aProofThatIsStillToCome() async throws {
        let practice = try await TestPractice()
        try await proveAgo("-1 minute", in: practice)
        #expect(try await !practice.admin.proofIsFresh())
    }

    @Test func theRightPasswordIsNeeded() async throws {
        let practice = try await TestPractice()
        try await proveAgo("1 hour", in: practice)
        let refused = await #expect(throws: CaseworkError.self) {
            try await practice.admin.prove(password: "not the right one at all")
        }
        guard case .proofRefused? = refused else { return #expect(Bool(false), "\(refused as Any)") }
        #expect(try await !practice.admin.proofIsFresh())
        #expect(try await events("prove_refused", in: practice) == 1)
        try await practice.admin.prove(password: TestPractice.password)
        #expect(try await practice.admin.proofIsFresh())
        #expect(try await !practice.therapist.proofIsFresh(), "it counts for this login alone")
        #expect(try await events("prove", in: practice) == 1)
    }

    @Test("The database itself refuses an export without it, and gives the code TR001")
    func theDatabaseAsks() async throws {
        let practice = try await TestPractice()
        try await proveAgo("1 hour", in: practice)
        let refused = await #expect(throws: CaseworkError.self) { try await practice.admin.previewRelease(.research) }
        guard case .proofNeeded? = refused else { return #expect(Bool(false), "\(refused as Any)") }
        #expect(try await events("export", in: practice) == 0)
        try await practice.admin.prove(password: TestPractice.password)
        let few = await #expect(throws: CaseworkError.self) { try await practice.admin.previewRelease(.research) }
        guard case .conflict? = few else { return #expect(Bool(false), "it needs couples: \(few as Any)") }
    }

    @Test func aStrangerProvesNothing() async throws {
        let practice = try await TestPractice()
        let refused = await #expect(throws: CaseworkError.self) {
            try await practice.stranger.prove(password: TestPractice.password)
        }
        guard case .notLoggedIn? = refused else { return #expect(Bool(false), "\(refused as Any)") }
    }
}
