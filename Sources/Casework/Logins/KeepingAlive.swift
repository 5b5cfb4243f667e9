import Postgres
import Sealing
import Synchronization

extension Casework {
    /// Runs what a person does, and beside it moves the idle clock of their login: at most once a minute, in a transaction
    /// of its own whose failure nobody sees, so that reading never fails over it.
    ///
    /// A login that has ended is told to the database as well, which then ends it for good: a clock that goes back later
    /// does not revive it.
    func inUse<Answer>(_ work: () async throws -> Answer) async throws(CaseworkError) -> Answer {
        do {
            let answer = try await failures(work)
            await touch()
            return answer
        } catch {
            if case .notLoggedIn = error, token != nil { await touch(always: true) }
            throw error
        }
    }

    /// Moves the idle clock where a minute has passed since this program last did; the failure of it is nobody's.
    func touch(always: Bool = false) async {
        guard let token, environment.uses.isDue(token) || always else { return }
        var options = options("touch", role: nil)
        options.lockTimeout = .milliseconds(200)
        options.statementTimeout = .seconds(5)
        _ = try? await environment.database.write(options) { transaction in
            try transaction.execute("select private.touch()")
        }
    }
}

/// When this program last said that a login is in use, so that it says so once a minute and not at every statement.
final class LoginUses: Sendable {
    private static let interval = Duration.seconds(60)
    private let last = Mutex<[[UInt8]: ContinuousClock.Instant]>([:])

    /// Whether a minute has passed; if so it begins again now.
    func isDue(_ token: LoginToken) -> Bool {
        let now = ContinuousClock.now
        return last.withLock { last in
            let key = token.sha256
            if let before = last[key], now - before < Self.interval { return false }
            last = last.filter { now - $0.value < Self.interval }
            last[key] = now
            return true
        }
    }
}
