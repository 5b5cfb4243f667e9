import Synchronization
import Testing

@testable import Postgres

@Suite("The pool over a real server", .timeLimit(.minutes(2)))
struct DatabaseTests {
    @Test func anExhaustedPoolRefusesAtTheDeadline() async throws {
        let database = TestServer.shared.database(maximum: 1, waitLimit: .milliseconds(50))
        while (try? await database.start()) == nil {}  // connecting may take longer than callers wait here
        let release = Mutex(false)
        let holding = Mutex(false)
        let holder = Task {
            try await database.read { tx in
                try tx.execute("select 1")
                holding.withLock { $0 = true }
                while !release.withLock(\.self) { pause() }
            }
        }
        while !holding.withLock(\.self) { try await Task.sleep(for: .milliseconds(2)) }
        let error = await #expect(throws: PostgresError.self) {
            try await database.read { tx in try tx.one("select 1", Int.self) }
        }
        #expect(error?.kind == .pool)
        release.withLock { $0 = true }
        try await holder.value
        #expect(try await database.read { tx in try tx.one("select 1", Int.self) } == 1)
    }

    @Test func moreCallersThanConnectionsAreAllServed() async throws {
        let database = TestServer.shared.database(maximum: 3)
        let total = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 1...100 {
                group.addTask { try await database.read { tx in try tx.one("select \(number)::int", Int.self) } }
            }
            return try await group.reduce(0, +)
        }
        #expect(total == 5050)
        let backends = try await database.read { tx in
            try tx.one("select count(*) from pg_stat_activity where datname = current_database()", Int.self)
        }
        #expect(backends >= 1)
    }

    @Test func aCallerWhoIsCancelledWhileWaitingLeaves() async throws {
        let database = TestServer.shared.database(maximum: 1)
        let release = Mutex(false)
        let holding = Mutex(false)
        let holder = Task {
            try await database.read { _ in
                holding.withLock { $0 = true }
                while !release.withLock(\.self) { pause() }
            }
        }
        while !holding.withLock(\.self) { try await Task.sleep(for: .milliseconds(2)) }
        let waiter = Task { try await database.read { tx in try tx.one("select 1", Int.self) } }
        waiter.cancel()
        let error = await #expect(throws: PostgresError.self) { try await waiter.value }
        #expect(error?.kind == .cancelled)
        release.withLock { $0 = true }
        try await holder.value
    }

    @Test func aWrongSettingShowsAtTheStart() async throws {
        let nowhere = Database(ConnectionSettings(["host": "/nonexistent/folder", "dbname": "x"]))
        let error = await #expect(throws: PostgresError.self) { try await nowhere.start() }
        #expect(error?.kind == .connection)
        #expect(error?.serverMessage?.contains("/nonexistent/folder") == true)
        var settings = TestServer.shared.settings
        settings.keywords["dbname"] = "not_there"
        let missing = await #expect(throws: PostgresError.self) { try await Database(settings).start() }
        #expect(missing?.kind == .connection)
    }

    @Test func passwordsAreNotTaken() async throws {
        var settings = TestServer.shared.settings
        settings.keywords["password"] = "x"
        let error = await #expect(throws: PostgresError.self) { try await Database(settings).start() }
        #expect(error?.kind == .usage)
    }

    @Test func aClosedDatabaseRefuses() async throws {
        let database = TestServer.shared.database()
        try await database.start()
        database.close()
        let error = await #expect(throws: PostgresError.self) { try await database.read { _ in } }
        #expect(error?.kind == .pool)
    }

    @Test func aClosedDatabaseLeavesNoConnectionBehind() async throws {
        let (database, watcher) = (TestServer.shared.database(maximum: 1), TestServer.shared.database(maximum: 1))
        // what was kept back knows the connection's session
        let process = try await database.read { tx in
            let kept = tx.later("select 1")
            let process = try tx.one("select pg_backend_pid()", Int.self)
            #expect(try kept.one(Int.self) == 1)
            return process
        }
        database.close()
        var isThere = true
        for _ in 0..<500 where isThere {
            try await Task.sleep(for: .milliseconds(10))
            isThere = try await watcher.read { tx in
                try tx.one("select count(*) from pg_stat_activity where pid = \(process)::int", Int.self) > 0
            }
        }
        #expect(!isThere)
    }

    @Test func oneConnectionByItself() async throws {
        let connection = try await Connection.open(TestServer.shared.settings)
        #expect(await connection.isReusable)
        await connection.close()
        #expect(await !connection.isReusable)
    }
}

@Suite("A server that is killed", .timeLimit(.minutes(2)))
struct KilledServerTests {
    @Test func thePoolRecoversOnceTheServerIsBack() async throws {
        let server = TestServer()
        let database = server.database(maximum: 3)
        try await database.write { tx in try tx.script(trusted: "create table kept (a int)") }
        try await withThrowingTaskGroup { group in
            for _ in 1...3 {
                group.addTask {
                    _ = try await database.read { tx in try tx.one("select 1 from pg_sleep(0.05)", Int.self) }
                }
            }
            try await group.waitForAll()
        }

        let lost = await #expect(throws: PostgresError.self) {
            try await database.write { tx in
                try tx.execute("insert into kept values (1)")
                let pid = try tx.one("select pg_backend_pid()", Int.self)
                server.kill()
                while processExists(pid) { pause() }
                try tx.execute("insert into kept values (2)")
            }
        }
        #expect(lost?.kind == .connection)
        let away = await #expect(throws: PostgresError.self) {
            try await database.read { tx in try tx.one("select 1", Int.self) }
        }
        #expect(away?.kind == .connection)

        server.start()
        for _ in 1...4 {
            let rows = try await database.read { tx in try tx.one("select count(*) from kept", Int.self) }
            #expect(rows == 0, "the transaction that was cut off has left nothing")
        }
    }

    @Test func aCommitThatIsCutOffIsNotCalledARollback() async throws {
        let server = TestServer()
        let database = server.database(maximum: 1)
        let error = await #expect(throws: PostgresError.self) {
            try await database.write { tx in
                let pid = try tx.one("select pg_backend_pid()", Int.self)
                server.kill()
                while processExists(pid) { pause() }
            }
        }
        #expect(error?.kind == .commitUnknown)
    }
}
