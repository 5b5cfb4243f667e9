import TestSupport
import Testing

@testable import Casework

@Suite("The levels of outcomes")
struct LevelSearchTests {
    @Test("are the best of all that go together, on random wishes")
    func best() {
        for seed in 0..<UInt64(60) {
            var random = SplitMix(state: seed)
            let columns = Int.random(in: 1...5, using: &random)
            let values = (0..<columns).map { _ in
                (0..<Int.random(in: 2...4, using: &random)).map { _ in Double.random(in: 0...5, using: &random) } + [0]
            }
            let floors = values.map { Int.random(in: 0...1, using: &random) % $0.count }
            // how much is told of a column decides what it goes together with, as with shared cells
            let weights = values.map { levels in levels.indices.map { Double(levels.count - 1 - $0) } }
            let most = Double.random(in: 1...5, using: &random)
            func isSafe(_ one: Int, _ level: Int, _ other: Int, _ otherLevel: Int) -> Bool {
                let sum = weights[one][level] + weights[other][otherLevel]
                return weights[one][level] == 0 || weights[other][otherLevel] == 0 ? sum <= most : sum <= most - 0.5
            }
            func worth(_ levels: [Int]) -> Double { zip(values, levels).reduce(0) { $0 + $1.0[$1.1] } }
            var all: [[Int]] = [[]]
            for (column, levels) in values.enumerated() {
                all = all.flatMap { start in (floors[column]..<levels.count).map { start + [$0] } }
            }
            let allowed = all.filter { levels in
                levels.indices.allSatisfy { one in
                    (one..<levels.count).allSatisfy { isSafe(one, levels[one], $0, levels[$0]) }
                }
            }
            var search = LevelSearch(values: values, floors: floors, isSafe: isSafe)
            let found = search.best()
            if let best = allowed.map(worth).max() {
                #expect(allowed.contains(found) && worth(found) == best, "seed \(seed)")
            } else {
                #expect(found == values.map { $0.count - 1 }, "seed \(seed)")
            }
        }
    }
}
