import Anonymity

/// The best of all levels by looking at every node of the lattice and every row: what the lattice search is held
/// against. Written plainly and to be fast: a class is one number, and losses are looked up by code.
struct WholeLattice {
    private struct Column {
        /// By level and code: the label's number, and the loss of its cell.
        let labels: [[Int]]
        let losses: [[Double]]
        let counts: [Int]
        let codes: [Int]
    }

    private let columns: [Column]
    private let rows: Int

    init(_ table: Table, _ identifiers: [QuasiIdentifier], hierarchies: [Hierarchy], numeric: Set<String>) {
        rows = table.rowCount
        columns = zip(identifiers, hierarchies).map { identifier, hierarchy in
            let column = table.column(named: identifier.column) ?? table.columns[0]
            var (labels, losses, counts): ([[Int]], [[Double]], [Int]) = ([], [], [])
            for level in 0...hierarchy.top {
                let texts = column.vocabulary.map { hierarchy.label(of: $0, atLevel: level) ?? "" }
                let names = Array(Set(texts))
                labels.append(texts.map { names.firstIndex(of: $0) ?? 0 })
                losses.append(Self.losses(column.vocabulary, texts, isNumeric: numeric.contains(identifier.column)))
                counts.append(names.count)
            }
            return Column(
                labels: labels, losses: losses, counts: counts,
                codes: (0..<table.rowCount).map { Int(column.codes[row: $0]) })
        }
    }

    private static func losses(_ values: [String], _ texts: [String], isNumeric: Bool) -> [Double] {
        let numbers = values.map { Double($0) ?? 0 }
        let whole = isNumeric ? (numbers.max() ?? 0) - (numbers.min() ?? 0) : Double(values.count - 1)
        return texts.map { text in
            let under = values.indices.filter { texts[$0] == text }
            let width =
                isNumeric
                ? (under.map { numbers[$0] }.max() ?? 0) - (under.map { numbers[$0] }.min() ?? 0)
                : Double(under.count - 1)
            return whole > 0 ? width / whole : 0
        }
    }

    /// The least loss with at most so many rows in classes under k, its levels, and how many nodes were looked at.
    func best(k: Int, allowance: Int) -> (loss: Double, levels: [Int], nodes: Int) {
        var best = (loss: Double.infinity, levels: [Int]())
        var nodes = 0
        var levels = [Int](repeating: 0, count: columns.count)
        while true {
            nodes += 1
            if let loss = evaluate(levels, k, allowance), loss < best.loss - 1e-12 { best = (loss, levels) }
            guard let next = levels.indices.last(where: { levels[$0] < columns[$0].labels.count - 1 }) else {
                return (best.loss, best.levels, nodes)
            }
            levels[next] += 1
            for later in levels.indices where later > next { levels[later] = 0 }
        }
    }

    private func evaluate(_ levels: [Int], _ k: Int, _ allowance: Int) -> Double? {
        var classOfRow = [Int](repeating: 0, count: rows)
        for (column, level) in zip(columns, levels) {
            let (labels, count) = (column.labels[level], column.counts[level])
            for row in 0..<rows { classOfRow[row] = classOfRow[row] * count + labels[column.codes[row]] }
        }
        var sizes: [Int: Int32] = [:]
        for number in classOfRow { sizes[number, default: 0] += 1 }
        let kept = classOfRow.map { (sizes[$0] ?? 0) >= k }
        let left = kept.count { !$0 }
        guard left <= allowance else { return nil }
        var loss = Double(left * columns.count)
        for (column, level) in zip(columns, levels) {
            let losses = column.losses[level]
            for row in 0..<rows where kept[row] { loss += losses[column.codes[row]] }
        }
        return loss / Double(rows * columns.count)
    }
}
