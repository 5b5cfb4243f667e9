import Paper
import TestSupport
import Testing

@Suite("A PDF as it is written")
struct PDFWriterTests {
    private static let facts = PDFWriter.Facts(
        title: "Title (with) \\ signs", author: "Troth", subject: "test", createdAt: "2026-06-15T14:30:00")

    private static func page(_ book: FontBook, size: PaperSize = .a4, pages: Int = 2) throws -> [UInt8] {
        let pdf = try PDFWriter(size, facts: facts)
        let text = try SetText("Ana ליאת 王小明 first", TextStyle(size: 10, leading: 14), width: 200, in: book)
        pdf.begin("Document")
        for number in 1...pages {
            if number > 1 { pdf.turnPage() }
            let entry = pdf.outline("Page \(number)", y: 40)
            _ = pdf.outline("Under it", under: entry, y: 90)
            pdf.tagged("P") { pdf.draw(text, at: Spot(50, 50), Ink(0)) }
            pdf.beginFigure("A line that rises, \(number)")
            pdf.stroke([Spot(50, 100), Spot(90, 80)], width: 1, dash: [3, 2], Ink(0x1559A8))
            pdf.disc(Spot(90, 80), radius: 3, Ink(0x1559A8))
            pdf.end("Figure")
            pdf.begin("TR")
            pdf.heading(ofRow: true) { pdf.draw(text, at: Spot(50, 150), Ink(0)) }
            pdf.end("TR")
            pdf.aside { pdf.heading(ofRow: false) { pdf.draw(text, at: Spot(50, 180), Ink(0)) } }
            pdf.fill(Spot(10, 10), width: 20, height: 8, radius: 3, Ink(0xF7ECD9))
            pdf.frame(Spot(40, 10), width: 20, height: 8, radius: 30, line: 0.5, Ink(0))
        }
        pdf.end("Document")
        return try pdf.finish()
    }

    @Test("the same calls give the same bytes, with the same fonts and with new ones")
    func same() throws {
        let book = try FontBook()
        let first = try Self.page(book)
        #expect(try Self.page(book) == first)
        #expect(try Self.page(FontBook()) == first)
        #expect(try Self.page(book, size: .letter) != first)
    }

    @Test("qpdf finds no fault in it")
    func checked() throws {
        let file = try PDFFile(Self.page(FontBook(), pages: 3))
        #expect(try file.check() == [])
    }

    @Test("it is tagged, has a language, an outline, words for figures, scopes for headings, and dates")
    func structure() throws {
        let file = try PDFFile(Self.page(FontBook()))
        let info = try file.facts()
        #expect(info["Title"] == "Title (with) \\ signs")
        #expect(info["Tagged"] == "yes")
        #expect(info["Pages"] == "2")
        #expect(info["CreationDate"]?.contains("Jun 15 14:30:00 2026") == true)
        let plain = try file.plain()
        #expect(plain.contains("/Lang (en)"))
        #expect(plain.contains("/DisplayDocTitle true"))
        #expect(plain.contains("/CreationDate (D:20260615143000"))
        // "2" at the end of the second figure's words, in UTF-16.
        #expect(plain.ranges(of: "/Alt <feff").count == 2)
        #expect(plain.contains("002c00200032>"))
        #expect(plain.ranges(of: "/Scope /Row").count == 2)
        #expect(!plain.contains("/Scope /Column"))
        #expect(plain.ranges(of: "/Title (Under it)").count == 2)
    }

    @Test("letters are embedded as a part of their font, and can be read out")
    func fonts() throws {
        let file = try PDFFile(Self.page(FontBook()))
        let fonts = try file.fonts()
        #expect(fonts.count >= 3)
        for font in fonts { #expect(font.isEmbedded && font.isSubset && font.isReadable, "\(font.name)") }
        let text = try file.text()
        for word in ["Ana", "first", "王小明"] { #expect(text.contains(word)) }
    }
}
