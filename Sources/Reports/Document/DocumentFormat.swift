/// A way to write a document out. Every format says the same; none says more.
package enum DocumentFormat: String, Sendable, CaseIterable {
    case html
    case pdf
    case markdown = "md"
    case text
    case json

    /// How a file's name ends.
    package var fileExtension: String { self == .text ? "txt" : rawValue }

    /// The same as a format of text; nil for a PDF.
    package var text: TextFormat? {
        switch self {
        case .html: .html
        case .pdf: nil
        case .markdown: .markdown
        case .text: .text
        case .json: .json
        }
    }
}

/// A format that is text in UTF-8.
package enum TextFormat: Sendable, CaseIterable {
    case html, markdown, text, json
}

extension Document {
    /// The whole document in UTF-8.
    package func bytes(as format: TextFormat) -> [UInt8] {
        if case .html = format { return HTMLPage(self).bytes }
        return Array(rendered(as: format).utf8)
    }

    /// The same as text.
    package func rendered(as format: TextFormat) -> String {
        switch format {
        case .html: String(decoding: HTMLPage(self).bytes, as: UTF8.self)
        case .markdown: MarkdownPage(self).text
        case .text: TextPage(self).text
        case .json: JSONPage(self).text
        }
    }
}
