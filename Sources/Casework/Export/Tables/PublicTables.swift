import Anonymity

/// The tables that a release for anyone holds: a fixed published list, chosen before any couple was counted.
///
/// A couple stands in exactly one cell of each table, so one couple more or less changes one cell a table by 1: the
/// sensitivity of a table is 1, and of all of them together the square root of their number.
struct PublicTables: Sendable {
    struct Axis: Sendable {
        let column: ProgressColumn
        let labels: [String]
        /// Of a label at the narrowest level.
        let indexOfLabel: [String: Int]
    }

    struct Crossing: Sendable {
        let name: String
        let rows: Axis
        let columns: Axis
        var cells: Int { rows.labels.count * columns.labels.count }
    }

    let crossings: [Crossing]

    private static let list: [(rows: (ProgressColumn, Int), columns: (ProgressColumn, Int))] = [
        ((.intakeYear, 1), (.howItEnded, 1)), ((.breachKind, 0), (.howItEnded, 1)),
        ((.breachKind, 0), (.relationship, 0)),
        ((.stageReached, 0), (.howItEnded, 1)), ((.ageOlder, 1), (.changeCouple, 1)),
        ((.yearsTogether, 1), (.relationship, 0)), ((.region, 1), (.breachKind, 2)),
        ((.sessions, 0), (.changeCouple, 1)),
    ]
    /// Years outside are one label, so that the list of cells is fixed.
    private static let years = 2000...2049
    private static let otherYear = "another year"

    init() throws(CaseworkError) {
        var crossings: [Crossing] = []
        for (rows, columns) in Self.list {
            crossings.append(
                Crossing(
                    name: "\(rows.0.rawValue) by \(columns.0.rawValue)", rows: try Self.axis(rows.0, rows.1),
                    columns: try Self.axis(columns.0, columns.1)))
        }
        self.crossings = crossings
    }

    /// Every column that a table counts by, once.
    var columns: [ProgressColumn] {
        let used = Set(crossings.flatMap { [$0.rows.column, $0.columns.column] })
        return ProgressColumn.allCases.filter(used.contains)
    }

    private static func axis(_ column: ProgressColumn, _ level: Int) throws(CaseworkError) -> Axis {
        let hierarchy: Hierarchy
        do { hierarchy = try column.hierarchy } catch { throw .internal(error.description) }
        var labels: [String] = []
        var indexOfLabel: [String: Int] = [:]
        for value in hierarchy.labels(atLevel: 0) {
            var label = hierarchy.label(of: value, atLevel: level) ?? "*"
            if column == .intakeYear, !(Int(value).map(years.contains) ?? false) { label = otherYear }
            let index = labels.firstIndex(of: label) ?? labels.count
            if index == labels.count { labels.append(label) }
            indexOfLabel[value] = index
        }
        return Axis(column: column, labels: labels, indexOfLabel: indexOfLabel)
    }

    /// The true counts: a list a table, row after row.
    func count(_ table: Table) throws(CaseworkError) -> [[Int]] {
        var counts: [[Int]] = []
        for crossing in crossings {
            guard let rows = table.column(named: crossing.rows.column.rawValue),
                let columns = table.column(named: crossing.columns.column.rawValue)
            else { throw .internal("a column that is not there") }
            let rowOfCode = rows.vocabulary.map { crossing.rows.indexOfLabel[$0] ?? 0 }
            let columnOfCode = columns.vocabulary.map { crossing.columns.indexOfLabel[$0] ?? 0 }
            let width = crossing.columns.labels.count
            var cells = [Int](repeating: 0, count: crossing.cells)
            for row in 0..<table.rowCount {
                cells[rowOfCode[Int(rows.codes[row: row])] * width + columnOfCode[Int(columns.codes[row: row])]] += 1
            }
            counts.append(cells)
        }
        return counts
    }

    /// What is published of the counts; nil is a cell withheld.
    typealias Published = [[Int?]]

    /// The variance of the noise: with T tables, each of sensitivity 1 and a share of rho / T, it is T / (2 rho).
    func variance(rho: Rational) -> Rational? {
        Rational(UInt64(crossings.count) * rho.denominator, 2 * rho.numerator)
    }

    /// Counts with noise; below 0 they are raised to 0, which costs no privacy, since it looks at nothing else.
    func noisy(_ counts: [[Int]], variance: Rational, _ random: some RandomNumberGenerator) -> Published {
        let gaussian = DiscreteGaussian(variance: variance)
        var words = RandomWords(random)
        return counts.map { cells in cells.map { max($0 + gaussian.draw(&words), 0) } }
    }

    /// The 10-5 rule: counts under 10 are withheld, the others rounded to 5.
    static func rounded(_ counts: [[Int]]) -> Published {
        counts.map { cells in cells.map { $0 < 10 ? nil : ($0 + 2) / 5 * 5 } }
    }

    /// The file: one cell a line. Totals, by the 10-5 rule alone, are sums of the published cells.
    func file(_ published: Published, withTotals: Bool) -> [UInt8] {
        let csv = CSVWriter()
        var bytes: [UInt8] = []
        csv.append(["table", "row_column", "row", "column_column", "column", "count"], to: &bytes)
        for (crossing, cells) in zip(crossings, published) {
            func line(_ row: String, _ column: String, _ count: Int?) {
                csv.append(
                    [
                        crossing.name, crossing.rows.column.rawValue, row, crossing.columns.column.rawValue, column,
                        count.map { "\($0)" } ?? "",
                    ], to: &bytes)
            }
            let width = crossing.columns.labels.count
            for (index, count) in cells.enumerated() {
                line(crossing.rows.labels[index / width], crossing.columns.labels[index % width], count)
                if withTotals, index % width == width - 1 {
                    let row = cells[(index - width + 1)...index]
                    line(crossing.rows.labels[index / width], "total", row.reduce(0) { $0 + ($1 ?? 0) })
                }
            }
            if withTotals { line("total", "total", cells.reduce(0) { $0 + ($1 ?? 0) }) }
        }
        return bytes
    }
}
