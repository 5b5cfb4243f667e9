import Synchronization
import Testing

@testable import Postgres

@Suite("Transactions")
struct TransactionTests {
    let database = TestServer.shared.database()

    private struct Pair: RowDecodable, Equatable {
        let name: String
        let number: Int?
        init(row: inout RowReader) throws(PostgresError) {
            name = try row.next()
            number = try row.next()
        }
    }

    /// A table of its own for a test, by a name that other tests do not use.
    private func make(_ table: String, _ columns: SQL) async throws {
        try await database.write { tx in
            try tx.execute("drop table if exists \(identifier: table)")
            try tx.execute("create table \(identifier: table) (\(columns))")
        }
    }

    @Test func rowsByType() async throws {
        try await database.read { tx in
            let sql: SQL = "select * from (values ('a', 1), ('b', null)) v (name, number) order by 1"
            let rows = try tx.all(sql, as: Pair.self)
            #expect(rows.map(\.name) == ["a", "b"])
            #expect(rows.map(\.number) == [1, nil])
            #expect(try tx.one("select 'a', 1", as: Pair.self).number == 1)
            #expect(try tx.optional("select 'a', 1 where false", as: Pair.self) == nil)
            #expect(try tx.all(sql, String.self, Int?.self).map(\.1) == [1, nil])
            #expect(throws: PostgresError.self) { try tx.one("select 'a', 1, 2", as: Pair.self) }
        }
    }

    @Test func cardinality() async throws {
        try await database.read { tx throws in
            let two: SQL = "select generate_series(1, 2)"
            let none: SQL = "select 1 where false"
            #expect(try tx.optional(none, Int.self) == nil)
            for body in [
                { try tx.one(two, Int.self) }, { try tx.one(none, Int.self) }, { try tx.optional(two, Int.self) ?? 0 },
            ] as [() throws -> Int] {
                let error = #expect(throws: PostgresError.self) { try body() }
                #expect(error?.kind == .cardinality)
            }
        }
    }

    @Test func endingHereCommitsInTheSameRoundTripAndTakesNoMore() async throws {
        try await make("ending_here", "n integer primary key deferrable initially deferred")
        func add(_ numbers: [Int], then more: SQL? = nil, throwing: Bool = false) async throws -> Int {
            try await database.write { tx in
                let rows = tx.later("insert into ending_here select unnest(\(numbers)::integer[])")
                tx.endsHere()
                let added = try rows.affectedRows()
                if let more { try tx.execute(more) }
                if throwing { throw CancellationError() }
                return added
            }
        }
        #expect(try await add([1, 2]) == 2)
        // an error of the statement, and one that only COMMIT tells
        for wrong in [[3, 1], [4, 4]] {
            let error = await #expect(throws: PostgresError.self) { try await add(wrong) }
            #expect(error?.sqlState == .uniqueViolation)
        }
        let late = await #expect(throws: PostgresError.self) { try await add([5], then: "select 1") }
        #expect(late?.kind == .usage)
        await #expect(throws: CancellationError.self) { try await add([6], throwing: true) }
        let kept = try await database.read { try $0.all("select n from ending_here order by n", Int.self) }
        #expect(kept == [1, 2, 5, 6])
    }

    @Test func kindsOfTransaction() async throws {
        let modes: SQL = "select current_setting('transaction_isolation'), current_setting('transaction_read_only')"
        let read = try await database.read { tx in try tx.one(modes, String.self, String.self) }
        let write = try await database.write { tx in try tx.one(modes, String.self, String.self) }
        let open = try await database.open { tx in try tx.one(modes, String.self, String.self) }
        let serial = try await database.write(.init(isolation: .serializable)) { tx in
            try tx.one(modes, String.self, String.self)
        }
        #expect(read == ("repeatable read", "on"))
        #expect(write == ("read committed", "off"))
        #expect(open == ("repeatable read", "off"))
        #expect(serial == ("serializable", "off"))
    }

