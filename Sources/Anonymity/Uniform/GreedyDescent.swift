/// Walks from the top of the lattice down, one level of one column at a time, always to the least loss allowed.
///
/// It finds a good node in some `levels x columns` counts, so that the proof that follows can cut early. It promises
/// nothing about the best. Going down splits classes only, so each count refines the one before.
struct GreedyDescent {
    private let task: SearchTask
    private var classOfCombination: [UInt32]
    private var lossOfClass: [UInt64]
    private var node: Node

    private struct Step {
        var node: Node
        var classOfCombination: [UInt32]
        var lossOfClass: [UInt64]
    }

    init(_ task: SearchTask) {
        self.task = task
        classOfCombination = Array(repeating: 0, count: task.combinations.rowsOfCombination.count)
        var whole: UInt64 = 0
        for generalisation in task.generalisations { whole += generalisation.levels[generalisation.top].lossOfLabel[0] }
        lossOfClass = [whole]
        node = Node(
            loss: whole * UInt64(task.combinations.rowCount), suppressed: 0,
            levels: task.generalisations.map(\.top))
    }

    /// The best node met. The top always counts: the whole table was checked to keep the model.
    mutating func run() -> Node {
        var best = node
        var open = Set(task.order.indices)
        while true {
            var next: Step?
            for place in open.sorted() {
                let step = node.levels[task.order[place]] > 0 ? descend(at: place) : nil
                guard let step, step.node.suppressed <= task.suppressionAllowance else {
                    // Below this point the column can only leave out more rows.
                    open.remove(place)
                    continue
                }
                if next.map({ step.node.isBetter(than: $0.node) }) ?? true { next = step }
            }
            guard let next else { return best }
            (node, classOfCombination, lossOfClass) = (next.node, next.classOfCombination, next.lossOfClass)
            if node.isBetter(than: best) { best = node }
        }
    }

    private func descend(at place: Int) -> Step {
        let generalisation = task.generalisations[task.order[place]]
        let old = generalisation.levels[node.levels[task.order[place]]]
        let new = generalisation.levels[node.levels[task.order[place]] - 1]
        let rows = task.combinations.rowsOfCombination
        let codes = task.combinations.codes(at: place)
        var numbering = PairNumbering(
            firstCount: lossOfClass.count, secondCount: new.labels.count, expected: rows.count)
        var step = Step(node: node, classOfCombination: classOfCombination, lossOfClass: [])
        var sizes: [Int] = []
        for combination in rows.indices {
            let code = Int(codes[combination])
            let parent = classOfCombination[combination]
            let number = numbering.number(parent, new.labelOfCode[code])
            if Int(number) == sizes.count {
                let saved = old.lossOfLabel[Int(old.labelOfCode[code])] - new.lossOfLabel[Int(new.labelOfCode[code])]
                step.lossOfClass.append(lossOfClass[Int(parent)] - saved)
                sizes.append(0)
            }
            sizes[Int(number)] += Int(rows[combination])
            step.classOfCombination[combination] = number
        }
        step.node.levels[task.order[place]] -= 1
        step.node.suppressed = 0
        step.node.loss = 0
        let stands = task.standing(
            sizes, at: 0, .all, rows.indices.lazy.map { (step.classOfCombination[$0], UInt32($0), rows[$0]) })
        for (number, size) in sizes.enumerated() {
            if stands[number] {
                step.node.loss += UInt64(size) * step.lossOfClass[number]
            } else {
                step.node.suppressed += size
            }
        }
        step.node.loss += UInt64(step.node.suppressed) * task.lossOfRowLeftOut
        return step
    }
}
