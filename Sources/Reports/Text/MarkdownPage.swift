/// A document as CommonMark with tables. A person's words are escaped: none of them is ever markup.
struct MarkdownPage {
    private(set) var text = ""

    init(_ document: Document) {
        if let lines = document.letterhead?.lines { line(Self.escaped(lines.joined(separator: "\n"))) }
        line("# \(Self.escaped(document.title))")
        line(Self.escaped(document.subject))
        if let notice = document.notice { line("> **\(Self.escaped(notice.mark))** \(Self.escaped(notice.text))") }
        write(document.facts)
        for section in document.sections { write(section, level: 2) }
        line("---")
        write(document.footer.facts)
        while text.hasSuffix("\n\n") { text.removeLast() }
    }

    private mutating func write(_ section: Section, level: Int) {
        line(String(repeating: "#", count: min(level, 6)) + " " + Self.escaped(section.title))
        if let audience = section.audience { line("*\(audience.label)*") }
        for block in section.blocks { write(block, level: level) }
    }

    private mutating func write(_ block: Block, level: Int) {
        switch block {
        case .section(let section): write(section, level: level + 1)
        case .paragraph(let paragraph):
            for part in paragraph.text.paragraphs { line(Self.escaped(part)) }
        case .facts(let facts): write(facts)
        case .list(let items): line(items.map { "- " + Self.escaped($0.text, oneLine: true) }.joined(separator: "\n"))
        case .table(let table): write(table)
        case .scores(let chart): write(chart.title, chart.alternative)
        case .road(let chart): write(chart.title, chart.alternative)
        }
    }

    private mutating func write(_ title: RichText, _ alternative: RichText) {
        line("**\(Self.escaped(title, oneLine: true))**")
        line(Self.escaped(alternative))
    }

    private mutating func write(_ facts: [Fact]) {
        line(
            facts.map { "- **\(Self.escaped($0.label)):** \(Self.escaped($0.value, oneLine: true))" }
                .joined(separator: "\n"))
    }

    private mutating func write(_ table: Table) {
        line("**\(Self.escaped(table.caption, oneLine: true))**")
        func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
        var lines = [row(table.columns.map { Self.escaped($0.title, oneLine: true) })]
        lines.append(row(table.columns.map { $0.isNumber ? "---:" : "---" }))
        lines += table.rows.map { row($0.cells.map { Self.escaped($0.text, oneLine: true) }) }
        line(lines.joined(separator: "\n"))
    }

    private mutating func line(_ content: String) {
        if !content.isEmpty { text += content + "\n\n" }
    }

    private static func escaped(_ rich: RichText, oneLine: Bool = false) -> String {
        escaped(rich.plain, oneLine: oneLine)
    }

    /// Every mark that could begin markup gets a backslash; lines begin without white space, which would be code.
    static func escaped(_ words: String, oneLine: Bool = false) -> String {
        CleanText.lines(of: words).map(escapedLine).joined(separator: oneLine ? " " : "\\\n")
    }

    private static func escapedLine(_ line: Substring) -> String {
        var escaped = ""
        let isNumbered = line.drop(while: \.isNumber).first.map { $0 == "." || $0 == ")" } ?? false
        var isInNumber = isNumbered && line.first?.isNumber == true
        for (index, character) in line.enumerated() {
            switch character {
            case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "~", "&", "#", "@", "$": escaped += "\\"
            case "-", "+", "=": if index == 0 { escaped += "\\" }
            case ".", ")":
                if isInNumber { escaped += "\\" }
                isInNumber = false
            default: break
            }
            escaped.append(character)
        }
        return escaped.replacing("://", with: "\\://").replacing("www.", with: "www\\.")
    }
}
