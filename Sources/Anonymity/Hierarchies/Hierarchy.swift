/// How the values of one column grow coarser: value, level 1, level 2, ..., `*`.
///
/// Always nested (values that share a label at a level share it at every higher one) and always ending in one `*`,
/// so that a table of at least k rows can be recoded. Labels come from here and never from the data's own extremes.
/// One label may stand at two levels (`Unknown;Unknown;*`), as in files written by ARX.
package struct Hierarchy: Sendable {
    /// How the loss of a label is measured (normalised certainty penalty, Xu et al., KDD 2006).
    package enum Measure: Sendable {
        /// (values under the label - 1) / (values - 1).
        case leaves
        /// Width of the values under the label / width of all values. A value that is no number (such as
        /// `unknown`) stands apart: a label that holds it and another value counts 1.
        case interval
    }

    /// One level: a label for each value, by number, and for each label its label one level up.
    struct Level: Sendable {
        var labels: [String]
        var labelOfValue: [UInt32]
        /// Empty at the top.
        var parentOfLabel: [UInt32]
    }

    package let measure: Measure
    /// Level 0 holds the values themselves; the last holds only `*`.
    let levels: [Level]
    private let numberOfValue: [String: UInt32]

    /// Makes a hierarchy from one path a value: the value, its label at each level, `*`.
    ///
    /// Errors count the paths from 1, as lines.
    package init(paths: [[String]], measure: Measure = .leaves) throws(HierarchyError) {
        guard let height = paths.first?.count else { throw .empty }
        var numbers: [String: UInt32] = [:]
        for (index, path) in paths.enumerated() {
            let value = path.first ?? ""
            guard path.count >= 2 else { throw .tooFewLevels(line: index + 1, value: value) }
            guard path.count == height else {
                throw .unequalLevels(line: index + 1, value: value, found: path.count, expected: height)
            }
            guard path[height - 1] == "*" else { throw .doesNotEndInStar(line: index + 1, value: value) }
            if let first = numbers.updateValue(UInt32(index), forKey: value) {
                throw .duplicateValue(value, line: index + 1, firstLine: Int(first) + 1)
            }
        }
        self.measure = measure
        numberOfValue = numbers
        levels = try Self.nest(paths)
    }

    /// Makes a hierarchy of one step, each value or nothing: value, `*`.
    package init(flat values: [String]) throws(HierarchyError) {
        try self.init(paths: values.map { [$0, "*"] })
    }

    private static func nest(_ paths: [[String]]) throws(HierarchyError) -> [Level] {
        var levels: [Level] = []
        for depth in paths[0].indices {
            var level = Level(labels: [], labelOfValue: [], parentOfLabel: [])
            var numbers: [String: UInt32] = [:]
            var firstPath: [Int] = []
            for (index, path) in paths.enumerated() {
                let label = path[depth]
                if let known = numbers[label] {
                    let first = firstPath[Int(known)]
                    if depth + 1 < path.count, paths[first][depth + 1] != path[depth + 1] {
                        throw .notNested(label: label, level: depth, line: index + 1, firstLine: first + 1)
                    }
                    level.labelOfValue.append(known)
                } else {
                    numbers[label] = UInt32(level.labels.count)
                    level.labelOfValue.append(UInt32(level.labels.count))
                    level.labels.append(label)
                    firstPath.append(index)
                }
            }
            if var below = levels.popLast() {
                below.parentOfLabel = Array(repeating: 0, count: below.labels.count)
                for value in paths.indices {
                    below.parentOfLabel[Int(below.labelOfValue[value])] = level.labelOfValue[value]
                }
                levels.append(below)
            }
            levels.append(level)
        }
        return levels
    }

    /// The highest level, where only `*` is left; level 0 is the value itself.
    package var top: Int { levels.count - 1 }

    /// The labels of one level, in the order of the hierarchy's lines. The level must be from 0 to `top`.
    package func labels(atLevel level: Int) -> [String] { levels[level].labels }

    /// Every label of every level, once: what a verifier allows in the column.
    package var vocabulary: Set<String> { Set(levels.lazy.flatMap(\.labels)) }

    /// The label of a value at a level; nil for a value the hierarchy does not have.
    package func label(of value: String, atLevel level: Int) -> String? {
        number(of: value).map { levels[level].labels[Int(levels[level].labelOfValue[Int($0)])] }
    }

    func number(of value: String) -> UInt32? { numberOfValue[value] }
}
