/// Takes rows one at a time and makes a `Table` of them, so that a reader never has to hold its rows itself.
package struct TableBuilder: Sendable {
    private let names: [String]
    private var dictionaries: [ValueDictionary]
    private var codes: [Codes]
    /// Rows by code, where nothing but these is kept.
    private var tallies: [[Int]]?
    private var next = 0
    package private(set) var rowCount = 0

    /// Begins an empty table. Throws `.noColumns` or `.duplicateColumn`.
    package init(columns names: [String]) throws(AnonymityError) {
        guard !names.isEmpty else { throw .noColumns }
        var seen: Set<String> = []
        for name in names where !seen.insert(name).inserted { throw .duplicateColumn(name) }
        self.names = names
        dictionaries = names.map { _ in ValueDictionary() }
        codes = names.map { _ in Codes() }
    }

    /// Begins a survey: what is added is counted by value and not kept.
    init(surveying names: [String]) throws(AnonymityError) {
        try self.init(columns: names)
        tallies = names.map { _ in [] }
    }

    /// Begins a part of a table that was surveyed.
    init(part survey: TableSurvey) {
        names = survey.columns.map(\.name)
        dictionaries = survey.columns.map(\.dictionary)
        codes = survey.columns.map { _ in Codes() }
    }

    /// Adds one row, a cell for each column in order; a missing value is whatever label the caller gives it.
    ///
    /// Throws `.wrongCellCount` (counting rows from 1) and then adds nothing.
    package mutating func append(_ cells: [String]) throws(AnonymityError) {
        guard cells.count == names.count else {
            throw .wrongCellCount(row: rowCount + 1, found: cells.count, expected: names.count)
        }
        if let place = cells.firstIndex(where: { $0.utf8.contains(0) }) {
            throw .notText(row: rowCount + 1, column: names[place])
        }
        for cell in cells {
            let bytes = Array(cell.utf8)
            try add(bytes.span)
        }
        try endRow()
    }

    /// Adds the next cell of the present row as bytes: the fast way in, for readers that do not make strings.
    ///
    /// Throws `.notText` for what is not UTF-8 or holds a NUL, and `.wrongCellCount` for a cell too many; the builder is
    /// of no use afterwards.
    package mutating func add(_ cell: Span<UInt8>) throws(AnonymityError) {
        guard next < names.count else {
            throw .wrongCellCount(row: rowCount + 1, found: next + 1, expected: names.count)
        }
        guard let code = dictionaries[next].code(of: cell) else {
            throw .notText(row: rowCount + 1, column: names[next])
        }
        if tallies == nil { codes[next].append(code) } else { tally(code) }
        next += 1
    }

    private mutating func tally(_ code: UInt32) {
        if let known = tallies?[next].count, known <= Int(code) { tallies?[next].append(0) }
        tallies?[next][Int(code)] += 1
    }

    /// Ends the row that `add` filled. Throws `.wrongCellCount` where a cell is missing.
    package mutating func endRow() throws(AnonymityError) {
        guard next == names.count else {
            throw .wrongCellCount(row: rowCount + 1, found: next, expected: names.count)
        }
        guard rowCount < Int(UInt32.max) - 1 else { throw .tooManyRows }
        next = 0
        rowCount += 1
    }

    /// What a survey found.
    consuming func finishSurvey() -> TableSurvey {
        let columns = names.indices.map { index in
            TableSurvey.Column(
                name: names[index], vocabulary: dictionaries[index].values, rows: tallies?[index] ?? [],
                dictionary: dictionaries[index])
        }
        return TableSurvey(columns: columns, rowCount: rowCount)
    }

    /// The finished table.
    package consuming func finish() -> Table {
        let columns = names.indices.map { index in
            Table.Column(name: names[index], vocabulary: dictionaries[index].values, codes: codes[index])
        }
        return Table(columns: columns, rowCount: rowCount)
    }
}
