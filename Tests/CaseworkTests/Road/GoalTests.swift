import CaseModel
import Casework
import Postgres
import TestSupport
import Testing

@Suite("A goal")
struct GoalTests {
    static let words = GoalWords(goal: "Understand hard days", measure: "Talks a week", target: "3 for a month")

    private func add(_ couple: RoadCouple) async throws -> Handle {
        try await couple.therapist.addGoal(
            to: couple.handle, owner: .both, words: Self.words, dueOn: day("2026-07-01"), on: day("2026-05-04"),
            key: .fresh())
    }

    @Test("has words, a due date and its reviews, the last of them where it stands")
    func reviewed() async throws {
        let couple = try await RoadCouple()
        let handle = try await add(couple)
        for (on, standing) in [("2026-06-01", GoalStanding.onTrack), ("2026-05-18", .behind)] {
            try await couple.therapist.reviewGoal(handle, standing: standing, on: day(on), key: .fresh())
        }
        let goal = try #require(try await couple.therapist.goals(of: couple.handle).first)
        #expect(goal.words == Self.words && goal.dueOn == day("2026-07-01") && goal.owner == .both)
        #expect(goal.reviews.map(\.standing) == [.behind, .onTrack])
        #expect(goal.latest?.standing == .onTrack)
        let sealed = try await couple.stored("select words_sealed from app.goals", [UInt8].self)
        #expect(!String(decoding: sealed.joined(), as: UTF8.self).contains("Understand"))
    }

    @Test("is reviewed once a day, not before it was agreed, and not in days to come")
    func days() async throws {
        let couple = try await RoadCouple()
        let handle = try await add(couple)
        try await couple.therapist.reviewGoal(handle, standing: .behind, on: day("2026-05-18"), key: .fresh())
        for (on, kind) in [("2026-05-18", "conflict"), ("2026-05-03", "invalid on"), ("2026-06-16", "invalid on")] {
            let refused = await refusal { () async throws(CaseworkError) in
                try await couple.therapist.reviewGoal(handle, standing: .reached, on: day(on), key: .fresh())
            }
            #expect(refused?.kind == kind)
        }
        #expect(try await couple.count("goal_reviews") == 1)
    }

    @Test("is refused without any of its words, and due before it was agreed")
    func refused() async throws {
        let couple = try await RoadCouple()
        let attempts: [(words: GoalWords, due: String, field: String)] = [
            (GoalWords(goal: "", measure: "m", target: "t"), "2026-07-01", "goal"),
            (GoalWords(goal: "g", measure: "\n", target: "t"), "2026-07-01", "measure"),
            (GoalWords(goal: "g", measure: "m", target: ""), "2026-07-01", "target"),
            (Self.words, "2026-05-03", "due"),
        ]
        for attempt in attempts {
            let refused = await refusal { () async throws(CaseworkError) in
                try await couple.therapist.addGoal(
                    to: couple.handle, owner: .a, words: attempt.words, dueOn: day(attempt.due), on: day("2026-05-04"),
                    key: .fresh())
            }
            #expect(refused?.kind == "invalid \(attempt.field)")
        }
        #expect(try await couple.count("goals") == 0)
    }

    @Test("is set and reviewed once for a key")
    func repeated() async throws {
        let couple = try await RoadCouple()
        let (setting, reviewing) = (RequestKey.fresh(), RequestKey.fresh())
        var handles: Set<Handle> = []
        for _ in 0..<2 {
            let handle = try await couple.therapist.addGoal(
                to: couple.handle, owner: .a, words: Self.words, dueOn: day("2026-07-01"), key: setting)
            handles.insert(handle)
            try await couple.therapist.reviewGoal(handle, standing: .reached, key: reviewing)
        }
        #expect(handles.count == 1)
        #expect(try await couple.count("goals") == 1)
        #expect(try await couple.count("goal_reviews") == 1)
    }
}
