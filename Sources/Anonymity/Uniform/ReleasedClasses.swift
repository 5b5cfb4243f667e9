/// The classes of a table at one node: which rows are released, class by class in the order of their labels.
struct ReleasedClasses {
    private(set) var sizes: [Int] = []
    /// The released rows, class after class, in table order inside each.
    private(set) var rows: [UInt32] = []
    /// The labels of each class, a run of one a quasi-identifier.
    private(set) var labels: [UInt32] = []

    init(of table: Table, by generalisations: [Generalisation], levels: [Int], model: BoundModel) {
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
        let stands = Self.standing(of: table, classOfRow, classCount: classCount, model)
        gather(classOfRow, stands, labels: labels, width: generalisations.count)
    }

    /// Which classes keep the model, and how many rows each has.
    private static func standing(
        of table: Table, _ classOfRow: [UInt32], classCount: Int, _ model: BoundModel
    ) -> [(rows: Int, stands: Bool)] {
        var rowsOfClass = Array(repeating: 0, count: classCount)
        for number in classOfRow { rowsOfClass[Int(number)] += 1 }
        var classes = rowsOfClass.map { (rows: $0, stands: $0 >= model.k) }
        for column in model.columns {
            let width = column.shares.count
            var counts: [Int32] = Array(repeating: 0, count: classCount * width)
            table.columns[column.index].codes.visit { row, code in
                counts[Int(classOfRow[row]) * width + Int(column.rankOfCode[Int(code)])] += 1
            }
            for number in classes.indices where classes[number].stands {
                classes[number].stands = column.allows(
                    rows: classes[number].rows, counts[number * width..<(number + 1) * width])
            }
        }
        return classes
    }

    private mutating func gather(
        _ classOfRow: [UInt32], _ classes: [(rows: Int, stands: Bool)], labels: [UInt32], width: Int
    ) {
        let kept = classes.indices.filter { classes[$0].stands }.sorted { first, second in
            labels[first * width..<(first + 1) * width]
                .lexicographicallyPrecedes(labels[second * width..<(second + 1) * width])
        }
        sizes = kept.map { classes[$0].rows }
        self.labels = kept.flatMap { labels[$0 * width..<($0 + 1) * width] }
        var placeOfClass = Array(repeating: -1, count: classes.count)
        var place = 0
        for number in kept {
            placeOfClass[number] = place
            place += classes[number].rows
        }
        rows = Array(repeating: 0, count: place)
        for (row, number) in classOfRow.enumerated() where placeOfClass[Int(number)] >= 0 {
            rows[placeOfClass[Int(number)]] = UInt32(row)
            placeOfClass[Int(number)] += 1
        }
    }
}
