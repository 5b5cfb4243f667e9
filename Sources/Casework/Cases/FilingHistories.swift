package import CaseModel
import FoundationEssentials
import Postgres

extension Casework {
    /// Files whole histories as cases of the person who is logged in, in one transaction: all of them, or none.
    ///
    /// `histories` is read once, a piece at a time, so memory does not grow with it. `filed` hears of
    /// each case's handle as it is added.
    package func fileCases(
        _ histories: some Sequence<CaseHistory> & Sendable, key: RequestKey,
        filed: @escaping @Sendable (CaseHistory, Handle) -> Void = { _, _ in }
    ) async throws(CaseworkError) {
        try await failures {
            let request = Request("case file", key: key, [key.text])
            _ = try await change(request, by: .treating, answer: key.text) { desk in
                var filing = try CaseFiling(desk)
                for history in histories {
                    filed(history, try filing.add(history))
                    if filing.waiting == CaseFiling.piece { try filing.insert() }
                }
                try filing.insert()
            }
        }
    }
}

extension CaseFiling {
    /// How many cases are inserted with one statement a table.
    static let piece = 250
}
