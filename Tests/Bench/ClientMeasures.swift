import Postgres
import Subprocess
import SystemPackage

/// `Postgres` against psycopg 3, and its COPY against psql: the same server, statements, preparation, result format
/// (text) and transactions.
struct ClientMeasures {
    private let server: BenchServer
    private let workplace: Workplace
    private let database: Database
    private static let rows = 1_000_000
    private static let name = "client"

    init(_ server: BenchServer, _ workplace: Workplace) {
        (self.server, self.workplace) = (server, workplace)
        database = server.database(Self.name)
    }

    func run(_ report: Report) async throws {
        try await prepare()
        say("Reference: \(try await psycopg("version", 0))")
        report.add(
            "round trips", each: 20_000, "trips",
            try await pairs(11, "round_trips", 20_000) { try await self.roundTrips($0) }, .above(1))
        report.add(
            "single-row inserts in one transaction", each: 20_000, "rows",
            try await pairs(11, "inserts", 20_000) { try await self.inserts($0) }, .above(1))
        report.add(
            "single-row inserts, a transaction each", each: 200, "rows",
            try await pairs(15, "inserts_alone", 200) { try await self.insertsAlone($0) }, .above(1))
        report.add(
            "rows decoded", each: Self.rows, "rows",
            try await pairs(9, "rows", Self.rows) { try await self.decode($0) }, .above(1))
        report.add("COPY out to a file", each: Self.rows, "rows", try await copies(), .atLeast(0.95))
        database.close()
    }

    private func prepare() async throws {
        try await server.cluster.createDatabase(Self.name)
        try await server.psql(
            [
                "create table inserted (id bigint primary key, words text not null, score integer not null)",
                """
                create table read as
                select i::bigint as id, md5(i::text) as words, (i % 1000)::integer as score, i / 8.0::float8 as share,
                    i % 3 = 0 as is_met, timestamptz '2026-06-15 09:00Z' + make_interval(mins => i) as at
                from generate_series(1, \(Self.rows)) i
                """,
                "vacuum analyze read", "checkpoint",
            ], database: Self.name)
    }

    private func pairs(
        _ count: Int, _ reference: String, _ amount: Int, _ ours: (Int) async throws -> Double
    ) async throws -> Pairs {
        _ = try await ours(amount)
        return try await Pairs(count) {
            try await ours(amount)
        } reference: {
            let line = try await psycopg(reference, amount)
            guard let time = Double(line) else { throw BenchError("the reference answered \(line)") }
            return time
        }
    }

    /// One measure of the script, whose last line is the seconds.
    private func psycopg(_ measure: String, _ amount: Int) async throws -> String {
        let script = workplace.references + "/client.py"
        let lines = try await server.run(
            .path(FilePath(workplace.python)), [script, measure, "\(amount)"], database: Self.name)
        return lines.last ?? ""
    }

    private func roundTrips(_ count: Int) async throws -> Double {
        try await seconds {
            try await database.write { transaction in
                for number in 0..<count {
                    let answer = try transaction.one("select \(number % 1000)::integer + 1", Int.self)
                    guard answer == number % 1000 + 1 else { throw BenchError("a wrong answer") }
                }
            }
        }
    }

    private func inserts(_ count: Int) async throws -> Double {
        try await server.psql(["truncate inserted"], database: Self.name)
        return try await seconds {
            try await database.write { transaction in
                for number in 0..<count { try Self.insert(number, transaction) }
            }
        }
    }

    private func insertsAlone(_ count: Int) async throws -> Double {
        try await server.psql(["truncate inserted"], database: Self.name)
        return try await seconds {
            for number in 0..<count {
                try await database.write { try Self.insert(number, $0) }
            }
        }
    }

    private static func insert(_ number: Int, _ transaction: Transaction) throws {
        try transaction.execute(
            """
            insert into inserted (id, words, score)
            values (\(number)::bigint, \("a line of words to keep")::text, \(number % 1000)::integer)
            """)
    }

    private func decode(_ count: Int) async throws -> Double {
        try await seconds {
            let rows = try await database.read { transaction in
                try transaction.all(
                    "select id, words, score, share, is_met, at from read",
                    Int64.self, String.self, Int.self, Double.self, Bool.self, Timestamp.self)
            }
            guard rows.count == count else { throw BenchError("\(rows.count) rows") }
            return rows
        }
    }

    private func copies() async throws -> Pairs {
        let path = workplace.folder + "/copy"
        let columns = "id, words, score, share, is_met, at"
        return try await Pairs(11) {
            try await seconds { try await copy(to: FilePath(path + "-ours")) }
        } reference: {
            try await server.psql(["\\copy read (\(columns)) to '\(path)-reference'"], database: Self.name)
        }
    }

    private func copy(to path: FilePath) async throws {
        let file = try FileDescriptor.open(
            path, .writeOnly, options: [.create, .truncate], permissions: .ownerReadWrite)
        defer { try? file.close() }
        try await database.read { transaction in
            _ = try transaction.copyOut("copy read (id, words, score, share, is_met, at) to stdout") { chunk in
                _ = try file.writeAll(chunk)
            }
        }
    }
}
