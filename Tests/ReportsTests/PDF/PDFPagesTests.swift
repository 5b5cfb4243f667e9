import Testing

@testable import Reports

@Suite("Page making")
struct PDFPagesTests {
    private static func strip(
        _ height: Double, above: Double = 0, keeps: Bool = false, table: Int? = nil
    ) -> PDFStrip {
        PDFStrip(
            height: height, above: above, keepsNext: keeps, elements: [], bookmark: nil, table: table, draw: { _, _ in }
        )
    }

    private static func heights(_ pages: PDFPages) -> [[Double]] {
        pages.pages.map { $0.map(\.strip.height) }
    }

    @Test("strips follow one another, with the space between them but none at the top of a page")
    func spaces() {
        let pages = PDFPages(
            [Self.strip(40, above: 10), Self.strip(40, above: 10), Self.strip(41, above: 9)], heads: [], room: 100)
        #expect(Self.heights(pages) == [[40, 40], [41]])
        #expect(pages.pages.map { $0.map(\.y) } == [[0, 50], [0]])
    }

    @Test("a heading goes to the next page with what it heads")
    func headings() {
        let pages = PDFPages(
            [Self.strip(60), Self.strip(20, keeps: true), Self.strip(21, keeps: true), Self.strip(22)], heads: [],
            room: 100)
        #expect(Self.heights(pages) == [[60], [20, 21, 22]])
    }

    @Test("a page that begins within a table begins with its head; its first page does not")
    func tables() {
        let head = Self.strip(10, keeps: true)
        let rows = (1...5).map { _ in Self.strip(30, table: 0) }
        let pages = PDFPages([head] + rows, heads: [head], room: 100)
        #expect(Self.heights(pages) == [[10, 30, 30, 30], [10, 30, 30]])
        #expect(pages.pages.map { $0.map(\.isRepeated) } == [[false, false, false, false], [true, false, false]])
    }

    @Test("what is longer than a page is parted, and nothing is lost")
    func long() {
        let strips = (1...20).map { Self.strip(Double($0), keeps: true) }
        let pages = PDFPages(strips, heads: [], room: 50)
        #expect(pages.pages.flatMap { $0.map(\.strip.height) } == strips.map(\.height))
        for page in pages.pages { #expect(page.reduce(0) { $0 + $1.strip.height } <= 50) }
    }

    @Test("a line that parts sections is not drawn at the top of a page")
    func rules() {
        var rule = Self.strip(1, above: 9, keeps: true)
        rule.isRule = true
        let pages = PDFPages([Self.strip(95), rule, Self.strip(20)], heads: [], room: 100)
        #expect(Self.heights(pages) == [[95], [20]])
    }
}
