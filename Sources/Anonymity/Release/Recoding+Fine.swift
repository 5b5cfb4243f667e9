extension Recoding {
    /// The classes of the search from the top down; those of the same labels become one.
    init<Code>(
        of table: Table, by ladders: [Ladder], _ search: consuming TopDown<Code>, model: PrivacyModel
    ) throws(AnonymityError) {
        let parts = search.classes.sorted { one, other in
            for (left, right) in zip(one.labels, other.labels) where left != right {
                return Ladder.Label.precedes(left, right)
            }
            return one.range.lowerBound < other.range.lowerBound
        }
        var rowsByClass: [UInt32] = []
        rowsByClass.reserveCapacity(table.rowCount)
        var sizes: [Int] = []
        var labelsOfClass: [UInt32] = []
        var names = LabelNames(ladders)
        var last: [Ladder.Label] = []
        for part in parts {
            rowsByClass += search.records.rows[part.range]
            if part.labels == last {
                sizes[sizes.count - 1] += part.range.count
            } else {
                sizes.append(part.range.count)
                last = part.labels
                for (place, label) in part.labels.enumerated() { labelsOfClass.append(names.number(label, at: place)) }
            }
        }
        let lost = ladders.indices.map { place in
            parts.reduce(0) { $0 + $1.range.count * ladders[place].loss(of: $1.labels[place]) }
        }
        let cells = Double(Generalisation.wholeCell) * Double(table.rowCount)
        let columns = zip(ladders, lost).map { ladder, lost in
            Column(name: table.columns[ladder.column].name, level: nil, top: nil, loss: Double(lost) / cells)
        }
        self.init(
            method: .fine, model: model, columns: columns, classSizes: sizes,
            reached: try ReachedPrivacy.measure(table, model, rows: rowsByClass, classSizes: sizes), suppressedRows: 0,
            loss: lost.reduce(0) { $0 + Double($1) } / cells / Double(ladders.count), table: table,
            indices: ladders.map(\.column), labels: names.labels, labelsOfClass: labelsOfClass,
            rowsByClass: rowsByClass)
    }
}

/// Numbers the labels that are in use, column by column.
private struct LabelNames {
    private let ladders: [Ladder]
    private var numbers: [[Int: UInt32]]
    private(set) var labels: [[String]]

    init(_ ladders: [Ladder]) {
        self.ladders = ladders
        numbers = Array(repeating: [:], count: ladders.count)
        labels = Array(repeating: [], count: ladders.count)
    }

    mutating func number(_ label: Ladder.Label, at place: Int) -> UInt32 {
        // A rung, or the two ends of an interval.
        let key = ladders[place].grid == nil ? label.rung : label.first << 32 | label.last
        if let known = numbers[place][key] { return known }
        let number = UInt32(labels[place].count)
        numbers[place][key] = number
        labels[place].append(ladders[place].text(of: label))
        return number
    }
}
