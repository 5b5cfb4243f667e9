import CaseModel
import Postgres

extension Casework {
    /// Imports a checked file: all of its couples, or none. The person who is logged in becomes their therapist.
    ///
    /// The file is read a second time; each couple is sealed and inserted in one transaction, so that memory does not
    /// grow with the file. Returns how many couples the file has. `progress` may be called again from the start, where
    /// the transaction has to be run again.
    ///
    /// - Throws: `conflict` where the file is no longer the one that was checked.
    package func importCaseload(
        _ checked: CheckedCaseload, key: RequestKey, progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws(CaseworkError) -> Int {
        try await failures {
            let request = Request("import caseload", key: key, checked.identity)
            let answer = try await change(request, by: .treating, answer: String(checked.couples)) { desk in
                // One batch takes a moment; a server under load may take longer without anything being wrong.
                _ = try desk.transaction.execute("select set_config('statement_timeout', '300000', true)")
                try desk.importRows(of: checked, progress: progress)
            }
            guard let couples = Int(answer) else { throw CaseworkError.internal("answer is no number") }
            return couples
        }
    }
}

extension Desk {
    fileprivate func importRows(of checked: CheckedCaseload, progress: (Int) -> Void) throws {
        var reading = try CaseloadReading(checked.source, checked.mapping)
        var filing = try CaseFiling(self)
        let changed = CaseworkError.conflict(
            "\(checked.source.name) changed while it was read. Nothing was imported; try again once it is still.")
        do {
            while let row = try reading.next() {
                guard case .couple(let history) = row else { throw changed }
                _ = try filing.add(history)
                if filing.waiting == CaseFiling.piece { try flush(&filing, progress) }
            }
        } catch is ImportRefusal {
            throw changed
        }
        try flush(&filing, progress)
        guard reading.sha256 == checked.sha256 else { throw changed }
    }

    /// Inserts the batch and has its deferred rules checked now, so that the server need not keep them until COMMIT.
    private func flush(_ filing: inout CaseFiling, _ progress: (Int) -> Void) throws {
        let count = filing.waiting
        guard count > 0 else { return }
        try filing.insert()
        _ = try transaction.execute("set constraints all immediate")
        _ = try transaction.execute("set constraints all deferred")
        progress(count)
    }
}
