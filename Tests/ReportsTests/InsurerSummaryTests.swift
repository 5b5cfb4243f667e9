import Casework
import TestSupport
import Testing

@testable import CaseModel
@testable import Reports

@Suite("An insurer's copy")
struct InsurerSummaryTests {
    /// Words that stand for everything it must not tell: written where a therapist would write them.
    private static let secrets = [
        "דן", "כהן", "SECRET", "financial", "Boundaries", "Boundary", "stage", "breach", "Apolog", "audience", "CSI-16",
        "DTS", "Dyadic", "credit card", "commitment", "58", "49", "trust", "Trust", "PROBLEM", "Rival", "RV-9", "F32.1",
        "little", "high", "escalation",
    ]

    /// A's insurer, B's before it; a plan whose problem names what it must not; and what was seen of both in the session.
    static func treated(_ couple: FiledCouple) async throws {
        let (therapist, handle) = (couple.therapist, try #require(Handle(couple.handle, .caseFile)))
        func cover(_ client: Partner, _ words: CoverageWords, from: String) async throws {
            _ = try await therapist.setCoverage(
                NewCoverage(client: client, words: words, fromOn: day(from)), of: handle, key: .fresh())
        }
        try await cover(
            .b, .init(payer: "Rival Health", memberID: "RV-9", diagnoses: ["F32.1"], services: ["90837"]),
            from: "2026-01-12")
        try await cover(
            .a,
            .init(payer: "Harbor Mutual", memberID: "HM-77123", diagnoses: ["F43.23", "Z63.0"], services: ["90847"]),
            from: "2026-03-01")
        // after the session: it must not matter
        try await cover(
            .b, .init(payer: "Rival Health", memberID: "RV-9", diagnoses: ["F32.1"], services: ["90837"]),
            from: "2026-06-12")
        _ = try await therapist.setTreatmentPlan(
            NewTreatmentPlan(
                problem: "PROBLEM: the breach", frequency: .weeks(3), reviewOn: day("2026-09-01"), on: day("2026-02-01")
            ),
            of: handle, key: .fresh())
        var outcome = SessionOutcome(state: .held, attendance: .both)
        outcome.interventions = [.communicationTraining, .betweenSessionTasks]
        outcome.responses = [.a: .good, .b: .little]
        outcome.risks = [.a: .low, .b: .high]
        _ = try await therapist.recordSession(
            try await couple.session(at: CoupleHistory.jointSession), outcome, version: 1, key: .fresh())
        try await couple.practice.admin.setLicence("OR T1234", of: "thea", key: .fresh())
    }

    private static var history: CaseHistory {
        var history = CoupleHistory.history
        history.consents.append(.init(partner: .a, kind: .payment, policy: nil, on: day("2026-01-12")))
        history.sessions[3].note = NoteBody(
            format: .soap,
            parts: CoupleHistory.note.parts.map { NoteBody.Part($0.section, "SECRET " + $0.text) })
        history.measures.append(
            .init(partner: .b, instrument: "PHQ-9", score: 19, answers: nil, on: day("2026-06-08")))
        history.measures.append(
            .init(partner: .a, instrument: "PHQ-9", score: 5, answers: nil, on: day("2026-06-08")))
        // After the session: it must not matter.
        history.measures.append(
            .init(partner: .a, instrument: "PHQ-9", score: 23, answers: nil, on: day("2026-06-10")))
        return history
    }

    private static func record(
        _ session: String, of client: Partner, _ history: CaseHistory = history
    ) async throws -> InsurerRecord {
        let couple = try await FiledCouple(history)
        return try await couple.therapist.insurerRecord(of: try await couple.session(at: session), client: client)
    }

    @Test("counts the client's symptoms and goals, up to the day of the session")
    func figures() async throws {
        let summary = InsurerSummary(try await Self.record(CoupleHistory.jointSession, of: .a))
        #expect(summary.scores.map(\.instrument.name) == ["PHQ-9"])
        let score = try #require(summary.scores.first)
        #expect((score.first, score.score) == (12, 5))
        #expect(score.on == day("2026-06-08"))
        #expect(score.isDistressed == false)
        #expect(score.change == .recovered)
        #expect(summary.goals == .init(agreed: 1, reached: 0, onTrack: 1, notReviewed: 0))
        #expect(summary.record.nextAt == time("2026-06-22 14:00"))
        #expect(summary.record.session.attendance == .both)
    }

    @Test("holds the client's codes, what was done, seen and judged in terms of lists, and the plan, as of that day")
    func treatment() async throws {
        let couple = try await FiledCouple(Self.history)
        try await Self.treated(couple)
        let record = try await couple.therapist.insurerRecord(
            of: try await couple.session(at: CoupleHistory.jointSession), client: .a)
        #expect(record.coverage?.memberID == "HM-77123" && record.coverage?.diagnoses == ["F43.23", "Z63.0"])
        #expect(record.session.interventions == [.communicationTraining, .betweenSessionTasks])
        #expect(record.response == .good && record.risk == .low)
        #expect(record.frequency == .weeks(3) && record.reviewOn == day("2026-09-01"))
        #expect(record.licence == "OR T1234")
        let text = InsurerSummary(record).document.rendered(as: .text)
        for word in [
            "HM-77123", "Harbor Mutual", "F43.23, Z63.0", "90847", "OR T1234", "Communication skills training",
            "good response", "low", "every 3 weeks", "1 Sep 2026",
        ] {
            #expect(text.contains(word), "\(word)")
        }
    }

    @Test("says that nothing is recorded where the insurer of the day is the other partner's, and never whose it is")
    func othersInsurer() async throws {
        var history = Self.history
        history.consents.append(.init(partner: .b, kind: .payment, policy: nil, on: day("2026-01-12")))
        let couple = try await FiledCouple(history)
        try await Self.treated(couple)
        let record = try await couple.therapist.insurerRecord(
            of: try await couple.session(at: CoupleHistory.jointSession), client: .b)
        #expect(record.coverage == nil && record.response == .little && record.risk == .high)
        let text = InsurerSummary(record).document.rendered(as: .json)
        for secret in ["HM-77123", "Harbor", "F43.23", "RV-9", "good response"] { #expect(!text.contains(secret)) }
        #expect(text.contains("not recorded"))
    }

    @Test("tells nothing of the other partner, the breach, the road or a note", arguments: TextFormat.allCases)
    func secrecy(_ format: TextFormat) async throws {
        let couple = try await FiledCouple(Self.history)
        try await Self.treated(couple)
        let document = InsurerSummary(
            try await couple.therapist.insurerRecord(
                of: try await couple.session(at: CoupleHistory.jointSession), client: .a)
        ).document
        let text = document.rendered(as: format)
        // What stands in every page's own style and markup is no content.
        let content = format == .html ? String(text.split(separator: "<main>")[1]) : text
        for secret in Self.secrets { #expect(!content.contains(secret), "\(secret)") }
        #expect(content.contains("partner present"))
        #expect(content.contains("Insurer of the client"))
        #expect(content.contains("LMFT") || content.contains("Author") || content.contains("author"))
    }

    @Test("never tells the date of a session that the other partner has alone")
    func nextAlone() async throws {
        var history = Self.history
        history.sessions[5].at = time("2026-06-29 14:00")
        history.sessions.insert(
            .init(
                at: time("2026-06-24 09:00"), minutes: 50, format: .individualB, modality: .office, state: .booked,
                attendance: .nobody, stage: nil), at: 5)
        #expect(
            try await Self.record(CoupleHistory.jointSession, of: .a, history).nextAt == time("2026-06-29 14:00"))
    }

    @Test("is refused without the client's consent, for a draft, and for who was not there")
    func refused() async throws {
        for (session, client, advice) in [
            (CoupleHistory.jointSession, Partner.b, "has not agreed to payment"),
            (CoupleHistory.draftSession, .a, "a draft cannot leave the practice"),
            (CoupleHistory.aloneSession, .b, "was not at the session"),
            ("2026-06-22 14:00", .a, "troth session record"),
        ] {
            let error = await #expect(throws: CaseworkError.self) { try await Self.record(session, of: client) }
            #expect(error?.description.contains(advice) == true, "\(error?.description ?? "")")
        }
    }

    @Test("is not there for anybody else")
    func somebodyElse() async throws {
        let couple = try await FiledCouple(Self.history)
        let session = try await couple.session(at: CoupleHistory.jointSession)
        for other in [couple.practice.otherTherapist, couple.practice.admin, couple.practice.stranger] {
            await #expect(throws: CaseworkError.self) { try await other.insurerRecord(of: session, client: .a) }
        }
    }
}