    @Test func readingCannotWrite() async throws {
        let error = await #expect(throws: PostgresError.self) {
            try await database.read { tx in try tx.execute("create table never_made (a int)") }
        }
        #expect(error?.sqlState == .readOnlyTransaction)
    }

    @Test func roleAndSettingsEndWithTheTransaction() async throws {
        let single = TestServer.shared.database(maximum: 1)
        let role = "odd \" role"
        try await single.write { tx in
            try tx.execute("drop role if exists \(identifier: role)")
            try tx.execute("create role \(identifier: role)")
        }
        let options = TransactionOptions(role: role, settings: [("app.token", "it's"), ("app.other", "x")])
        let look: SQL = """
            select current_user::text, current_setting('app.token', true), current_setting('app.other', true)
            """
        for _ in 1...3 {
            let within = try await single.write(options) { tx in
                try tx.one(look, String.self, String.self, String.self)
            }
            #expect(within == (role, "it's", "x"))
            let after = try await single.read { tx in try tx.one(look, String.self, String?.self, String?.self) }
            #expect(after == ("postgres", "", ""))
        }
    }

    @Test func anUnknownRoleFailsEvenWithoutAStatement() async throws {
        let error = await #expect(throws: PostgresError.self) {
            try await database.read(.init(role: "nobody_here")) { _ in }
        }
        #expect(error?.kind == .server)
    }

    @Test func aThrownErrorRollsBack() async throws {
        struct Own: Error {}
        try await make("rolled_back", "a int")
        await #expect(throws: Own.self) {
            try await database.write { tx in
                try tx.execute("insert into rolled_back values (1)")
                throw Own()
            }
        }
        #expect(try await database.read { tx in try tx.one("select count(*) from rolled_back", Int.self) } == 0)
    }

    @Test func aSwallowedErrorDoesNotPassForACommit() async throws {
        try await make("swallowed", "a int")
        let error = await #expect(throws: PostgresError.self) {
            try await database.write { tx in
                try tx.execute("insert into swallowed values (1)")
                _ = try? tx.execute("select 1 / 0")
            }
        }
        #expect(error?.kind == .rolledBack)
        #expect(try await database.read { tx in try tx.one("select count(*) from swallowed", Int.self) } == 0)
    }

    @Test func errorsCarryTheConstraintAndNoData() async throws {
        try await make("unique_names", "name text constraint one_name unique")
        let error = await #expect(throws: PostgresError.self) {
            try await database.write { tx in
                for _ in 1...2 { try tx.execute("insert into unique_names values (\("Mia Bergmann"))") }
            }
        }
        #expect(error?.sqlState == .uniqueViolation)
        #expect(error?.constraint == "one_name")
        #expect(error?.table == "unique_names")
        #expect(error?.schema == "public")
        #expect(error?.description.contains("Mia") == false)
        #expect(error?.description.contains("one_name") == true)
    }

    @Test func scriptsRunWithinTheTransaction() async throws {
        try await database.write { tx in
            try tx.script(trusted: "create temp table s (a int) on commit drop; insert into s values (1), (2);")
            #expect(try tx.one("select count(*) from s", Int.self) == 2)
        }
        let error = await #expect(throws: PostgresError.self) {
            try await database.write { tx in try tx.script(trusted: "select 1; commit") }
        }
        #expect(error?.kind == .usage)
        #expect(try await database.read { tx in try tx.one("select 1", Int.self) } == 1)
    }

    @Test func rowsArriveOneByOne() async throws {
        let sum = try await database.read { tx in
            var sum = 0
            try tx.forEach("select x, null::text as nothing from generate_series(1, \(5000)::int) x") { row in
                sum += try row("x", as: Int.self)
                #expect(try row(1, as: String?.self) == nil)
            }
            return sum
        }
        #expect(sum == 12_502_500)
    }

    @Test func noStatementRunsWhileRowsArrive() async throws {
        let error = await #expect(throws: PostgresError.self) {
            try await database.read { tx in
                try tx.forEach("select generate_series(1, 3)") { _ in try tx.execute("select 1") }
            }
        }
        #expect(error?.kind == .usage)
    }

    @Test(arguments: [3, 5_000_000])
    func leavingTheRowsLeavesAUsableDatabase(rows: Int) async throws {
        struct Enough: Error {}
        let single = TestServer.shared.database(maximum: 1)
        await #expect(throws: Enough.self) {
            try await single.read { tx in
                try tx.forEach("select generate_series(1, \(rows)::int)") { _ in throw Enough() }
            }
        }
        #expect(try await single.read { tx in try tx.one("select 1", Int.self) } == 1)
    }

    @Test func anErrorAmidTheRowsIsThrown() async throws {
        let seen = Mutex(0)
        let error = await #expect(throws: PostgresError.self) {
            try await database.read { tx in
                try tx.forEach("select 1 / (3000 - x) from generate_series(1, 5000) x") { _ in
                    seen.withLock { $0 += 1 }
                }
            }
        }
        #expect(error?.sqlState?.rawValue == "22012")
        #expect(seen.withLock(\.self) > 0)
    }
}
