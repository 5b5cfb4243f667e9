import CaseModel
import FoundationEssentials
import Paper
import Postgres
import Reports
import Sealing
import TestSupport
import Testing

@testable import Casework

@Suite("A run of reports")
struct BatchTests {
    private static func run(
        _ couple: FiledCouple, _ report: BatchReport = .summary, _ formats: [String] = ["text"], where text: String = ""
    ) async throws -> ReportRun {
        var random = SystemRandomNumberGenerator()
        let order = ReportRunOrder(
            report: report, formats: formats, paper: "a4", conditions: try ReportConditions([text]))
        let handle = try await couple.therapist.startReportRun(order, key: .random(using: &random))
        return try await couple.therapist.reportRun(handle.description)
    }

    private static func work(
        _ couple: FiledCouple, _ run: ReportRun, on shelf: Shelf, limit: Int = 40
    ) async throws {
        try await BatchWorker(couple.therapist, on: run, worker: UUID(), limit: limit) { shelf.put($0, $1) }
            .work { _ in }
    }

    @Test("makes of every session what its own summary is, to the byte, and lists what is a draft or has no note")
    func sameAsOneByOne() async throws {
        let couple = try await FiledCouple(CoupleHistory.history)
        let run = try await Self.run(couple)
        let shelf = Shelf()
        try await Self.work(couple, run, on: shelf, limit: 3)
        let lines = try await couple.therapist.reportLines(of: run)
        let sessions = try await couple.therapist.sessions(of: couple.handle).filter {
            $0.state == .held || $0.state == .phoneContact
        }
        #expect(lines.count == sessions.count)
        #expect(Set(lines.map(\.handle)) == Set(sessions.map(\.handle)))
        var (drafts, made) = (0, 0)
        for line in lines {
            switch line.standing {
            case .done(let version, let isDraft, _):
                let summary = SessionSummary(
                    try await couple.therapist.working(on: run).summaryRecord(of: line.handle))
                #expect(shelf.last["summary-\(line.handle).txt"] == Array(summary.document.rendered(as: .text).utf8))
                #expect(summary.isDraft == isDraft)
                #expect(version == 1)
                drafts += isDraft ? 1 : 0
                made += 1
            case .failed(let reason):
                #expect(reason == .noNote)
                await #expect(throws: CaseworkError.self) { try await couple.therapist.summaryRecord(of: line.handle) }
            case .open: Issue.record("\(line.handle) is open")
            }
        }
        #expect(drafts == 1)
        #expect(made == shelf.count)
        let after = try await couple.therapist.reportRun(run.handle)
        #expect((after.done, after.drafts, after.left) == (made, 1, 0))
    }

    @Test("gives the same bytes by one worker and by three, in PDF too")
    func workersAgree() async throws {
        let couple = try await FiledCouple(CoupleHistory.history)
        let run = try await Self.run(couple, formats: ["html", "pdf"])
        let (one, three) = (Shelf(), Shelf())
        try await Self.work(couple, run, on: one)
        let superuser = try await couple.practice.superuser()
        defer { superuser.close() }
        try await superuser.write { transaction in
            _ = try transaction.execute(
                """
                update app.report_items set state = 'waiting', reason = null, record_version = null, is_draft = null,
                    sha256 = null, attempts = 0
                """)
        }
        try await withThrowingTaskGroup { group in
            for _ in 0..<3 { group.addTask { try await Self.work(couple, run, on: three, limit: 2) } }
            try await group.waitForAll()
        }
        #expect(one.last.count > 4)
        #expect(one.last == three.last)
        #expect(three.count == three.last.count)
    }

    private static func run(_ couple: FiledCouple, formats: [String]) async throws -> ReportRun {
        try await run(couple, .summary, formats)
    }

