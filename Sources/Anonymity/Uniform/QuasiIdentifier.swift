/// A column that somebody could know of a couple, with the ladder its values climb.
package struct QuasiIdentifier: Sendable {
    package let column: String
    package let hierarchy: Hierarchy

    package init(column: String, hierarchy: Hierarchy) {
        self.column = column
        self.hierarchy = hierarchy
    }
}
