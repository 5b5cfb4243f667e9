import CaseModel
import Postgres
import TestSupport
import Testing

@testable import Casework

@Suite("A commitment")
struct CommitmentTests {
    static let words = "Shows the account of Calle de Alcalá every Sunday"

    private func add(
        _ couple: RoadCouple, owner: Owner = .b, rhythm: Rhythm = .weekly, due: String? = nil,
        on: String = "2026-05-04"
    ) async throws -> Handle {
        try await couple.therapist.addCommitment(
            to: couple.handle, owner: owner, kind: .practical, rhythm: rhythm, text: Self.words,
            dueOn: due.map { day($0) }, on: day(on), key: .fresh())
    }

    @Test("is kept as the owner sees it and as the other sees it, apart")
    func apart() async throws {
        let couple = try await RoadCouple()
        let handle = try await add(couple)
        for (on, kept, viewer) in [
            ("2026-05-10", true, Partner.b), ("2026-05-10", false, .a), ("2026-05-17", true, .b),
            ("2026-05-17", true, .a),
            ("2026-05-24", true, .b),
        ] {
            try await couple.therapist.reportCommitments(
                [handle], kept: kept, asSeenBy: viewer, on: day(on), key: .fresh())
        }
        let list = try await couple.therapist.commitments(of: couple.handle)
        let commitment = try #require(list.first)
        #expect(commitment.handle == handle.description && commitment.text == Self.words)
        #expect(commitment.kept(asSeenBy: .b) == .init(kept: 3, reported: 3))
        #expect(commitment.kept(asSeenBy: .a) == .init(kept: 1, reported: 2))
        #expect(commitment.kept(asSeenBy: .a, from: day("2026-05-11"), through: day("2026-05-17")).percent == 100)
        #expect(commitment.kept(asSeenBy: .a, through: day("2026-05-01")).percent == nil)
        let audiences = try await couple.stored(
            "select distinct audience || reported_by from app.commitment_reports order by 1", String.self)
        #expect(audiences == ["AA", "BB"])
    }

    @Test("has one view of a day from each partner, and several are reported together or not at all")
    func oneView() async throws {
        let couple = try await RoadCouple()
        let (first, second) = (try await add(couple), try await add(couple))
        try await couple.therapist.reportCommitments(
            [second], kept: true, asSeenBy: .a, on: day("2026-05-10"), key: .fresh())
        let again = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.reportCommitments(
                [first, second], kept: false, asSeenBy: .a, on: day("2026-05-10"), key: .fresh())
        }
        #expect(again?.kind == "conflict")
        #expect(try await couple.count("commitment_reports") == 1)
        try await couple.therapist.reportCommitments(
            [first, second], kept: false, asSeenBy: .b, on: day("2026-05-10"), key: .fresh())
        #expect(try await couple.count("commitment_reports") == 3)
    }

    @Test("is refused without words, without a due date where it is done once, and with one before it was agreed")
    func refused() async throws {
        let couple = try await RoadCouple()
        let attempts: [(text: String, rhythm: Rhythm, due: String?, on: String, field: String)] = [
            (" ", .weekly, nil, "2026-05-04", "text"), ("x", .once, nil, "2026-05-04", "due"),
            ("x", .once, "2026-05-03", "2026-05-04", "due"), ("x", .weekly, nil, "2026-06-16", "on"),
            ("x", .weekly, nil, "2026-01-04", "on"), ("a\u{0}b", .weekly, nil, "2026-05-04", "text"),
            (String(repeating: "x", count: 4_001), .weekly, nil, "2026-05-04", "text"),
        ]
        for attempt in attempts {
            let refused = await refusal { () async throws(CaseworkError) in
                try await couple.therapist.addCommitment(
                    to: couple.handle, owner: .a, kind: .emotional, rhythm: attempt.rhythm, text: attempt.text,
                    dueOn: attempt.due.map { day($0) }, on: day(attempt.on), key: .fresh())
            }
            #expect(refused?.kind == "invalid \(attempt.field)")
        }
        #expect(try await couple.count("commitments") == 0)
    }

    @Test("is not reported for a day before it was agreed, or to come", arguments: ["2026-05-03", "2026-06-16"])
    func days(on: String) async throws {
        let couple = try await RoadCouple()
        let handle = try await add(couple)
        let refused = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.reportCommitments(
                [handle], kept: true, asSeenBy: .a, on: day(on), key: .fresh())
        }
        #expect(refused?.kind == "invalid on")
    }

    @Test("is written once for a key, and its words are nowhere in plain")
    func repeated() async throws {
        let couple = try await RoadCouple()
        let key = RequestKey.fresh()
        var handles: Set<Handle> = []
        for _ in 0..<2 {
            handles.insert(
                try await couple.therapist.addCommitment(
                    to: couple.handle, owner: .b, kind: .practical, rhythm: .daily, text: Self.words, key: key))
        }
        #expect(handles.count == 1)
        #expect(try await couple.count("commitments") == 1)
        let sealed = try await couple.stored("select text_sealed from app.commitments", [UInt8].self)
        #expect(!String(decoding: sealed.joined(), as: UTF8.self).contains("Calle"))
    }
}
