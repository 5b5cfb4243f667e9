/// The classes of a table at one node: which rows are released, class by class in the order of their labels.
struct ReleasedClasses {
    private(set) var sizes: [Int] = []
    /// The released rows, class after class, in table order inside each.
    private(set) var rows: [UInt32] = []

    init(of table: Table, by generalisations: [Generalisation], levels: [Int], k: Int) {
        var classOfRow: [UInt32] = Array(repeating: 0, count: table.rowCount)
        var classCount = 1
        // The labels of each class, a run of one a quasi-identifier.
        var labels: [UInt32] = []
        for (settled, (generalisation, depth)) in zip(generalisations, levels).enumerated() {
            let level = generalisation.levels[depth]
            var numbering = PairNumbering(
                firstCount: classCount, secondCount: level.labels.count, expected: table.rowCount)
            var refined: [UInt32] = []
            var refinedCount = 0
            table.columns[generalisation.column].codes.visit { row, code in
                let old = classOfRow[row]
                let label = level.labelOfCode[Int(code)]
                let number = numbering.number(old, label)
                if Int(number) == refinedCount {
                    refinedCount += 1
                    refined += labels[Int(old) * settled..<(Int(old) + 1) * settled]
                    refined.append(label)
                }
                classOfRow[row] = number
            }
            classCount = refinedCount
            labels = refined
        }
        gather(classOfRow, classCount: classCount, labels: labels, width: generalisations.count, k: k)
    }

    private mutating func gather(_ classOfRow: [UInt32], classCount: Int, labels: [UInt32], width: Int, k: Int) {
        var sizeOfClass = Array(repeating: 0, count: classCount)
        for number in classOfRow { sizeOfClass[Int(number)] += 1 }
        let kept = (0..<classCount).filter { sizeOfClass[$0] >= k }.sorted { first, second in
            labels[first * width..<(first + 1) * width]
                .lexicographicallyPrecedes(labels[second * width..<(second + 1) * width])
        }
        sizes = kept.map { sizeOfClass[$0] }
        var placeOfClass = Array(repeating: -1, count: classCount)
        var place = 0
        for number in kept {
            placeOfClass[number] = place
            place += sizeOfClass[number]
        }
        rows = Array(repeating: 0, count: place)
        for (row, number) in classOfRow.enumerated() where placeOfClass[Int(number)] >= 0 {
            rows[placeOfClass[Int(number)]] = UInt32(row)
            placeOfClass[Int(number)] += 1
        }
    }
}
