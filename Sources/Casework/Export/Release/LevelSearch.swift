/// Finds the level of every column that together are worth most, where any two columns' levels must go together.
///
/// Depth first, the column that is worth most first, its best level first; a branch that cannot beat the best so far is
/// not entered. The number of steps is bounded, so that many columns never take long: the first choice it comes to gives
/// the columns that are worth most what they can have, and every later one is better. The same wishes have the same
/// answer, always.
struct LevelSearch {
    /// Worth by column and level.
    let values: [[Double]]
    /// The lowest level each column may have.
    let floors: [Int]
    /// Whether two columns may have these levels; a column with itself as well.
    let isSafe: (_ one: Int, _ level: Int, _ other: Int, _ otherLevel: Int) -> Bool

    private static let mostSteps = 200_000
    private var steps = 0
    private var found: (levels: [Int], worth: Double)?

    init(
        values: [[Double]], floors: [Int],
        isSafe: @escaping (_ one: Int, _ level: Int, _ other: Int, _ otherLevel: Int) -> Bool
    ) {
        (self.values, self.floors, self.isSafe) = (values, floors, isSafe)
    }

    /// The best levels; the highest of every column where no others go together.
    mutating func best() -> [Int] {
        let order = values.indices.sorted { one, other in
            let (left, right) = (values[one].max() ?? 0, values[other].max() ?? 0)
            return left == right ? one < other : left > right
        }
        let open = values.indices.map { column in
            (floors[column]..<values[column].count).filter { isSafe(column, $0, column, $0) }
        }
        found = nil
        steps = 0
        enter(order[...], open, [:], worth: 0)
        return found?.levels ?? values.map { $0.count - 1 }
    }

    private mutating func enter(_ order: ArraySlice<Int>, _ open: [[Int]], _ chosen: [Int: Int], worth: Double) {
        guard let column = order.first else {
            if found.map({ worth > $0.worth }) ?? true {
                found = (values.indices.map { chosen[$0] ?? 0 }, worth)
            }
            return
        }
        let rest = order.dropFirst()
        for level in open[column].sorted(by: { values[column][$0] > values[column][$1] }) {
            steps += 1
            if steps > Self.mostSteps, found != nil { return }
            var left = open
            for other in rest { left[other] = open[other].filter { isSafe(column, level, other, $0) } }
            let here = worth + values[column][level]
            let most = rest.reduce(here) { sum, other in
                sum + (left[other].map { values[other][$0] }.max() ?? -.infinity)
            }
            if let found, most <= found.worth { continue }
            var now = chosen
            now[column] = level
            enter(rest, left, now, worth: here)
        }
    }
}
