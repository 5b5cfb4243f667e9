/// One level a quasi-identifier, with what it costs: a point of the lattice.
struct Node: Equatable {
    /// Sum over all cells of all original rows, in units of `Generalisation.wholeCell`; a row left out counts whole.
    var loss: UInt64
    var suppressed: Int
    /// One a quasi-identifier, in the order the caller named them.
    var levels: [Int]

    /// The documented order: least loss, then fewest rows left out, then the lowest level of the first
    /// quasi-identifier named in which the two differ.
    func isBetter(than other: Node) -> Bool {
        if loss != other.loss { return loss < other.loss }
        if suppressed != other.suppressed { return suppressed < other.suppressed }
        return levels.lexicographicallyPrecedes(other.levels)
    }
}
