/// A table held column by column, each cell a code into the column's own vocabulary.
///
/// Columns, not rows: recoding touches one column at a time, and codes take one byte where a string takes sixteen.
/// Two spellings that Unicode calls canonically equivalent are one value (the first spelling seen is kept).
package struct Table: Sendable {
    /// One column: its name, the values that occur in it (each at least once) and one code a row.
    package struct Column: Sendable {
        package let name: String
        package let vocabulary: [String]
        package let codes: Codes

        /// The value of one row as it was read.
        package func value(ofRow row: Int) -> String {
            vocabulary[Int(codes[row: row])]
        }
    }

    package let columns: [Column]
    package let rowCount: Int

    /// The column of that name; nil when there is none.
    package func column(named name: String) -> Column? {
        columns.first { $0.name == name }
    }
}
