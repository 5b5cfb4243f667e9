/// A table recoded so that every class keeps the model, with the rows that still stood out left out.
///
/// It holds the table and one number a row; the recoded rows are made only as they are read.
package struct Recoding: Sendable {
    /// One quasi-identifier as it was recoded.
    package struct Column: Sendable, Equatable {
        package let name: String
        /// The one level of the whole file, 0 the value itself; nil where labels differ from class to class.
        package let level: Int?
        /// The level at which only `*` is left; nil with `level`.
        package let top: Int?
        /// Normalised certainty penalty of the column, mean over all original rows; a row left out counts 1.
        package let loss: Double
    }

    package let method: Method
    /// What was asked.
    package let model: PrivacyModel
    /// The quasi-identifiers in the order they were named.
    package let columns: [Column]
    /// Rows in each class released, in the order in which the classes are released; all at least `k`.
    package let classSizes: [Int]
    /// What was reached of each sensitive column, in the order they were named.
    package let reached: [ReachedPrivacy]
    /// Rows left out because their class did not keep the model.
    package let suppressedRows: Int
    /// Normalised certainty penalty over all quasi-identifiers; 0 is the table as it was, 1 tells nothing.
    package let loss: Double

    let table: Table
    /// Where the quasi-identifiers stand in the table.
    let indices: [Int]
    /// The labels in use of each quasi-identifier.
    let labels: [[String]]
    /// The labels of each class, a run of one a quasi-identifier.
    let labelsOfClass: [UInt32]
    /// The released rows, class after class.
    let rowsByClass: [UInt32]

    package var k: Int { model.k }

    /// The columns of a released row: all of the table's, in its order.
    package var header: [String] { table.columns.map(\.name) }

    package var originalRows: Int { table.rowCount }

    package var releasedRows: Int { rowsByClass.count }

    /// Calls `body` with each released row's cells, one row at a time.
    ///
    /// The order gives nothing away: classes in the order of their labels in the hierarchies (first-named
    /// quasi-identifier first), rows shuffled inside a class by `generator`. Give it a generator nobody can repeat.
    package func forEachRow<Failure: Error>(
        shuffledBy generator: inout some RandomNumberGenerator, _ body: ([String]) throws(Failure) -> Void
    ) throws(Failure) {
        var cells = Array(repeating: "", count: table.columns.count)
        let quasiIdentifiers = Set(indices)
        try forEachClass(shuffledBy: &generator) { number, rows, _ throws(Failure) in
            for (place, index) in indices.enumerated() {
                cells[index] = labels[place][Int(labelsOfClass[number * indices.count + place])]
            }
            for row in rows {
                for (index, column) in table.columns.enumerated() where !quasiIdentifiers.contains(index) {
                    cells[index] = column.value(ofRow: Int(row))
                }
                try body(cells)
            }
        }
    }

    /// Calls `body` with the number and the shuffled rows of each class, and with the generator.
    func forEachClass<Generator: RandomNumberGenerator, Failure: Error>(
        shuffledBy generator: inout Generator,
        _ body: (_ number: Int, _ rows: [UInt32], inout Generator) throws(Failure) -> Void
    ) throws(Failure) {
        var rows: [UInt32] = []
        var start = 0
        for (number, size) in classSizes.enumerated() {
            rows.removeAll(keepingCapacity: true)
            rows += rowsByClass[start..<start + size]
            start += size
            rows.shuffle(using: &generator)
            try body(number, rows, &generator)
        }
    }
}
