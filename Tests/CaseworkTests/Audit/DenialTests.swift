import CaseModel
import Casework
import Postgres
import Sealing
import TestSupport
import Testing

@Suite("A denial")
struct DenialTests {
    struct Event: Equatable {
        let act: String?
        let object: String
        let handle: String?
        let actor: String?
    }

    private func denials(_ practice: TestPractice) async throws -> [Event] {
        try await practice.superuser().read { transaction in
            try transaction.all(
                """
                select e.act, e.object, e.handle, s.login
                from private.audit_events e left join app.staff s on s.staff_id = e.actor_id
                where e.operation = 'deny' order by e.event_id
                """, String?.self, String.self, String?.self, String?.self
            ).map { Event(act: $0.0, object: $0.1, handle: $0.2, actor: $0.3) }
        }
    }

    @Test("of what is hidden and of what does not exist leaves the same event")
    func hiddenAndAbsent() async throws {
        let practice = try await TestPractice()
        let mine = try await practice.therapist.openCase(CaseloadTests.couple(), key: CaseloadTests.key())
        let absent = try #require(Handle("C0000000", .caseFile))
        for handle in [mine, absent] {
            await #expect(throws: CaseworkError.self) { _ = try await practice.otherTherapist.casePage(handle) }
        }
        let events = try await denials(practice)
        #expect(events.map(\.handle) == [mine.description, absent.description])
        #expect(Set(events.map { "\($0.act ?? "") \($0.object) \($0.actor ?? "")" }) == ["case show case omar"])
    }

    @Test("of a duty that is not held, and of a login that has ended, leaves one too")
    func dutiesAndTokens() async throws {
        let practice = try await TestPractice()
        await #expect(throws: CaseworkError.self) { _ = try await practice.therapist.staffList() }
        try await practice.therapist.logOut()
        await #expect(throws: CaseworkError.self) { _ = try await practice.therapist.caseload() }
        let events = try await denials(practice)
        #expect(events.map(\.object) == ["duty", "login_session"])
        #expect(events.map(\.actor) == ["thea", "thea"])
    }

    @Test("keeps no name that somebody typed, and nothing of a token that nobody has")
    func names() async throws {
        let practice = try await TestPractice()
        await #expect(throws: CaseworkError.self) { _ = try await practice.therapist.sessions(of: "Mia Vance") }
        await #expect(throws: CaseworkError.self) { _ = try await practice.therapist.sessions(of: "C'; drop table x") }
        let before = try await denials(practice)
        #expect(before.allSatisfy { $0.handle == nil })
        let forged = Casework(practice.environment, token: .make())
        await #expect(throws: CaseworkError.self) { _ = try await forged.caseload() }
        #expect(try await denials(practice) == before)
    }
}
