import CaseModel

/// Writes HTML so that it is always balanced and nothing from outside is ever markup.
///
/// Elements are closed by the closure's end; names and fixed markup are compile-time text, all else is escaped.
struct HTMLWriter {
    private(set) var text = ""

    mutating func element(
        _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:],
        _ body: (inout HTMLWriter) -> Void
    ) {
        open(name, attributes)
        body(&self)
        text += "</\(name)>"
    }

    /// An element whose content is text.
    mutating func element(
        _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:], text content: String
    ) {
        element(name, attributes) { $0.write(content) }
    }

    /// An element without content, closed in itself as SVG has it.
    mutating func empty(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>) {
        open(name, attributes, end: "/>")
    }

    /// An element of HTML that never has content.
    mutating func void(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>) {
        open(name, attributes)
    }

    mutating func write(_ content: String) {
        Self.escape(CleanText.of(content), into: &text)
    }

    /// Names isolated, days machine-readable, line breaks kept.
    mutating func write(_ rich: RichText) {
        for run in rich.runs {
            switch run {
            case .text(let words): writeLines(words)
            case .name(let name): element("bdi") { $0.writeLines(name) }
            case .day(let day): element("time", ["datetime": day.description], text: DayText.short(day))
            }
        }
    }

    /// Markup of the program's own.
    mutating func fixed(_ markup: StaticString) {
        text += "\(markup)"
    }

    mutating func newline() {
        text += "\n"
    }

    private mutating func writeLines(_ words: String) {
        for (index, line) in CleanText.of(words).split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if index > 0 { text += "<br>" }
            Self.escape(String(line), into: &text)
        }
    }

    private mutating func open(
        _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>, end: StaticString = ">"
    ) {
        text += "<\(name)"
        for (key, value) in attributes {
            text += " \(key)=\""
            Self.escape(CleanText.of(value), into: &text)
            text += "\""
        }
        text += "\(end)"
    }

    private static func escape(_ words: String, into text: inout String) {
        if words.utf8.allSatisfy({ !special.contains($0) }) {
            text += words
            return
        }
        for scalar in words.unicodeScalars {
            switch scalar {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            case "'": text += "&#39;"
            default: text.unicodeScalars.append(scalar)
            }
        }
    }

    private static let special: [UInt8] = Array("&<>\"'".utf8)
}
