import Testing

@testable import Casework

@Suite("A file that is checked before it is imported")
struct CaseloadCheckTests {
    private static func refusal(
        _ bytes: [UInt8], more: String = "", status: String = "active"
    ) throws -> ImportRefusal? {
        let mapping = try mapping(more, status: status)
        return #expect(throws: ImportRefusal.self) {
            try CheckedCaseload(MemoryFile([bytes]), mapping: mapping)
        }
    }

    private static let bad: [(text: String, problem: String)] = [
        ("", "the file is empty"),
        (heading, "no row"),
        ("name_a,name_b,opened\n", "line 1, born: the mapping names this column"),
        ("name_a,name_b,opened,born,born\n", "line 1, born: a heading that stands there twice"),
        (heading + "Ana,Dan,2024-05-01\n", "line 2: 3 fields where the heading has 4"),
        (heading + "Ana,Dan,2024-05-01,1980\n\n", "line 3: an empty line"),
        (heading + "Ana,Dan,2023-02-29,1980\n", "line 2, opened: no day that exists"),
        (heading + "Ana,Dan,,1980\n", "line 2, opened: empty"),
        (heading + "Ana,Dan,2024-05-01,none\n", "line 2, born: no whole number"),
        (heading + "Ana,Dan,2024-05-01,2020\n", "line 2, born: 2020 does not fit"),
        (heading + "\"A\nna\",Dan,2024-05-01,1980\nB,C,2024-13-01,1980\n", "line 4, opened: no day"),
        (heading + "A\"na,Dan,2024-05-01,1980\n", "line 2, name_a: a quote inside a field"),
        (heading + "\(String(repeating: "n", count: 201)),Dan,2024-05-01,1980\n", "line 2, name_a: it is longer"),
        (heading + "A\0a,Dan,2024-05-01,1980\n", "line 2, name_a: holds the character U+0000"),
    ]

    @Test("is refused with line, column and rule, and never the words", arguments: bad.indices)
    func refused(example: Int) throws {
        let (text, problem) = Self.bad[example]
        let refusal = try #require(try Self.refusal(Array(text.utf8)))
        #expect(refusal.count == 1)
        let said = CaseworkError(refusal).description
        #expect(said.contains(problem), "\(said)")
        #expect(!said.contains("Dan"))
        #expect(!said.contains("\n"))
    }

    @Test("that is not UTF-8 is refused with the byte")
    func notUTF8() throws {
        let bytes = Array((heading + "Zo").utf8) + [0xEB] + Array(",Dan,2024-05-01,1980\n".utf8)
        let refusal = try #require(try Self.refusal(bytes))
        #expect(refusal.problems.first?.rule.contains("byte 29") == true, "\(refusal)")
    }

    @Test("shows 20 of its bad rows, and counts them all")
    func manyProblems() throws {
        let rows = (0..<5000).map { $0 % 100 == 7 ? "A,B,never,1980\n" : "A,B,2024-05-01,1980\n" }.joined()
        let refusal = try #require(try Self.refusal(Array((heading + rows).utf8)))
        #expect(refusal.count == 50)
        #expect(refusal.problems.map(\.line) == (0..<20).map { $0 * 100 + 9 })
        #expect(CaseworkError(refusal).description.contains("and 30 more"))
    }

    @Test("is not read on where a line never ends")
    func endless() throws {
        let file = EndlessFile()
        let mapping = try mapping()
        #expect(throws: ImportRefusal.self) { try CheckedCaseload(file, mapping: mapping) }
        #expect(file.bytesRead <= CSVReader.longestRecord + 2 * 65_536)
    }

    @Test("is sound with a BOM, CRLF, quotes in quotes and a field left empty")
    func sound() throws {
        let text = "\u{FEFF}name_a,name_b,opened,born\r\n\"Ana \"\"Nan\"\" O'Neill\",,2024-05-01,\r\n"
        #expect(try CheckedCaseload(MemoryFile(text), mapping: mapping()).couples == 1)
    }

    @Test("must go together within a row: closed cases have a closing, others have none")
    func closing() throws {
        let ended = "'closing.howItEnded': { constant: 'completed' },"
        let row = Array((heading + "Ana,Dan,2024-05-01,1980\n").utf8)
        let lacking = try #require(try Self.refusal(row, more: ended, status: "closed"))
        #expect(lacking.problems.first?.rule.contains("closing.on") == true)
        let early = try #require(
            try Self.refusal(row, more: ended + "'closing.on': { constant: '2024-04-30' },", status: "closed"))
        #expect(early.problems.first?.rule.contains("before it was opened") == true)
        let open = try #require(try Self.refusal(row, more: ended + "'closing.on': { constant: '2024-05-01' },"))
        #expect(open.problems.first?.rule.contains("no other case has them") == true)
        let whole = try mapping(ended + "'closing.on': { constant: '2024-05-01' },", status: "closed")
        #expect(try CheckedCaseload(MemoryFile([row]), mapping: whole).couples == 1)
    }
}
