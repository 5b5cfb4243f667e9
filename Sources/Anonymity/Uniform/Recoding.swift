/// A table recoded to one level a quasi-identifier, with the rows that still stood out left out.
///
/// It holds the table and one number a row; the recoded rows are made only as they are read.
package struct Recoding: Sendable {
    /// One quasi-identifier as it was recoded.
    package struct Column: Sendable, Equatable {
        package let name: String
        /// 0 is the value itself.
        package let level: Int
        /// The level at which only `*` is left.
        package let top: Int
        /// Normalised certainty penalty of the column, mean over all original rows; a row left out counts 1.
        package let loss: Double
    }

    /// The quasi-identifiers in the order they were named.
    package let columns: [Column]
    /// Rows in each class released, in the order in which the classes are released; all at least `k`.
    package let classSizes: [Int]
    package let k: Int
    /// Rows left out because their class was smaller than k.
    package let suppressedRows: Int
    /// Normalised certainty penalty over all quasi-identifiers; 0 is the table as it was, 1 tells nothing.
    package let loss: Double

    private let table: Table
    /// The labels of each recoded column at its level; nil for a column that passes unchanged.
    private let labels: [ColumnLabels?]
    /// The released rows, class after class.
    private let rowsByClass: [UInt32]

    private struct ColumnLabels: Sendable {
        let ofLabel: [String]
        let labelOfCode: [UInt32]
    }

    init(of table: Table, by generalisations: [Generalisation], at node: Node, k: Int) {
        let classes = ReleasedClasses(of: table, by: generalisations, levels: node.levels, k: k)
        rowsByClass = classes.rows
        classSizes = classes.sizes
        suppressedRows = table.rowCount - classes.rows.count
        self.table = table
        self.k = k
        var labels: [ColumnLabels?] = Array(repeating: nil, count: table.columns.count)
        var columns: [Column] = []
        let whole = Double(Generalisation.wholeCell)
        for (generalisation, depth) in zip(generalisations, node.levels) {
            let level = generalisation.levels[depth]
            let codes = table.columns[generalisation.column].codes
            var lost = UInt64(suppressedRows) * Generalisation.wholeCell
            for row in classes.rows { lost += level.lossOfLabel[Int(level.labelOfCode[Int(codes[row: Int(row)])])] }
            labels[generalisation.column] = ColumnLabels(ofLabel: level.labels, labelOfCode: level.labelOfCode)
            columns.append(
                Column(
                    name: table.columns[generalisation.column].name, level: depth, top: generalisation.top,
                    loss: Double(lost) / whole / Double(table.rowCount)))
        }
        self.labels = labels
        self.columns = columns
        loss = Double(node.loss) / whole / Double(table.rowCount * generalisations.count)
    }

    /// The columns of a released row: all of the table's, in its order.
    package var header: [String] { table.columns.map(\.name) }

    package var originalRows: Int { table.rowCount }

    package var releasedRows: Int { rowsByClass.count }

    /// Calls `body` with each released row's cells, one row at a time.
    ///
    /// The order gives nothing away: classes in the order of their labels in the hierarchies (first-named
    /// quasi-identifier first), rows shuffled inside a class by `generator`. Give it a generator nobody can repeat.
    package func forEachRow<Failure: Error>(
        shuffledBy generator: inout some RandomNumberGenerator, _ body: ([String]) throws(Failure) -> Void
    ) throws(Failure) {
        var rows: [Int] = []
        var cells = Array(repeating: "", count: table.columns.count)
        var start = 0
        for size in classSizes {
            rows.removeAll(keepingCapacity: true)
            for row in rowsByClass[start..<start + size] { rows.append(Int(row)) }
            start += size
            rows.shuffle(using: &generator)
            for row in rows {
                for (index, column) in table.columns.enumerated() {
                    if let labels = labels[index] {
                        cells[index] = labels.ofLabel[Int(labels.labelOfCode[Int(column.codes[row: row])])]
                    } else {
                        cells[index] = column.value(ofRow: row)
                    }
                }
                try body(cells)
            }
        }
    }
}
