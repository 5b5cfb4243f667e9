import Anonymity
import CaseModel
import FoundationEssentials
import Postgres

extension Casework {
    /// The least class size that an export may be asked for.
    package static let leastClassSize = 5
    /// The largest share of couples that may be left out because they still stand out.
    static let suppressionLimit = 0.01

    /// Reads the practice's couples by the exporter's rights, leaves the audit event, and recodes them so that every
    /// combination of quasi-identifiers has at least `k` couples. Nothing is written to a file here.
    ///
    /// - Throws: `forbidden` without the duty practice admin; `conflict` where the practice has fewer than k couples.
    package func exportProgress(
        k: Int = 11, columns: [ProgressColumn] = ProgressColumn.allCases
    ) async throws(CaseworkError) -> ProgressRelease {
        guard k >= Self.leastClassSize else {
            throw .invalid(field: "k", "\(k) is too few to hide in; use \(Self.leastClassSize) or more, 11 is usual")
        }
        let columns = ProgressColumn.allCases.filter(columns.contains)
        guard columns.contains(where: \.isQuasiIdentifier) else {
            throw .invalid(field: "columns", "give at least one of what is known of a couple, such as intake_year")
        }
        return try await failures {
            let table = try await progressTable(of: columns)
            let recoder = Recoder(PrivacyModel(k: k), method: .uniform, suppressionLimit: Self.suppressionLimit)
            do {
                var quasiIdentifiers: [QuasiIdentifier] = []
                for column in columns where column.isQuasiIdentifier {
                    guard let hierarchy = try column.hierarchy else {
                        throw CaseworkError.internal("\(column.rawValue) has no hierarchy")
                    }
                    quasiIdentifiers.append(QuasiIdentifier(column: column.rawValue, hierarchy: hierarchy))
                }
                return ProgressRelease(
                    try recoder.recode(table, quasiIdentifiers: quasiIdentifiers), columns: columns,
                    random: environment.random)
            } catch AnonymityError.fewerRowsThanK(let rows, _) {
                throw CaseworkError.conflict(
                    "The practice has \(rows) couples that may be exported, and every class needs \(k). Nothing was "
                        + "written; collect more first.")
            } catch let error as AnonymityError {
                throw CaseworkError.conflict("\(error.description) Nothing was written.")
            }
        }
    }

    private func progressTable(of columns: [ProgressColumn]) async throws -> Table {
        // Not a Desk: the exporter's role reads no key.
        var options = options("export progress", role: "troth_exporter")
        options.statementTimeout = .seconds(600)
        return try await answered("export progress") { [options] in
            try await progressTable(of: columns, options)
        }
    }

    private func progressTable(of columns: [ProgressColumn], _ options: TransactionOptions) async throws -> Table {
        try await environment.database.open(options) { transaction in
            let duties = try transaction.optional("select duties from private.whoami()", [String].self)
            guard let duties else { throw CaseworkError.notLoggedIn }
            guard duties.contains(Duty.practiceAdmin.rawValue),
                try transaction.one("select private.record_export()", Bool.self)
            else { throw CaseworkError.forbidden([.practiceAdmin]) }
            var builder = try TableBuilder(columns: columns.map(\.rawValue))
            try transaction.forEach(CoupleProgress.query) { row in
                let couple = try row.decode(CoupleProgress.self)
                try builder.append(columns.map(couple.label))
            }
            return builder.finish()
        }
    }
}
