import Anonymity
import CaseModel
import Postgres

extension Casework {
    /// Reads the practice's couples by the exporter's rights, and leaves the event of it. Needs the password afresh.
    ///
    /// One COPY, decoded as it comes: some 20 bytes a couple, 16 more where the ledger needs their ids.
    ///
    /// - Throws: `forbidden` without the duty practice admin; `proofNeeded`.
    package func scanProgress(_ columns: [ProgressColumn], keepsIDs: Bool) async throws -> ScannedProgress {
        // Not a Desk: the exporter's role reads no key.
        var options = options("export progress", role: "troth_exporter")
        options.statementTimeout = .seconds(3600)
        // Every couple is read, so a loop over the couples is never right; right after a large filing, before the server
        // counted the rows anew, it would take one.
        options.settings.append(("enable_nestloop", "off"))
        return try await answered("export progress") { [options] in
            try await scan(columns, keepsIDs: keepsIDs, options)
        }
    }

    private func scan(
        _ columns: [ProgressColumn], keepsIDs: Bool, _ options: TransactionOptions
    ) async throws -> ScannedProgress {
        try await environment.database.open(options) { transaction in
            let duties = try transaction.optional("select duties from private.whoami()", [String].self)
            guard let duties else { throw CaseworkError.notLoggedIn }
            guard duties.contains(Duty.practiceAdmin.rawValue),
                try transaction.one("select private.record_export()", Bool.self)
            else { throw CaseworkError.forbidden([.practiceAdmin]) }
            var scan = try ProgressScan(columns, keepsIDs: keepsIDs)
            _ = try transaction.copyOut(ProgressScan.query(columns)) { try scan.read($0) }
            return scan.finish()
        }
    }
}
