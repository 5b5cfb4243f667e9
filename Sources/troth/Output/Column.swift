/// One column of a list, described once for all formats.
package struct Column<Row>: Sendable {
    /// The side that values keep to in a table.
    package enum Alignment: Sendable {
        case leading
        case trailing
    }

    /// What happens to a value in a table that is wider than the terminal.
    package enum Fit: Sendable {
        /// Cut, with an ellipsis.
        case truncates
        /// Broken into several lines; line feeds in the text are kept.
        case wraps
        /// Left whole as long as any other column can give way: handles, dates, numbers.
        case whole
    }

    let key: String
    let heading: String
    let alignment: Alignment
    let fit: Fit
    let style: @Sendable (Row) -> Style?
    let value: @Sendable (Row) -> Cell

    /// `key` names the value in JSON and CSV and never changes; `heading` stands above it in a table.
    package init(
        _ key: String, _ heading: String, align alignment: Alignment = .leading, fit: Fit = .truncates,
        style: @escaping @Sendable (Row) -> Style? = { _ in nil }, value: @escaping @Sendable (Row) -> Cell
    ) {
        self.key = key
        self.heading = heading
        self.alignment = alignment
        self.fit = fit
        self.style = style
        self.value = value
    }
}
