/// One line of output as pieces with a style, so that widths are counted before any escape sequence is in it.
package struct StyledText: Sendable, Equatable, ExpressibleByStringLiteral {
    /// A run of text in one style.
    package struct Span: Sendable, Equatable {
        package var text: String
        package var style: Style?
    }

    package private(set) var spans: [Span] = []

    /// Text without style; it must be visible already (see `VisibleText`).
    package init(_ text: String = "", _ style: Style? = nil) {
        append(text, style)
    }

    package init(stringLiteral value: String) {
        append(value)
    }

    /// Terminal cells, whatever the colours.
    package var width: Int {
        spans.reduce(0) { $0 + DisplayWidth.of($1.text) }
    }

    /// Adds text, merging with the last run when the style is the same.
    package mutating func append(_ text: String, _ style: Style? = nil) {
        guard !text.isEmpty else { return }
        if let last = spans.indices.last, spans[last].style == style {
            spans[last].text += text
        } else {
            spans.append(Span(text: text, style: style))
        }
    }

    /// Adds another line's pieces.
    package mutating func append(_ other: StyledText) {
        for span in other.spans {
            append(span.text, span.style)
        }
    }

    /// Fills up with spaces to `width` cells, for whatever stands to the right.
    package mutating func pad(to width: Int) {
        append(String(repeating: " ", count: max(0, width - self.width)))
    }

    /// Drops the spaces at the end, which only make a copied table ragged.
    package mutating func trimEnd() {
        while let last = spans.indices.last {
            while spans[last].text.last == " " {
                spans[last].text.removeLast()
            }
            guard spans[last].text.isEmpty else { return }
            spans.removeLast()
        }
    }

    /// The text, with escape sequences only when `colour` is on; every run is closed before the next begins.
    package func rendered(colour: Bool) -> String {
        var result = ""
        for span in spans {
            if colour, let style = span.style {
                result += "\u{1B}[\(style.parameters)m\(span.text)\u{1B}[0m"
            } else {
                result += span.text
            }
        }
        return result
    }
}
