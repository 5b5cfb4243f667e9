/// A way to write a document out. Every format says the same; none says more.
package enum DocumentFormat: String, Sendable, CaseIterable {
    case html
    case markdown = "md"
    case text
    case json

    /// How a file's name ends.
    package var fileExtension: String { self == .text ? "txt" : rawValue }
}

extension Document {
    /// The whole document as text in UTF-8.
    package func rendered(as format: DocumentFormat) -> String {
        switch format {
        case .html: HTMLPage(self).text
        case .markdown: MarkdownPage(self).text
        case .text: TextPage(self).text
        case .json: JSONPage(self).text
        }
    }
}
