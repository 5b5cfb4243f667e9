/// What one pass over a table finds without keeping it: the rows by value of each column.
package struct TableSurvey: Sendable {
    package struct Column: Sendable {
        package let name: String
        /// In the order in which they first come.
        package let vocabulary: [String]
        /// Rows by value.
        package let rows: [Int]
        let dictionary: ValueDictionary
    }

    package let columns: [Column]
    package let rowCount: Int

    /// Rows by value of the column of that name; nil where there is none.
    package func rows(ofColumn name: String) -> [String: Int]? {
        columns.first { $0.name == name }.map { Dictionary(uniqueKeysWithValues: zip($0.vocabulary, $0.rows)) }
    }
}

/// A random cut of a table into parts of about the same size, under a key of its own: nobody can tell, or choose, which
/// part a row is in.
package struct RandomParts: Sendable {
    package let count: Int
    private let key: [UInt64]

    package init(_ count: Int, using random: inout some RandomNumberGenerator) {
        self.count = count
        key = [random.next(), random.next()]
    }

    /// The part of a row of that number.
    func part(ofRow row: Int) -> Int {
        var hash = Hasher()
        hash.combine(key[0])
        hash.combine(row)
        hash.combine(key[1])
        return Int(UInt(bitPattern: hash.finalize()) % UInt(count))
    }
}

/// One part of a table that is read part by part.
package struct TablePart: Sendable {
    package let parts: RandomParts
    package let number: Int
    /// Of the whole table. The part's columns have its vocabulary, so that what is lost is measured by the whole.
    package let survey: TableSurvey

    package init(_ number: Int, of parts: RandomParts, survey: TableSurvey) {
        (self.parts, self.number, self.survey) = (parts, number, survey)
    }

    func holds(_ row: Int) -> Bool { parts.part(ofRow: row) == number }
}
