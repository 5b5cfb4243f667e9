import Glibc

/// One way of cutting a class in parts along one column.
///
/// Each part but the rest gets a narrower label of that column; the rest keeps the label it has. Rows may be lent to the
/// rest so that it can stand.
struct Split {
    let field: Int
    /// The narrower labels, in ascending order of position.
    var labels: [Ladder.Label]
    /// Rows of each label's part, then of the rest.
    var sizes: [Int]
    /// The table's rows that go to the rest although a narrower label would cover them.
    var lent: [UInt32] = []
    /// Loss that is saved in all.
    var saved: Int
    /// Saved squared a bit.
    ///
    /// What is saved counts twice, once in itself and once for the bits it costs: a class of n rows can be cut only about
    /// log2(n / k) bits deep, so a cut that saves as much with fewer bits leaves more for others. Measured on the Adult
    /// data against saved a bit and saved alone.
    var score: Double

    var restSize: Int { sizes[labels.count] }

    static func score(saved: Int, sizes: some Sequence<Int>, of rows: Int) -> Double {
        var bits = 0.0
        for size in sizes where size > 0 && size < rows { bits += Double(size) * log2(Double(rows) / Double(size)) }
        // Squared, within what a double holds.
        let share = Double(saved) / Double(Generalisation.wholeCell)
        return share * share / bits
    }
}

/// What a split could be before its parts are looked at: enough to say which to look at first.
struct SplitCandidate {
    enum Kind {
        /// Between children of the present label.
        case children
        /// After one of these positions, the best first.
        case cuts([Int])
    }

    let field: Int
    let kind: Kind
    let score: Double
}

/// A class in the making: a run of records and the labels they have.
struct Part: Sendable {
    var range: Range<Int>
    var labels: [Ladder.Label]
}
