/// How records of one kind are shown: a command describes its columns once, and every format follows from them.
package struct Listing<Row>: Sendable {
    let columns: [Column<Row>]
    private let handle: @Sendable (Row) -> String
    private let empty: String

    /// `handle` is what `--quiet` prints; `empty` is the sentence that stands in place of a table without rows.
    package init(empty: String, columns: [Column<Row>], handle: @escaping @Sendable (Row) -> String) {
        self.empty = empty
        self.columns = columns
        self.handle = handle
    }

    /// Writes a list: a table, a JSON array of objects, or CSV with a heading line.
    ///
    /// JSON, CSV and handles are written row by row; a table is measured first and held whole.
    package func write(
        _ rows: some Sequence<Row>, options: OutputOptions, screen: Screen, to output: inout some TextOutputStream
    ) {
        if options.quiet {
            for row in rows { writeHandle(of: row, screen: screen, to: &output) }
            return
        }
        switch options.format {
        case .table:
            let rows = Array(rows)
            let lines =
                rows.isEmpty ? [StyledText(empty, .dim)] : TableLayout(listing: self, screen: screen).lines(rows)
            Self.write(lines, screen: screen, to: &output)
        case .json:
            JSONText.write(rows.lazy.map(members), to: &output)
        case .csv:
            writeHeadings(to: &output)
            for row in rows { writeFields(of: row, screen: screen, to: &output) }
        }
    }

    /// Writes one record: a card of `heading  value` lines, one JSON object, or CSV with one row.
    package func write(
        one row: Row, options: OutputOptions, screen: Screen, to output: inout some TextOutputStream
    ) {
        if options.quiet { return writeHandle(of: row, screen: screen, to: &output) }
        switch options.format {
        case .table:
            Self.write(CardLayout(listing: self, screen: screen).lines(row), screen: screen, to: &output)
        case .json:
            output.write(JSONText.object(members(row)) + "\n")
        case .csv:
            writeHeadings(to: &output)
            writeFields(of: row, screen: screen, to: &output)
        }
    }

    private func members(_ row: Row) -> [(key: String, value: Cell)] {
        columns.map { ($0.key, $0.value(row)) }
    }

    private func writeHandle(of row: Row, screen: Screen, to output: inout some TextOutputStream) {
        output.write(VisibleText.of(handle(row), unicode: screen.isUnicode) + "\n")
    }

    private func writeHeadings(to output: inout some TextOutputStream) {
        output.write(CSVText.line(columns.map { .text($0.key) }))
    }

    /// A file gets the bytes as they are; a terminal would obey them, so there they are made visible.
    private func writeFields(of row: Row, screen: Screen, to output: inout some TextOutputStream) {
        var cells = columns.map { $0.value(row) }
        if screen.isTerminal {
            cells = cells.map { cell in
                guard case .text(let text) = cell else { return cell }
                return .text(VisibleText.of(text, unicode: screen.isUnicode))
            }
        }
        output.write(CSVText.line(cells))
    }

    private static func write(_ lines: [StyledText], screen: Screen, to output: inout some TextOutputStream) {
        for line in lines {
            output.write(line.rendered(colour: screen.hasColour) + "\n")
        }
    }
}
