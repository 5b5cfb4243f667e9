/// What may be shown of counts of people that add up to a known sum.
///
/// A small count can name somebody, and one hidden count alone is the sum less the others. So every count below the
/// least is hidden, and then the smallest of the rest, until what is hidden is two counts or more that together are no
/// small count either.
package enum SmallCounts {
    /// The least number of couples that is shown.
    package static let least = 11

    /// The counts in their order; nil for one that is hidden.
    package static func shown(_ counts: [Int], least: Int = Self.least) -> [Int?] {
        var hidden = Set(counts.indices.filter { counts[$0] < least })
        guard !hidden.isEmpty else { return counts }
        func sum() -> Int { hidden.reduce(0) { $0 + counts[$1] } }
        while hidden.count < 2 || sum() < least {
            let rest = counts.indices.filter { !hidden.contains($0) }
            guard let next = rest.min(by: { (counts[$0], $0) < (counts[$1], $1) }) else { break }
            hidden.insert(next)
        }
        return counts.indices.map { hidden.contains($0) ? nil : counts[$0] }
    }

    /// One part of a whole whose size is shown: nil where the part or what is left of the whole is small.
    package static func part(_ count: Int, of whole: Int, least: Int = Self.least) -> Int? {
        shown([count, whole - count], least: least)[0]
    }
}
