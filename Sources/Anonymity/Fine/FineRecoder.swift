/// Recodes a table from the top down: each class keeps the finest labels that the model lets it have.
///
/// Nothing is left out: rows that stand out stay under wide labels, together with at least k - 1 others.
struct FineRecoder {
    let model: PrivacyModel

    /// Tables of more rows are split without looking ahead, which takes a small part of the time and costs some 6 %
    /// more loss.
    private static let rowsLookedAhead = 200_000

    func recode(_ table: Table, _ quasiIdentifiers: [QuasiIdentifier]) throws(AnonymityError) -> Recoding {
        let bound = try BoundModel(model, of: table, onlyAsked: true)
        var ladders: [Ladder] = []
        for identifier in quasiIdentifiers {
            guard let index = table.columns.firstIndex(where: { $0.name == identifier.column }) else {
                throw .unknownColumn(identifier.column)
            }
            let column = table.columns[index]
            switch identifier.vocabulary {
            case .hierarchy(let hierarchy):
                ladders.append(Ladder(try Generalisation(of: column, at: index, by: hierarchy)))
            case .grid(let grid):
                ladders.append(try Ladder(of: column, at: index, by: grid))
            }
        }
        var values = 0
        for (name, count) in ladders.map({ (table.columns[$0.column].name, $0.positions) })
            + bound.columns.map({ ($0.rule.column, $0.shares.count) })
        {
            guard count <= 1 << 16 else { throw .tooManyValues(column: name, values: count) }
            values = max(values, count)
        }
        if values <= 1 << 8 { return try search(UInt8.self, table, ladders, bound) }
        return try search(UInt16.self, table, ladders, bound)
    }

    private func search<Code: FixedWidthInteger & UnsignedInteger & Sendable>(
        _: Code.Type, _ table: Table, _ ladders: [Ladder], _ bound: BoundModel
    ) throws(AnonymityError) -> Recoding {
        let ahead = table.rowCount <= Self.rowsLookedAhead ? 3 : 1
        var search = TopDown<Code>(table, ladders, bound, lookahead: .init(width: ahead, rows: 2_000))
        search.run()
        return try Recoding(of: table, by: ladders, search, model: model)
    }
}
