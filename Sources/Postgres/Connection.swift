import Dispatch

/// One connection to a server: an actor on a thread of its own, so that libpq may block without taking one from Swift's
/// pool.
package actor Connection {
    private nonisolated let executor = QueueExecutor()
    private var session: Session?
    private nonisolated let cancellation: CancellationSlot = CancellationSlot()

    /// Jobs run on the connection's own Dispatch queue.
    package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    private init() {}

    /// Connects, or throws an error of kind `connection`.
    package static func open(_ settings: ConnectionSettings) async throws(PostgresError) -> Connection {
        let connection = Connection()
        try await connection.connect(settings)
        return connection
    }

    /// Closes the connection; a transaction afterwards throws.
    package func close() {
        session = nil
    }

    private func connect(_ settings: ConnectionSettings) throws(PostgresError) {
        let session = try Session(settings)
        self.session = session
        cancellation.set(session.cancellation)
    }

    /// Whether the connection can serve another transaction; false once it is broken or closed.
    package var isReusable: Bool { session?.isReusable ?? false }

    /// Runs the body in one transaction, and again where the house rules allow it; a cancelled task cancels the
    /// statement under way.
    nonisolated func transaction<R: Sendable>(
        _ kind: TransactionKind, _ options: TransactionOptions, _ body: @Sendable (Transaction) throws -> R
    ) async -> Finished<R> {
        var retries = RetryPolicy()
        while true {
            cancellation.reset()
            let attempt = await withTaskCancellationHandler {
                await self.attempt(kind, options, body)
            } onCancel: {
                cancellation.request()
            }
            guard case .failure = attempt.result, let reason = attempt.retry, attempt.isReusable,
                let pause = retries.pause(after: reason)
            else { return Finished(result: attempt.result, isReusable: attempt.isReusable, wasStale: attempt.wasStale) }
            do {
                try await Task.sleep(for: pause)
            } catch {
                return Finished(
                    result: .failure(PostgresError(.cancelled, "the task was cancelled before another try")),
                    isReusable: true, wasStale: false)
            }
        }
    }

    private func attempt<R: Sendable>(
        _ kind: TransactionKind, _ options: TransactionOptions, _ body: @Sendable (Transaction) throws -> R
    ) -> Attempt<R> {
        guard let session, !session.isLost() else {
            let error = PostgresError(.connection, "the connection was closed while it lay idle")
            return Attempt(result: .failure(error), retry: nil, isReusable: false, wasStale: true)
        }
        session.begin(kind, options)
        do {
            let value = try body(Transaction(session))
            try session.commit()
            return Attempt(result: .success(value), retry: nil, isReusable: session.isReusable, wasStale: false)
        } catch {
            session.rollback()
            var error = error
            // an opening that was lost has handed nothing out, and nothing was to be changed by it
            if kind != .open, case .sent(tag: "") = session.ending, var lost = error as? PostgresError,
                lost.kind == .connection
            {
                lost.kind = .commitUnknown
                error = lost
            }
            var retry: RetryPolicy.Reason?
            if session.hasStalePlan {
                session.statements.removeAll()
                retry = .stalePlan
            } else if session.failure?.isSerializationFailure == true {
                retry = .serialization
            }
            return Attempt(result: .failure(error), retry: retry, isReusable: session.isReusable, wasStale: false)
        }
    }

    /// How a transaction ended, and what became of the connection.
    struct Finished<R: Sendable>: Sendable {
        let result: Result<R, any Error>
        let isReusable: Bool
        /// Whether the connection was found closed before anything was sent, so that another may be tried.
        let wasStale: Bool
    }

    private struct Attempt<R: Sendable>: Sendable {
        let result: Result<R, any Error>
        let retry: RetryPolicy.Reason?
        let isReusable: Bool
        let wasStale: Bool
    }
}

/// Runs an actor's jobs on one serial Dispatch queue.
private final class QueueExecutor: SerialExecutor {
    private let queue = DispatchQueue(label: "postgres.connection")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async {
            unsafe job.runSynchronously(on: self.asUnownedSerialExecutor())
        }
    }
}
