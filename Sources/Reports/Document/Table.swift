package import CaseModel

/// Rows under headings. The first column names its row.
package struct Table: Sendable {
    package struct Column: Sendable {
        package var key: String
        package var title: RichText
        package var isNumber: Bool

        package init(_ key: String, _ title: RichText, isNumber: Bool = false) {
            (self.key, self.title, self.isNumber) = (key, title, isNumber)
        }
    }

    package enum Cell: Sendable, Hashable {
        case text(RichText)
        case number(Double)
        /// A difference: written with its sign.
        case signed(Double)
        case day(CalendarDate)
        /// Nothing recorded.
        case none
    }

    package struct Row: Sendable {
        package var cells: [Cell]
        /// The handles or ids of the entries that the row shows.
        package var sources: [String]

        package init(_ cells: [Cell], sources: [String] = []) {
            (self.cells, self.sources) = (cells, sources)
        }
    }

    package var key: String
    package var caption: RichText
    package var columns: [Column]
    package var rows: [Row]
    /// A list of figures behind a chart: a page shows it when it is asked for.
    package var isDetail: Bool

    package init(_ key: String, caption: RichText, columns: [Column], rows: [Row], isDetail: Bool = false) {
        (self.key, self.caption, self.columns, self.rows) = (key, caption, columns, rows)
        self.isDetail = isDetail
    }
}

extension Table.Cell {
    /// The cell as every format but JSON writes it.
    var text: RichText {
        switch self {
        case .text(let text): text
        case .number(let number): RichText(NumberText.of(number))
        case .signed(let number):
            RichText((number > 0 ? "+" : number < 0 ? "\u{2212}" : "") + NumberText.of(abs(number)))
        case .day(let day): "\(day)"
        case .none: "\u{2013}"
        }
    }
}

/// Numbers with at most two decimals and no needless ones: scores are whole, cutoffs have halves or hundredths.
enum NumberText {
    static func of(_ number: Double) -> String {
        let hundredths = Int((number * 100).rounded())
        let magnitude = hundredths.magnitude
        let whole = "\(hundredths < 0 ? "-" : "")\(magnitude / 100)"
        let rest = magnitude % 100
        if rest == 0 { return whole }
        return rest % 10 == 0 ? "\(whole).\(rest / 10)" : "\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }
}
