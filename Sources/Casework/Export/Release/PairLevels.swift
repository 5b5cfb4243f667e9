import Anonymity

/// The narrowest levels of columns that nobody is taken to know, at which any two of their cells are shared by k couples.
///
/// Somebody who knows an ending and a number of sessions, and nothing else, then still faces k couples. All pairs are
/// counted once, at the narrowest labels; wider ones are sums of those.
struct PairLevels {
    /// The level of each column, in the order they were given.
    private(set) var levels: [Int]
    /// The fewest couples that share any two cells at these levels; nil where there is no pair.
    private(set) var fewest: Int?

    /// The highest level of each column, where only `*` is left.
    var tops: [Int] { hierarchies.map(\.top) }

    private let hierarchies: [Hierarchy]
    private let readiness: [Double]
    /// The label of each code at each level, as a number: column, level, code.
    private var labelOfCode: [[[Int]]] = []
    private var labelCounts: [[Int]] = []
    /// Couples by the codes of two columns.
    private var counts: [Pair: [Int]] = [:]

    private struct Pair: Hashable {
        let one: Int
        let other: Int
    }

    /// `floors` are levels that columns must have at least; a column of low `readiness` is widened late.
    init(
        _ table: Table, columns: [Int], hierarchies: [Hierarchy], floors: [Int], readiness: [Double], rows: [UInt32],
        k: Int
    ) throws(CaseworkError) {
        self.hierarchies = hierarchies
        self.readiness = readiness
        levels = floors
        for (place, column) in columns.enumerated() { try number(table.columns[column].vocabulary, place) }
        count(table, columns, rows)
        widen(k)
        narrow(k, floors)
        fewest = counts.keys.compactMap { pair in smallest(pair, levels) }.min()
    }

    private mutating func number(_ vocabulary: [String], _ place: Int) throws(CaseworkError) {
        var byLevel: [[Int]] = []
        var sizes: [Int] = []
        for level in 0...hierarchies[place].top {
            var numbers: [String: Int] = [:]
            var ofCode: [Int] = []
            for value in vocabulary {
                guard let label = hierarchies[place].label(of: value, atLevel: level) else {
                    throw .internal("a label that is not published")
                }
                let number = numbers[label] ?? numbers.count
                numbers[label] = number
                ofCode.append(number)
            }
            byLevel.append(ofCode)
            sizes.append(numbers.count)
        }
        labelOfCode.append(byLevel)
        labelCounts.append(sizes)
    }

    private mutating func count(_ table: Table, _ columns: [Int], _ rows: [UInt32]) {
        for one in columns.indices {
            for other in columns.indices where other > one {
                let (left, right) = (table.columns[columns[one]], table.columns[columns[other]])
                let width = right.vocabulary.count
                var cells = [Int](repeating: 0, count: left.vocabulary.count * width)
                for row in rows { cells[Int(left.codes[row: Int(row)]) * width + Int(right.codes[row: Int(row)])] += 1 }
                counts[Pair(one: one, other: other)] = cells
            }
        }
    }

    /// The cells of a pair at the given levels.
    private func cells(_ pair: Pair, _ levels: [Int]) -> [Int] {
        let (left, right) = (labelOfCode[pair.one][levels[pair.one]], labelOfCode[pair.other][levels[pair.other]])
        let width = labelCounts[pair.other][levels[pair.other]]
        var cells = [Int](repeating: 0, count: labelCounts[pair.one][levels[pair.one]] * width)
        for (index, count) in (counts[pair] ?? []).enumerated() where count > 0 {
            cells[left[index / right.count] * width + right[index % right.count]] += count
        }
        return cells
    }

    private func smallest(_ pair: Pair, _ levels: [Int]) -> Int? {
        cells(pair, levels).filter { $0 > 0 }.min()
    }

    /// Widens the column that mends most for what it loses, until no two cells are shared by fewer than k.
    private mutating func widen(_ k: Int) {
        func exposed(_ pair: Pair, _ levels: [Int]) -> Int {
            cells(pair, levels).reduce(0) { $0 + ($1 > 0 && $1 < k ? $1 : 0) }
        }
        var open: [Pair: Int] = [:]
        for pair in counts.keys { open[pair] = exposed(pair, levels) }
        while open.values.contains(where: { $0 > 0 }) {
            var best: (column: Int, gain: Double)?
            for column in levels.indices where levels[column] < hierarchies[column].top {
                var wider = levels
                wider[column] += 1
                var mended = 0
                for (pair, couples) in open where couples > 0 && (pair.one == column || pair.other == column) {
                    mended += couples - exposed(pair, wider)
                }
                let before = labelCounts[column][levels[column]]
                let lost = Double(max(before - labelCounts[column][levels[column] + 1], 1)) / Double(before)
                // where one step mends nothing yet, the readiest column that loses least goes first
                let gain = (Double(mended) + 0.5) / lost * readiness[column]
                if best.map({ gain > $0.gain }) ?? true { best = (column, gain) }
            }
            guard let best else { return }
            levels[best.column] += 1
            for pair in open.keys where pair.one == best.column || pair.other == best.column {
                open[pair] = exposed(pair, levels)
            }
        }
    }

    /// Takes back what turned out not to be needed, the least ready columns first: widening goes one step at a time and
    /// does not see that a later step would have been enough.
    private mutating func narrow(_ k: Int, _ floors: [Int]) {
        let order = levels.indices.sorted { (readiness[$0], $0) < (readiness[$1], $1) }
        var changed = true
        while changed {
            changed = false
            for column in order where levels[column] > floors[column] {
                var narrower = levels
                narrower[column] -= 1
                let isSafe = counts.keys.allSatisfy { pair in
                    (pair.one != column && pair.other != column) || smallest(pair, narrower).map { $0 >= k } ?? true
                }
                if isSafe {
                    levels = narrower
                    changed = true
                }
            }
        }
    }
}
