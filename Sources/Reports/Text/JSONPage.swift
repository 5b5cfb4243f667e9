import CaseModel

/// A document as JSON for programs: stable keys, ISO days, numbers as numbers, and where each entry came from.
struct JSONPage {
    /// Grows when a key changes its meaning or goes away; a new key leaves it.
    private static let version = 1
    private(set) var text: String

    init(_ document: Document) {
        var json = JSONWriter()
        json.object { json in
            json.member("document", document.kind)
            json.member("version", Self.version)
            json.member("title", document.title)
            json.member("subject", document.subject.exact)
            json.member("draft", document.notice != nil)
            json.member("notice", document.notice?.text)
            if let letterhead = document.letterhead {
                json.key("letterhead")
                json.array(letterhead.lines) { json, line in json.string(line) }
            }
            Self.write("facts", document.facts, to: &json)
            json.key("sections")
            json.array(document.sections) { Self.write($1, to: &$0) }
            Self.write(document.footer, to: &json)
        }
        text = json.text + "\n"
    }

    private static func write(_ section: Section, to json: inout JSONWriter) {
        json.object { json in
            json.member("type", "section")
            json.member("key", section.key)
            json.member("title", section.title.exact)
            if let audience = section.audience { json.member("audience", audience.rawValue) }
            json.key("blocks")
            json.array(section.blocks) { write($1, to: &$0) }
        }
    }

    private static func write(_ block: Block, to json: inout JSONWriter) {
        if case .section(let section) = block { return write(section, to: &json) }
        json.object { json in
            switch block {
            case .section: break
            case .paragraph(let paragraph):
                json.member("type", "paragraph")
                write(paragraph, to: &json)
            case .facts(let facts):
                json.member("type", "facts")
                write("facts", facts, to: &json)
            case .list(let items):
                json.member("type", "list")
                json.key("items")
                json.array(items) { json, item in json.object { write(item, to: &$0) } }
            case .table(let table): write(table, to: &json)
            case .scores(let chart): write(chart, to: &json)
            case .road(let chart): write(chart, to: &json)
            }
        }
    }

    private static func write(_ paragraph: Paragraph, to json: inout JSONWriter) {
        json.member("text", paragraph.text.exact)
        write(paragraph.sources, to: &json)
    }

    private static func write(_ sources: [String], to json: inout JSONWriter) {
        if sources.isEmpty { return }
        json.key("sources")
        json.array(sources) { json, source in json.string(source) }
    }

    private static func write(_ name: String, _ facts: [Fact], to json: inout JSONWriter) {
        json.key(name)
        json.object { json in for fact in facts { json.member(fact.key, fact.value.exact) } }
    }

    private static func write(_ table: Table, to json: inout JSONWriter) {
        json.member("type", "table")
        json.member("key", table.key)
        json.member("caption", table.caption.exact)
        json.key("rows")
        json.array(table.rows) { json, row in
            json.object { json in
                for (column, cell) in zip(table.columns, row.cells) {
                    switch cell {
                    case .text(let text): json.member(column.key, text.exact)
                    case .number(let number), .signed(let number): json.member(column.key, number)
                    case .day(let day): json.member(column.key, day.description)
                    case .none: json.member(column.key, nil)
                    }
                }
                write(row.sources, to: &json)
            }
        }
    }

    private static func write(_ chart: ScoreChart, to json: inout JSONWriter) {
        json.member("type", "scores")
        json.member("key", chart.key)
        json.member("title", chart.title.exact)
        json.member("least", chart.range.lowerBound)
        json.member("most", chart.range.upperBound)
        if let cutoff = chart.cutoff {
            json.member("cutoff", cutoff.value)
            json.member("clinical_range", cutoff.isDistressedBelow ? "below" : "above")
        }
        json.key("series")
        json.array(chart.series) { json, series in
            json.object { json in
                json.member("partner", series.partner.rawValue)
                if let unchanged = series.unchanged {
                    json.member("reliably_below", unchanged.lowerBound)
                    json.member("reliably_above", unchanged.upperBound)
                }
                json.key("points")
                json.array(series.points) { json, point in
                    json.object { json in
                        json.member("on", point.on.description)
                        json.member("score", point.value)
                    }
                }
            }
        }
        json.member("alternative", chart.alternative.exact)
    }

    private static func write(_ chart: RoadChart, to json: inout JSONWriter) {
        json.member("type", "road")
        json.member("key", chart.key)
        json.member("title", chart.title.exact)
        json.key("stays")
        json.array(chart.stays) { json, stay in
            json.object { json in
                json.member("stage", Int(stay.stage.rawValue))
                json.member("kind", stay.kind.rawValue)
                json.member("from", stay.from.description)
                json.member("to", stay.isCurrent ? nil : stay.to.description)
            }
        }
        json.member("alternative", chart.alternative.exact)
    }

    private static func write(_ footer: Footer, to json: inout JSONWriter) {
        json.key("footer")
        json.object { json in
            json.member("document_id", footer.documentID)
            json.member("part", footer.part)
            json.member("parts", footer.parts)
            json.member("recipient", footer.recipient)
            json.member("generated_at", footer.generatedAt.description)
        }
    }
}
