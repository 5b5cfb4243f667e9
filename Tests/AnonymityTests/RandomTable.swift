import Anonymity

/// A generator that repeats itself, so that a failing table can be made again from its seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// A small table with random nested hierarchies: skewed or even values, few or many columns, doubled rows, numbers.
struct RandomTable {
    var rows: [[String]] = []
    var hierarchies: [Hierarchy] = []
    var numeric: Set<Int> = []
    var k: Int
    var limit: Double

    init(seed: UInt64) throws {
        var random = SeededGenerator(state: seed)
        let columns = Int.random(in: 1...4, using: &random)
        k = Int.random(in: 2...6, using: &random)
        limit = [0, 0.01, 0.05, 0.1, 0.3, 1].randomElement(using: &random) ?? 0
        var sizes: [Int] = []
        for column in 0..<columns {
            sizes.append(Int.random(in: 1...9, using: &random))
            if Bool.random(using: &random) {
                numeric.insert(column)
                hierarchies.append(try Hierarchy(numbers: 0...10, steps: [2, 4], others: ["none"]))
            } else {
                hierarchies.append(try Self.hierarchy(values: sizes[column], using: &random))
            }
        }
        let count = Int.random(in: k...80, using: &random)
        let skew = Bool.random(using: &random)
        while rows.count < count {
            let row = sizes.indices.map { column in
                var value = Int.random(in: 0..<sizes[column], using: &random)
                if skew { value = min(value, Int.random(in: 0..<sizes[column], using: &random)) }
                return numeric.contains(column) ? (value == 8 ? "none" : String(value)) : "v\(value)"
            }
            for _ in 0..<Int.random(in: 1...4, using: &random) where rows.count < count { rows.append(row) }
        }
    }

    private static func hierarchy(values: Int, using random: inout SeededGenerator) throws -> Hierarchy {
        var paths = (0..<values).map { ["v\($0)"] }
        var groups = Array(0..<values)
        for level in 0..<Int.random(in: 0...2, using: &random) {
            let goal = (0..<values).map { _ in Int.random(in: 0..<max(1, values / (2 + level)), using: &random) }
            groups = groups.map { goal[$0] }
            for value in paths.indices { paths[value].append("l\(level)-\(groups[value])") }
        }
        return try Hierarchy(paths: paths.map { $0 + ["*"] })
    }

    func table() throws -> Table {
        var builder = try TableBuilder(columns: hierarchies.indices.map { "c\($0)" })
        for row in rows { try builder.append(row) }
        return builder.finish()
    }

    var quasiIdentifiers: [QuasiIdentifier] {
        hierarchies.enumerated().map { QuasiIdentifier(column: "c\($0)", hierarchy: $1) }
    }
}

extension Recoding {
    /// All released rows at once, which only a test can afford.
    func rows(seed: UInt64 = 1) -> [[String]] {
        var random = SeededGenerator(state: seed)
        var rows: [[String]] = []
        forEachRow(shuffledBy: &random) { rows.append($0) }
        return rows
    }
}
