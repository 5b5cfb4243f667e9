/// Tables with headings that a screen reader knows, and that become cards on a narrow screen.
enum HTMLTable {
    static func write(_ table: Table, path: String, to html: inout HTMLWriter) {
        guard table.isDetail else { return writeTable(table, to: &html) }
        html.element("details") { details in
            details.element("summary") { $0.write(table.caption) }
            writeTable(table, to: &details)
        }
    }

    private static let head: StaticString = "<th role=\"columnheader\" scope=\"col\">"
    private static let headOfNumbers: StaticString = "<th role=\"columnheader\" scope=\"col\" class=\"number\">"

    /// The roles are those that the elements have anyway; browsers drop them where a style lays the rows out as cards.
    private static func writeTable(_ table: Table, to html: inout HTMLWriter) {
        let style = (table.columns.count > 3 ? "cards" : "plain") + (table.rows.count > 10 ? "" : " short")
        html.element("table", fixed: "role=\"table\"", ["class": style]) { html in
            html.element(
                table.isDetail ? "<caption class=\"hidden\">" : "<caption class=\"shown\">", "</caption>"
            ) { $0.write(table.caption) }
            html.element("<thead role=\"rowgroup\"><tr role=\"row\">", "</tr></thead>") { row in
                for column in table.columns {
                    row.element(column.isNumber ? headOfNumbers : head, "</th>") { $0.write(column.title) }
                }
            }
            let openings = table.columns.dropFirst().map(\.opening)
            html.element("<tbody role=\"rowgroup\">", "</tbody>") { body in
                for row in table.rows {
                    body.newline()
                    body.element("<tr role=\"row\">", "</tr>") { write(row, openings, to: &$0) }
                }
            }
        }
    }

    private static func write(_ row: Table.Row, _ openings: [HTMLWriter.Opening], to html: inout HTMLWriter) {
        guard let first = row.cells.first else { return }
        html.element("<th role=\"rowheader\" scope=\"row\" dir=\"auto\">", "</th>") { $0.write(first) }
        for (cell, opening) in zip(row.cells.dropFirst(), openings) {
            html.element(opening) { html in
                html.element("<span dir=\"auto\">", "</span>") { $0.write(cell) }
            }
        }
    }
}

extension Table.Column {
    /// How its cells begin: with their heading, for a narrow screen.
    fileprivate var opening: HTMLWriter.Opening {
        .init("td", fixed: isNumber ? "role=\"cell\" class=\"number\"" : "role=\"cell\"", ["data-label": title.plain])
    }
}
