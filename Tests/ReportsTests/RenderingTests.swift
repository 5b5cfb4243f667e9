import CaseModel
import Testing

@testable import Reports

@Suite("Words of a person stay words in every format")
struct RenderingTests {
    private static let script = "<script>alert('x')</script>"

    private static func document(_ words: String, name: String) -> Document {
        Document(
            kind: "test", title: "Test", subject: "\(name: name)", facts: [Fact("who", "Who", "\(name: name)")],
            sections: [
                Section(
                    "words", "Words of \(name: name)", audience: .joint,
                    [
                        .paragraph(Paragraph(RichText(words), sources: ["N0000001"])),
                        .list([Paragraph(RichText(words))]),
                        .table(
                            Table(
                                "table", caption: RichText(words),
                                columns: [.init("a", RichText(words)), .init("b", "\(name: name)")],
                                rows: [.init([.text(RichText(words)), .text("\(name: name)")])])),
                        .section(Section("inner", RichText(words), [.facts([Fact("f", "Fact", RichText(words))])])),
                    ])
            ],
            footer: Footer(documentID: "S0000001-1", recipient: words, generatedAt: time("2026-06-15 02:00")))
    }

    @Test("markup in a name or a note is shown, not obeyed")
    func script() {
        let html = Self.document(Self.script, name: Self.script).rendered(as: .html)
        #expect(!html.contains("<script"))
        #expect(html.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"))
        #expect(HTMLCheck(html).faults == [])
    }

    @Test(
        "HTML stays balanced whatever is written",
        arguments: [
            "\" onload=\"x", "--></style><b>", "]]>", "&amp;", "a\u{0}b\u{1B}[31m", "line\nline\n\n\nparagraph", "",
            "\u{202E}evil", "🧡 e\u{301} 漢字 עברית",
        ])
    func balanced(_ words: String) {
        let html = Self.document(words, name: words).rendered(as: .html)
        #expect(HTMLCheck(html).faults == [])
        #expect(!html.unicodeScalars.contains { $0.value == 0x202E || $0.value == 0x1B || $0.value == 0 })
    }

    /// The page looks at bytes where `CleanText` looks at scalars.
    @Test("HTML holds each scalar of the first plane as it is, escaped, or not at all")
    func everyScalar() {
        for number in UInt32(0)...0xFFFF {
            guard let scalar = Unicode.Scalar(number) else { continue }
            let escaped = ["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;"]
            let clean = CleanText.of("a\(scalar)b")
            var html = HTMLWriter()
            html.write("a\(scalar)b")
            let middle = String(clean.unicodeScalars.dropFirst().dropLast())
            #expect(String(decoding: html.bytes, as: UTF8.self) == "a\(escaped[middle] ?? middle)b", "U+\(number)")
        }
    }

    @Test("a name is isolated, so that a right-to-left one turns nothing around")
    func isolated() {
        let document = Self.document("x", name: "דן")
        #expect(document.rendered(as: .html).contains("<bdi>דן</bdi>"))
        #expect(document.rendered(as: .text).contains("\u{2068}דן\u{2069}"))
        #expect(document.rendered(as: .json).contains("\"who\": \"דן\""))
        #expect(!Self.document("x", name: "Dan").rendered(as: .text).contains("\u{2068}"))
    }

    @Test(
        "Markdown's marks are shown, not obeyed",
        arguments: [
            ("# heading", "\\# heading"), ("*bold* _it_ `code`", "\\*bold\\* \\_it\\_ \\`code\\`"),
            ("1. one", "1\\. one"), ("- item", "\\- item"), ("    code", "code"), ("a | b", "a \\| b"),
            ("[x](http://y.z)", "\\[x\\](http\\://y.z)"), ("<b>&copy;", "\\<b\\>\\&copy;"), ("a\nb", "a\\\nb"),
            ("+ x", "\\+ x"), ("==", "\\=="), ("1.5 is fine", "1\\.5 is fine"), ("in 2026.", "in 2026."),
        ])
    func markdown(_ words: String, _ expected: String) {
        let document = Document(
            kind: "t", title: "T", subject: "s", facts: [],
            sections: [Section("s", "S", [.paragraph(Paragraph(RichText(words)))])],
            footer: Footer(documentID: "1", recipient: "r", generatedAt: time("2026-06-15 02:00")))
        #expect(document.rendered(as: .markdown).contains("## S\n\n\(expected)\n\n"))
    }

    @Test("JSON keeps the exact words")
    func json() {
        let json = Self.document("a \"b\" \\ \u{202E}c\n", name: "n").rendered(as: .json)
        #expect(json.contains("\"text\": \"a \\\"b\\\" \\\\ \\u202ec\\n\""))
        #expect(json.contains("\"sources\": [\n"))
    }

    @Test("plain text breaks at 78 cells and keeps wide letters in step")
    func text() {
        let words = String(repeating: "word ", count: 40) + String(repeating: "漢字 ", count: 40)
        let lines = Self.document(words, name: "n").rendered(as: .text).split(separator: "\n")
        for line in lines {
            let cells = line.reduce(0) { $0 + ("漢字".contains($1) ? 2 : 1) }
            #expect(cells <= 78)
        }
    }
}
