/// A document as plain text of at most 78 characters a line, for a terminal, a mail, a system that takes nothing else.
struct TextPage {
    private(set) var text = ""
    private static let width = 78

    init(_ document: Document) {
        if let notice = document.notice {
            line("*** \(notice.mark) ***\n" + TextWrap.wrapped(notice.text, width: Self.width))
        }
        if let lines = document.letterhead?.lines { line(CleanText.of(lines.joined(separator: "\n"))) }
        heading(RichText(document.title), under: "=")
        paragraph(document.subject)
        write(document.facts)
        for section in document.sections { write(section, level: 2) }
        line(String(repeating: "-", count: Self.width))
        write(document.footer.facts)
        if let notice = document.notice { line("*** \(notice.mark) ***") }
        while text.hasSuffix("\n\n") { text.removeLast() }
    }

    private mutating func write(_ section: Section, level: Int) {
        heading(section.title, under: level == 2 ? "-" : nil)
        if let audience = section.audience { line("[\(audience.label)]") }
        for block in section.blocks { write(block, level: level) }
    }

    private mutating func write(_ block: Block, level: Int) {
        switch block {
        case .section(let section): write(section, level: level + 1)
        case .paragraph(let words): for part in words.text.paragraphs { paragraph(part) }
        case .facts(let facts): write(facts)
        case .list(let items):
            line(
                items.map { TextWrap.wrapped($0.text.plain, width: Self.width, first: "- ", rest: "  ") }.joined(
                    separator: "\n"))
        case .table(let table):
            paragraph(table.caption)
            line(TextTable.lines(of: table, width: Self.width).joined(separator: "\n"))
        case .scores(let chart):
            paragraph(chart.title)
            paragraph(chart.alternative)
        case .road(let chart):
            paragraph(chart.title)
            paragraph(chart.alternative)
        }
    }

    private mutating func write(_ facts: [Fact]) {
        let widest = facts.map { TextWrap.cells($0.label) }.max() ?? 0
        line(
            facts.map { fact in
                let label = fact.label + ":" + String(repeating: " ", count: widest + 1 - TextWrap.cells(fact.label))
                return TextWrap.wrapped(
                    fact.value.plain, width: Self.width, first: label,
                    rest: String(repeating: " ", count: widest + 2))
            }.joined(separator: "\n"))
    }

    private mutating func heading(_ title: RichText, under mark: String?) {
        let words = TextWrap.wrapped(title.plain, width: Self.width)
        let widest = words.split(separator: "\n").map { TextWrap.cells(String($0)) }.max() ?? 0
        if mark != nil, !text.isEmpty { text += "\n" }
        line(mark.map { words + "\n" + String(repeating: $0, count: widest) } ?? words)
    }

    private mutating func paragraph(_ words: RichText) {
        line(TextWrap.wrapped(words.plain, width: Self.width))
    }

    private mutating func line(_ content: String) {
        if !content.isEmpty { text += content + "\n\n" }
    }
}
