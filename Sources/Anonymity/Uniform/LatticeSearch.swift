/// Proves the best node of the lattice by branch and bound, settling one column after another.
///
/// A branch has the first columns at fixed levels and the others open, each up to a ceiling: the highest level that
/// could still be part of something better than the best node known. With the open ones at their ceilings its classes
/// are as large as they can become, so a row whose class is smaller than k there (or has too few different values) is
/// left out at every node of the branch that matters, and costs a whole row; every other row costs at least what the settled columns lose (the
/// open ones could stay as they are). That bound never exceeds the loss of any node of the branch, although the loss
/// itself is not monotone once rows left out count in it. A branch goes when more rows than allowed fall out, or when
/// its bound, with ties in the order of `Node`, is not better than the best node known. What remains is the minimum
/// over the whole lattice.
///
/// Classes roll up: each level of a column is merged from the one below, and a branch works on what its parent merged.
struct LatticeSearch {
    private let task: SearchTask
    private var best: Node
    private var workLeft: Int
    /// What each level of the column at each place loses when no row is left out.
    private let lossOfLevel: [[UInt64]]

    /// A branch, with the rows left out before it.
    private struct Position {
        var branch: Branch
        var suppressed: Int
        /// The level of each settled place; 0 at the open ones.
        var levels: [Int]
        var ceilings: [Int]
    }

    /// Begins with a node known to be allowed; `work` is how many entries and classes may be counted before it gives
    /// up.
    init(_ task: SearchTask, from start: Node, work: Int) {
        self.task = task
        best = start
        workLeft = work
        lossOfLevel = task.order.indices.map { place in
            let column = task.ladder(at: place)
            var rowsOfCode: [UInt64] = Array(repeating: 0, count: column.levels[0].labelOfCode.count)
            for (code, rows) in zip(task.combinations.codes(at: place), task.combinations.rowsOfCombination) {
                rowsOfCode[Int(code)] += UInt64(rows)
            }
            return column.levels.map { level in
                zip(rowsOfCode, level.labelOfCode).reduce(0) { $0 + $1.0 * level.lossOfLabel[Int($1.1)] }
            }
        }
    }

    /// The best node of the whole lattice. Throws `.searchTooLarge` when the work allowed does not prove it.
    mutating func run() throws(AnonymityError) -> Node {
        let ceilings = task.order.indices.map { task.ladder(at: $0).top }
        let levels = Array(repeating: 0, count: ceilings.count)
        try settle(
            0, of: Position(branch: Branch(task.combinations), suppressed: 0, levels: levels, ceilings: ceilings))
        return best
    }

    /// Tries every level of the column at `place`.
    private mutating func settle(_ place: Int, of above: Position) throws(AnonymityError) {
        var grown: Branch?
        for level in 0...above.ceilings[place] {
            let branch =
                grown?.raising(task, at: place, to: level, in: above.branch.classes)
                ?? above.branch.settling(task, at: place)
            grown = branch
            try spend(branch.entries.count)
            var here = above
            here.branch = branch
            here.levels[place] = level
            guard let bound = leaveOut(&here, after: place) else { continue }
            if place == task.order.count - 1 {
                best = bound
            } else if lowerCeilings(of: &here, after: place, bound) {
                try spend(here.branch.entries.count)
                if leaveOutBelowCeilings(&here, after: place) { try settle(place + 1, of: here) }
            } else {
                try settle(place + 1, of: here)
            }
        }
    }

    /// Leaves out the rows of small classes; answers the least that the branch can lose, or nil when it is done with.
    private func leaveOut(_ position: inout Position, after place: Int) -> Node? {
        let classes = position.branch.classes
        let stands = task.standing(
            classes.rows, at: place + 1, place == task.order.count - 1 ? .all : .inherited,
            position.branch.entries.lazy.map { ($0.inClass, $0.suffix, $0.rows) })
        let (loss, leftOut) = classes.loss(stands)
        position.suppressed += leftOut
        position.branch.entries.removeAll { !stands[Int($0.inClass)] }
        return worthwhile(loss, position)
    }

    private func worthwhile(_ lossOfRowsThatStay: UInt64, _ position: Position) -> Node? {
        guard position.suppressed <= task.suppressionAllowance else { return nil }
        let loss = lossOfRowsThatStay + UInt64(position.suppressed) * task.lossOfRowLeftOut
        guard loss <= best.loss else { return nil }
        var bound = Node(loss: loss, suppressed: position.suppressed, levels: position.levels)
        for (place, index) in task.order.enumerated() { bound.levels[index] = position.levels[place] }
        return bound.isBetter(than: best) ? bound : nil
    }

    /// Lowers each open ceiling to where the branch could still be better; false when none moved.
    private func lowerCeilings(of position: inout Position, after place: Int, _ bound: Node) -> Bool {
        // A row left out has paid for its cell of the open column already.
        let paid = UInt64(position.suppressed) * Generalisation.wholeCell
        var moved = false
        for open in (place + 1)..<task.order.count {
            while bound.loss + lossOfLevel[open][position.ceilings[open]] > best.loss + paid {
                position.ceilings[open] -= 1
                moved = true
            }
        }
        return moved
    }

    /// Leaves out the rows of classes that are small with the open columns at their ceilings; false when the branch
    /// is done with.
    private func leaveOutBelowCeilings(_ position: inout Position, after place: Int) -> Bool {
        var classes = position.branch.classes
        var entries = position.branch.entries
        for open in (place + 1)..<task.order.count {
            let step = task.combinations.steps[open]
            let column = task.ladder(at: open)
            if position.ceilings[open] == column.top {
                for index in entries.indices { entries[index].suffix = step.nextOfSuffix[Int(entries[index].suffix)] }
            } else {
                classes = Branch.split(&entries, of: classes, by: column.levels[position.ceilings[open]], step)
            }
        }
        let stands = task.standing(
            classes.rows, at: task.order.count, .inherited, entries.lazy.map { ($0.inClass, $0.suffix, $0.rows) })
        var lost: UInt64 = 0
        var kept: [Branch.Entry] = []
        for (entry, split) in zip(position.branch.entries, entries) {
            if !stands[Int(split.inClass)] {
                position.suppressed += Int(entry.rows)
            } else {
                kept.append(entry)
                lost += UInt64(entry.rows) * position.branch.classes.loss[Int(entry.inClass)]
            }
        }
        position.branch.entries = kept
        return worthwhile(lost, position) != nil
    }

    private mutating func spend(_ work: Int) throws(AnonymityError) {
        workLeft -= work
        if workLeft < 0 { throw .searchTooLarge(nodes: task.nodeCount) }
    }
}
