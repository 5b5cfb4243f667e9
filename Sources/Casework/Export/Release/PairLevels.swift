import Anonymity

/// The levels of columns that nobody is taken to know, at which any two of their cells are shared by k couples and the
/// most is told.
///
/// Somebody who knows an ending and a number of sessions, and nothing else, then still faces k couples. What a level
/// tells is its entropy as a share of the narrowest level's, times what the column is worth. The choice is the best
/// there is where the search comes to its end, and the best it saw where it does not.
struct PairLevels {
    /// What is asked of a column.
    struct Wish {
        let hierarchy: Hierarchy
        /// How much the file is asked for this column, against others.
        let worth: Double
        /// The narrowest level it may have.
        let floor: Int
        /// A level of fewer labels, or less entropy, tells nothing: the column would be left out of the file.
        let distinct: Int
        let entropy: Double
        /// Whether the file cannot be without the column: then a level that tells nothing is taken only where no other is.
        let isNeeded: Bool
    }

    /// The level of each column, in the order they were given.
    let levels: [Int]
    /// The fewest couples that share any two cells at these levels, or one cell where there is one column; nil where
    /// there is none.
    let fewest: Int?
    /// The highest level of each column, where only `*` is left.
    let tops: [Int]

    init(_ table: Table, columns: [Int], wishes: [Wish], rows: [UInt32], k: Int) throws(CaseworkError) {
        tops = wishes.map(\.hierarchy.top)
        var labelled: [LabelledColumn] = []
        for (column, wish) in zip(columns, wishes) {
            labelled.append(try LabelledColumn(table.columns[column], wish, rows))
        }
        let shared = SharedCells(table, columns, labelled, rows)
        var search = LevelSearch(
            values: labelled.map(\.values), floors: wishes.map(\.floor),
            isSafe: { one, level, other, otherLevel in shared.fewest(one, level, other, otherLevel) >= k })
        levels = search.best()
        let chosen = levels
        fewest = columns.indices.flatMap { one in
            (columns.count == 1 ? [0] : Array(columns.indices.dropFirst(one + 1))).map { other in
                shared.fewest(one, chosen[one], other, chosen[other])
            }
        }.min()
    }
}

/// A column's labels as numbers, level by level, and what each level tells.
private struct LabelledColumn {
    /// The number of each code's label: level, code.
    private(set) var labelOfCode: [[Int]] = []
    private(set) var labelCounts: [Int] = []
    /// What each level is worth.
    private(set) var values: [Double] = []

    init(_ column: Table.Column, _ wish: PairLevels.Wish, _ rows: [UInt32]) throws(CaseworkError) {
        var counts = [Int](repeating: 0, count: column.vocabulary.count)
        for row in rows { counts[Int(column.codes[row: Int(row)])] += 1 }
        var entropies: [Double] = []
        for level in 0...wish.hierarchy.top {
            var numbers: [String: Int] = [:]
            var ofCode: [Int] = []
            for value in column.vocabulary {
                guard let label = wish.hierarchy.label(of: value, atLevel: level) else {
                    throw .internal("a label that is not published")
                }
                let number = numbers[label] ?? numbers.count
                numbers[label] = number
                ofCode.append(number)
            }
            labelOfCode.append(ofCode)
            labelCounts.append(numbers.count)
            var ofLabel = [Int](repeating: 0, count: numbers.count)
            for (code, count) in counts.enumerated() { ofLabel[ofCode[code]] += count }
            let told = ClassPromise.entropy(ofLabel)
            entropies.append(told)
            let share = entropies[0] > 0 ? told / entropies[0] : 0
            let isTold =
                ofLabel.count { $0 > 0 } >= wish.distinct
                && ClassPromise.diversity(ofEntropy: told) >= wish.entropy - 1e-9
            // of two levels that tell the same the narrower one
            let narrowness = 1e-6 * Double(wish.hierarchy.top - level)
            values.append((isTold ? share * wish.worth : wish.isNeeded ? -1_000 : 0) + narrowness)
        }
    }
}

/// How many couples share two cells, at any levels of any two columns.
private struct SharedCells {
    /// By pair of columns, the second never before the first: by level and level.
    private var fewest: [[[[Int]]]] = []

    init(_ table: Table, _ columns: [Int], _ labelled: [LabelledColumn], _ rows: [UInt32]) {
        for (one, index) in columns.enumerated() {
            fewest.append([])
            for other in one..<columns.count {
                let (left, right) = (table.columns[index], table.columns[columns[other]])
                let width = right.vocabulary.count
                var cells = [Int](repeating: 0, count: left.vocabulary.count * width)
                for row in rows { cells[Int(left.codes[row: Int(row)]) * width + Int(right.codes[row: Int(row)])] += 1 }
                let tops = (labelled[one].labelCounts.count, labelled[other].labelCounts.count)
                fewest[one].append(
                    (0..<tops.0).map { level in
                        (0..<tops.1).map { Self.fewest(cells, labelled[one], level, labelled[other], $0) }
                    })
            }
        }
    }

    func fewest(_ one: Int, _ level: Int, _ other: Int, _ otherLevel: Int) -> Int {
        one <= other ? fewest[one][other - one][level][otherLevel] : fewest[other][one - other][otherLevel][level]
    }

    private static func fewest(
        _ cells: [Int], _ left: LabelledColumn, _ level: Int, _ right: LabelledColumn, _ otherLevel: Int
    ) -> Int {
        let (ofLeft, ofRight) = (left.labelOfCode[level], right.labelOfCode[otherLevel])
        let width = right.labelCounts[otherLevel]
        var sums = [Int](repeating: 0, count: left.labelCounts[level] * width)
        for (index, count) in cells.enumerated() where count > 0 {
            sums[ofLeft[index / ofRight.count] * width + ofRight[index % ofRight.count]] += count
        }
        return sums.filter { $0 > 0 }.min() ?? 0
    }
}
