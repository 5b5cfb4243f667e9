import Anonymity
import TestSupport
import Testing

@Suite("The verifier finds whatever breaks a promise of the file")
struct ReleaseVerifierTests {
    private let columns = [
        ReleaseColumn(identifier: "id", length: 4),
        ReleaseColumn("age", labels: ["20-29", "30-39", "*"], isQuasiIdentifier: true),
        ReleaseColumn("place", labels: ["North, upper", "a \"b\"", "two\nlines", ""], isQuasiIdentifier: true),
        ReleaseColumn("result", labels: ["better", "same", "worse"], isQuasiIdentifier: false),
    ]

    /// Six rows: two classes of three.
    private let good = """
        id,age,place,result
        a001,20-29,"North, upper",better
        a002,20-29,"North, upper",better
        a003,20-29,"North, upper",worse
        a004,30-39,"two
        lines",same
        a005,30-39,"two
        lines",same
        a006,30-39,"two
        lines",better

        """

    private func verify(
        _ text: String, k: Int = 3, rows: Int? = 6, chunk: Int = .max
    ) -> [ReleaseFinding] {
        verify(Array(text.utf8), k: k, rows: rows, chunk: chunk)
    }

    private func verify(_ bytes: [UInt8], k: Int, rows: Int?, chunk: Int = .max) -> [ReleaseFinding] {
        var verifier = ReleaseVerifier(columns: columns, k: k, expectedRows: rows)
        var start = 0
        while start < bytes.count {
            let end = start + min(chunk, bytes.count - start)
            verifier.read(Array(bytes[start..<end]).span)
            start = end
        }
        return verifier.finish()
    }

