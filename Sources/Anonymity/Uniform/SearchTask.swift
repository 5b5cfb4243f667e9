/// What both parts of the search need to know: the counted combinations, the ladders, and the rules.
struct SearchTask {
    let combinations: Combinations
    /// In the order the caller named them.
    let generalisations: [Generalisation]
    /// The quasi-identifier that stands at each place of the combinations: most values first. The sensitive columns
    /// stand after them.
    let order: [Int]
    let model: BoundModel
    let suppressionAllowance: Int
    /// For each place, and the one after the last quasi-identifier: the sensitive values that a suffix ends in.
    private let sensitiveOfSuffix: [[UInt32]]
    /// The places in the model's counts that such an end adds to.
    private let ranksOfSensitive: [[Int]]

    init(_ table: Table, _ generalisations: [Generalisation], model: BoundModel, suppressionAllowance: Int) {
        let sizes = generalisations.map { table.columns[$0.column].vocabulary.count }
        let order = generalisations.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
        let combinations = Combinations(
            of: table, columns: order.map { generalisations[$0].column } + model.columns.map(\.index))
        self.order = order
        self.combinations = combinations
        self.generalisations = generalisations
        self.model = model
        self.suppressionAllowance = suppressionAllowance
        guard !model.columns.isEmpty else {
            sensitiveOfSuffix = []
            ranksOfSensitive = []
            return
        }
        let last = combinations.steps[order.count]
        ranksOfSensitive = last.codeOfSuffix.indices.map { suffix in
            var suffix = suffix
            return model.columns.enumerated().map { place, column in
                let step = combinations.steps[order.count + place]
                let code = step.codeOfSuffix[suffix]
                suffix = Int(step.nextOfSuffix[suffix])
                return column.start + Int(column.rankOfCode[Int(code)])
            }
        }
        var sensitive = [last.codeOfSuffix.indices.map { UInt32($0) }]
        for step in combinations.steps[..<order.count].reversed() {
            let after = sensitive[sensitive.count - 1]
            sensitive.append(step.nextOfSuffix.map { after[Int($0)] })
        }
        sensitiveOfSuffix = sensitive.reversed()
    }

    /// The quasi-identifier at a place of the combinations.
    func ladder(at place: Int) -> Generalisation { generalisations[order[place]] }

    /// How many different suffixes follow a place; after the last there is one, the empty one.
    func suffixCount(after place: Int) -> Int {
        place + 1 < combinations.steps.count ? combinations.steps[place + 1].codeOfSuffix.count : 1
    }

    var lossOfRowLeftOut: UInt64 { UInt64(generalisations.count) * Generalisation.wholeCell }

    var nodeCount: Double { generalisations.reduce(1) { $0 * Double($1.levels.count) } }

    /// What is asked of a class.
    enum Rules {
        /// Everything.
        case all
        /// What a part of a class cannot keep where the class does not: k and the number of different values. A part may
        /// well be nearer to the whole table, or more even, than the class.
        case inherited
    }

    /// Which classes keep the rules. `entries` are the class, the suffix from `place` on and the rows of each.
    func standing(
        _ rowsOfClass: [Int], at place: Int, _ rules: Rules,
        _ entries: some Sequence<(inClass: UInt32, suffix: UInt32, rows: UInt32)>
    ) -> [Bool] {
        var stands = rowsOfClass.map { $0 >= model.k }
        guard !model.columns.isEmpty else { return stands }
        let length = model.countLength
        var counts: [Int32] = Array(repeating: 0, count: rowsOfClass.count * length)
        let sensitive = sensitiveOfSuffix[place]
        for entry in entries {
            let base = Int(entry.inClass) * length
            for rank in ranksOfSensitive[Int(sensitive[Int(entry.suffix)])] { counts[base + rank] += Int32(entry.rows) }
        }
        for number in stands.indices where stands[number] {
            let counts = counts[number * length..<(number + 1) * length]
            stands[number] =
                switch rules {
                case .all: model.allows(rows: rowsOfClass[number], counts: counts)
                case .inherited: model.allowsParts(counts: counts)
                }
        }
        return stands
    }
}
