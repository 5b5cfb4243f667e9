import CaseModel
import Casework
import TestSupport
import Testing

@Suite("Somebody else's road")
struct RoadAccessTests {
    typealias Attempt = @Sendable (Casework, Handle, Handle, Handle) async throws(CaseworkError) -> Void

    /// Every use case of the road, by a name.
    static let attempts: [(name: String, run: Attempt)] = [
        ("road", { (desk, file, _, _) async throws(CaseworkError) in _ = try await desk.road(of: file) }),
        ("criteria", { (desk, file, _, _) async throws(CaseworkError) in _ = try await desk.criteria(of: file) }),
        ("measures", { (desk, file, _, _) async throws(CaseworkError) in _ = try await desk.measures(of: file) }),
        ("commitments", { (desk, file, _, _) async throws(CaseworkError) in _ = try await desk.commitments(of: file) }),
        ("goals", { (desk, file, _, _) async throws(CaseworkError) in _ = try await desk.goals(of: file) }),
        (
            "rate",
            { (desk, file, _, _) async throws(CaseworkError) in
                _ = try await desk.rateCriterion("1.1", of: file, by: .partner(.a), value: 3, key: .fresh())
            }
        ),
        (
            "advance",
            { (desk, file, _, _) async throws(CaseworkError) in
                _ = try await desk.advanceStage(of: file, key: .fresh())
            }
        ),
        (
            "return",
            { (desk, file, _, _) async throws(CaseworkError) in
                _ = try await desk.returnStage(of: file, to: .acknowledge, reason: "x", key: .fresh())
            }
        ),
        (
            "record",
            { (desk, file, _, _) async throws(CaseworkError) in
                _ = try await desk.recordMeasure("DTS", of: file, partner: .a, .score(20), key: .fresh())
            }
        ),
        (
            "commit",
            { (desk, file, _, _) async throws(CaseworkError) in
                _ = try await desk.addCommitment(
                    to: file, owner: .b, kind: .practical, rhythm: .daily, text: "x", key: .fresh())
            }
        ),
        (
            "report",
            { (desk, _, commitment, _) async throws(CaseworkError) in
                try await desk.reportCommitments([commitment], kept: true, asSeenBy: .a, key: .fresh())
            }
        ),
        (
            "goal",
            { (desk, file, _, _) async throws(CaseworkError) in
                _ = try await desk.addGoal(
                    to: file, owner: .b, words: GoalTests.words, dueOn: day("2026-07-01"), key: .fresh())
            }
        ),
        (
            "review",
            { (desk, _, _, goal) async throws(CaseworkError) in
                try await desk.reviewGoal(goal, standing: .behind, key: .fresh())
            }
        ),
    ]

    @Test("is not there for another therapist, forbidden to an admin and closed to a stranger", arguments: attempts.indices)
    func closed(index: Int) async throws {
        let couple = try await RoadCouple()
        let commitment = try await couple.therapist.addCommitment(
            to: couple.handle, owner: .b, kind: .practical, rhythm: .daily, text: "x", key: .fresh())
        let goal = try await couple.therapist.addGoal(
            to: couple.handle, owner: .b, words: GoalTests.words, dueOn: day("2026-07-01"), key: .fresh())
        let attempt = Self.attempts[index]
        let people = [
            (couple.practice.otherTherapist, "notFound"), (couple.practice.admin, "forbidden"),
            (couple.practice.stranger, "notLoggedIn"),
        ]
        let tables = [
            "stage_events", "criterion_ratings", "measure_responses", "commitments", "commitment_reports", "goals",
            "goal_reviews",
        ]
        var before: [Int] = []
        for table in tables { before.append(try await couple.count(table)) }
        for (person, kind) in people {
            let refused = await refusal { () async throws(CaseworkError) in
                try await attempt.run(person, couple.handle, commitment, goal)
            }
            #expect(refused?.kind == kind, "\(attempt.name)")
        }
        var after: [Int] = []
        for table in tables { after.append(try await couple.count(table)) }
        #expect(before == after)
    }

    @Test("is read with an audit event of the words that were opened")
    func audited() async throws {
        let couple = try await RoadCouple().begun()
        _ = try await couple.therapist.road(of: couple.handle)
        let events = try await couple.stored(
            "select object from private.audit_events where operation = 'open' and act = 'stage show'", String.self)
        #expect(events == ["partners,stage_events,commitments,goals"])
    }
}
