import Testing

@testable import Postgres

@Suite("Statements end when they should", .timeLimit(.minutes(2)))
struct CancellationTests {
    let database = TestServer.shared.database(maximum: 1)

    /// Waits until a statement that holds this mark runs on the server.
    private func untilRunning(_ mark: String) async throws {
        let observer = TestServer.shared.database(maximum: 1)
        while true {
            let count = try await observer.read { tx in
                try tx.one(
                    """
                    select count(*) from pg_stat_activity
                    where state = 'active' and query like \("%\(mark)%") and pid <> pg_backend_pid()
                    """, Int.self)
            }
            if count > 0 { return }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    @Test func cancellingTheTaskEndsItsStatement() async throws {
        let pid = try await database.read { tx in try tx.one("select pg_backend_pid()", Int.self) }
        let task = Task {
            try await database.read { tx in try tx.execute("select pg_sleep(600) as cancel_mark_one") }
        }
        try await untilRunning("cancel_mark_one")
        task.cancel()
        let error = await #expect(throws: PostgresError.self) { try await task.value }
        #expect(error?.kind == .cancelled)
        #expect(error?.sqlState == .queryCanceled)
        let after = try await database.read { tx in try tx.one("select pg_backend_pid()", Int.self) }
        #expect(after == pid, "57014 came back, so the connection is kept")
    }

    @Test func aCancelledTaskSendsNoFurtherStatement() async throws {
        let task = Task {
            try await database.write { tx in
                _ = try? tx.execute("select pg_sleep(600) as cancel_mark_two")
                return try tx.one("select 1", Int.self)
            }
        }
        try await untilRunning("cancel_mark_two")
        task.cancel()
        let error = await #expect(throws: PostgresError.self) { try await task.value }
        #expect(error?.kind == .cancelled)
        #expect(try await database.read { tx in try tx.one("select 1", Int.self) } == 1)
    }

    @Test func aTaskCancelledBeforehandDoesNothing() async throws {
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await database.read { tx in try tx.one("select 1", Int.self) }
        }
        task.cancel()
        let error = await #expect(throws: PostgresError.self) { try await task.value }
        #expect(error?.kind == .cancelled)
    }

    @Test func cancellingACopyRollsItBack() async throws {
        try await database.write { tx in
            try tx.execute("drop table if exists cancelled_copy")
            try tx.execute("create table cancelled_copy (a int)")
        }
        let task = Task {
            try await database.write { tx in
                try tx.copyIn("copy cancelled_copy from stdin") { Array("1\n".utf8) }
            }
        }
        try await untilRunning("copy cancelled_copy")
        task.cancel()
        let error = await #expect(throws: PostgresError.self) { try await task.value }
        #expect(error?.kind == .cancelled)
        #expect(try await database.read { tx in try tx.one("select count(*) from cancelled_copy", Int.self) } == 0)
    }

    @Test func statementTimeout() async throws {
        let error = await #expect(throws: PostgresError.self) {
            try await database.read(.init(statementTimeout: .milliseconds(50))) { tx in
                try tx.execute("select pg_sleep(600)")
            }
        }
        #expect(error?.kind == .timeout)
        #expect(error?.sqlState == .queryCanceled)
        let after = try await database.read { tx in
            try tx.one("select current_setting('statement_timeout')", String.self)
        }
        #expect(after == "30s", "the transaction's own limit ends with it")
    }

    @Test func lockTimeout() async throws {
        try await database.write { tx in
            try tx.execute("drop table if exists locked")
            try tx.execute("create table locked (a int)")
        }
        let other = TestServer.shared.database(maximum: 1)
        let task = Task {
            try await other.write { tx in
                try tx.execute("lock table locked")
                try tx.execute("select pg_sleep(600) as lock_mark")
            }
        }
        try await untilRunning("lock_mark")
        let error = await #expect(throws: PostgresError.self) {
            try await database.write(.init(lockTimeout: .milliseconds(50))) { tx in
                try tx.execute("insert into locked values (1)")
            }
        }
        #expect(error?.kind == .timeout)
        #expect(error?.sqlState == .lockNotAvailable)
        task.cancel()
        _ = await task.result
    }

    @Test func idleTransactionsAreEnded() async throws {
        var settings = TestServer.shared.settings
        settings.idleInTransactionTimeout = .milliseconds(30)
        let impatient = Database(settings, pool: PoolSettings(maximum: 1))
        let watcher = TestServer.shared.database(maximum: 1)
        let error = await #expect(throws: PostgresError.self) {
            try await impatient.read { tx in
                let pid = try tx.one("select pg_backend_pid()", Int.self)
                try Self.waitForEnd(of: pid)
                return try tx.one("select 1", Int.self)
            }
        }
        #expect(error?.kind == .connection)
        #expect(try await impatient.read { tx in try tx.one("select 1", Int.self) } == 1)
        watcher.close()
    }

    /// Blocks, as a body may, until the server process is gone.
    private static func waitForEnd(of pid: Int) throws {
        while processExists(pid) { pause() }
    }
}
