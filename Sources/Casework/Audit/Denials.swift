import Postgres

extension Casework {
    /// Runs a use case and gives its failures as `CaseworkError`. Where the person was refused, or asked for what is not
    /// there for them, the audit gets an event of it, in a transaction of its own since the use case's was rolled back.
    ///
    /// Nothing is looked up for the event, so what is hidden and what does not exist take the same work. Where the
    /// event cannot be written, the person is told of the refusal all the same.
    func answered<Answer>(_ act: String, _ work: () async throws -> Answer) async throws(CaseworkError) -> Answer {
        do {
            let answer = try await work()
            await touch()
            return answer
        } catch {
            let denial = Denial(error)
            let failure = await Self.told(error)
            if case .notLoggedIn = failure, token != nil { await touch(always: true) }
            if let denial, token != nil {
                _ = try? await environment.database.write(options(act, role: nil)) { transaction in
                    try transaction.execute("select private.record_denial(\(denial.object), \(denial.reference))")
                }
            }
            throw failure
        }
    }

    private static func told(_ error: any Error) async -> CaseworkError {
        do {
            return try await failures { () async throws -> CaseworkError in throw error }
        } catch {
            return error
        }
    }
}

/// A refusal, as the audit keeps it: what it was about, and which one where that was a handle or an id.
private struct Denial {
    let object: String
    let reference: String?

    /// Nil where an error is no refusal.
    init?(_ error: any Error) {
        switch error {
        case CaseworkError.notFound(let subject, let name, _):
            (object, reference) = (subject.rawValue.replacing(" ", with: "_"), name)
        case CaseworkError.erased(let name, _):
            (object, reference) = ("case", name)
        case CaseworkError.forbidden:
            (object, reference) = ("duty", nil)
        case CaseworkError.notLoggedIn:
            (object, reference) = ("login_session", nil)
        case let error as PostgresError where error.sqlState == .insufficientPrivilege:
            (object, reference) = (error.table ?? "right", nil)
        default:
            return nil
        }
    }
}
