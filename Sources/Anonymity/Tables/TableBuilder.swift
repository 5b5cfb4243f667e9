/// Takes rows one at a time and makes a `Table` of them, so that a reader never has to hold its rows itself.
package struct TableBuilder: Sendable {
    private var columns: [Table.Column]
    private var codeOfValue: [[String: UInt32]]
    package private(set) var rowCount = 0

    /// Begins an empty table. Throws `.noColumns` or `.duplicateColumn`.
    package init(columns names: [String]) throws(AnonymityError) {
        guard !names.isEmpty else { throw .noColumns }
        var seen: Set<String> = []
        for name in names where !seen.insert(name).inserted { throw .duplicateColumn(name) }
        columns = names.map { Table.Column(name: $0) }
        codeOfValue = Array(repeating: [:], count: names.count)
    }

    /// Adds one row, a cell for each column in order; a missing value is whatever label the caller gives it.
    ///
    /// Throws `.wrongCellCount` (counting rows from 1) and then adds nothing.
    package mutating func append(_ cells: [String]) throws(AnonymityError) {
        guard cells.count == columns.count else {
            throw .wrongCellCount(row: rowCount + 1, found: cells.count, expected: columns.count)
        }
        guard rowCount < Int(UInt32.max) - 1 else { throw .tooManyRows }
        for index in cells.indices {
            let code: UInt32
            if let known = codeOfValue[index][cells[index]] {
                code = known
            } else {
                code = UInt32(columns[index].vocabulary.count)
                codeOfValue[index][cells[index]] = code
                columns[index].vocabulary.append(cells[index])
            }
            columns[index].codes.append(code)
        }
        rowCount += 1
    }

    /// The finished table.
    package consuming func finish() -> Table {
        Table(columns: columns, rowCount: rowCount)
    }
}
