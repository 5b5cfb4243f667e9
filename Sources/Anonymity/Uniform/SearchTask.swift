/// What both parts of the search need to know: the counted combinations, the ladders, and the rules.
struct SearchTask {
    let combinations: Combinations
    /// In the order the caller named them.
    let generalisations: [Generalisation]
    /// The quasi-identifier that stands at each place of the combinations: most values first.
    let order: [Int]
    let k: Int
    let suppressionAllowance: Int

    init(_ table: Table, _ generalisations: [Generalisation], k: Int, suppressionAllowance: Int) {
        let sizes = generalisations.map { table.columns[$0.column].vocabulary.count }
        order = generalisations.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
        combinations = Combinations(of: table, columns: order.map { generalisations[$0].column })
        self.generalisations = generalisations
        self.k = k
        self.suppressionAllowance = suppressionAllowance
    }

    /// The quasi-identifier at a place of the combinations.
    func ladder(at place: Int) -> Generalisation { generalisations[order[place]] }

    /// How many different suffixes follow a place; after the last there is one, the empty one.
    func suffixCount(after place: Int) -> Int {
        place + 1 < order.count ? combinations.steps[place + 1].codeOfSuffix.count : 1
    }

    var lossOfRowLeftOut: UInt64 { UInt64(generalisations.count) * Generalisation.wholeCell }

    var nodeCount: Double { generalisations.reduce(1) { $0 * Double($1.levels.count) } }
}
