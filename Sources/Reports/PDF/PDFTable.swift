import Paper

/// A table: its columns as wide as their words ask for, its head repeated on every page it goes on on.
enum PDFTable {
    private static let gap = 11.0
    private static let pad = 4.0
    /// A row that is taller is parted between its lines.
    private static let tallest = 320.0

    fileprivate struct Cell {
        let text: SetText
        let x: Double
        let width: Double
    }

    static func write(_ table: Table, above: Double, to flow: inout PDFFlow) throws(PaperError) {
        try flow.within(.table) { flow throws(PaperError) in
            let caption = try flow.set(table.caption, PDFStyle.caption, width: flow.width)
            flow.within(.caption) { $0.add(caption, above: above, keepsNext: true, PDFStyle.soft) }
            try writeRows(of: table, to: &flow)
        }
    }

    private static func writeRows(of table: Table, to flow: inout PDFFlow) throws(PaperError) {
        var head: [SetText] = []
        for column in table.columns { head.append(try flow.set(column.title, style(column, PDFStyle.label.bold))) }
        var rows: [[SetText]] = []
        for row in table.rows {
            var cells: [SetText] = []
            for (cell, column) in zip(row.cells, table.columns) {
                cells.append(try flow.set(cell.text, style(column, PDFStyle.cell)))
            }
            rows.append(cells)
        }
        let widths = try PDFColumns(table, head: head, rows: rows, gap: gap, flow).widths
        let number = try writeHead(cells(head, of: table, widths), to: &flow)
        for (index, row) in rows.enumerated() {
            // The last row is never alone on a page.
            let isKept = index == rows.count - 2
            flow.within(.row) { writeRow(cells(row, of: table, widths), number, isKept: isKept, to: &$0) }
        }
    }

    private static func style(_ column: Table.Column, _ style: TextStyle) -> TextStyle {
        column.isNumber ? style.atEnd : style
    }

    private static func cells(_ texts: [SetText], of table: Table, _ widths: [Double]) -> [Cell] {
        var x = 0.0
        return zip(zip(texts, table.columns), widths).map { pair, width in
            defer { x += width + gap }
            pair.0.set(width: width)
            return Cell(text: pair.0, x: x, width: width)
        }
    }

    private static func writeHead(_ cells: [Cell], to flow: inout PDFFlow) throws(PaperError) -> Int {
        let height = (cells.map(\.text.height).max() ?? 0) + 7
        let width = cells.width
        var number = 0
        flow.within(.row) { flow in
            number = flow.addHead(height: height) { pdf, spot in
                for cell in cells {
                    pdf.heading(ofRow: false) {
                        pdf.draw(
                            cell.text, at: Spot(spot.x + cell.x, spot.y + height - 3 - cell.text.height),
                            PDFStyle.soft)
                    }
                }
                pdf.stroke(
                    [Spot(spot.x, spot.y + height), Spot(spot.x + width, spot.y + height)], width: 0.8, PDFStyle.soft)
            }
        }
        return number
    }

    private static func writeRow(_ cells: [Cell], _ table: Int, isKept: Bool, to flow: inout PDFFlow) {
        let lines = cells.map(\.text.lines.count).max() ?? 0
        let leading = PDFStyle.cell.leading
        let most = Int(tallest / leading)
        var first = 0
        repeat {
            let end = lines - first <= most ? lines : first + most
            let isLast = end == lines
            let (isFirst, start) = (first == 0, first)
            let height = Double(end - start) * leading + (isFirst ? pad : 0) + (isLast ? pad : 0)
            let width = cells.width
            flow.add(height: height, keepsNext: isLast && isKept, table: table) { pdf, spot in
                for (column, cell) in cells.enumerated() {
                    let lines = {
                        for index in start..<max(start, min(end, cell.text.lines.count)) {
                            let y = spot.y + (isFirst ? pad : 0) + Double(index - start) * leading
                            pdf.draw(
                                cell.text, line: index,
                                at: Spot(spot.x + cell.x, y - cell.text.lines[index].top), PDFStyle.ink)
                        }
                    }
                    column == 0 ? pdf.heading(ofRow: true, lines) : pdf.tagged("TD", lines)
                }
                guard isLast else { return }
                let y = spot.y + height
                pdf.stroke([Spot(spot.x, y), Spot(spot.x + width, y)], width: 0.5, PDFStyle.rule)
            }
            first = end
        } while first < lines
    }
}

extension [PDFTable.Cell] {
    fileprivate var width: Double { last.map { $0.x + $0.width } ?? 0 }
}
