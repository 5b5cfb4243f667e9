import Casework
import Postgres
import TestSupport
import Testing

@testable import CaseModel
@testable import Reports

@Suite("A partner's copy")
struct PartnerSummaryTests {
    /// Sections whose words must not be told: what anybody answered, felt, risked, and what the therapist thinks of it.
    static let untold: Set<NoteSection> = [
        .subjective, .objective, .intervention, .responseOfA, .responseOfB, .assessment, .risk, .plan, .next,
    ]

    static var history: CaseHistory {
        var history = CoupleHistory.history
        history.sessions[3].note = NoteBody(
            format: .soap,
            parts: CoupleHistory.note.parts.map {
                NoteBody.Part($0.section, untold.contains($0.section) ? "SECRET \($0.text)" : $0.text)
            })
        history.ratings += [
            .init(number: "3.2", by: .partner(.b), value: 1, on: day("2026-06-08"))
        ]
        return history
    }

    /// The couple with a crisis line, both partners' authorizations for both, and what each shares of their scores.
    static func couple(
        _ history: CaseHistory = history,
        authorized: [(from: Partner, to: Partner)] = [(.a, .a), (.b, .a), (.a, .b), (.b, .b)]
    ) async throws -> FiledCouple {
        let couple = try await FiledCouple(history)
        try await couple.practice.admin.setPracticeSettings(crisisLine: "988, at any hour", key: .fresh())
        for leave in authorized {
            _ = try await couple.therapist.authorize(
                NewAuthorization(partner: leave.from, recipient: .partner(leave.to), purpose: "their own copy"),
                in: couple.handle, key: .fresh())
        }
        for partner in Partner.allCases {
            _ = try await couple.therapist.recordConsent(
                NewConsent(partner: partner, kind: .shareScores, measure: "CSI-16"), in: couple.handle, key: .fresh())
        }
        return couple
    }

    private static func copy(_ couple: FiledCouple, _ session: String, for partner: Partner) async throws -> Document {
        PartnerSummary(
            try await couple.therapist.partnerRecord(of: try await couple.session(at: session), for: partner)
        ).document
    }

