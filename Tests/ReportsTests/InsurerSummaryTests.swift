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
        "DTS", "Dyadic", "credit card", "commitment", "58", "49", "trust", "Trust",
    ]

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

    @Test("tells nothing of the other partner, the breach, the road or a note", arguments: TextFormat.allCases)
    func secrecy(_ format: TextFormat) async throws {
        let document = InsurerSummary(try await Self.record(CoupleHistory.jointSession, of: .a)).document
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
