import CaseModel
import Casework
import TestSupport
import Testing

@Suite("What one partner tells in confidence")
struct ConfidedTests {
    @Test("gets a due date under `no secrets`, and an outcome once; a safety disclosure is exempt")
    func noSecrets() async throws {
        let couple = try await TreatedCouple()
        for partner in Partner.allCases { try await couple.acceptPolicy(partner) }
        let today = TestPractice.today
        let matter = try await couple.therapist.recordMatter(
            NewMatter(partner: .b, words: "the contact has not ended"), in: couple.handle, key: .fresh())
        #expect(matter.number == 1 && matter.policy == .noSecrets && matter.dueOn == today.adding(days: 14))
        let safety = try await couple.therapist.recordMatter(
            NewMatter(partner: .a, words: "afraid", isSafety: true), in: couple.handle, key: .fresh())
        #expect(safety.number == 2 && safety.dueOn == nil)
        #expect(try await couple.therapist.confidedMatters().map(\.number) == [1])
        try await couple.therapist.settleMatter(1, in: couple.handle, as: .sharedByPartner, key: .fresh())
        let again = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.settleMatter(1, in: couple.handle, as: .workEnded, key: .fresh())
        }
        #expect(again?.kind == "conflict")
        #expect(try await couple.therapist.confidedMatters().isEmpty)
        let all = try await couple.therapist.confidedMatters(of: couple.handle)
        #expect(all.map(\.words) == ["the contact has not ended", "afraid"])
        let due = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.recordMatter(
                NewMatter(partner: .a, words: "x", isSafety: true, dueOn: today), in: couple.handle, key: .fresh())
        }
        #expect(due?.kind == "invalid due")
    }

    @Test("follows the policy that both had accepted, the same one on the same form, and not taken back")
    func policy() async throws {
        let couple = try await TreatedCouple()
        func told() async throws -> SecretsPolicy? {
            try await couple.therapist.recordMatter(
                NewMatter(partner: .a, words: "x"), in: couple.handle, key: .fresh()
            ).policy
        }
        func accept(_ partner: Partner, _ policy: SecretsPolicy, _ form: String = "1") async throws {
            _ = try await couple.therapist.recordConsent(
                NewConsent(partner: partner, kind: .secretsPolicy, policy: policy, form: form), in: couple.handle,
                key: .fresh())
        }
        #expect(try await told() == nil)
        try await accept(.a, .noSecrets)
        #expect(try await told() == nil)
        try await accept(.b, .limitedSecrets)
        #expect(try await told() == nil, "not the same one")
        let different = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.bookSession(
                .at("2026-06-20 10:00", .individualA), in: couple.handle, key: .fresh())
        }
        #expect(different?.words.contains("different ones") == true)
        try await accept(.b, .noSecrets, "2")
        #expect(try await told() == nil, "not the same form")
        try await accept(.a, .noSecrets, "2")
        #expect(try await told() == .noSecrets)
        try await couple.therapist.revokeConsent(.secretsPolicy, of: .a, in: couple.handle, key: .fresh())
        #expect(try await told() == nil)
        let booked = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.bookSession(
                .at("2026-06-20 10:00", .individualA), in: couple.handle, key: .fresh())
        }
        #expect(booked?.kind == "conflict")
        // one that happened is recorded, and marked
        _ = try await couple.heldSession("2026-06-14 12:00", .individualA)
        #expect(try await couple.therapist.sessions(of: couple.handle).map(\.isPolicyOnFile) == [false])
    }

    @Test("scores and ratings are shared by agreement alone, by instrument, until it is revoked")
    func sharing() async throws {
        let couple = try await TreatedCouple()
        func agree(_ kind: ConsentKind, _ measure: String? = nil) async throws {
            _ = try await couple.therapist.recordConsent(
                NewConsent(partner: .a, kind: kind, measure: measure), in: couple.handle, key: .fresh())
        }
        func shared() async throws -> Sharing { try await couple.therapist.sharing(of: couple.handle) }
        #expect(try await shared() == Sharing())
        try await agree(.shareScores, "CSI-16")
        try await agree(.shareRatings)
        #expect(try await shared().shares("CSI-16", of: .a))
        let sharing = try await shared()
        #expect(!sharing.shares("PHQ-9", of: .a) && !sharing.shares("CSI-16", of: .b))
        #expect(sharing.ratings == [.a])
        let byDefault = try await couple.therapist.measuresSharedByDefault()
        #expect(byDefault.contains("CSI-16") && Set(byDefault).isDisjoint(with: ["PHQ-9", "GAD-7", "PCL-5"]))
        try await couple.therapist.revokeConsent(
            .shareScores, of: .a, measure: "CSI-16", in: couple.handle, key: .fresh())
        #expect(try await !shared().shares("CSI-16", of: .a))
        let again = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.revokeConsent(
                .shareScores, of: .a, measure: "CSI-16", in: couple.handle, key: .fresh())
        }
        #expect(again?.kind == "conflict")
        #expect(try await couple.therapist.consents(of: couple.handle).compactMap(\.revokedOn) == [TestPractice.today])
    }
}
