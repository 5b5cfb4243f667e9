import Synchronization
import Testing

@testable import Postgres

@Suite("A transaction is run again where that can help")
struct RetryTests {
    let database = TestServer.shared.database()

    @Test(arguments: ["40001", "40P01"], [1, 2])
    func serializationFailuresAreRetried(code: String, failures: Int) async throws {
        let tries = Mutex(0)
        let answer = try await database.write { tx in
            let attempt = tries.withLock { count in
                count += 1
                return count
            }
            if attempt <= failures {
                try tx.script(trusted: "do $$ begin raise exception using errcode = '\(code)'; end $$")
            }
            return try tx.one("select \(attempt)::int", Int.self)
        }
        #expect(answer == failures + 1)
    }

    @Test func threeTriesAndNoMore() async throws {
        let tries = Mutex(0)
        let error = await #expect(throws: PostgresError.self) {
            try await database.write { tx in
                tries.withLock { $0 += 1 }
                try tx.execute("do $$ begin raise exception using errcode = '40001'; end $$")
            }
        }
        #expect(error?.sqlState == .serializationFailure)
        #expect(tries.withLock(\.self) == 3)
    }

    @Test func otherErrorsAreNotRetried() async throws {
        let tries = Mutex(0)
        await #expect(throws: PostgresError.self) {
            try await database.write { tx in
                tries.withLock { $0 += 1 }
                try tx.execute("do $$ begin raise exception 'no'; end $$")
            }
        }
        #expect(tries.withLock(\.self) == 1)
    }

    @Test func aRealConflictIsResolved() async throws {
        try await database.write { tx in
            try tx.execute("drop table if exists counters")
            try tx.execute("create table counters as select 0 as n")
        }
        try await withThrowingTaskGroup { group in
            for _ in 1...2 {
                group.addTask {
                    try await database.write(.init(isolation: .serializable)) { tx in
                        let n = try tx.one("select n from counters", Int.self)
                        try tx.execute("select pg_sleep(0.02)")
                        try tx.execute("update counters set n = \(n + 1)")
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await database.read { tx in try tx.one("select n from counters", Int.self) } == 2)
    }

    @Test func aStalePlanIsMadeAnew() async throws {
        let single = TestServer.shared.database(maximum: 1)
        try await single.write { tx in
            try tx.execute("drop table if exists reshaped")
            try tx.execute("create table reshaped as select 1 as a")
        }
        let tries = Mutex(0)
        let look: @Sendable (Transaction) throws -> Int = { tx in
            tries.withLock { $0 += 1 }
            return try tx.one("select a from reshaped", Int.self)
        }
        // a second statement in the round trip, which is planned anew as well
        let options = TransactionOptions(settings: [("test.shape", "old")])
        for _ in 1...3 { #expect(try await single.read(options) { tx in try look(tx) } == 1) }
        try await single.write { tx in try tx.execute("alter table reshaped alter a type bigint") }
        #expect(try await single.read(options) { tx in try look(tx) } == 1)
        #expect(tries.withLock(\.self) == 5, "one more try than calls")
    }

    @Test func aFeatureThatIsMissingIsNotRetried() async throws {
        let tries = Mutex(0)
        let error = await #expect(throws: PostgresError.self) {
            try await database.write { tx in
                tries.withLock { $0 += 1 }
                try tx.execute("do $$ begin raise exception using errcode = '0A000'; end $$")
            }
        }
        #expect(error?.sqlState == .featureNotSupported)
        #expect(tries.withLock(\.self) == 1)
    }

    @Test func moreStatementsThanTheCacheHoldsAreDiscardedOnTheServer() async throws {
        let single = TestServer.shared.database(maximum: 1)
        let prepared = try await single.read { tx in
            for number in 1...150 {
                for _ in 1...2 {
                    let name = "c\(number)"
                    #expect(try tx.one("select 1 as \(identifier: name)", Int.self) == 1)
                }
            }
            return try tx.one("select count(*) from pg_prepared_statements", Int.self)
        }
        #expect(prepared > 90)
        #expect(prepared <= 100)
    }
}
