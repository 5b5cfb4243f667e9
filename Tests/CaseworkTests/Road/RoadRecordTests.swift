import CaseModel
import TestSupport
import Testing

@testable import Casework

@Suite("A couple's road")
struct RoadRecordTests {
    /// Stage 1, then 2, a return to 1 with its reason; DTS of A 20, 24, 31; commitments seen by both; two goals.
    static func history() throws -> CaseHistory {
        var history = RoadCouple.history()
        var at: (stage: Stage, on: CalendarDate)?
        for (target, on, reason) in [
            (Stage.acknowledge, "2026-01-12", nil), (.apologize, "2026-02-16", "They pressed on"),
            (.acknowledge, "2026-03-16", "A second account"), (.apologize, "2026-04-13", "They pressed on"),
        ] as [(Stage, String, String?)] {
            let move = try StageMove.move(
                from: at?.stage, since: at?.on, to: target, on: day(on), hasReason: reason != nil)
            history.stages.append(.init(move: move, on: day(on), reason: reason))
            at = (target, day(on))
        }
        history.ratings = [
            CriterionRating(number: "2.2", by: .partner(.a), value: 1, on: day("2026-02-23")),
            CriterionRating(number: "3.2", by: .partner(.a), value: 1, on: day("2026-05-04")),
            CriterionRating(number: "3.2", by: .partner(.b), value: 4, on: day("2026-05-04")),
            CriterionRating(number: "2.2", by: .partner(.a), value: 3, on: day("2026-05-04")),
            CriterionRating(number: "2.2", by: .partner(.a), value: 3, on: day("2026-05-18")),
        ]
        for (score, on) in [(20, "2026-01-12"), (19, "2026-01-19"), (24, "2026-02-16"), (31, "2026-03-30")] {
            history.measures.append(
                .init(partner: .a, instrument: "DTS", score: score, answers: nil, on: day(on)))
        }
        for (partner, score, on) in [
            (Partner.a, 30, "2026-01-12"), (.a, 55, "2026-05-18"), (.b, 60, "2026-01-12"), (.b, 62, "2026-05-18"),
        ] {
            history.measures.append(
                .init(partner: partner, instrument: "CSI-16", score: score, answers: nil, on: day(on)))
        }
        history.commitments = [
            .init(
                owner: .b, kind: .practical, rhythm: .daily, text: "Puts the phone away at supper",
                agreedOn: day("2026-05-04"), dueOn: nil,
                reports: (0..<8).flatMap { index in
                    [
                        .init(on: day("2026-06-01").adding(days: index), by: .a, kept: index != 3),
                        .init(on: day("2026-06-01").adding(days: index), by: .b, kept: true),
                    ]
                } + [.init(on: day("2026-05-18"), by: .a, kept: false)])
        ]
        history.goals = [
            .init(
                owner: .both, words: GoalTests.words, agreedOn: day("2026-05-04"), dueOn: day("2026-08-01"),
                reviews: [
                    .init(on: day("2026-05-18"), standing: .behind), .init(on: day("2026-06-01"), standing: .onTrack),
                ]),
            .init(
                owner: .a, words: GoalTests.words, agreedOn: day("2026-05-05"), dueOn: day("2026-08-01"),
                reviews: [.init(on: day("2026-05-18"), standing: .dropped)]),
            .init(
                owner: .b, words: GoalTests.words, agreedOn: day("2026-05-06"), dueOn: day("2026-08-01"),
                reviews: [.init(on: day("2026-05-18"), standing: .onTrack)]),
        ]
        return history
    }