    @Test("holds what was worked on, agreed and is due, own shared scores, the next date and the crisis line")
    func figures() async throws {
        let couple = try await Self.couple()
        let session = try await couple.session(at: CoupleHistory.jointSession)
        let summary = PartnerSummary(try await couple.therapist.partnerRecord(of: session, for: .b))
        #expect(
            summary.agreements.map(\.text.plain) == [
                "200 a month each without asking", "Statements on the table every Sunday", "An evening walk",
            ])
        #expect(summary.agreements.allSatisfy { !$0.source.isEmpty })
        #expect(summary.record.commitments.map(\.text) == ["Show every statement on Sunday", "An evening walk"])
        #expect(summary.record.goals.map(\.text) == ["Talk about money each Sunday"])
        let score = try #require(summary.scores.first)
        #expect(summary.scores.count == 1)
        #expect((score.instrument.name, score.before, score.score) == ("CSI-16", 60, 49))
        #expect(summary.record.nextAt == time("2026-06-22 14:00"))
        let text = summary.document.rendered(as: .text)
        for words in [
            "Agreeing what each may spend", "3 Establish Boundaries", "988, at any hour", "signed", "Partner B",
        ] {
            #expect(text.contains(words), "\(words)")
        }
    }

    @Test("tells nothing of the other and nothing of the therapist's", arguments: Partner.allCases, TextFormat.allCases)
    func secrets(_ partner: Partner, _ format: TextFormat) async throws {
        let text = try await Self.copy(try await Self.couple(), CoupleHistory.jointSession, for: partner)
            .rendered(as: format)
        for secret in [
            "SECRET", "PHQ-9", "DTS", "Dyadic", "kept", "missed", "credit card", "third card", "financial", "breach",
            "hurt", "involved", "screen", "2026-06-11", "11 Jun", "fears",
        ] {
            #expect(!text.contains(secret), "\(secret)")
        }
        // the scores of each are there for the one and not for the other; elsewhere digits mean other things too
        guard format == .text || format == .markdown else { return }
        #expect(text.contains("55") == (partner == .a))
        #expect(text.contains("49") == (partner == .b))
    }

    /// Whatever only the one told, answered or did: the other's copy is the same, word for word, as without it.
    @Test("is the same whatever the other does alone")
    func indistinguishable() async throws {
        var quiet = Self.history
        quiet.sessions.removeAll { $0.format == .individualA }
        quiet.ratings.removeAll { $0.by == .partner(.a) }
        quiet.measures.removeAll { $0.partner == .a }
        for index in quiet.commitments.indices { quiet.commitments[index].reports.removeAll { $0.by == .a } }
        var loud = Self.history
        // A's own session between, a booked one before the couple's next, an alarming score
        loud.sessions.append(
            .init(
                at: time("2026-06-15 10:00"), minutes: 50, format: .individualA, modality: .office, state: .booked,
                attendance: .nobody, stage: nil))
        loud.measures.append(.init(partner: .a, instrument: "PHQ-9", score: 24, answers: nil, on: day("2026-06-08")))
        var texts: [String] = []
        for (place, history) in [quiet, loud].enumerated() {
            let couple = try await Self.couple(history)
            // a plan, both insurers, and what was seen of both in this very session
            if place == 1 { try await InsurerSummaryTests.treated(couple) }
            let text = try await Self.copy(couple, CoupleHistory.jointSession, for: .b).rendered(as: .text)
            // handles are drawn at random
            texts.append(text.replacing(/[SNKGC][0-9A-Z]{7}/, with: "-"))
        }
        #expect(texts[0] == texts[1])
    }

    @Test("of the partner's own session needs nobody's leave, and then holds nothing of the couple's")
    func ownSession() async throws {
        var history = Self.history
        history.sessions[4].note = NoteBody(
            format: .soap, parts: CoupleHistory.soap("SECRET").parts + [.init(.focus, "Her own week.")])
        let alone = try await Self.couple(history, authorized: [])
        let text = try await Self.copy(alone, CoupleHistory.aloneSession, for: .a).rendered(as: .text)
        #expect(text.contains("Her own week."))
        for untold in ["SECRET", "דן", "statement", "walk", "Sunday", "Boundaries"] { #expect(!text.contains(untold)) }
        let both = try await Self.copy(try await Self.couple(history), CoupleHistory.aloneSession, for: .a)
            .rendered(as: .text)
        #expect(both.contains("An evening walk"))
        #expect(!both.contains("SECRET"))
    }

    @Test("is refused without leave, for whoever was not there, of a draft, and without a crisis line")
    func refused() async throws {
        let couple = try await Self.couple(authorized: [(.a, .a), (.b, .a), (.b, .b)])
        for (session, partner, advice) in [
            (CoupleHistory.jointSession, Partner.b, "partner A has not authorized a copy for partner B"),
            (CoupleHistory.draftSession, .a, "a draft cannot leave the practice"),
            (CoupleHistory.aloneSession, .b, "was not at the session"),
            ("2026-06-22 14:00", .a, "troth session record"),
        ] {
            let error = await #expect(throws: CaseworkError.self) { try await Self.copy(couple, session, for: partner) }
            #expect(error?.description.contains(advice) == true, "\(error?.description ?? "")")
        }
        let bare = try await FiledCouple(Self.history)
        let error = await #expect(throws: CaseworkError.self) {
            try await Self.copy(bare, CoupleHistory.aloneSession, for: .a)
        }
        #expect(error?.description.contains("--crisis-line") == true, "\(error?.description ?? "")")
    }

    @Test("is not there for anybody else")
    func somebodyElse() async throws {
        let couple = try await Self.couple()
        let session = try await couple.session(at: CoupleHistory.jointSession)
        for other in [couple.practice.otherTherapist, couple.practice.admin, couple.practice.stranger] {
            await #expect(throws: CaseworkError.self) { try await other.partnerRecord(of: session, for: .a) }
        }
    }

    @Test("has its document id, its recipient, and no name in the file's name or the metadata")
    func names() async throws {
        let couple = try await Self.couple()
        let session = try await couple.session(at: CoupleHistory.jointSession)
        let made = try await ReportOrder(.summary, of: session, copy: .partner(.a)).carriedOut(by: couple.therapist)
        #expect(made.fileName(.pdf) == "partner-A-\(session).pdf")
        #expect(HTMLCheck(made.document.rendered(as: .html)).faults == [])
        let head = made.document.rendered(as: .html).split(separator: "</head>")[0]
        for name in ["Ana", "Neill", "דן"] { #expect(!head.contains(name)) }
    }
}
