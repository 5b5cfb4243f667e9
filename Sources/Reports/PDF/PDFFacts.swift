import Paper

/// Names and values in a grid of three columns; a long value takes two or three of them.
enum PDFFacts {
    private static let columns = 3
    private static let gap = 16.0

    private struct Pair {
        let label: SetText
        let value: SetText
        let span: Int

        var height: Double { label.height + value.height }
    }

    static func write(_ facts: [Fact], above: Double, to flow: inout PDFFlow) throws(PaperError) {
        let cell = (flow.width - gap * Double(columns - 1)) / Double(columns)
        let rows = try rows(of: facts, cell: cell, flow)
        flow.within(.list) { flow in
            for (index, row) in rows.enumerated() {
                let height = row.map(\.height).max() ?? 0
                flow.add(height: height, above: index == 0 ? above : 7) { pdf, spot in
                    var x = spot.x
                    for pair in row {
                        pdf.tagged("LI") {
                            pdf.tagged("Lbl") { pdf.draw(pair.label, at: Spot(x, spot.y), PDFStyle.soft) }
                            pdf.tagged("LBody") {
                                pdf.draw(pair.value, at: Spot(x, spot.y + pair.label.height), PDFStyle.ink)
                            }
                        }
                        x += Double(pair.span) * (cell + gap)
                    }
                }
            }
        }
    }

    private static func rows(of facts: [Fact], cell: Double, _ flow: PDFFlow) throws(PaperError) -> [[Pair]] {
        var rows: [[Pair]] = []
        var used = columns
        for fact in facts {
            let value = try flow.set(fact.value, PDFStyle.body)
            let span = value.width <= cell ? 1 : value.width <= 2 * cell + gap ? 2 : columns
            let width = Double(span) * cell + Double(span - 1) * gap
            value.set(width: width)
            let pair = Pair(label: try flow.set(fact.label, PDFStyle.label, width: width), value: value, span: span)
            if used + span > columns {
                rows.append([])
                used = 0
            }
            rows[rows.count - 1].append(pair)
            used += span
        }
        return rows
    }
}
