/// Recodes a table to one level a quasi-identifier, so that every combination that stays has at least k rows.
///
/// The levels are the best of the whole lattice, proven and not guessed: least loss (normalised certainty penalty, a
/// row left out counting 1 in every quasi-identifier, mean over all cells of all original rows); on a tie the fewest
/// rows left out; then the lowest level of the first-named quasi-identifier in which they differ. The same table in
/// any order of rows gives the same levels.
package struct UniformRecoder: Sendable {
    /// The fewest rows a class may have.
    ///
    /// 11 is the size that goes with 0.09, the highest risk that EMA policy 0070 and Health Canada accept (1 / 11 is
    /// 0.0909, which both round so).
    package let k: Int
    /// The largest share of rows that may be left out, from 0 to 1.
    package let suppressionLimit: Double
    /// How many counts of combinations the proof may take; a lattice that needs more is refused, not half searched.
    package let work: Int

    package init(k: Int = 11, suppressionLimit: Double = 0.01, work: Int = 4_000_000_000) {
        self.k = k
        self.suppressionLimit = suppressionLimit
        self.work = work
    }

    /// Finds the best levels. Columns not named as quasi-identifiers pass unchanged.
    ///
    /// Throws and releases nothing when the table has fewer than k rows, or a column or value is unknown.
    package func recode(
        _ table: Table, quasiIdentifiers: [QuasiIdentifier]
    ) throws(AnonymityError) -> Recoding {
        guard k >= 2 else { throw .classSizeTooSmall(k) }
        guard (0...1).contains(suppressionLimit) else { throw .suppressionLimitOutOfRange(suppressionLimit) }
        let generalisations = try bind(quasiIdentifiers, to: table)
        guard table.rowCount >= k else { throw .fewerRowsThanK(rows: table.rowCount, k: k) }
        // Losses are summed in 64 bits.
        guard table.rowCount.multipliedFullWidth(by: generalisations.count).low < 1 << 33 else { throw .tooManyRows }
        // A tenth of a billionth over, so that 0.29 of 100 rows is 29 and not 28.
        let allowance = Int((suppressionLimit * Double(table.rowCount) + 1e-10 * Double(table.rowCount)).rounded(.down))
        let task = SearchTask(table, generalisations, k: k, suppressionAllowance: min(allowance, table.rowCount))
        var descent = GreedyDescent(task)
        var search = LatticeSearch(task, from: descent.run(), work: work)
        return Recoding(of: table, by: generalisations, at: try search.run(), k: k)
    }

    private func bind(
        _ quasiIdentifiers: [QuasiIdentifier], to table: Table
    ) throws(AnonymityError) -> [Generalisation] {
        guard !quasiIdentifiers.isEmpty else { throw .noQuasiIdentifiers }
        var seen: Set<String> = []
        var generalisations: [Generalisation] = []
        for identifier in quasiIdentifiers {
            guard seen.insert(identifier.column).inserted else { throw .repeatedQuasiIdentifier(identifier.column) }
            guard let index = table.columns.firstIndex(where: { $0.name == identifier.column }) else {
                throw .unknownColumn(identifier.column)
            }
            generalisations.append(
                try Generalisation(of: table.columns[index], at: index, by: identifier.hierarchy))
        }
        return generalisations
    }
}
