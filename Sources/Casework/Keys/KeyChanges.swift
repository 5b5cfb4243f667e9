import CaseModel
import Postgres

extension Casework {
    /// Runs a transaction while keys may be exchanged or destroyed beside it.
    ///
    /// A text sealed under a key that was destroyed in the meantime is refused by a constraint, with everything else of
    /// its transaction: the work is run again and finds the new key. What is not found because its case was erased is
    /// told as erased, to those who were once assigned to it and to practice admins.
    func amidKeyChanges<Answer>(_ work: () async throws -> Answer) async throws -> Answer {
        for _ in 0..<5 {
            do {
                return try await work()
            } catch let error as PostgresError where error.isSealedUnderOldKey {
                continue
            } catch let error as CaseworkError {
                guard case .notFound(_, let name, _) = error, let day = try await dayOfErasure(named: name) else {
                    throw error
                }
                throw CaseworkError.erased(name, on: day)
            }
        }
        return try await work()
    }

    private func dayOfErasure(named handle: String) async throws -> CalendarDate? {
        try await environment.database.read(options("erased", role: nil)) { transaction in
            try transaction.one("select private.case_erased_on(\(handle))", CalendarDate?.self)
        }
    }
}
