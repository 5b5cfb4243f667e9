import Anonymity
import Testing

@Suite("A CSV file is read as it stands, or refused by its line")
struct CSVReaderTests {
    private func read(_ bytes: [UInt8], _ columns: [String], chunk: Int = .max) throws -> Table {
        var reader = try CSVReader(columns: columns)
        var start = 0
        while start < bytes.count {
            let end = start + min(chunk, bytes.count - start)
            try reader.read(Array(bytes[start..<end]).span)
            start = end
        }
        return try reader.finish()
    }

    @Test("mark, CRLF, quotes and missing last line end, in chunks of any size", arguments: [1, 2, 3, 5, 1_000])
    func forms(chunk: Int) throws {
        let text = "\u{FEFF}a,b,c\r\n1,\"x, \"\"y\"\"\",\r\n2,\"two\r\nlines\",z\r\n3,é,\"\""
        let table = try read(Array(text.utf8), ["c", "b"], chunk: chunk)
        #expect(table.columns.map(\.name) == ["c", "b"])
        #expect(table.rowCount == 3)
        #expect((0..<3).map { table.columns[1].value(ofRow: $0) } == ["x, \"y\"", "two\r\nlines", "é"])
        #expect((0..<3).map { table.columns[0].value(ofRow: $0) } == ["", "z", ""])
    }

    @Test(
        "what is wrong is named",
        arguments: [
            ("", .empty), ("a,b\n", .noRows), ("a,a\n1,2\n", .duplicateColumn("a")),
            ("x,y\n1,2\n", .unknownColumn("a", has: ["x", "y"])),
            ("a,b\n1,2\n1\n", .ragged(line: 3, found: 1, expected: 2)),
            ("a,b\n1,2,3\n", .ragged(line: 2, found: 3, expected: 2)),
            ("a,b\n\n1,2\n", .ragged(line: 2, found: 1, expected: 2)),
            ("a,b\n1,x\"y\n", .misplacedQuote(line: 2)), ("a,b\n1,\"x\"y\n", .misplacedQuote(line: 2)),
            ("a,b\n1,2\n1,\"x\n\n", .openQuote(line: 3)), ("a,b\n1\r,2\n", .loneReturn(line: 2)),
            ("a,b\n1\u{0},2\n", .notText(line: 2, column: "a")),
        ] as [(String, CSVError)])
    func faults(text: String, error: CSVError) {
        #expect(throws: error) { try read(Array(text.utf8), ["a"]) }
    }

    @Test("bytes that are no UTF-8 are refused by line and column")
    func notUTF8() {
        #expect(throws: CSVError.notText(line: 3, column: "a")) {
            try read(Array("a,b\n1,2\n".utf8) + [0xFF, 0x2C, 0x0A], ["a"])
        }
    }
}
