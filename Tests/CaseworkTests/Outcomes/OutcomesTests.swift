import CaseModel
import Casework
import TestSupport
import Testing

@Suite("Outcomes in time")
struct OutcomesTests {
    /// A case that was opened on 2026-01-05, with its road and its end.
    private func history(
        _ road: [(Stage, String)], closed: (String, Closing.HowItEnded)? = nil
    ) throws -> CaseHistory {
        var history = RoadCouple.history()
        for (stage, on) in road {
            let last = history.stages.last
            let move = try StageMove.move(
                from: last?.move.to, since: last?.on, to: stage, on: day(on), hasReason: true)
            history.stages.append(
                .init(move: move, on: day(on), reason: [.skip, .goBack].contains(move.kind) ? "a reason" : nil))
        }
        if let (on, how) = closed {
            history.status = .closed
            history.closing = Closing(on: day(on), howItEnded: how, relationship: .together)
        }
        return history
    }

    private func practice() async throws -> TestPractice {
        let practice = try await TestPractice()
        try await practice.therapist.fileCases(
            [
                try history([(.acknowledge, "2026-01-05"), (.apologize, "2026-02-02")]),
                try history(
                    [
                        (.acknowledge, "2026-01-05"), (.boundaries, "2026-03-02"),
                        (.apologize, "2026-03-30"),
                    ]),
                try history([(.acknowledge, "2026-01-05")], closed: ("2026-02-16", .oneWithdrew)),
                try history([], closed: ("2026-05-04", .completed)),
            ], key: .fresh())
        return practice
    }

    @Test("count a couple for a stage when it first came to it or beyond it, and as long as it was seen")
    func times() async throws {
        let outcomes = try await practice().therapist.outcomes()
        #expect(outcomes.asOf == TestPractice.today)
        #expect(outcomes.couples == 4)
        let apologize = KaplanMeier(try #require(outcomes.stages[.apologize]))
        #expect(apologize.steps.map(\.day) == [28, 56])
        #expect(apologize.steps.map(\.atRisk) == [4, 2])
        #expect(apologize.share(on: 56) == 0.375)
        let boundaries = try #require(outcomes.stages[.boundaries])
        #expect((boundaries.events, boundaries.couples) == (1, 4))
        #expect(outcomes.stages[.plan]?.events == 0)
    }

    @Test("count returns of those who have set out, and closings by how the work ended")
    func returns() async throws {
        let outcomes = try await practice().therapist.outcomes()
        #expect((outcomes.returns.events, outcomes.returns.couples) == (1, 3))
        #expect(KaplanMeier(outcomes.returns).day(reachedBy: 0.5) == 84)
        let closings = AalenJohansen(outcomes.closings)
        #expect(closings.share(of: .oneWithdrew, on: 42) == 0.25)
        #expect(closings.share(of: .completed, on: 118) == 0)
        #expect(closings.share(of: .completed, on: 119) == 0.25)
    }

    @Test("know nothing of what came after their day")
    func asOf() async throws {
        let outcomes = try await practice().therapist.outcomes(asOf: day("2026-02-15"))
        #expect(outcomes.couples == 4)
        #expect(outcomes.stages[.apologize]?.events == 1)
        #expect(outcomes.returns.events == 0)
        #expect(outcomes.closings.events == 0)
        #expect(try await practice().therapist.outcomes(asOf: day("2026-01-04")).couples == 0)
        await #expect(throws: CaseworkError.self) { try await practice().therapist.outcomes(asOf: day("2026-06-16")) }
    }

    @Test("are one's own")
    func own() async throws {
        #expect(try await practice().otherTherapist.outcomes().couples == 0)
    }
}
