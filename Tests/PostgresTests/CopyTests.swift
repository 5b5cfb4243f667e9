import Testing

@testable import Postgres

@Suite("COPY in both directions")
struct CopyTests {
    let database = TestServer.shared.database(maximum: 1)

    private struct Broken: Error {}

    private func make(_ table: String) async throws {
        try await database.write { tx in
            try tx.execute("drop table if exists \(identifier: table)")
            try tx.execute("create table \(identifier: table) (a int, b text)")
        }
    }

    private func count(_ table: String) async throws -> Int {
        try await database.read { tx in try tx.one("select count(*) from \(identifier: table)", Int.self) }
    }

    @Test func rowsGoInAndComeOut() async throws {
        try await make("copied")
        let rows = 50_000
        let copied = try await database.write { tx in
            var next = 0
            return try tx.copyIn("copy copied from stdin") {
                guard next < rows else { return nil }
                var chunk = ""
                for _ in 0..<1000 {
                    chunk += "\(next)\tline é \(next)\n"
                    next += 1
                }
                return Array(chunk.utf8)
            }
        }
        #expect(copied == rows)
        let (out, lines, chunks) = try await database.read { tx in
            var lines = 0
            var chunks = 0
            let out = try tx.copyOut("copy (select a, b from copied where b <> \("it's")) to stdout") { chunk in
                chunks += 1
                lines += chunk.count { $0 == 10 }
                #expect(chunk.last == 10, "chunks are whole rows")
            }
            return (out, lines, chunks)
        }
        #expect(out == rows)
        #expect(lines == rows)
        #expect(chunks > 5 && chunks < 50)
    }

    @Test func anErrorOfTheServerAmidCopyIn() async throws {
        try await make("copy_in_server")
        let error = await #expect(throws: PostgresError.self) {
            try await database.write { tx in
                var chunks = [Array("1\ta\n".utf8), Array("x\tsecret\n".utf8), Array("3\tc\n".utf8)].makeIterator()
                try tx.copyIn("copy copy_in_server from stdin") { chunks.next() }
            }
        }
        #expect(error?.sqlState == .invalidTextRepresentation)
        #expect(error?.description.contains("secret") == false)
        #expect(try await count("copy_in_server") == 0)
    }

    @Test func anErrorOfTheCallerAmidCopyIn() async throws {
        try await make("copy_in_caller")
        await #expect(throws: Broken.self) {
            try await database.write { tx in
                var sent = 0
                try tx.copyIn("copy copy_in_caller from stdin") {
                    sent += 1
                    if sent > 2 { throw Broken() }
                    return Array("1\ta\n".utf8)
                }
            }
        }
        #expect(try await count("copy_in_caller") == 0)
    }

    @Test func anErrorOfTheServerAmidCopyOut() async throws {
        let error = await #expect(throws: PostgresError.self) {
            try await database.read { tx in
                try tx.copyOut("copy (select 1 / (90000 - x) from generate_series(1, 100000) x) to stdout") { _ in }
            }
        }
        #expect(error?.sqlState?.rawValue == "22012")
        #expect(try await database.read { tx in try tx.one("select 1", Int.self) } == 1)
    }

    @Test func anErrorOfTheCallerAmidCopyOut() async throws {
        await #expect(throws: Broken.self) {
            try await database.read { tx in
                try tx.copyOut("copy (select generate_series(1, 100000000)) to stdout") { _ in throw Broken() }
            }
        }
        #expect(try await database.read { tx in try tx.one("select 1", Int.self) } == 1)
    }

    @Test func valuesInCopyAreQuoted() async throws {
        try await make("copy_values")
        let out = try await database.read { tx in
            var text: [UInt8] = []
            let name = "'; drop table copy_values; -- \\"
            let sql: SQL = "copy (select \(name), \([UInt8(0), 39]), \(Int?.none)::int, \([1, 2])::int[]) to stdout"
            try tx.copyOut(sql) { text += $0 }
            return String(decoding: text, as: UTF8.self)
        }
        #expect(out == "'; drop table copy_values; -- \\\\\t\\\\x0027\t\\N\t{1,2}\n")
        #expect(try await count("copy_values") == 0)
    }

    @Test func whatIsNoCopyIsRefused() async throws {
        let wrong = await #expect(throws: PostgresError.self) {
            try await database.read { tx in try tx.copyOut("select 1") { _ in } }
        }
        #expect(wrong?.kind == .usage)
        try await make("copy_direction")
        let turned = await #expect(throws: PostgresError.self) {
            try await database.write { tx in try tx.copyOut("copy copy_direction from stdin") { _ in } }
        }
        #expect(turned?.kind == .usage)
        let plain = await #expect(throws: PostgresError.self) {
            try await database.write { tx in try tx.execute("copy copy_direction from stdin") }
        }
        #expect(plain?.kind == .usage)
        #expect(try await count("copy_direction") == 0)
    }
}
