import Anonymity

/// The same optimum by the plainest means: every node of the lattice, every row, classes keyed by their labels.
///
/// Written against the definitions alone, so that it shares nothing with what it checks but the hierarchies' labels.
struct ExhaustiveSearch {
    struct Best: Equatable {
        var units: UInt64
        var suppressed: Int
        var levels: [Int]
        var loss: Double
    }

    let rows: [[String]]
    let hierarchies: [Hierarchy]
    /// Columns whose loss is a width.
    let numeric: Set<Int>
    let k: Int
    let allowance: Int

    func best() -> Best? {
        // One number a label and cell is all that a node needs to know of a row.
        let cells = hierarchies.indices.map { column in
            (0...hierarchies[column].top).map { cellsOf(column, $0) }
        }
        var best: Best?
        var levels = Array(repeating: 0, count: hierarchies.count)
        while true {
            if let found = evaluate(levels, cells), best.map({ isBefore(found, $0) }) ?? true { best = found }
            guard let column = levels.indices.last(where: { levels[$0] < hierarchies[$0].top }) else { return best }
            levels[column] += 1
            for later in levels.indices where later > column { levels[later] = 0 }
        }
    }

    private typealias Cell = (label: Int, loss: Double)

    private func isBefore(_ first: Best, _ second: Best) -> Bool {
        if first.units != second.units { return first.units < second.units }
        if first.suppressed != second.suppressed { return first.suppressed < second.suppressed }
        return first.levels.lexicographicallyPrecedes(second.levels)
    }

    private func evaluate(_ levels: [Int], _ cells: [[[Cell]]]) -> Best? {
        // A class is its labels, written as the digits of one number.
        var classOfRow = Array(repeating: 0, count: rows.count)
        for column in levels.indices {
            let labels = hierarchies[column].labels(atLevel: levels[column]).count
            for (row, cell) in cells[column][levels[column]].enumerated() {
                classOfRow[row] = classOfRow[row] * labels + cell.label
            }
        }
        let members = Dictionary(grouping: rows.indices) { classOfRow[$0] }
        var best = Best(units: 0, suppressed: 0, levels: levels, loss: 0)
        for rows in members.values {
            if rows.count < k {
                best.suppressed += rows.count
                best.loss += Double(rows.count * levels.count)
                best.units += UInt64(rows.count * levels.count) << 30
            } else {
                for row in rows {
                    for column in levels.indices {
                        let loss = cells[column][levels[column]][row].loss
                        best.loss += loss
                        best.units += UInt64((loss * 1_073_741_824).rounded())
                    }
                }
            }
        }
        best.loss /= Double(rows.count * levels.count)
        return best.suppressed <= allowance ? best : nil
    }

    private func cellsOf(_ column: Int, _ level: Int) -> [Cell] {
        let domain = Set(rows.map { $0[column] })
        let labels = hierarchies[column].labels(atLevel: level)
        var under: [String: [String]] = [:]
        for value in domain {
            under[hierarchies[column].label(of: value, atLevel: level) ?? "", default: []] += [value]
        }
        var cellOfValue: [String: Cell] = [:]
        for value in domain {
            let label = hierarchies[column].label(of: value, atLevel: level) ?? ""
            let loss = numeric.contains(column) ? width(under[label] ?? [], domain) : share(under[label] ?? [], domain)
            cellOfValue[value] = (labels.firstIndex(of: label) ?? -1, loss)
        }
        return rows.map { cellOfValue[$0[column]] ?? (-1, 0) }
    }

    private func share(_ values: [String], _ domain: Set<String>) -> Double {
        domain.count < 2 ? 0 : Double(values.count - 1) / Double(domain.count - 1)
    }

    private func width(_ values: [String], _ domain: Set<String>) -> Double {
        if values.contains(where: { Double($0) == nil }) { return values.count > 1 ? 1 : 0 }
        let numbers = values.compactMap(Double.init)
        let all = domain.compactMap(Double.init)
        guard let low = numbers.min(), let high = numbers.max(), let first = all.min(), let last = all.max(),
            last > first
        else { return 0 }
        return (high - low) / (last - first)
    }
}
