/// Lays one record out as a card: a heading and its value a line, long values broken and never cut.
struct CardLayout<Row> {
    private let columns: [Column<Row>]
    private let screen: Screen

    init(listing: Listing<Row>, screen: Screen) {
        columns = listing.columns
        self.screen = screen
    }

    func lines(_ row: Row) -> [StyledText] {
        let margin = (columns.map { DisplayWidth.of($0.heading) }.max() ?? 0) + 3
        return columns.flatMap { column in
            let text = column.value(row).display(unicode: screen.isUnicode, keepingLines: column.fit == .wraps)
            let room = screen.columns.map { max(16, $0 - margin) } ?? Int.max
            let values = DisplayWidth.of(text) > room || column.fit == .wraps ? TextFit.wrap(text, width: room) : [text]
            return values.enumerated().map { index, value in
                var line = StyledText(index == 0 ? column.heading + ":" : "", .dim)
                line.pad(to: margin)
                line.append(screen.isUnicode ? VisibleText.isolated(value) : value, column.style(row))
                line.trimEnd()
                return line
            }
        }
    }
}
