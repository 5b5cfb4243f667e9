/// The rows of a table as the search moves them about: for each, side by side, its position in every ladder and the rank
/// of every sensitive value it has, so that a class is one run of memory.
struct Records<Code: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
    /// Fields a record.
    let width: Int
    private var fields: [Code]
    /// The table's row that each record stands for.
    private(set) var rows: [UInt32]

    init(_ table: Table, _ ladders: [Ladder], _ model: BoundModel) {
        let width = ladders.count + model.columns.count
        self.width = width
        var fields = Array(repeating: Code.zero, count: table.rowCount * width)
        func lay(_ column: Int, _ numbers: [UInt32], at field: Int) {
            let codes = numbers.map { Code(truncatingIfNeeded: $0) }
            table.columns[column].codes.visit { row, code in fields[row * width + field] = codes[Int(code)] }
        }
        for (field, ladder) in ladders.enumerated() { lay(ladder.column, ladder.positionOfCode, at: field) }
        for (field, column) in model.columns.enumerated() {
            lay(column.index, column.rankOfCode, at: ladders.count + field)
        }
        self.fields = fields
        rows = Array(0..<UInt32(table.rowCount))
    }

    subscript(record: Int, field: Int) -> Int {
        @inline(__always) get { Int(truncatingIfNeeded: fields[record * width + field]) }
    }

    /// Calls `body` with the numbers of each record of a run, as the place where they begin and all fields.
    @inline(__always)
    func visit(_ range: Range<Int>, _ body: (_ fields: Span<Code>, _ base: Int) -> Void) {
        let span = fields.span
        var base = range.lowerBound * width
        for _ in range {
            body(span, base)
            base += width
        }
    }

    mutating func swapAt(_ one: Int, _ other: Int) {
        guard one != other else { return }
        rows.swapAt(one, other)
        for field in 0..<width { fields.swapAt(one * width + field, other * width + field) }
    }

    /// Sorts a run into parts that lie one after another, `sizes` long each, by the part of each record's position.
    mutating func arrange(_ range: Range<Int>, by field: Int, partOfPosition: [Int32], sizes: [Int]) {
        var heads: [Int] = []
        var ends: [Int] = []
        var start = range.lowerBound
        for size in sizes {
            heads.append(start)
            start += size
            ends.append(start)
        }
        for part in sizes.indices {
            while heads[part] < ends[part] {
                let place = heads[part]
                let goal = Int(partOfPosition[self[place, field]])
                if goal != part { swapAt(place, heads[goal]) }
                heads[goal] += 1
            }
        }
    }
}
