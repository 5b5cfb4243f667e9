/// What every class of a release must keep: at least k rows, and for each sensitive column enough different values, near
/// enough to the whole table's.
///
/// All of it is monotone: two classes that keep it also keep it when they are merged.
package struct PrivacyModel: Sendable, Equatable {
    /// The fewest rows a class may have.
    ///
    /// 11 is the size that goes with 0.09, the highest risk that EMA policy 0070 and Health Canada accept (1 / 11 is
    /// 0.0909, which both round so).
    package let k: Int
    package let sensitive: [SensitiveColumn]

    package init(k: Int = 11, sensitive: [SensitiveColumn] = []) {
        self.k = k
        self.sensitive = sensitive
    }
}

/// A column that nobody should learn of a person by finding the person's class, and what protects it there.
package struct SensitiveColumn: Sendable, Equatable {
    /// How far apart two values are, for t.
    package enum Distance: Sendable, Equatable {
        /// Every value is as far from every other: 1.
        case equal
        /// By rank in this order, whole range 1 (Li, Li and Venkatasubramanian, ICDE 2007). Ranks count the values that
        /// occur.
        case ordered([String])
        /// By rank of the numbers that the values are.
        case numeric
    }

    package let column: String
    /// The fewest different values in a class (distinct l-diversity); 1 asks nothing.
    package let distinct: Int
    /// The least exponential of the entropy of a class's values (entropy l-diversity, Machanavajjhala et al., 2007):
    /// so many equally frequent values would tell as little. 1 asks nothing.
    package let entropy: Double
    /// The farthest that a class's values may be from those of all released rows, 0 to 1 (t-closeness); nil asks nothing.
    package let closeness: Double?
    package let distance: Distance
    /// Rows by value of the whole file, where the table is a part of it: t then compares with these. Nil where the table
    /// is the whole.
    package let whole: [String: Int]?

    package init(
        _ column: String, distinct: Int = 1, entropy: Double = 1, closeness: Double? = nil,
        distance: Distance = .equal, whole: [String: Int]? = nil
    ) {
        self.column = column
        self.distinct = distinct
        self.entropy = entropy
        self.closeness = closeness
        self.distance = distance
        self.whole = whole
    }

    func with(closeness: Double) -> SensitiveColumn {
        SensitiveColumn(
            column, distinct: distinct, entropy: entropy, closeness: closeness, distance: distance, whole: whole)
    }

    var asksSomething: Bool { distinct > 1 || entropy > 1 || closeness != nil }
}
