import CaseModel
import Casework
import TestSupport
import Testing

@Suite("A case that is opened")
struct CaseloadTests {
    static let ana = CaseHistory.PartnerRecord(name: "Ana O'Neill", part: .hurt, birthYear: 1984)
    static let dan = CaseHistory.PartnerRecord(name: "דן כהן", part: .involved, birthYear: 1981)

    static func couple() -> CaseHistory {
        CaseHistory(
            a: ana, b: dan, breach: Breach(kind: .financial, cameToLight: .found), region: "OR", togetherSince: 2009,
            children: 2, openedOn: TestPractice.today, status: .active)
    }

    static func key() -> RequestKey {
        var random = SystemRandomNumberGenerator()
        return .random(using: &random)
    }

    @Test("shows in its therapist's caseload, and in nobody else's")
    func caseload() async throws {
        let practice = try await TestPractice()
        let handle = try await practice.therapist.openCase(Self.couple(), key: Self.key())
        let mine = try await practice.therapist.caseload()
        #expect(mine.map(\.handle) == [handle.description])
        #expect(mine.first?.names == "Ana O'Neill & דן כהן")
        #expect(try await practice.otherTherapist.caseload().isEmpty)
    }

    @Test("is opened once for a key, whatever is repeated")
    func repeated() async throws {
        let practice = try await TestPractice()
        let key = Self.key()
        let first = try await practice.therapist.openCase(Self.couple(), key: key)
        let second = try await practice.therapist.openCase(Self.couple(), key: key)
        #expect(first == second)
        #expect(try await practice.therapist.caseload().count == 1)
        var other = Self.couple()
        other.children = 3
        await #expect(throws: CaseworkError.self) { try await practice.therapist.openCase(other, key: key) }
    }

    @Test("cannot be opened without a duty, or without a login")
    func refused() async throws {
        let practice = try await TestPractice()
        await #expect(throws: CaseworkError.self) {
            try await practice.admin.openCase(Self.couple(), key: Self.key())
        }
        await #expect(throws: CaseworkError.self) {
            try await practice.stranger.openCase(Self.couple(), key: Self.key())
        }
        #expect(try await practice.therapist.caseload().isEmpty)
    }
}
