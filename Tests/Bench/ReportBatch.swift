import CaseModel
import Casework
import Fiction
import FoundationEssentials
import Glibc
import Postgres
import Reports

/// The practice of the reports' measures, one therapist with couples of 40 sessions, and runs over all of it.
struct ReportBatch: Sendable {
    static let database = "reports"
    private static let large = "reports_large"
    private static let therapist = 4
    private let server: BenchServer
    private let workplace: Workplace
    private let practice: BenchPractice

    init(_ server: BenchServer, _ workplace: Workplace) throws {
        (self.server, self.workplace) = (server, workplace)
        practice = try BenchPractice(server, couples: 10_000, detail: .full)
    }

    /// Loads both practices, where an earlier run of the folder did not: one with the therapist's couples, and a copy of
    /// it that has so many more of others.
    func load(others couples: Int) async throws {
        guard try await practice.found(in: Self.database, sql: workplace.sql) else { return }
        let environment = practice.environment(Self.database)
        try await practice.employ(Self.therapist, by: try await practice.logIn(nil, environment))
        try await file(try await practice.logIn(Self.therapist, environment))
        environment.database.close()
        try await server.psql(["vacuum analyze"], database: Self.database)
        try await server.cluster.createDatabase(Self.large, template: Self.database)
        try await grow(by: couples)
        try await server.psql(["vacuum analyze", "checkpoint"], database: Self.large)
    }

    /// The therapist at work in the one practice or in the large one.
    func open(large: Bool = false) async throws -> Casework {
        let name = large ? Self.large : Self.database
        return try await practice.logIn(Self.therapist, practice.environment(name, connections: 8))
    }

    /// Couples with 40 sessions that were held, or the most that come near, until there are documents enough.
    private func file(_ casework: Casework) async throws {
        var random = SystemRandomNumberGenerator()
        var (sessions, waiting) = (0, [CaseHistory]())
        for number in 0..<10_000 where sessions < workplace.documents {
            var couple = practice.fiction.couple(number)
            let held = couple.sessions.filter { $0.state == .held }
            guard held.count >= 20 else { continue }
            couple.sessions = Array(held.prefix(40))
            sessions += couple.sessions.count
            waiting.append(couple)
            if waiting.count == 50 || sessions >= workplace.documents {
                try await casework.fileCases(waiting, key: .random(using: &random))
                waiting = []
            }
        }
        guard sessions >= workplace.documents else { throw BenchError("only \(sessions) sessions could be filed") }
    }

    /// Writes down a run of summaries over all that the therapist has.
    func order(
        _ casework: Casework, _ formats: [String] = ["html"], where text: String = ""
    ) async throws -> ReportRun {
        var random = SystemRandomNumberGenerator()
        let handle = try await casework.startReportRun(
            ReportRunOrder(
                report: .summary, formats: formats, paper: "a4", conditions: try ReportConditions([text])),
            key: .random(using: &random))
        return try await casework.reportRun(handle.description)
    }

    /// Makes all documents of a run, each written to a file as a run's worker does: in how many seconds, and how many of a
    /// processor.
    func make(
        _ casework: Casework, _ run: ReportRun, workers: Int = 1
    ) async throws -> (wall: Double, processor: Double) {
        let folder = workplace.folder + "/out-\(UInt32.random(in: 0 ... .max))"
        guard mkdir(folder, 0o700) == 0 else { throw BenchError("\(folder) cannot be made") }
        // taking the files away again is no part of making them
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let before = try ProcessCost.processorSeconds()
        let wall = try await seconds {
            try await withThrowingTaskGroup { group in
                for _ in 0..<workers {
                    let worker = BatchWorker(casework, on: run, worker: UUID()) { name, bytes in
                        try Data(bytes).write(to: URL(filePath: "\(folder)/\(name)"))
                    }
                    group.addTask { try await worker.work { _ in } }
                }
                try await group.waitForAll()
            }
        }
        let processor = try ProcessCost.processorSeconds() - before
        let after = try await casework.reportRun(run.handle)
        guard after.done == run.items else { throw BenchError("\(after.done) of \(run.items) documents") }
        return (wall, processor)
    }

    /// Cases of others with a session and a note each, past the triggers, since nobody reads them.
    private func grow(by couples: Int) async throws {
        let owner = server.database(Self.large)
        defer { owner.close() }
        try await owner.write(TransactionOptions(statementTimeout: .zero)) { transaction in
            try transaction.execute("set local session_replication_role = replica")
            try transaction.execute(
                """
                create temp table made on commit drop as
                select p.practice_id, gen_random_uuid() as case_id, lpad(upper(to_hex(n)), 7, '0') as tail,
                    md5('therapist ' || n / 60)::uuid as staff_id, 't' || n / 60 as login
                from app.practices p cross join generate_series(1, \(couples)) n
                """)
            for table in Self.tables { try transaction.execute(table) }
        }
    }

    private static let tables: [SQL] = [
        """
        insert into app.staff (practice_id, staff_id, login, name_sealed)
        select distinct practice_id, staff_id, login, '\\x00'::bytea from made
        """,
        """
        insert into app.cases (practice_id, case_id, handle, opened_by, opened_on, status, roadmap_version, breach_kind)
        select practice_id, case_id, 'C' || tail, staff_id, '2026-01-12', 'active', 1, 'financial' from made
        """,
        """
        insert into app.assignments (practice_id, case_id, staff_id, part)
        select practice_id, case_id, staff_id, 'primary' from made
        """,
        """
        insert into app.sessions (practice_id, session_id, case_id, handle, starts_at, ends_at, format, modality, state,
            attendance, confirmed, recorded_by)
        select practice_id, case_id, case_id, 'S' || tail, timestamptz '2026-02-01 10:00',
            timestamptz '2026-02-01 11:00', 'conjoint', 'office', 'held', 'both', true, staff_id
        from made
        """,
        """
        insert into app.notes (practice_id, note_id, case_id, session_id, handle, author_id, audience, format, written_on,
            by_trainee, body_sealed)
        select practice_id, case_id, case_id, case_id, 'N' || tail, staff_id, 'joint', 'free', '2026-02-01', false, '\\x00'
        from made
        """,
    ]
}
