/// Counts how often each combination of labels occurs, by a tree with one step a column.
///
/// Exact for any number of columns: a path in the tree is the combination itself, never a hash of it.
struct ClassCounter {
    struct Class {
        var rows: Int
        let firstLine: Int
    }

    private struct Step: Hashable {
        let place: UInt32
        let label: UInt32
    }

    private var stepsByDepth: [[Step: UInt32]]
    private(set) var classes: [Class] = []
    // The row before: rows of a class stand together.
    private var lastLabels: [Int] = []
    private var lastPlace = 0

    init(depth: Int) {
        stepsByDepth = Array(repeating: [:], count: depth)
    }

    /// The class of these labels, one a quasi-identifier.
    mutating func add(_ labels: [Int], line: Int) -> Int {
        if !classes.isEmpty, labels == lastLabels {
            classes[lastPlace].rows += 1
            return lastPlace
        }
        var place: UInt32 = 0
        for (depth, label) in labels.enumerated() {
            let step = Step(place: place, label: UInt32(label))
            if let known = stepsByDepth[depth][step] {
                place = known
            } else {
                place = UInt32(stepsByDepth[depth].count)
                stepsByDepth[depth][step] = place
            }
        }
        if Int(place) == classes.count { classes.append(Class(rows: 0, firstLine: line)) }
        classes[Int(place)].rows += 1
        lastLabels = labels
        lastPlace = Int(place)
        return lastPlace
    }
}
