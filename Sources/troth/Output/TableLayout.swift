/// Lays records out as a table: headings, a rule, aligned columns, no line wider than the screen.
struct TableLayout<Row> {
    private let columns: [Column<Row>]
    private let screen: Screen
    private static var gap: Int { 2 }
    /// How far texts give way before anything else does: to a readable length, to a stub, and then with all the rest.
    private static var leastWidths: (text: Int, stub: Int, any: Int) { (8, 4, 1) }

    init(listing: Listing<Row>, screen: Screen) {
        columns = listing.columns
        self.screen = screen
    }

    func lines(_ rows: [Row]) -> [StyledText] {
        let texts = rows.map { row in
            columns.map { $0.value(row).display(unicode: screen.isUnicode, keepingLines: $0.fit == .wraps) }
        }
        let widths = fitted(naturalWidths(texts))
        var result = [headings(widths), rule(widths)]
        for (row, cells) in zip(rows, texts) {
            result += lines(row, cells, widths)
        }
        return result
    }

    private func naturalWidths(_ texts: [[String]]) -> [Int] {
        var widths = columns.map { DisplayWidth.of($0.heading) }
        for cells in texts {
            for (index, text) in cells.enumerated() {
                let width = columns[index].fit == .wraps ? widestLine(text) : DisplayWidth.of(text)
                widths[index] = max(widths[index], width)
            }
        }
        return widths
    }

    private func widestLine(_ text: String) -> Int {
        text.split(separator: "\n").map { DisplayWidth.of($0) }.max() ?? 0
    }

    private func fitted(_ natural: [Int]) -> [Int] {
        guard let available = screen.columns else { return natural }
        let room = available - Self.gap * (columns.count - 1)
        let flexible = columns.indices.filter { columns[$0].fit != .whole }
        let short = shrink(natural, at: flexible, to: room, least: Self.leastWidths.text)
        let stubs = shrink(short, at: flexible, to: room, least: Self.leastWidths.stub)
        return shrink(stubs, at: Array(columns.indices), to: room, least: Self.leastWidths.any)
    }

    /// Takes from the widest columns first, so that short values stay whole as long as possible.
    private func shrink(_ widths: [Int], at indices: [Int], to room: Int, least: Int) -> [Int] {
        var widths = widths
        var excess = widths.reduce(0, +) - room
        while excess > 0 {
            guard let widest = indices.max(by: { widths[$0] < widths[$1] }), widths[widest] > least else { break }
            widths[widest] -= 1
            excess -= 1
        }
        return widths
    }

    private func headings(_ widths: [Int]) -> StyledText {
        line(columns.map { ($0.heading, Style.heading) }, widths)
    }

    private func rule(_ widths: [Int]) -> StyledText {
        line(widths.map { (String(repeating: screen.isUnicode ? "─" : "-", count: $0), Style.dim) }, widths)
    }

    private func lines(_ row: Row, _ cells: [String], _ widths: [Int]) -> [StyledText] {
        let styles = columns.map { $0.style(row) }
        let stacks = cells.indices.map { index in
            columns[index].fit == .wraps ? TextFit.wrap(cells[index], width: widths[index]) : [cells[index]]
        }
        let height = stacks.map(\.count).max() ?? 1
        return (0..<height).map { level in
            line(stacks.indices.map { (level < stacks[$0].count ? stacks[$0][level] : "", styles[$0]) }, widths)
        }
    }

    private func line(_ cells: [(text: String, style: Style?)], _ widths: [Int]) -> StyledText {
        var result = StyledText()
        for (index, cell) in cells.enumerated() {
            if index > 0 { result.append(String(repeating: " ", count: Self.gap)) }
            let text = TextFit.truncate(cell.text, to: widths[index], unicode: screen.isUnicode)
            let space = String(repeating: " ", count: max(0, widths[index] - DisplayWidth.of(text)))
            if columns[index].alignment == .trailing { result.append(space) }
            result.append(screen.isUnicode ? VisibleText.isolated(text) : text, cell.style)
            if columns[index].alignment == .leading { result.append(space) }
        }
        result.trimEnd()
        return result
    }
}
