import CaseModel

/// The blocks of a document as HTML.
enum HTMLBlocks {
    static func write(_ section: Section, level: Int, path: String, to html: inout HTMLWriter) {
        let id = path.isEmpty ? section.key : path + "-" + section.key
        let (name, style): (StaticString, StaticString) =
            switch level {
            case 2: ("h2", "class=\"level2\"")
            case 3: ("h3", "class=\"level3\"")
            default: ("h4", "class=\"level4\"")
            }
        let titleID = id + "-title"
        html.element("section", fixed: style, ["id": id, "aria-labelledby": titleID]) { html in
            html.element("<div class=\"head\">", "</div>") { html in
                html.element(name, ["id": titleID]) { $0.write(section.title) }
                if let audience = section.audience {
                    html.element("p", ["class": "audience to-\(audience.rawValue)"], text: audience.label)
                }
            }
            for block in section.blocks { write(block, level: level, path: id, to: &html) }
        }
        html.newline()
    }

    private static func write(_ block: Block, level: Int, path: String, to html: inout HTMLWriter) {
        switch block {
        case .section(let section): write(section, level: level + 1, path: path, to: &html)
        case .paragraph(let paragraph): write(paragraph, to: &html)
        case .facts(let facts): write(facts, to: &html)
        case .list(let items):
            html.element("<ul>", "</ul>") { list in
                for item in items { list.element("<li dir=\"auto\">", "</li>") { $0.write(item.text) } }
            }
        case .table(let table): HTMLTable.write(table, path: path, to: &html)
        case .scores(let chart): ScoreChartSVG.write(chart, path: path, to: &html)
        case .road(let chart): RoadChartSVG.write(chart, path: path, to: &html)
        }
        html.newline()
    }

    static func write(_ facts: [Fact], to html: inout HTMLWriter) {
        html.element("<dl class=\"facts\">", "</dl>") { list in for fact in facts { write(fact, to: &list) } }
    }

    /// More letters than fit the width of one column.
    private static let longest = 28

    static func write(_ fact: Fact, to list: inout HTMLWriter) {
        let isLong = fact.value.mostBytes > longest && fact.value.plain.count > longest
        list.element(isLong ? "<div class=\"long\">" : "<div class=\"short\">", "</div>") { pair in
            pair.element("<dt>", "</dt>") { $0.write(fact.label) }
            pair.element("<dd dir=\"auto\">", "</dd>") { $0.write(fact.value) }
        }
    }

    /// Words of a person keep their lines; an empty line parts two paragraphs.
    private static func write(_ paragraph: Paragraph, to html: inout HTMLWriter) {
        for lines in paragraph.text.paragraphs {
            html.element("<p dir=\"auto\">", "</p>") { $0.write(lines) }
        }
    }
}

extension RichText {
    /// The text parted at empty lines, where it is nothing but words; else the text as it is.
    var paragraphs: [RichText] {
        guard runs.count == 1, case .text(let words) = runs[0], !CleanText.isOneLine(words) else { return [self] }
        return CleanText.lines(of: words).split(separator: "").map { RichText($0.joined(separator: "\n")) }
    }
}
