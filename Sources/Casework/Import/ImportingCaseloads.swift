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
            let answer = try await change(request, by: .therapist, answer: String(checked.couples)) { desk in
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
    /// Couples that are sealed and held before they are inserted together.
    private static var batch: Int { 500 }

    fileprivate func importRows(of checked: CheckedCaseload, progress: (Int) -> Void) throws {
        var reading = try CaseloadReading(checked.source, checked.mapping)
        var filing = try CaseFiling(self)
        var random = environment.random
        var handles: [Handle] = []
        let changed = CaseworkError.conflict(
            "\(checked.source.name) changed while it was read. Nothing was imported; try again once it is still.")
        do {
            while let row = try reading.next() {
                guard case .couple(let history) = row else { throw changed }
                if handles.isEmpty { handles = try freeHandles(Self.batch, using: &random) }
                try filing.add(history, id: .random(using: &random), handle: handles.removeLast())
                if filing.waiting == Self.batch { try flush(&filing, progress) }
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

    /// New handles of cases that nobody in the practice has. One in 2^35 is taken for each case there is, so among
    /// some hundred thousand a clash is likely, and it would undo the whole import.
    private func freeHandles(_ count: Int, using random: inout RandomSource) throws -> [Handle] {
        var free: [Handle] = []
        var seen: Set<Handle> = []
        while free.count < count {
            var drawn: [Handle] = []
            while drawn.count < count - free.count {
                let handle = Handle.random(.caseFile, using: &random)
                if seen.insert(handle).inserted { drawn.append(handle) }
            }
            let taken = try transaction.one("select private.taken_handles(\(drawn)::text[])", [String].self)
            free.append(contentsOf: drawn.filter { !taken.contains($0.description) })
        }
        return free
    }
}