    @Test("leaves one event a kind of word and portion, with every id in it")
    func openings() async throws {
        let couple = try await FiledCouple(CoupleHistory.history)
        let run = try await Self.run(couple)
        let superuser = try await couple.practice.superuser()
        defer { superuser.close() }
        try await Self.work(couple, run, on: Shelf())
        let events = try await superuser.read { transaction in
            try transaction.all(
                """
                select object, cardinality(row_ids) from private.audit_events
                where act = 'report' and operation = 'open' order by object
                """, String.self, Int.self
            ).map { ($0.0, $0.1) }
        }
        #expect(
            events.map(\.0) == ["notes", "partners,stage_events,stage_records,commitments,goals,sessions", "staff"])
        let notes = try await superuser.read { transaction in
            try transaction.one(
                """
                select (select count(*) from app.notes where session_id is not null)
                    + (select count(*) from app.drafts where session_id is not null)
                """, Int.self) as Int
        }
        #expect(events.first?.1 == notes)
    }

    @Test("is its own person's: another neither sees it nor works on it")
    func ownRunsOnly() async throws {
        let couple = try await FiledCouple(CoupleHistory.history)
        let run = try await Self.run(couple)
        let other = couple.practice.otherTherapist
        await #expect(throws: CaseworkError.self) { try await other.reportRun(run.handle) }
        #expect(try await other.reportRuns(limit: 10).isEmpty)
        #expect(try await other.claimReportItems(of: run, worker: UUID(), limit: 10).isEmpty)
        #expect(try await couple.therapist.reportRuns(limit: 10).map(\.handle) == [run.handle])
    }

    @Test("shows nothing that its person may not read any more")
    func accessEnds() async throws {
        let couple = try await FiledCouple(CoupleHistory.history)
        let run = try await Self.run(couple)
        let superuser = try await couple.practice.superuser()
        defer { superuser.close() }
        try await superuser.write { transaction in
            _ = try transaction.execute("update app.assignments set ends_at = now() where ends_at is null")
        }
        let shelf = Shelf()
        try await Self.work(couple, run, on: shelf)
        #expect(shelf.count == 0)
        let lines = try await couple.therapist.reportLines(of: run)
        let failed = lines.count { if case .failed(.notFound) = $0.standing { true } else { false } }
        #expect(failed == lines.count)
    }

    @Test("takes over what a lost worker claimed, each alone, and gives up on what loses five")
    func lostWorkers() async throws {
        let couple = try await FiledCouple(CoupleHistory.history)
        let run = try await Self.run(couple)
        let superuser = try await couple.practice.superuser()
        defer { superuser.close() }
        let expireLeases = {
            try await superuser.write { transaction in
                _ = try transaction.execute("update app.report_items set leased_until = now() where state = 'claimed'")
            }
        }
        let first = try await couple.therapist.claimReportItems(of: run, worker: UUID(), limit: 100)
        #expect(first.count == run.items)
        #expect(try await couple.therapist.claimReportItems(of: run, worker: UUID(), limit: 100).isEmpty)
        for _ in 0..<4 {
            try await expireLeases()
            let again = try await couple.therapist.claimReportItems(of: run, worker: UUID(), limit: 100)
            #expect(again.map(\.item) == [1])
        }
        try await expireLeases()
        #expect(try await couple.therapist.claimReportItems(of: run, worker: UUID(), limit: 100).map(\.item) == [2])
        let lost = try await couple.therapist.reportLines(of: run).filter {
            if case .failed(.lost) = $0.standing { true } else { false }
        }
        #expect(lost.map(\.item) == [1])
    }

    @Test("has a manifest whose signature is of this practice's key and of these bytes alone")
    func manifest() async throws {
        let couple = try await FiledCouple(CoupleHistory.history)
        let run = try await Self.run(couple)
        let shelf = Shelf()
        try await Self.work(couple, run, on: shelf)
        let lines = try await couple.therapist.reportLines(of: run)
        let sizes = shelf.last.mapValues(\.count)
        let manifest = try BatchManifest(run, lines, program: ["troth": "test"]) { sizes[$0] ?? -1 }
        let bytes = try manifest.bytes()
        #expect(BatchManifest(reading: bytes) == manifest)
        #expect(manifest.documents.count + manifest.missing.count == run.items)
        #expect(manifest.documents.allSatisfy { $0.files.allSatisfy { $0.bytes > 0 && $0.sha256.count == 64 } })
        let signer = try couple.practice.environment.keyring.reportSigner(of: run.practice)
        let signature = try BatchManifest.signed(bytes, run: run.handle, by: signer)
        #expect(BatchManifest.isSigned(bytes, run: run.handle, by: signer.key, signature: signature))
        #expect(!BatchManifest.isSigned(bytes + [0x20], run: run.handle, by: signer.key, signature: signature))
        let other = try Keyring.make(at: Date()).reportSigner(of: run.practice)
        #expect(!BatchManifest.isSigned(bytes, run: run.handle, by: other.key, signature: signature))
        let text = String(decoding: bytes, as: UTF8.self)
        for name in ["Ana", "Dan", "Thea", "O'Neill"] { #expect(!text.contains(name)) }
    }
}

@Suite("Conditions of a run")
struct ReportConditionsTests {
    @Test(arguments: [
        ("", ""), ("month=2026-02", "from=2026-02-01 until=2026-02-28"),
        ("month=2028-02 ", "from=2028-02-01 until=2028-02-29"),
        ("until=2026-12-31 from=2026-12-01", "from=2026-12-01 until=2026-12-31"),
        ("stage=4,2 status=paused,active", "status=active,paused stage=2,4"),
        ("case=c4xk92tm,C4XK92TM", "case=C4XK92TM"),
    ])
    func canonical(_ typed: String, _ text: String) throws {
        #expect(try ReportConditions([typed]).text == text)
        #expect(try ReportConditions([text]).text == text)
    }

    @Test(arguments: [
        "name=Ana", "from", "from=", "from=2026-02-30", "month=2026-13", "stage=7", "status=open", "case=S4XK92TM",
        "from=2026-03-01 until=2026-02-01", "stage=4;drop", "=",
    ])
    func refused(_ typed: String) {
        #expect(throws: CaseworkError.self) { try ReportConditions([typed]) }
    }
}
