import Anonymity

/// The promises of all sensitive columns, judged over a whole file.
struct FilePromises {
    let columns: [ClassPromise]

    /// The classes that do not keep one.
    func broken(_ table: Table, _ classes: [ComposedRelease.Class]) -> [Int] {
        var broken: Set<Int> = []
        for promise in columns {
            let whole = promise.counts(table, classes.flatMap(\.rows))
            for (number, part) in classes.enumerated()
            where !promise.allows(promise.reached(promise.counts(table, part.rows), of: whole)) {
                broken.insert(number)
            }
        }
        return broken.sorted()
    }

    /// What the worst class reached, a column.
    func reached(_ table: Table, _ classes: [ComposedRelease.Class]) -> [ClassPromise.Reached] {
        columns.map { promise in
            let whole = promise.counts(table, classes.flatMap(\.rows))
            return classes.reduce(into: ClassPromise.Reached()) { worst, part in
                let reached = promise.reached(promise.counts(table, part.rows), of: whole)
                worst.distinct = min(worst.distinct, reached.distinct)
                worst.entropy = min(worst.entropy, reached.entropy)
                worst.closeness = max(worst.closeness, reached.closeness)
            }
        }
    }
}
