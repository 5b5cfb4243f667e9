/// A column that somebody could know of a couple, with the ladder its values climb.
package struct QuasiIdentifier: Sendable {
    /// The published labels of a column.
    package enum Vocabulary: Sendable {
        case hierarchy(Hierarchy)
        /// Every interval between published points; for the method `fine` alone.
        case grid(NumberGrid)
    }

    package let column: String
    package let vocabulary: Vocabulary

    package init(column: String, hierarchy: Hierarchy) {
        self.column = column
        vocabulary = .hierarchy(hierarchy)
    }

    package init(column: String, grid: NumberGrid) {
        self.column = column
        vocabulary = .grid(grid)
    }
}
