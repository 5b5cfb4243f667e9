import Casework
import TestSupport
import Testing

@testable import CaseModel
@testable import Reports

@Suite("Reports over more than one session")
struct PracticeReportTests {
    private static func key() -> RequestKey {
        var random = SystemRandomNumberGenerator()
        return .random(using: &random)
    }

    private static var closed: CaseHistory {
        var history = CoupleHistory.history
        history.sessions.removeLast()
        history.status = .closed
        history.closing = Closing(on: day("2026-06-12"), howItEnded: .completed, relationship: .apart)
        return history
    }

    @Test("a closing summary counts the days, the changes and the goals")
    func closing() async throws {
        let couple = try await FiledCouple(Self.closed)
        let summary = try #require(
            ClosingSummary(try await couple.therapist.progressRecord(of: couple.handle)))
        #expect(summary.days == 151)
        #expect(summary.closing.relationship == .apart)
        #expect(summary.goals == [.onTrack: 1])
        #expect(summary.goalsNotReviewed == 0)
        #expect(summary.changes.map(\.series.instrument.name) == ["CSI-16", "CSI-16", "DTS"])
        #expect(summary.changes.map { [$0.first, $0.last] } == [[31, 55], [58, 49], [21, 33]])
        #expect(summary.changes.map(\.change) == [.recovered, .deteriorated, nil])
        #expect(summary.changes.first?.measure.couple == .opposed)
        let text = summary.document.rendered(as: .text)
        #expect(text.contains("completed") && text.contains("apart") && !text.contains("failure"))
        #expect(!text.contains(CoupleHistory.contactCanary))
    }

    @Test("a case that is not closed has no closing summary")
    func notClosed() async throws {
        let couple = try await FiledCouple(CoupleHistory.history)
        let error = await #expect(throws: CaseworkError.self) {
            try await ReportOrder(.closing, of: couple.handle).carriedOut(by: couple.therapist)
        }
        #expect(error?.description.contains("troth case close") == true)
    }

    @Test("a caseload report counts cases by status and stage, and what waits")
    func caseload() async throws {
        let couple = try await FiledCouple(CoupleHistory.history)
        try await couple.therapist.fileCases([CoupleHistory.bare, Self.closed], key: Self.key())
        let report = CaseloadReport(try await couple.therapist.caseloadRecord())
        #expect(report.byStatus == [.active: 2])
        #expect(report.byStage == [.boundaries: 1, nil: 1])
        #expect(report.withoutNextDate.count == 1)
        // One session was held six weeks ago; its draft of 1 June is overdue.
        #expect(report.notesOverdue == 1)
        #expect(report.record.closed == 1)
        #expect(report.record.sessionsHeld == 8)
        let entry = try #require(report.record.entries.first { $0.handle == couple.handle })
        #expect(report.daysInStage(entry) == 7)
        #expect(report.daysSinceSession(entry) == 4)
        #expect(report.record.therapist == "Thea Marsh")
        let others = CaseloadReport(try await couple.practice.otherTherapist.caseloadRecord())
        #expect(others.record.entries.isEmpty)
        #expect(!others.document.rendered(as: .json).contains("Ana"))
    }

    @Test("a supervision report shows those who are supervised, and ends with the supervision")
    func supervision() async throws {
        let couple = try await FiledCouple(CoupleHistory.history)
        let (admin, supervisor) = (couple.practice.admin, couple.practice.otherTherapist)
        try await admin.giveDuty(.supervisor, to: "omar", key: Self.key())
        #expect(try await supervisor.supervisionRecord().supervisees.isEmpty)
        try await admin.startSupervision(by: "omar", of: "thea", key: Self.key())
        let report = SupervisionReport(try await supervisor.supervisionRecord())
        #expect(report.record.supervisees.map(\.name) == ["Thea Marsh"])
        #expect(report.sums == [.init(report.record.supervisees[0].entries)])
        let entry = try #require(report.record.supervisees.first?.entries.first)
        #expect(entry.handle == couple.handle)
        #expect((entry.sessionsHeld, entry.signedInTime, entry.notesOverdue) == (4, 3, 1))
        #expect(entry.lastHeldOn == day("2026-06-11"))
        let text = report.document.rendered(as: .text)
        #expect(text.contains("Thea Marsh") && !text.contains("slept better"))
        try await admin.endSupervision(by: "omar", of: "thea", key: Self.key())
        #expect(try await supervisor.supervisionRecord().supervisees.isEmpty)
        await #expect(throws: CaseworkError.self) { try await couple.therapist.supervisionRecord() }
    }

    @Test("outcomes of a practice withhold what is small, in every format")
    func outcomes() async throws {
        let practice = try await TestPractice()
        var histories = (0..<14).map { _ in CoupleHistory.bare }
        for index in 0..<12 {
            histories[index].stages = [
                .init(move: StageMove(to: .acknowledge, kind: .start), on: day("2026-01-12")),
                .init(move: StageMove(to: .apologize, kind: .advance), on: day("2026-02-02").adding(days: index)),
            ]
        }
        histories += (0..<12).map { _ in
            var history = CoupleHistory.bare
            history.status = .closed
            history.closing = Closing(on: day("2026-05-12"), howItEnded: .referred, relationship: .together)
            return history
        }
        try await practice.therapist.fileCases(histories, key: Self.key())
        let report = OutcomesReport(try await practice.admin.practiceOutcomes())
        #expect(report.couples == 26)
        let second = try #require(report.events.first)
        #expect((second.stage, second.couples, second.came) == (.apologize, 26, 12))
        #expect(report.events.dropFirst().allSatisfy { $0.came == nil && $0.half == nil })
        let closings = report.closings.map { "\($0.howItEnded?.rawValue ?? "open") \($0.couples ?? -1)" }
        #expect(closings.contains("referred -1") || closings.contains("referred 12"))
        #expect(report.changes.allSatisfy { $0.couples == nil })
        for format in TextFormat.allCases {
            #expect(!report.document.rendered(as: format).contains("Ana"))
        }
        await #expect(throws: CaseworkError.self) { try await practice.therapist.practiceOutcomes() }
    }

    @Test(
        "a hidden count cannot be worked out from the others",
        arguments: [
            ([40, 30, 20], [40, 30, 20]), ([40, 3, 20], [40, nil, nil]), ([40, 6, 6, 20], [40, nil, nil, 20]),
            ([40, 3, 4, 20], [40, nil, nil, nil]), ([3], [nil]), ([0, 50], [nil, nil]), ([], []),
        ] as [([Int], [Int?])])
    func smallCounts(_ counts: [Int], _ shown: [Int?]) {
        #expect(SmallCounts.shown(counts) == shown)
    }

    @Test("a part of a whole is hidden where the rest is small")
    func parts() {
        #expect(SmallCounts.part(12, of: 26) == 12)
        #expect(SmallCounts.part(20, of: 26) == nil)
        #expect(SmallCounts.part(6, of: 26) == nil)
    }
}