    @Test("a good file has no findings, in chunks of any size", arguments: [1, 2, 3, 7, 64, 10_000])
    func goodFile(chunk: Int) {
        #expect(verify(good, chunk: chunk).isEmpty)
        #expect(
            verify(
                good.split(separator: "\n", omittingEmptySubsequences: false)
                    .joined(separator: "\n"), rows: nil, chunk: chunk
            ).isEmpty)
    }

    @Test("lines may end in CRLF")
    func carriageReturns() {
        let lines = good.replacing("two\nlines", with: "two§lines").replacing("\n", with: "\r\n")
        #expect(verify(lines.replacing("two§lines", with: "two\nlines")).isEmpty)
    }

    struct Tampering: Sendable, CustomTestStringConvertible {
        let name: String
        let from: String
        let to: String
        let fault: ReleaseFinding.Fault
        let line: Int
        let column: String?
        var testDescription: String { name }
    }

    static let tamperings = [
        Tampering(
            name: "label outside the vocabulary", from: "a002,20-29", to: "a002,24", fault: .labelNotAllowed,
            line: 3, column: "age"),
        Tampering(
            name: "label longer than any", from: "worse", to: "worse than ever before, said Ben",
            fault: .labelNotAllowed, line: 4, column: "result"),
        Tampering(
            name: "the longest label and more", from: "upper\",worse", to: "upper half\",worse",
            fault: .labelNotAllowed, line: 4, column: "place"),
        Tampering(
            name: "prefix of a label", from: "worse", to: "wors", fault: .labelNotAllowed, line: 4,
            column: "result"),
        Tampering(
            name: "space after a label", from: "worse", to: "worse ", fault: .labelNotAllowed, line: 4,
            column: "result"),
        Tampering(
            name: "reordered header", from: "age,place", to: "place,age", fault: .headerDiffers, line: 1,
            column: "age"),
        Tampering(
            name: "duplicate header", from: "id,age,place,result\n",
            to: "id,age,place,result\nid,age,place,result\n", fault: .malformedIdentifier, line: 2, column: "id"),
        Tampering(
            name: "column named twice", from: "place,result\n", to: "place,place\n", fault: .headerDiffers,
            line: 1, column: "result"),
        Tampering(
            name: "header lacks a column", from: "place,result\n", to: "place\n", fault: .headerDiffers, line: 1,
            column: "result"),
        Tampering(
            name: "no header", from: "id,age,place,result\n", to: "", fault: .headerDiffers, line: 1,
            column: "id"),
        Tampering(
            name: "extra header column", from: "result\n", to: "result,name\n", fault: .extraHeaderColumn,
            line: 1, column: nil),
        Tampering(name: "extra cell", from: "worse", to: "worse,Mia", fault: .extraCell, line: 4, column: nil),
        Tampering(
            name: "missing cell", from: "\"North, upper\",worse", to: "\"North, upper\"", fault: .missingCell,
            line: 4, column: "result"),
        Tampering(name: "blank line", from: "a004", to: "\na004", fault: .malformedIdentifier, line: 5, column: "id"),
        Tampering(name: "same id twice", from: "a006", to: "a001", fault: .repeatedIdentifier, line: 9, column: "id"),
        Tampering(
            name: "id of another length", from: "a006", to: "a06", fault: .malformedIdentifier, line: 9,
            column: "id"),
        Tampering(
            name: "a name for an id", from: "a006", to: "Zoé ", fault: .malformedIdentifier, line: 9,
            column: "id"),
        Tampering(
            name: "quote in a plain cell", from: "worse", to: "wor\"se", fault: .malformedQuoting, line: 4,
            column: "result"),
        Tampering(
            name: "text after a closing quote", from: "upper\",worse", to: "upper\"x,worse",
            fault: .malformedQuoting, line: 4, column: "place"),
        Tampering(
            name: "lone carriage return", from: "worse\n", to: "worse\r\r\n", fault: .malformedQuoting, line: 4,
            column: "result"),
    ]

    @Test("each tampering is named with its line and column", arguments: tamperings)
    func tampering(_ tampering: Tampering) throws {
        let range = try #require(good.ranges(of: tampering.from).first)
        let findings = verify(good.replacingCharacters(in: range, with: tampering.to))
        let first = try #require(findings.first)
        #expect(first.fault == tampering.fault)
        #expect(first.line == tampering.line)
        #expect(first.column == tampering.column)
        #expect(!findings.contains { $0.description.contains("Mia") || $0.description.contains("Ben") })
    }

    @Test("a row taken away, doubled or moved to another class")
    func classes() {
        let lost = good.replacing("a003,20-29,\"North, upper\",worse\n", with: "")
        #expect(verify(lost).map(\.fault) == [.rowCountDiffers(found: 5, expected: 6), .classTooSmall(rows: 2, k: 3)])
        #expect(verify(lost).last?.line == 2)
        let moved = good.replacing("a003,20-29", with: "a003,30-39")
        #expect(
            verify(moved).map(\.fault) == [.classTooSmall(rows: 2, k: 3), .classTooSmall(rows: 1, k: 3)])
        #expect(verify(moved).map(\.line) == [2, 4])
        #expect(verify(good, k: 4).map(\.fault) == Array(repeating: .classTooSmall(rows: 3, k: 4), count: 2))
    }

    @Test("a file cut anywhere is found")
    func truncation() {
        let bytes = Array(good.utf8)
        for end in bytes.indices {
            #expect(!verify(Array(bytes[..<end]), k: 3, rows: 6).isEmpty, "cut at byte \(end)")
        }
        #expect(verify("").map(\.fault) == [.emptyFile, .rowCountDiffers(found: 0, expected: 6)])
        #expect(verify(String(good.dropLast())).first == verify(String(good.dropLast()), rows: nil).first)
        #expect(verify(String(good.dropLast()), rows: nil).first?.fault == .truncatedLine)
    }

    @Test("the list of findings ends, the count goes on")
    func manyFindings() {
        let rows = (0..<100).map { "x\($0),bad,worse,none\n" }.joined()
        var verifier = ReleaseVerifier(columns: columns, k: 3, expectedRows: nil)
        verifier.read(Array(("id,age,place,result\n" + rows).utf8).span)
        #expect(verifier.findingCount == 400)
        #expect(verifier.finish().count == 20)
    }

    @Test("any cell changed to anything else is found, unless it says the same of k, in 40 files (3,000 in the proof)")
    func mutation() throws {
        let proof = Proof("a changed cell of a release is found")
        for seed in 0..<UInt64(Proof.size(40, full: 3_000)) {
            #expect(proof.holds(try isFound(seed: seed)), "seed \(seed)")
        }
        proof.report()
    }

    private func isFound(seed: UInt64) throws -> Bool {
        var random = SeededGenerator(state: seed)
        let table = try RandomTable(seed: seed)
        let recoding = try Recoder(PrivacyModel(k: table.k), method: .uniform, suppressionLimit: table.limit)
            .recode(table.table(), quasiIdentifiers: table.quasiIdentifiers)
        var rows = recoding.rows()
        let allowed = table.hierarchies.enumerated().map {
            ReleaseColumn("c\($0)", labels: $1.vocabulary, isQuasiIdentifier: true)
        }
        #expect(findings(recoding.header, rows, allowed, table.k, recoding.releasedRows).isEmpty)

        let row = try #require(rows.indices.randomElement(using: &random))
        let column = try #require(allowed.indices.randomElement(using: &random))
        let vocabulary = table.hierarchies[column].vocabulary.sorted()
        let replacement = try #require((vocabulary + ["stranger", "", "\"", "a\nb"]).randomElement(using: &random))
        rows[row][column] = replacement
        let counts = Dictionary(grouping: rows, by: \.self).mapValues(\.count)
        let isBroken = counts.values.contains { $0 < table.k } || !vocabulary.contains(replacement)
        return findings(recoding.header, rows, allowed, table.k, recoding.releasedRows).isEmpty == !isBroken
    }

    private func findings(
        _ header: [String], _ rows: [[String]], _ columns: [ReleaseColumn], _ k: Int, _ count: Int
    ) -> [ReleaseFinding] {
        var bytes: [UInt8] = []
        let writer = CSVWriter()
        for row in [header] + rows { writer.append(row, to: &bytes) }
        var verifier = ReleaseVerifier(columns: columns, k: k, expectedRows: count)
        verifier.read(bytes.span)
        return verifier.finish()
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
        self[..<range.lowerBound] + text + self[range.upperBound...]
    }
}
