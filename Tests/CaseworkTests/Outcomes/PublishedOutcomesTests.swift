import CaseModel
import TestSupport
import Testing

@testable import Casework

@Suite("What a practice shows of itself")
struct PublishedOutcomesTests {
    @Test(
        "is as of the end of the last closed quarter",
        arguments: [
            ("2026-06-15", "2026-03-31"), ("2026-04-01", "2026-03-31"), ("2026-03-31", "2025-12-31"),
            ("2026-01-01", "2025-12-31"), ("2026-12-31", "2026-09-30"),
        ])
    func quarter(day: String, end: String) {
        #expect(CalendarDate(day)?.endOfLastQuarter.description == end)
    }

    @Test("is at every fourth week while ten couples are at risk, in counts of five")
    func points() throws {
        let asOf = try #require(CalendarDate("2026-03-31"))
        var outcomes = Outcomes(asOf: asOf)
        #expect(PublishedOutcomes(outcomes).points.isEmpty)
        // 23 couples: 12 come to stage 2 after 20 days, 3 after 40; of the other 8 each was seen for 60 days
        for number in 0..<23 {
            outcomes.add(Self.times(asOf, seen: 60, second: number < 12 ? 20 : number < 15 ? 40 : nil))
        }
        let published = PublishedOutcomes(outcomes)
        #expect(published.couples == 25)
        let second = published.points.filter { $0.event.hasPrefix("stage 2") }
        // on day 28 11 are at risk and 12 came; on day 56 8 are at risk, so nothing is shown
        #expect(second.map(\.week) == [4])
        #expect(second.map(\.atRisk) == [10] && second.map(\.came) == [10] && second.map(\.percent) == [52])
        #expect(published.points.allSatisfy { $0.atRisk % 5 == 0 && $0.came % 5 == 0 && $0.week % 4 == 0 })
        let closed = published.points.filter { $0.event == "closed: completed" }
        #expect(closed.map(\.week) == [4, 8] && closed.map(\.atRisk) == [25, 25] && closed.map(\.percent) == [0, 0])
    }

    /// What `troth outcome practice --partners` shows, by the names of the practice's newest road.
    @Test("says how far partners stand apart where ten couples rated, in steps of five and in tenths")
    func partners() async throws {
        let practice = try await TestPractice()
        func rated(_ number: Int, _ criterion: String) -> CaseHistory {
            var history = CaseloadTests.couple()
            let opened = TestPractice.today.adding(days: -150)
            history.openedOn = opened
            history.stages = [.init(move: StageMove(to: .acknowledge, kind: .start), on: opened)]
            // one point apart, and every third couple two
            history.ratings = [
                .init(number: criterion, by: .partner(.a), value: 1, on: opened.adding(days: 9)),
                .init(number: criterion, by: .partner(.b), value: number % 3 == 0 ? 3 : 2, on: opened.adding(days: 9)),
                // after the quarter's end: it must not matter
                .init(number: criterion, by: .partner(.b), value: 1, on: TestPractice.today),
            ]
            return history
        }
        try await practice.therapist.fileCases(
            (0..<12).map { rated($0, "3.2") } + (0..<9).map { rated($0, "5.2") }, key: .fresh())
        let exact = try await practice.admin.practiceOutcomes().differences
        #expect(exact.map(\.stage) == [.boundaries, .patience] && exact.map(\.couples) == [12, 9])
        let shown = PublishedOutcomes.differences(exact)
        #expect(shown.map(\.stage) == [.boundaries] && shown.map(\.couples) == [10])
        // (4 x 2 + 8 x 1) / 12 = 1.33
        #expect(shown.map(\.mean) == [1.3] && shown.map(\.name) == ["Boundaries"])
        _ = try await practice.admin.defineRoad(try OwnRoadsTests.definition(), key: .fresh())
        let named = try await practice.admin.practiceOutcomes()
        #expect(named.outcomes.title(of: .apologize) == "2 Go on")
        #expect(named.outcomes.title(of: .boundaries).hasPrefix("3 "))
    }

    private static func times(_ asOf: CalendarDate, seen: Int, second: Int?) -> CoupleTimes {
        let opened = asOf.adding(days: -seen)
        return CoupleTimes(
            openedOn: opened, closedOn: nil, howItEnded: nil, hasSetOut: true,
            stages: [second.map { opened.adding(days: $0) }, nil, nil, nil, nil], returnedOn: nil)
    }
}
