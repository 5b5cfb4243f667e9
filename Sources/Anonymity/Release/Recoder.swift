/// Recodes a table so that every class keeps a privacy model, or refuses.
///
/// ```swift
/// let recoding = try Recoder(PrivacyModel(k: 11), method: .fine).recode(table, quasiIdentifiers: [...])
/// ```
package struct Recoder: Sendable {
    package let model: PrivacyModel
    package let method: Method
    /// The largest share of rows that `uniform` may leave out, from 0 to 1. `fine` leaves none out.
    package let suppressionLimit: Double
    /// How many counts of combinations the proof of `uniform` may take; a lattice that needs more is refused.
    package let work: Int

    package init(
        _ model: PrivacyModel, method: Method = .fine, suppressionLimit: Double = 0.01, work: Int = 4_000_000_000
    ) {
        self.model = model
        self.method = method
        self.suppressionLimit = suppressionLimit
        self.work = work
    }

    /// Columns not named as quasi-identifiers pass unchanged.
    ///
    /// Throws and releases nothing when the table has fewer than k rows or is itself less diverse than a class must be,
    /// or a column or value is unknown.
    package func recode(_ table: Table, quasiIdentifiers: [QuasiIdentifier]) throws(AnonymityError) -> Recoding {
        guard !quasiIdentifiers.isEmpty else { throw .noQuasiIdentifiers }
        var seen: Set<String> = []
        for identifier in quasiIdentifiers where !seen.insert(identifier.column).inserted {
            throw .repeatedQuasiIdentifier(identifier.column)
        }
        for identifier in quasiIdentifiers where table.column(named: identifier.column) == nil {
            throw .unknownColumn(identifier.column)
        }
        for column in model.sensitive where seen.contains(column.column) {
            throw .sensitiveQuasiIdentifier(column.column)
        }
        guard (0...1).contains(suppressionLimit) else { throw .suppressionLimitOutOfRange(suppressionLimit) }
        guard model.k >= 2 else { throw .classSizeTooSmall(model.k) }
        guard table.rowCount >= model.k else { throw .fewerRowsThanK(rows: table.rowCount, k: model.k) }
        // Losses are summed in 64 bits.
        guard table.rowCount.multipliedFullWidth(by: quasiIdentifiers.count).low < 1 << 33 else { throw .tooManyRows }
        try BoundModel(model, of: table).checkWhole(table)
        return switch method {
        case .fine: try FineRecoder(model: model).recode(table, quasiIdentifiers)
        case .uniform:
            try UniformRecoder(model: model, suppressionLimit: suppressionLimit, work: work)
                .recode(table, quasiIdentifiers)
        }
    }
}

extension BoundModel {
    /// Throws where the table as one class does not keep the model: then no recoding does.
    fileprivate func checkWhole(_ table: Table) throws(AnonymityError) {
        for column in columns {
            var counts = [Int32](repeating: 0, count: column.shares.count)
            table.columns[column.index].codes.visit { _, code in counts[Int(column.rankOfCode[Int(code)])] += 1 }
            if !column.allows(rows: table.rowCount, counts) { throw .tableBreaksModel(column: column.rule.column) }
        }
    }
}
