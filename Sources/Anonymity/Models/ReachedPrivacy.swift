/// What a release keeps of one sensitive column, at the worst class.
package struct ReachedPrivacy: Sendable, Equatable, Codable {
    package let column: String
    /// The fewest different values in a class.
    package let distinct: Int
    /// The least exponential of entropy in a class.
    package let entropy: Double
    /// The farthest that a class's values are from all released rows', 0 to 1.
    package let closeness: Double

    /// What the worse class of two of the same column reached.
    package static func worst(_ one: ReachedPrivacy, _ other: ReachedPrivacy) -> ReachedPrivacy {
        ReachedPrivacy(
            column: one.column, distinct: min(one.distinct, other.distinct), entropy: min(one.entropy, other.entropy),
            closeness: max(one.closeness, other.closeness))
    }
}

extension ReachedPrivacy {
    /// Measures every sensitive column over the released rows, which lie class after class.
    static func measure(
        _ table: Table, _ model: PrivacyModel, rows: [UInt32], classSizes: [Int]
    ) throws(AnonymityError) -> [ReachedPrivacy] {
        let bound = try BoundModel(model, of: table, released: rows)
        return bound.columns.map { column in
            let codes = table.columns[column.index].codes
            var counts: [Int32] = Array(repeating: 0, count: column.shares.count)
            var distinct = Int.max
            var entropy = Double.infinity
            var closeness = 0.0
            var start = 0
            for size in classSizes {
                for index in counts.indices { counts[index] = 0 }
                for row in rows[start..<start + size] { counts[Int(column.rankOfCode[Int(codes[row: Int(row)])])] += 1 }
                start += size
                distinct = min(distinct, BoundModel.distinct(counts))
                entropy = min(entropy, BoundModel.entropy(counts, rows: size))
                closeness = max(closeness, column.closeness(counts, rows: size))
            }
            let found = !classSizes.isEmpty
            return ReachedPrivacy(
                column: column.rule.column, distinct: found ? distinct : 0, entropy: found ? entropy : 0,
                closeness: closeness)
        }
    }
}
