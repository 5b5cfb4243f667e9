import CaseModel
import Casework
import Reports
import TestSupport
import Testing

@Suite("A progress report, as figures")
struct ProgressReportTests {
    @Test("counts the road with its return, the sessions, the changes and what was kept")
    func figures() async throws {
        let couple = try await FiledCouple(CoupleHistory.history)
        let report = ProgressReport(try await couple.therapist.progressRecord(of: couple.handle))
        #expect(report.times.map(\.stage) == [.acknowledge, .apologize, .boundaries])
        #expect(report.times.map(\.days) == [42, 77, 35])
        #expect(report.times.map(\.stays) == [1, 2, 2])
        #expect(report.returns.map(\.from) == [day("2026-05-04")])
        #expect(report.daysOnRoad == 154)
        let sessions = report.record.sessions
        #expect((sessions.held, sessions.noShows, sessions.lateCancellations) == (4, 1, 0))
        #expect(sessions.lastHeldOn == day("2026-06-11"))
        #expect(sessions.nextAt == time("2026-06-22 14:00"))
        #expect(report.measures.map(\.instrument.name) == ["CSI-16", "DTS", "PHQ-9"])
        #expect(report.measures.map(\.couple) == [.opposed, nil, nil])
        let b = try #require(report.kept.first { $0.owner == .b })
        #expect((b.commitments, b.asSeenByB.percent, b.asSeenByA.percent) == (2, 100, 50))
        let safe = try #require(report.rated.first { $0.criterion.number == "3.2" })
        #expect(safe.difference == 3)
    }

    @Test(
        "knows what two changes come to for the couple",
        arguments: [
            (ChangeClass.recovered, ChangeClass.improved, CoupleChange.bothBetter),
            (.improved, .unchanged, .oneBetter), (.unchanged, .recovered, .oneBetter),
            (.unchanged, .unchanged, .neither),
            (.deteriorated, .unchanged, .oneWorse), (.deteriorated, .deteriorated, .bothWorse),
            (.deteriorated, .recovered, .opposed), (.improved, .deteriorated, .opposed),
        ])
    func couple(_ a: ChangeClass, _ b: ChangeClass, _ expected: CoupleChange) {
        #expect(CoupleChange(a, b) == expected)
    }

    @Test("says so where nothing is recorded yet", arguments: TextFormat.allCases)
    func nothing(_ format: TextFormat) async throws {
        let couple = try await FiledCouple(CoupleHistory.bare)
        let report = ProgressReport(try await couple.therapist.progressRecord(of: couple.handle))
        let text = report.document.rendered(as: format)
        #expect(report.daysOnRoad == nil)
        for sentence in ["No stage has been taken up yet.", "No score is recorded yet.", "No goal has been set yet."] {
            #expect(text.contains(sentence))
        }
    }

    @Test("shows one score as one point, and judges no change from it")
    func onePoint() async throws {
        var history = CoupleHistory.bare
        history.measures = [
            .init(partner: .b, instrument: "CSI-16", score: 40, answers: nil, on: day("2026-01-12"))
        ]
        let couple = try await FiledCouple(history)
        let document = ProgressReport(try await couple.therapist.progressRecord(of: couple.handle)).document
        #expect(document.rendered(as: .text).contains("one score only"))
        let html = document.rendered(as: .html)
        #expect(html.contains("class=\"markB\" x=\"50%\""))
        #expect(!html.contains("NaN"))
    }
}
