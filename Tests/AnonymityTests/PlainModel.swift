import Anonymity
import Glibc

/// The privacy of a set of classes by the plainest means: dictionaries of strings, straight from the definitions.
struct PlainModel {
    let smallest: Int
    let distinct: Int
    let entropy: Double
    let closeness: Double

    /// `rows` are a key of the class and a sensitive value each; `numeric` measures by rank.
    init(_ rows: [(key: [String], value: String)], numeric: Bool) {
        let whole = Self.shares(rows.map(\.value))
        let order = whole.keys.sorted { numeric ? (Double($0) ?? 0) < (Double($1) ?? 0) : $0 < $1 }
        var (smallest, distinct, entropy, closeness) = (Int.max, Int.max, Double.infinity, 0.0)
        for members in Dictionary(grouping: rows, by: \.key).values {
            let here = Self.shares(members.map(\.value))
            smallest = min(smallest, members.count)
            distinct = min(distinct, here.count)
            entropy = min(entropy, exp(-here.values.reduce(0) { $0 + $1 * log($1) }))
            var (carried, work, apart) = (0.0, 0.0, 0.0)
            for value in order {
                let difference = (here[value] ?? 0) - (whole[value] ?? 0)
                carried += difference
                work += abs(carried)
                apart += abs(difference) / 2
            }
            closeness = max(closeness, numeric ? work / Double(max(order.count - 1, 1)) : apart)
        }
        (self.smallest, self.distinct, self.entropy, self.closeness) = (smallest, distinct, entropy, closeness)
    }

    private static func shares(_ values: [String]) -> [String: Double] {
        Dictionary(grouping: values, by: \.self).mapValues { Double($0.count) / Double(values.count) }
    }
}
