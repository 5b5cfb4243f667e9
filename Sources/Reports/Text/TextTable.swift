/// A table as plain text: columns where they fit, else one record after the other.
enum TextTable {
    static func lines(of table: Table, width: Int) -> [String] {
        let rows = table.rows.map { row in
            row.cells.map { TextWrap.wrapped($0.text.plain, width: .max).replacing("\n", with: " ") }
        }
        let titles = table.columns.map(\.title.plain)
        let widths = titles.indices.map { column in
            ([titles[column]] + rows.map { $0[column] }).map(TextWrap.cells).max() ?? 0
        }
        if widths.reduce(0, +) + 2 * (widths.count - 1) <= width {
            return columns(table, titles: titles, rows: rows, widths: widths)
        }
        return records(titles: titles, rows: rows, width: width)
    }

    private static func columns(_ table: Table, titles: [String], rows: [[String]], widths: [Int]) -> [String] {
        func line(_ cells: [String]) -> String {
            var line = ""
            for (index, cell) in cells.enumerated() {
                let gap = String(repeating: " ", count: widths[index] - TextWrap.cells(cell))
                line += (index == 0 ? "" : "  ") + (table.columns[index].isNumber ? gap + cell : cell + gap)
            }
            while line.last == " " { line.removeLast() }
            return line
        }
        return [line(titles), line(widths.map { String(repeating: "-", count: $0) })] + rows.map(line)
    }

    private static func records(titles: [String], rows: [[String]], width: Int) -> [String] {
        let widest = titles.dropFirst().map(TextWrap.cells).max() ?? 0
        var lines: [String] = []
        for row in rows {
            lines.append(TextWrap.wrapped(row[0], width: width, first: "* ", rest: "  "))
            for (title, cell) in zip(titles, row).dropFirst() {
                let label = "  " + title + ":" + String(repeating: " ", count: widest + 1 - TextWrap.cells(title))
                let rest = String(repeating: " ", count: widest + 4)
                lines.append(TextWrap.wrapped(cell, width: width, first: label, rest: rest))
            }
        }
        return lines
    }
}