    @Test("holds what was filed: people, stages with their spans and reasons, series, commitments, goals")
    func golden() async throws {
        let couple = try await RoadCouple(Self.history())
        let road = try await couple.therapist.road(of: couple.handle)
        #expect(road.handle == couple.handle && road.status == .active && road.roadmapVersion == 1)
        #expect(road.openedOn == day("2026-01-05") && road.closedOn == nil && road.readOn == TestPractice.today)
        #expect(road.a == .init(partner: .a, name: "Mia Ortega", part: .hurt))
        #expect(road.person(.b).name == "Ben Ortega" && road.parts[.b] == .involved)
        #expect(road.spans.map { Int($0.stage.rawValue) } == [1, 2, 1, 2])
        #expect(road.spans.map(\.kind) == [.start, .advance, .goBack, .advance])
        #expect(road.spans.map { $0.days(until: road.endsOn) } == [35, 28, 28, 63])
        #expect(road.spans.map(\.reason) == [nil, "They pressed on", "A second account", "They pressed on"])
        #expect(road.current?.from == day("2026-04-13") && road.current?.to == nil)
        #expect(
            road.measures.map { "\($0.instrument.name) \($0.partner.rawValue)" } == ["CSI-16 A", "CSI-16 B", "DTS A"])
        let mine = try #require(road.series("CSI-16", of: .a))
        #expect(mine.scores.map(\.change) == [nil, .recovered] && !mine.wasNotDistressedAtStart)
        let theirs = try #require(road.series("CSI-16", of: .b))
        #expect(theirs.scores.map(\.change) == [nil, .unchanged] && theirs.wasNotDistressedAtStart)
        #expect(road.series("PHQ-9", of: .a) == nil)
        #expect(road.commitments.map(\.text) == ["Puts the phone away at supper"])
        #expect(road.commitments[0].kept(asSeenBy: .a) == .init(kept: 7, reported: 9))
        #expect(road.commitments[0].kept(asSeenBy: .b) == .init(kept: 8, reported: 8))
        #expect(road.goals.map { $0.latest?.standing } == [.onTrack, .dropped, .onTrack])
        #expect(road.goals.allSatisfy { $0.words == GoalTests.words })
    }

    @Test("shows how every criterion of the six stages stands")
    func criteria() async throws {
        let couple = try await RoadCouple(Self.history())
        let road = try await couple.therapist.road(of: couple.handle)
        #expect(road.criteria.count == 26)
        #expect(Stage.allCases.map { road.criteria(of: $0).count } == [4, 5, 5, 4, 4, 4])
        func standing(_ number: String) throws -> CriterionStanding {
            try #require(road.criteria.first { $0.criterion.number == number })
        }
        #expect(try standing("2.2").isMet == true)
        #expect(try standing("2.2").ratings.map(\.value) == [1, 3, 3])
        #expect(try standing("2.3").isMet == false && standing("2.3").ratings.isEmpty)
        #expect(try standing("3.2").difference == 3 && standing("3.2").isMet == false)
        #expect(try standing("6.1").isMet == false)
    }

    @Test("says how slowly the couple goes: stays, returns, setbacks, and what each says of the pace")
    func pace() async throws {
        var history = try Self.history()
        history.ratings += [
            .init(number: "5.2", by: .partner(.a), value: 3, on: day("2026-05-20")),
            .init(number: "5.2", by: .partner(.b), value: 1, on: day("2026-05-20")),
            .init(number: "5.1", by: .partner(.a), value: 2, on: day("2026-05-20")),
        ]
        history.records.append(.init(.setback, text: "a letter", on: day("2026-06-01")))
        let couple = try await RoadCouple(history)
        let pace = PaceOfRoad(try await couple.therapist.road(of: couple.handle))
        #expect(pace.stays.map(\.days) == [63, 91] && pace.stays.map(\.times) == [2, 2])
        #expect(pace.stays.map(\.isNow) == [false, true] && pace.returns == 1)
        #expect(pace.quietDays == 14 && pace.lastSetbackOn == day("2026-06-01"))
        #expect(pace.views.map(\.number) == ["5.1", "5.2"])
        #expect(pace.views.map(\.values) == [[.a: 2], [.a: 3, .b: 1]])
    }

    @Test("works out what nobody rates, and says so where there is nothing to work it out from")
    func computed() async throws {
        let couple = try await RoadCouple(Self.history())
        let road = try await couple.therapist.road(of: couple.handle)
        func standing(_ number: String) throws -> CriterionStanding {
            try #require(road.criteria.first { $0.criterion.number == number })
        }
        #expect(try standing("3.3").computed?.value == nil && standing("3.3").isMet == false)
        // Daily: due on each of the 28 days; the report of 2026-05-18 is 29 days old.
        #expect(try standing("4.2").computed?.value == 25 && standing("4.2").isMet == false)
        #expect(try standing("4.2").computed?.basis == "7 of 28 due kept in 4 weeks, 20 not reported")
        // 19 is a week after 20 and is passed over.
        #expect(try standing("5.4").computed?.value == 1 && standing("5.4").isMet == nil)
        #expect(try standing("5.4").computed?.basis == "DTS 20 to 31")
        // The goal with one review that settles nothing is not counted.
        #expect(try standing("6.3").computed?.value == 50 && standing("6.3").isMet == false)
        let empty = try await RoadCouple()
        let bare = try await empty.therapist.road(of: empty.handle)
        let values = bare.criteria.filter { $0.criterion.rater == .computed }.map { $0.computed?.value }
        #expect(values == [nil, nil, nil, nil])
        #expect(bare.spans.isEmpty && bare.current == nil && bare.measures.isEmpty)
        #expect(bare.criteria.first { $0.criterion.number == "4.2" }?.isMet == false)
    }
}
