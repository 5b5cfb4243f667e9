import Paper
import Testing

@Suite("Set text")
struct SetTextTests {
    static let body = TextStyle(size: 10, leading: 14)

    static let names = [
        ("Latin", "Ana O'Neill-Śliwińska"), ("Vietnamese", "Nguyễn Thị Ánh"), ("Greek", "Ελένη Παπαδοπούλου"),
        ("Cyrillic", "Наталья Щёголева"), ("Arabic", "ليلى بن يوسف"), ("Hebrew", "דן כהן"),
        ("Devanagari", "प्रिया शर्मा"), ("Chinese", "王小明"), ("Japanese", "佐藤 さくら"), ("Korean", "김민준"),
        ("Armenian", "Անահիտ Սարգսյան"), ("Georgian", "ნინო ბერიძე"), ("Thai", "สมชาย ใจดี"), ("Tamil", "கவிதா"),
        ("Bengali", "অনন্যা"), ("Ethiopic", "አበበ"),
    ]

    @Test("every script has its letters, in regular and in bold", arguments: names, [false, true])
    func scripts(name: (script: String, text: String), isBold: Bool) throws {
        let book = try FontBook()
        let set = try SetText(name.text, isBold ? Self.body.bold : Self.body, in: book)
        #expect(set.unknownGlyphs == 0, "\(name.script)")
        #expect(set.width > 10)
    }

    @Test("what no font has is counted, so that a missing font shows")
    func unknown() throws {
        // A sign of the private use area: no font gives it a picture.
        #expect(try SetText("\u{E9FF}", Self.body, in: FontBook()).unknownGlyphs == 1)
    }

    @Test("lines are as far apart as the style says, whatever script stands in them")
    func leading() throws {
        let text = Self.names.map(\.1).joined(separator: "\n")
        let set = try SetText(text, Self.body, in: FontBook())
        #expect(set.lines.count == Self.names.count)
        for line in set.lines { #expect(abs(line.bottom - line.top - 14) < 0.01) }
        #expect(abs(set.height - 14 * Double(Self.names.count)) < 0.1)
    }

    @Test("a text is broken to its width, a word that is wider than a line too")
    func width() throws {
        let book = try FontBook()
        let words = String(repeating: "understanding ", count: 30) + String(repeating: "x", count: 200)
        let set = try SetText(words, Self.body, width: 120, in: book)
        #expect(set.lines.count > 10)
        for line in set.lines { #expect(line.width <= 120.5) }
        let before = set.lines.count
        set.set(width: 60)
        #expect(set.lines.count > before)
    }

    @Test("a run that is whole is not parted")
    func whole() throws {
        let book = try FontBook()
        let day = "15 Jun 2026"
        let width = try SetText(day, Self.body, in: book).width
        let apart = try SetText([.init("on "), .init(day)], Self.body, width: width + 3, in: book)
        let whole = try SetText([.init("on "), .init(day, isWhole: true)], Self.body, width: width + 3, in: book)
        #expect(abs((apart.lines.last?.width ?? 0) - width) > 5)
        #expect(whole.lines.count == 2)
        #expect(abs((whole.lines.last?.width ?? 0) - width) < 1)
    }

    @Test("a right-to-left text begins at the right")
    func direction() throws {
        let set = try SetText("שלום", Self.body, width: 200, in: FontBook())
        #expect(try #require(set.lines.first).x > 100)
    }

    @Test("nothing is a line without width")
    func nothing() throws {
        let set = try SetText("", Self.body, width: 100, in: FontBook())
        #expect(set.lines.count == 1)
        #expect(set.width == 0)
    }

    @Test("folders without the font are named, with what to install")
    func missing() {
        let error = #expect(throws: PaperError.self) { try FontBook(folders: ["/nowhere"]) }
        #expect(error == .fontsMissing(folders: ["/nowhere"]))
        #expect(error?.description.contains("fonts-noto-core") == true)
    }
}
