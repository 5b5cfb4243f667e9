import FoundationEssentials
import Testing

@testable import Postgres

@Suite("Values go to the server and come back the same")
struct ValueTests {
    let database = TestServer.shared.database(maximum: 1)

    private enum Colour: String, PostgresCodable { case red, green }
    private enum Grade: Int16, PostgresCodable {
        case low = 1
        case high = 2
    }

    private struct Day: LosslessStringConvertible, PostgresCodable, Equatable {
        let description: String
        init?(_ description: String) {
            guard description.utf8.count == 10 else { return nil }
            self.description = description
        }
    }

    @Test(arguments: ["'; drop table t; --", "\\'", "$1", "", "é✓🙂 e\u{301} עברית", "a\nb\tc", "%s \\x00"])
    func textsAreOnlyTexts(text: String) async throws {
        let answer = try await database.read { tx in
            try tx.one("select \(text), length(\(text)), 'a' || \(text)", String.self, Int.self, String.self)
        }
        #expect(answer.0.unicodeScalars.elementsEqual(text.unicodeScalars))
        #expect(answer.1 == text.unicodeScalars.count)
        #expect(answer.2 == "a" + text)
    }

    @Test func plainTypes() async throws {
        let id = UUID()
        try await database.read { tx in
            let numbers = try tx.one(
                "select \(Int16.min)::int2, \(Int32.max)::int4, \(Int64.min)::int8, \(Int.max)::int8",
                Int16.self, Int32.self, Int64.self, Int.self)
            #expect(numbers == (.min, .max, .min, .max))
            #expect(try tx.one("select \(true)::bool, \(false)::bool", Bool.self, Bool.self) == (true, false))
            #expect(try tx.one("select \(id)::uuid", UUID.self) == id)
            #expect(try tx.one("select \(Colour.green)", Colour.self) == Colour.green)
            #expect(try tx.one("select \(Grade.high)::int2", Grade.self) == Grade.high)
            #expect(try tx.one("select \(Day("2026-11-23"))::date", Day.self).description == "2026-11-23")
            let moment = Timestamp(microseconds: 1_795_422_600_123_456)
            #expect(try tx.one("select \(moment)::timestamptz", Timestamp.self) == moment)
            #expect(try tx.one("select \(moment)::timestamptz::text", String.self) == "2026-11-23 08:30:00.123456+00")
        }
    }

    @Test(arguments: [
        0.0, -0.0, 0.1, 1.0 / 3, 2.5, 1e300, -1e-300, 123_456.789, .pi, .infinity, -.infinity,
        .leastNonzeroMagnitude, .greatestFiniteMagnitude, 9_007_199_254_740_992,
    ])
    func doubles(value: Double) async throws {
        let answer = try await database.read { tx in try tx.one("select \(value)::float8", Double.self) }
        #expect(answer.bitPattern == value.bitPattern)
        let short = try await database.read { tx in try tx.one("select \(Float(value))::float4", Float.self) }
        #expect(short.bitPattern == Float(value).bitPattern)
    }

    @Test func notANumber() async throws {
        #expect(try await database.read { tx in try tx.one("select \(Double.nan)::float8", Double.self) }.isNaN)
    }

    @Test(arguments: [[], [0], Array(0...255), [0x5c, 0x27]] as [[UInt8]])
    func bytes(value: [UInt8]) async throws {
        try await database.read { tx in
            let answer = try tx.one("select \(value), length(\(value))", [UInt8].self, Int.self)
            #expect(answer == (value, value.count))
        }
    }

    @Test func nulls() async throws {
        let nothing: [UInt8]? = nil
        try await database.read { tx in
            let answer = try tx.one(
                """
                select \(Int?.none)::int, \(nothing)::bytea, \(String?.none)::text is null,
                    \(Optional(UUID?.none))::uuid
                """,
                Int?.self, [UInt8]?.self, Bool.self, UUID?.self)
            #expect(answer == (nil, nil, true, nil))
        }
    }

    @Test func arrays() async throws {
        let ids = [UUID(), UUID()]
        let texts: [String?] = ["a", nil, "NULL", "", "b\"c\\d", "{x,y}", " é "]
        try await database.read { tx throws in
            #expect(try tx.all("select unnest(\(ids)::uuid[])", UUID.self) == ids)
            #expect(try tx.one("select \(texts)::text[]", [String?].self) == texts)
            #expect(try tx.one("select \([Int]())::int[]", [Int].self) == [])
            #expect(try tx.one("select \([[1, 2], [3, 4]])::int[]", [[Int]].self) == [[1, 2], [3, 4]])
            let contents: [[UInt8]] = [[0, 255], []]
            #expect(try tx.one("select \(contents)::bytea[]", [[UInt8]].self) == contents)
            #expect(try tx.one("select \([Grade.low])::int2[]", [Grade].self) == [Grade.low])
            #expect(try tx.one("select 2 = any(\([1, 2]))", Bool.self))
        }
    }

    @Test func zeroCharactersAreRefusedBeforeSending() async throws {
        try await database.write { tx throws in
            for sql in ["select \("a\0b")", "select \(["a\0b"])", "select 1 as \(identifier: "a\0b")"] as [SQL] {
                #expect(throws: PostgresError.self) { try tx.execute(sql) }
            }
            #expect(try tx.one("select 1", Int.self) == 1, "the transaction goes on: nothing was sent")
        }
    }

    @Test func whatDoesNotDecodeIsNamedWithoutItsValue() async throws {
        let error = await #expect(throws: PostgresError.self) {
            try await database.read { tx in try tx.all("select 'secret'::text as nickname, 1", Int.self, Int.self) }
        }
        #expect(error?.kind == .decoding)
        #expect(error?.column == "nickname")
        #expect(error?.description.contains("Int") == true)
        #expect(error?.description.contains("secret") == false)
    }

    @Test(arguments: ["select null::int", "select 40000", "select 1, 2", "select 'x'"] as [SQL])
    func otherMismatches(sql: SQL) async throws {
        let error = await #expect(throws: PostgresError.self) {
            try await database.read { tx in try tx.one(sql, Int16.self) }
        }
        #expect(error?.kind == .decoding)
    }

    @Test func infinityIsNoMoment() async throws {
        let error = await #expect(throws: PostgresError.self) {
            try await database.read { tx in try tx.one("select 'infinity'::timestamptz", Timestamp.self) }
        }
        #expect(error?.kind == .decoding)
    }

    @Test func identifiersReachTheServerQuoted() async throws {
        let name = "a\"; select 1; --"
        try await database.read { tx in
            try tx.forEach("select 5 as \(identifier: name)") { row throws in
                #expect(row.columnNames == [name])
                #expect(try row(name, as: Int.self) == 5)
            }
        }
    }
}
