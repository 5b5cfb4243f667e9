import Anonymity
import Glibc

/// What a class must keep of one sensitive column, judged over a whole file: classes of several recodings may stand in
/// it, and the file's own shares are what t compares with.
struct ClassPromise: Sendable {
    /// What was reached, at the worst class.
    struct Reached: Sendable, Codable, Equatable {
        var distinct = Int.max
        var entropy = Double.infinity
        var closeness = 0.0
    }

    let index: Int
    let distinct: Int
    let entropy: Double
    let closeness: Double?
    private static let margin = 1e-9

    /// Couples by label: of one class, or of the whole file.
    func counts(_ table: Table, _ rows: [UInt32]) -> [Int] {
        let column = table.columns[index]
        var counts = [Int](repeating: 0, count: column.vocabulary.count)
        for row in rows { counts[Int(column.codes[row: Int(row)])] += 1 }
        return counts
    }

    /// What a class of these counts keeps.
    func reached(_ counts: [Int], of whole: [Int]) -> Reached {
        let (rows, all) = (Double(counts.reduce(0, +)), Double(whole.reduce(0, +)))
        var reached = Reached(distinct: 0, entropy: 0, closeness: 0)
        for (count, total) in zip(counts, whole) {
            if count > 0 { reached.distinct += 1 }
            reached.closeness += abs(Double(count) / rows - Double(total) / all) / 2
        }
        reached.entropy = Self.diversity(ofEntropy: Self.entropy(counts))
        return reached
    }

    /// The entropy of counts, in nats.
    static func entropy(_ counts: [Int]) -> Double {
        let rows = Double(counts.reduce(0, +))
        return counts.reduce(0.0) { sum, count in
            count > 0 ? sum - Double(count) / rows * log(Double(count) / rows) : sum
        }
    }

    /// So many equally frequent values would have that entropy.
    static func diversity(ofEntropy entropy: Double) -> Double { exp(entropy) }

    func allows(_ reached: Reached) -> Bool {
        reached.distinct >= distinct && reached.entropy >= entropy - Self.margin
            && (closeness.map { reached.closeness <= $0 + Self.margin } ?? true)
    }
}
