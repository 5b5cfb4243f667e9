import Testing

@testable import Casework

@Suite("CSV, read strictly")
struct CSVReaderTests {
    private static func read(_ bytes: [UInt8], chunk: Int) throws(CSVFault) -> [[String]] {
        var reader = CSVReader()
        var records: [[String]] = []
        for start in stride(from: 0, to: bytes.count, by: chunk) {
            let piece = Array(bytes[start..<min(start + chunk, bytes.count)])
            var index = 0
            while try reader.next(in: piece, at: &index) { records.append(fields(reader.record)) }
        }
        if try reader.finish() { records.append(fields(reader.record)) }
        return records
    }

    private static func fields(_ record: CSVRecord) -> [String] { (0..<record.count).map { record[$0] } }

    private static let sound: [(text: String, records: [[String]])] = [
        ("", []),
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
        ("\u{FEFF}a,b\n", [["a", "b"]]),
        ("\u{FEFF}\"a\",b\n", [["a", "b"]]),
        ("\u{FEC0},b\n", [["\u{FEC0}", "b"]]),
        ("\"say \"\"no\"\"\",\"\"\"\"\n", [["say \"no\"", "\""]]),
        ("\"two\r\nlines\",\"a,b\"\r\n", [["two\r\nlines", "a,b"]]),
        (",\n,", [["", ""], ["", ""]]),
        ("\"\"", [[""]]),
        ("\n", [[""]]),
        ("Zoë,דן,👩‍❤️‍👨,e\u{301}\n", [["Zoë", "דן", "👩‍❤️‍👨", "e\u{301}"]]),
    ]

    @Test("gives the fields, however the bytes are cut into chunks", arguments: sound.indices, [1, 2, 3, 5, 1000])
    func reads(example: Int, chunk: Int) throws {
        let (text, records) = Self.sound[example]
        #expect(try Self.read(Array(text.utf8), chunk: chunk) == records)
    }

    private static let unsound: [(bytes: [UInt8], fault: CSVFault)] = [
        (Array("a,b\n1,x\"y\n".utf8), CSVFault(rule: .quoteInPlainField, line: 2, field: 2)),
        (Array("a\n\"x\"y\n".utf8), CSVFault(rule: .textAfterQuote, line: 2, field: 1)),
        (Array("a\n\"x\n\ny".utf8), CSVFault(rule: .unclosedQuote, line: 4, field: 1)),
        (Array("a\rb\n".utf8), CSVFault(rule: .loneCarriageReturn, line: 1, field: 1)),
        (Array("a\r".utf8), CSVFault(rule: .loneCarriageReturn, line: 1, field: 1)),
        (Array("a,b\n1,\0\n".utf8), CSVFault(rule: .nul(offset: 6), line: 2, field: 2)),
        (Array("a\nZo".utf8) + [0xEB, 0x0A], CSVFault(rule: .notUTF8(offset: 5), line: 2, field: 1)),
        ([0xFF, 0xFE, 0x61, 0x00], CSVFault(rule: .notUTF8(offset: 0), line: 1, field: 1)),
        ([0x61, 0xC0, 0xAF], CSVFault(rule: .notUTF8(offset: 1), line: 1, field: 1)),
        ([0x61, 0xED, 0xA0, 0x80], CSVFault(rule: .notUTF8(offset: 2), line: 1, field: 1)),
        ([0xEF, 0xBB], CSVFault(rule: .notUTF8(offset: 2), line: 1, field: 1)),
        ([0xEF, 0xBB, 0xBF, 0x61, 0xE2, 0x82], CSVFault(rule: .notUTF8(offset: 6), line: 1, field: 1)),
    ]

    @Test("names rule, line and field of a fault", arguments: unsound.indices, [1, 2, 3, 1000])
    func refuses(example: Int, chunk: Int) {
        let (bytes, fault) = Self.unsound[example]
        #expect(throws: fault) { try Self.read(bytes, chunk: chunk) }
    }

    @Test("refuses a record of more than 1 MiB, and takes one of just that")
    func longRecord() throws {
        let most = Array(repeating: UInt8(ascii: "x"), count: CSVReader.longestRecord - 1) + [UInt8(ascii: "\n")]
        #expect(try Self.read(most, chunk: 65_536).count == 1)
        let fault = CSVFault(rule: .recordTooLong, line: 1, field: 1)
        #expect(throws: fault) { try Self.read([UInt8(ascii: "x")] + most, chunk: 65_536) }
    }

    @Test("checks UTF-8 just as the standard library does", arguments: 0..<200)
    func utf8(seed: UInt64) {
        var generator = SplitMix(state: seed)
        let bytes = (0..<6).map { _ in UInt8(truncatingIfNeeded: generator.next() >> 20) | 0x80 }
        var check = UTF8Check()
        let accepted = bytes.allSatisfy { check.accepts($0) } && !check.isInside
        #expect(accepted == (String(validating: bytes, as: UTF8.self) != nil))
    }
}

/// A generator that repeats. Source: S. Vigna, splitmix64.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
