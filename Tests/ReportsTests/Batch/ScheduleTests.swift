import CaseModel
import FoundationEssentials
import Postgres
import Reports
import Sealing
import TestSupport
import Testing

@testable import Casework

@Suite("A report at a month\u{2019}s end")
struct ScheduleTests {
    private struct Granted {
        let couple: FiledCouple
        let handle: Handle
        let secret: [UInt8]
    }

    private static let june = day("2026-06-01")

    private static func order(_ copy: ReportCopy = .file, where text: String = "") throws -> ReportRunOrder {
        ReportRunOrder(
            report: .summary, copy: copy, formats: ["text"], paper: "a4", conditions: try ReportConditions([text]))
    }

    private static func granted() async throws -> Granted {
        let couple = try await FiledCouple(CoupleHistory.history)
        try await couple.therapist.prove(password: TestPractice.password)
        let (handle, secret) = try await couple.therapist.scheduleReports(
            try order(), from: day("2026-05-01"), until: june, key: .fresh())
        return Granted(couple: couple, handle: handle, secret: secret)
    }

    @Test("makes the month\u{2019}s documents by a login of its own, the same as its person would")
    func makes() async throws {
        let granted = try await Self.granted()
        // nobody is logged in where the timer runs
        let nobody = Casework(granted.couple.practice.environment)
        let work = try await nobody.beginScheduled(granted.secret, month: Self.june)
        #expect(work.order.conditions.text == "from=2026-06-01 until=2026-06-30")
        let run = try await work.casework.reportRun(
            try await work.casework.startReportRun(work.order, key: .fresh()).description)
        let files = Shelf()
        try await BatchWorker(work.casework, on: run, worker: UUID()) { files.put($0, $1) }.work { _ in }
        let sessions = try await granted.couple.therapist.sessions(of: granted.couple.handle).filter {
            $0.state == .held && $0.at.day >= Self.june
        }
        #expect(files.last.count == sessions.count && !sessions.isEmpty)
        for session in sessions {
            let own = SessionSummary(
                try await granted.couple.therapist.working(on: run).summaryRecord(of: session.handle))
            #expect(files.last["summary-\(session.handle).txt"] == Array(own.document.rendered(as: .text).utf8))
        }
        try await work.casework.logOut()
        await #expect(throws: CaseworkError.self) { try await work.casework.reportRun(run.handle) }
    }

    @Test("its login changes nothing, opens no other case, proves nothing and has no other duty")
    func limited() async throws {
        let granted = try await Self.granted()
        let couple = granted.couple
        let work = try await Casework(couple.practice.environment).beginScheduled(granted.secret, month: Self.june)
        #expect(
            try await work.casework.summaryRecord(of: try await couple.session(at: CoupleHistory.jointSession)).notes
                .count == 1)
        // a case that came to the person after the run began
        let later = try await couple.therapist.openCase(CoupleHistory.bare, key: .fresh())
        _ = try await couple.therapist.progressRecord(of: later.description)
        await #expect(throws: CaseworkError.self) { try await work.casework.progressRecord(of: later.description) }
        await #expect(throws: CaseworkError.self) {
            try await work.casework.writePsychotherapyNote("words", in: couple.handle, key: .fresh())
        }
        await #expect(throws: CaseworkError.self) {
            try await work.casework.openCase(CoupleHistory.bare, key: .fresh())
        }
        #expect(try await work.casework.proofIsFresh() == false)
        await #expect(throws: CaseworkError.self) {
            try await work.casework.scheduleReports(
                try Self.order(), from: Self.june, until: Self.june, key: .fresh())
        }
        try await couple.practice.admin.giveDuty(.supervisor, to: "thea", key: .fresh())
        let asSupervisor = Casework(couple.practice.environment, token: work.casework.token, acting: .supervisor)
        await #expect(throws: CaseworkError.self) { try await asSupervisor.supervisionRecord() }
    }

    @Test("ends with its grant, with the duty, and never begins outside its months")
    func ends() async throws {
        let granted = try await Self.granted()
        let nobody = Casework(granted.couple.practice.environment)
        for month in [day("2026-04-01"), day("2026-07-01")] {
            await #expect(throws: CaseworkError.self) {
                try await nobody.beginScheduled(granted.secret, month: month)
            }
        }
        await #expect(throws: CaseworkError.self) {
            try await nobody.beginScheduled([UInt8](repeating: 7, count: 32), month: Self.june)
        }
        let first = try await nobody.beginScheduled(granted.secret, month: Self.june)
        #expect(try await first.casework.reportRuns(limit: 5).isEmpty)
        try await granted.couple.practice.admin.endDuty(.therapist, of: "thea", key: .fresh())
        await #expect(throws: CaseworkError.self) { try await first.casework.reportRuns(limit: 5) }
        await #expect(throws: CaseworkError.self) {
            try await nobody.beginScheduled(granted.secret, month: Self.june)
        }
        try await granted.couple.practice.admin.giveDuty(.therapist, to: "thea", key: .fresh())
        let second = try await nobody.beginScheduled(granted.secret, month: Self.june)
        try await granted.couple.therapist.endReportSchedule(granted.handle)
        await #expect(throws: CaseworkError.self) { try await second.casework.reportRuns(limit: 5) }
        await #expect(throws: CaseworkError.self) {
            try await nobody.beginScheduled(granted.secret, month: Self.june)
        }
        let listed = try await granted.couple.therapist.reportSchedules()
        #expect(listed.map(\.handle) == [granted.handle.description] && listed[0].endedOn != nil)
        #expect(try await granted.couple.practice.otherTherapist.reportSchedules().isEmpty)
        await #expect(throws: CaseworkError.self) {
            try await granted.couple.practice.otherTherapist.endReportSchedule(granted.handle)
        }
    }

    @Test("needs the password afresh, whole months and a reader of couples\u{2019} words")
    func refused() async throws {
        let couple = try await FiledCouple(CoupleHistory.history)
        try await couple.practice.superuser().write { transaction in
            _ = try transaction.execute("update private.login_sessions set proved_at = now() - interval '1 hour'")
        }
        await #expect(throws: CaseworkError.self) {
            try await couple.therapist.scheduleReports(
                try Self.order(), from: Self.june, until: Self.june, key: .fresh())
        }
        try await couple.therapist.prove(password: TestPractice.password)
        for (order, until) in [
            (try Self.order(where: "month=2026-06"), Self.june), (try Self.order(), day("2026-05-01")),
        ] {
            await #expect(throws: CaseworkError.self) {
                try await couple.therapist.scheduleReports(
                    order, from: Self.june, until: until, key: .fresh())
            }
        }
        try await couple.practice.admin.prove(password: TestPractice.password)
        await #expect(throws: CaseworkError.self) {
            try await couple.practice.admin.scheduleReports(
                try Self.order(), from: Self.june, until: Self.june, key: .fresh())
        }
    }
}
