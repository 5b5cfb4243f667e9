import CaseModel
import Casework
import Postgres
import TestSupport
import Testing

@Suite("Somebody else's road")
struct RoadAccessTests {
    enum UseCase: CaseIterable {
        case road, criteria, measures, commitments, goals, rate, advance, back, record, commit, report, goal, review,
            records, write, answer

        func run(
            _ desk: Casework, _ file: Handle, _ commitment: Handle, _ goal: Handle, _ setback: Handle
        ) async throws(CaseworkError) {
            switch self {
            case .road: _ = try await desk.road(of: file)
            case .criteria: _ = try await desk.criteria(of: file)
            case .measures: _ = try await desk.measures(of: file)
            case .commitments: _ = try await desk.commitments(of: file)
            case .goals: _ = try await desk.goals(of: file)
            case .rate: _ = try await desk.rateCriterion("1.1", of: file, by: .partner(.a), value: 3, key: .fresh())
            case .advance: _ = try await desk.advanceStage(of: file, key: .fresh())
            case .back: _ = try await desk.returnStage(of: file, to: .acknowledge, reason: "x", key: .fresh())
            case .record: _ = try await desk.recordMeasure("DTS", of: file, partner: .a, .score(20), key: .fresh())
            case .commit:
                _ = try await desk.addCommitment(
                    to: file, owner: .b, kind: .practical, rhythm: .daily, text: "x", key: .fresh())
            case .report:
                try await desk.reportCommitments([commitment], kept: true, asSeenBy: .a, key: .fresh())
            case .goal:
                _ = try await desk.addGoal(
                    to: file, owner: .b, words: GoalTests.words, dueOn: day("2026-07-01"), key: .fresh())
            case .review: try await desk.reviewGoal(goal, standing: .behind, key: .fresh())
            case .records: _ = try await desk.records(of: file)
            case .write: _ = try await desk.addRecord(NewRecord(.setback, text: "x"), to: file, key: .fresh())
            case .answer: try await desk.answerRecord(setback, .workThrough, key: .fresh())
            }
        }
    }

    @Test("is not there for another therapist, forbidden to an admin and closed to a stranger, in every use case")
    func closed() async throws {
        let couple = try await RoadCouple()
        let commitment = try await couple.therapist.addCommitment(
            to: couple.handle, owner: .b, kind: .practical, rhythm: .daily, text: "x", key: .fresh())
        let goal = try await couple.therapist.addGoal(
            to: couple.handle, owner: .b, words: GoalTests.words, dueOn: day("2026-07-01"), key: .fresh())
        let setback = try await couple.therapist.addRecord(
            NewRecord(.setback, text: "x"), to: couple.handle, key: .fresh())
        let people = [
            (couple.practice.otherTherapist, "notFound"), (couple.practice.admin, "forbidden"),
            (couple.practice.stranger, "notLoggedIn"),
        ]
        let before = try await counts(couple)
        for useCase in UseCase.allCases {
            for (person, kind) in people {
                let refused = await refusal { () async throws(CaseworkError) in
                    try await useCase.run(person, couple.handle, commitment, goal, setback)
                }
                #expect(refused?.kind == kind, "\(useCase)")
            }
        }
        #expect(try await counts(couple) == before)
    }

    private func counts(_ couple: RoadCouple) async throws -> [Int] {
        var counts: [Int] = []
        for table in [
            "stage_events", "criterion_ratings", "measure_responses", "commitments", "commitment_reports", "goals",
            "goal_reviews", "stage_records", "stage_answers",
        ] {
            counts.append(try await couple.count(table))
        }
        return counts
    }

    @Test("is read with an audit event of the words that were opened")
    func audited() async throws {
        let couple = try await RoadCouple().begun()
        _ = try await couple.therapist.road(of: couple.handle)
        let events = try await couple.stored(
            "select object from private.audit_events where operation = 'open' and act = 'stage show'", String.self)
        #expect(events == ["partners,stage_events,commitments,goals,stage_records,stage_answers"])
    }
}
