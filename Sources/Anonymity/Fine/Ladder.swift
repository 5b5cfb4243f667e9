/// One column bound to its published labels, for the search from the top down.
///
/// Values stand at positions, in the order of the hierarchy (or of the grid), so that every label is an interval of
/// positions: the values under it. Labels under which the table has no value are left out.
struct Ladder: Sendable {
    /// A label of a hierarchy. Its children lie side by side.
    struct Rung: Sendable {
        let first: Int
        let last: Int
        let loss: Int
        let label: String
        let parent: Int
        var children: Range<Int>
    }

    /// A label in use: the positions it spans, and its rung where the column has a hierarchy.
    struct Label: Sendable, Equatable {
        var first: Int
        var last: Int
        var rung: Int

        /// The order in which classes are released: by position, the wider label first.
        static func precedes(_ one: Label, _ other: Label) -> Bool {
            (one.first, other.last, one.rung) < (other.first, one.last, other.rung)
        }
    }

    let column: Int
    let positionOfCode: [UInt32]
    let positions: Int
    /// Empty for a grid.
    let rungs: [Rung]
    /// The rung of each single value.
    let rungOfPosition: [Int]
    let grid: NumberGrid?
    /// For a grid: what an interval of positions loses, from the two tables of its ends.
    private let lows: [Double]
    private let highs: [Double]

    var top: Label { Label(first: 0, last: positions - 1, rung: 0) }

    func loss(of label: Label) -> Int {
        grid == nil ? rungs[label.rung].loss : loss(first: label.first, last: label.last)
    }

    /// Loss of an interval of a grid: the width of the values that occur and it covers / the width of all that occur.
    func loss(first: Int, last: Int) -> Int {
        Int(((highs[last] - lows[first]) * Double(Generalisation.wholeCell)).rounded())
    }

    /// Loss of the narrowest label that covers the positions from `first` to `last`.
    func lossCovering(_ first: Int, _ last: Int) -> Int {
        guard grid == nil else { return loss(first: first, last: last) }
        var rung = rungOfPosition[first]
        while rungs[rung].last < last { rung = rungs[rung].parent }
        return rungs[rung].loss
    }

    func text(of label: Label) -> String {
        grid?.label(label.first, label.last) ?? rungs[label.rung].label
    }
}

extension Ladder {
    init(_ generalisation: Generalisation) {
        let levels = generalisation.levels
        let codes = levels[0].labelOfCode.indices.sorted { one, other in
            for level in levels.reversed() where level.labelOfCode[one] != level.labelOfCode[other] {
                return level.labelOfCode[one] < level.labelOfCode[other]
            }
            return one < other
        }
        var positionOfCode: [UInt32] = Array(repeating: 0, count: codes.count)
        for (position, code) in codes.enumerated() { positionOfCode[code] = UInt32(position) }
        var rungs: [Rung] = []
        var levelOfRung: [Int] = []
        func add(_ first: Int, _ last: Int, below level: Int, parent: Int) {
            var level = level
            // A label with one label under it says no more than that one.
            while level > 0, levels[level - 1].labelOfCode[codes[first]] == levels[level - 1].labelOfCode[codes[last]] {
                level -= 1
            }
            let label = Int(levels[level].labelOfCode[codes[first]])
            rungs.append(
                Rung(
                    first: first, last: last, loss: Int(levels[level].lossOfLabel[label]),
                    label: levels[level].labels[label], parent: parent, children: 0..<0))
            levelOfRung.append(level)
        }
        if !codes.isEmpty { add(0, codes.count - 1, below: generalisation.top, parent: -1) }
        var next = 0
        while next < rungs.count {
            let rung = rungs[next]
            let start = rungs.count
            if levelOfRung[next] > 0 {
                let labels = levels[levelOfRung[next] - 1].labelOfCode
                var first = rung.first
                for position in rung.first...rung.last
                where position == rung.last || labels[codes[position]] != labels[codes[position + 1]] {
                    add(first, position, below: levelOfRung[next] - 1, parent: next)
                    first = position + 1
                }
            }
            rungs[next].children = start..<rungs.count
            next += 1
        }
        var rungOfPosition = Array(repeating: 0, count: codes.count)
        for (index, rung) in rungs.enumerated() where rung.children.isEmpty { rungOfPosition[rung.first] = index }
        self.init(
            column: generalisation.column, positionOfCode: positionOfCode, positions: codes.count, rungs: rungs,
            rungOfPosition: rungOfPosition, grid: nil, lows: [], highs: [])
    }

    /// Throws `.valueNotInGrid` for a value that is no whole number of the grid.
    init(of column: Table.Column, at index: Int, by grid: NumberGrid) throws(AnonymityError) {
        var positionOfCode: [UInt32] = []
        var least = Int.max
        var most = Int.min
        for value in column.vocabulary {
            guard let cell = grid.cell(of: value), let number = Int(value) else {
                throw .valueNotInGrid(column: column.name, value: value)
            }
            positionOfCode.append(UInt32(cell))
            least = min(least, number)
            most = max(most, number)
        }
        let width = Double(max(most - least, 1))
        // What lies outside of the values that occur costs nothing.
        let ends = (0..<grid.cells).map { cell in
            let bounds = grid.bounds(cell, cell)
            return (
                Double(min(max(bounds.lowerBound, least), most)), Double(min(max(bounds.upperBound, least), most))
            )
        }
        self.init(
            column: index, positionOfCode: positionOfCode, positions: grid.cells, rungs: [], rungOfPosition: [],
            grid: grid, lows: ends.map { $0.0 / width }, highs: ends.map { $0.1 / width })
    }
}
