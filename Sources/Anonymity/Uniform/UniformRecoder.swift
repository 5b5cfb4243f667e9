/// Recodes a table to one level a quasi-identifier, so that every combination that stays keeps the model.
///
/// The levels are the best of the whole lattice, proven and not guessed: least loss (normalised certainty penalty, a
/// row left out counting 1 in every quasi-identifier, mean over all cells of all original rows); on a tie the fewest
/// rows left out; then the lowest level of the first-named quasi-identifier in which they differ. The same table in
/// any order of rows gives the same levels.
struct UniformRecoder {
    let model: PrivacyModel
    /// The largest share of rows that may be left out, from 0 to 1.
    let suppressionLimit: Double
    /// How many counts of combinations the proof may take; a lattice that needs more is refused, not half searched.
    let work: Int
    /// How often t is asked more strictly because leaving rows out moved the whole.
    private static let tries = 6

    func recode(_ table: Table, _ quasiIdentifiers: [QuasiIdentifier]) throws(AnonymityError) -> Recoding {
        let generalisations = try bind(quasiIdentifiers, to: table)
        // A tenth of a billionth over, so that 0.29 of 100 rows is 29 and not 28.
        let allowance = Int((suppressionLimit * Double(table.rowCount) + 1e-10 * Double(table.rowCount)).rounded(.down))
        var asked = model
        for attempt in 1...Self.tries {
            // t is asked against the whole table, and must hold against the rows released. The last try leaves none out.
            let bound = try BoundModel(asked, of: table, onlyAsked: true)
            let task = SearchTask(
                table, generalisations, model: bound,
                suppressionAllowance: attempt == Self.tries ? 0 : min(allowance, table.rowCount))
            var descent = GreedyDescent(task)
            var search = LatticeSearch(task, from: descent.run(), work: work)
            let recoding = try Recoding(
                of: table, by: generalisations, at: try search.run(), model: model, bound: bound)
            guard let stricter = stricter(asked, after: recoding) else { return recoding }
            asked = attempt == Self.tries - 1 ? model : stricter
        }
        throw .closenessLost
    }

    /// The model with t lowered by as much as it was missed; nil where nothing was missed.
    private func stricter(_ asked: PrivacyModel, after recoding: Recoding) -> PrivacyModel? {
        var isMissed = false
        let sensitive = zip(zip(asked.sensitive, model.sensitive), recoding.reached).map { rules, reached in
            guard let t = rules.1.closeness, let now = rules.0.closeness, reached.closeness > t + 1e-9 else {
                return rules.0
            }
            isMissed = true
            return rules.0.with(closeness: max(0, now - (reached.closeness - t) - 1e-6))
        }
        return isMissed ? PrivacyModel(k: asked.k, sensitive: sensitive) : nil
    }

    private func bind(
        _ quasiIdentifiers: [QuasiIdentifier], to table: Table
    ) throws(AnonymityError) -> [Generalisation] {
        var generalisations: [Generalisation] = []
        for identifier in quasiIdentifiers {
            guard let index = table.columns.firstIndex(where: { $0.name == identifier.column }) else {
                throw .unknownColumn(identifier.column)
            }
            guard case .hierarchy(let hierarchy) = identifier.vocabulary else {
                throw .gridNeedsFine(identifier.column)
            }
            generalisations.append(try Generalisation(of: table.columns[index], at: index, by: hierarchy))
        }
        return generalisations
    }
}
