/// Counts how many rows share any two cells of the columns that nobody is taken to know.
struct PairCounter {
    private struct Pair {
        let one: Int
        let other: Int
        let width: Int
        let start: Int
    }

    /// The fewest rows that may share two cells.
    let least: Int
    private var pairs: [Pair] = []
    private var rows: [Int32]

    /// `columns` by their numbers in the row, with how many labels each may hold.
    init(_ columns: [Int], labels: [Int], least: Int) {
        self.least = least
        var size = 0
        for one in columns.indices {
            for other in columns.indices where other > one {
                pairs.append(Pair(one: columns[one], other: columns[other], width: labels[other], start: size))
                size += labels[one] * labels[other]
            }
        }
        rows = Array(repeating: 0, count: size)
    }

    mutating func add(_ numbersOfRow: [Int]) {
        for pair in pairs { rows[pair.start + numbersOfRow[pair.one] * pair.width + numbersOfRow[pair.other]] += 1 }
    }

    /// The pairs of which some two cells are shared by too few: the second column, and the fewest rows.
    var broken: [(column: Int, rows: Int)] {
        pairs.indices.compactMap { index in
            let end = index + 1 < pairs.count ? pairs[index + 1].start : rows.count
            let fewest = rows[pairs[index].start..<end].filter { $0 > 0 }.min().map(Int.init)
            return fewest.flatMap { $0 < least ? (pairs[index].other, $0) : nil }
        }
    }
}
