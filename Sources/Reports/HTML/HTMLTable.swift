/// Tables with headings that a screen reader knows, and that become cards on a narrow screen.
enum HTMLTable {
    static func write(_ table: Table, path: String, to html: inout HTMLWriter) {
        guard table.isDetail else { return writeTable(table, to: &html) }
        html.element("details") { details in
            details.element("summary") { $0.write(table.caption) }
            writeTable(table, to: &details)
        }
    }

    /// The roles are those that the elements have anyway; browsers drop them where a style lays the rows out as cards.
    private static func writeTable(_ table: Table, to html: inout HTMLWriter) {
        let style = (table.columns.count > 3 ? "cards" : "plain") + (table.rows.count > 10 ? "" : " short")
        html.element("table", ["role": "table", "class": style]) { html in
            html.element("caption", ["class": table.isDetail ? "hidden" : "shown"]) { $0.write(table.caption) }
            html.element("thead", ["role": "rowgroup"]) { head in
                head.element("tr", ["role": "row"]) { row in
                    for column in table.columns {
                        row.element("th", ["role": "columnheader", "scope": "col", "class": column.style]) {
                            $0.write(column.title)
                        }
                    }
                }
            }
            html.element("tbody", ["role": "rowgroup"]) { body in
                for row in table.rows {
                    body.newline()
                    body.element("tr", ["role": "row"]) { write(row, of: table, to: &$0) }
                }
            }
        }
    }

    private static func write(_ row: Table.Row, of table: Table, to html: inout HTMLWriter) {
        for (index, (cell, column)) in zip(row.cells, table.columns).enumerated() {
            let label = column.title.plain
            if index == 0 {
                html.element("th", ["role": "rowheader", "scope": "row", "class": column.style, "dir": "auto"]) {
                    $0.write(cell.text)
                }
            } else {
                html.element("td", ["role": "cell", "class": column.style, "data-label": label]) { html in
                    html.element("span", ["dir": "auto"]) { $0.write(cell.text) }
                }
            }
        }
    }
}

extension Table.Column {
    fileprivate var style: String { isNumber ? "number" : "words" }
}
