/// One column of a table bound to its hierarchy: which label each code gets at each level, and what that label loses.
struct Generalisation: Sendable {
    /// The loss of one cell that says nothing. Losses are whole multiples of 1 / `wholeCell`, so that sums are exact
    /// in any order and equal losses compare equal.
    static let wholeCell: UInt64 = 1 << 30

    struct Level: Sendable {
        let labels: [String]
        /// Empty at the top.
        let parentOfLabel: [UInt32]
        let labelOfCode: [UInt32]
        let lossOfLabel: [UInt64]
    }

    /// Where the column stands in the table.
    let column: Int
    let levels: [Level]

    var top: Int { levels.count - 1 }

    /// Throws `.valueNotInHierarchy` for a value of the column that has no line.
    init(of column: Table.Column, at index: Int, by hierarchy: Hierarchy) throws(AnonymityError) {
        var numbers: [UInt32] = []
        for value in column.vocabulary {
            guard let number = hierarchy.number(of: value) else {
                throw .valueNotInHierarchy(column: column.name, value: value)
            }
            numbers.append(number)
        }
        self.column = index
        levels = hierarchy.levels.map { level in
            let labelOfCode = numbers.map { level.labelOfValue[Int($0)] }
            let losses =
                switch hierarchy.measure {
                case .leaves: Self.lossByLeaves(labelOfCode, labels: level.labels.count)
                case .interval: Self.lossByWidth(column.vocabulary, labelOfCode, labels: level.labels.count)
                }
            return Level(
                labels: level.labels, parentOfLabel: level.parentOfLabel, labelOfCode: labelOfCode,
                lossOfLabel: losses.map { UInt64(($0 * Double(Self.wholeCell)).rounded()) })
        }
    }

    /// Leaves are the values that occur in the table, as the penalty is defined over the data's own domain.
    private static func lossByLeaves(_ labelOfCode: [UInt32], labels: Int) -> [Double] {
        var leaves = Array(repeating: 0, count: labels)
        for label in labelOfCode { leaves[Int(label)] += 1 }
        let whole = Double(max(labelOfCode.count - 1, 1))
        return leaves.map { $0 > 1 ? Double($0 - 1) / whole : 0 }
    }

    private static func lossByWidth(_ values: [String], _ labelOfCode: [UInt32], labels: Int) -> [Double] {
        let numbers = values.map { Double($0).flatMap { $0.isFinite ? $0 : nil } }
        let known = numbers.compactMap(\.self)
        let whole = (known.max() ?? 0) - (known.min() ?? 0)
        var ranges: [ClosedRange<Double>?] = Array(repeating: nil, count: labels)
        var leaves = Array(repeating: 0, count: labels)
        var isMixed = Array(repeating: false, count: labels)
        for (code, label) in labelOfCode.enumerated() {
            let label = Int(label)
            leaves[label] += 1
            if let number = numbers[code] {
                let range = ranges[label] ?? number...number
                ranges[label] = min(range.lowerBound, number)...max(range.upperBound, number)
            } else {
                isMixed[label] = true
            }
        }
        return (0..<labels).map { label in
            if isMixed[label] { return leaves[label] > 1 ? 1 : 0 }
            guard let range = ranges[label], whole > 0 else { return 0 }
            return (range.upperBound - range.lowerBound) / whole
        }
    }
}
