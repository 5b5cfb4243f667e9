import Anonymity
import Testing

@Suite("A hierarchy is read as ARX writes it")
struct HierarchyTests {
    private func read(_ text: String, separator: Unicode.Scalar = ";") throws(HierarchyError) -> Hierarchy {
        try Hierarchy(text: text.utf8, separator: separator)
    }

    @Test(
        "line ends, a byte-order mark and quotes make no difference",
        arguments: [
            "a;x;*\nb;x;*\nc;y;*", "a;x;*\nb;x;*\nc;y;*\n", "a;x;*\r\nb;x;*\r\nc;y;*\r\n\r\n",
            "\u{FEFF}a;x;*\nb;x;*\nc;y;*\n\n", "\"a\";\"x\";*\nb;x;\"*\"\nc;y;*\n",
        ])
    func sameHierarchy(text: String) throws {
        let hierarchy = try read(text)
        #expect(hierarchy.top == 2)
        #expect(hierarchy.labels(atLevel: 0) == ["a", "b", "c"])
        #expect(hierarchy.labels(atLevel: 1) == ["x", "y"])
        #expect(hierarchy.labels(atLevel: 2) == ["*"])
        #expect(hierarchy.label(of: "b", atLevel: 1) == "x")
        #expect(hierarchy.label(of: "d", atLevel: 1) == nil)
        #expect(hierarchy.vocabulary == ["a", "b", "c", "x", "y", "*"])
    }

    @Test("labels keep separators, quotes, spaces and other scripts")
    func oddLabels() throws {
        let hierarchy = try read("\"a;b\";\"say \"\"x\"\"\";*\n c ;été;*\n;\"\";*\n")
        #expect(hierarchy.labels(atLevel: 0) == ["a;b", " c ", ""])
        #expect(hierarchy.labels(atLevel: 1) == ["say \"x\"", "été", ""])
        #expect(try read("a,*\nb;,*", separator: ",").labels(atLevel: 0) == ["a", "b;"])
    }

    @Test("a label may stand at two levels")
    func repeatedLabel() throws {
        #expect(try read("Unknown;Unknown;*\na;x;*").labels(atLevel: 1) == ["Unknown", "x"])
    }

    @Test(
        "what is wrong is named with its line",
        arguments: [
            ("", HierarchyError.empty), ("\n\n", .empty),
            ("a;x;*\nb;*\n", .unequalLevels(line: 2, value: "b", found: 2, expected: 3)),
            ("a;x;*\n\nb;x;*\n", .tooFewLevels(line: 2, value: "")),
            ("a;x;*\nb;x;*;\n", .unequalLevels(line: 2, value: "b", found: 4, expected: 3)),
            ("a\nb\n", .tooFewLevels(line: 1, value: "a")),
            ("a;x;*\nb;x;*\na;x;*\n", .duplicateValue("a", line: 3, firstLine: 1)),
            ("a;x;*\nb;x;y\n", .doesNotEndInStar(line: 2, value: "b")),
            ("a;x;p;*\nb;y;p;*\nc;x;q;*\n", .notNested(label: "x", level: 1, line: 3, firstLine: 1)),
            ("a;x;*\n\"b;x;*\n", .misplacedQuote(line: 2)), ("\"a\"b;*\n", .misplacedQuote(line: 1)),
        ])
    func refused(text: String, error: HierarchyError) {
        #expect(throws: error) { try read(text) }
        #expect(!error.description.isEmpty)
    }

    @Test("bytes that are not UTF-8 are refused")
    func notUTF8() {
        #expect(throws: HierarchyError.notUTF8) { try Hierarchy(text: [0x61, 0xFF, 0x3B, 0x2A] as [UInt8]) }
    }

    @Test("intervals begin at multiples of their step")
    func intervals() throws {
        let years = try Hierarchy(numbers: 1983...2026, steps: [5, 10, 20], others: ["unknown"])
        let labels = (0...4).map { years.label(of: "1983", atLevel: $0) }
        #expect(labels == ["1983", "1980-1984", "1980-1989", "1980-1999", "*"])
        #expect(years.label(of: "unknown", atLevel: 3) == "unknown")
        #expect(years.label(of: "unknown", atLevel: 4) == "*")
        #expect(throws: HierarchyError.intervalsDoNotNest(step: 5, next: 12)) {
            try Hierarchy(numbers: 0...9, steps: [5, 12])
        }
        #expect(throws: HierarchyError.intervalsOutOfRange) { try Hierarchy(numbers: -1...9, steps: [5]) }
        #expect(throws: HierarchyError.intervalsOutOfRange) { try Hierarchy(numbers: 0...9, steps: [1]) }
    }
}
