/// A server's database behind a pool of connections: the three kinds of transaction.
///
/// A body is synchronous and runs on a connection's own thread; results are handed out only after COMMIT answered
/// COMMIT. A body may run several times, so it must do nothing else that lasts.
package final class Database: Sendable {
    private let pool: Pool

    /// A database that connects when it is first used; call `start()` to learn early that it cannot.
    package init(_ settings: ConnectionSettings, pool: PoolSettings = PoolSettings()) {
        self.pool = Pool(settings, pool)
    }

    /// Opens a first connection, so that a wrong setting shows at the start and not at the first use.
    package func start() async throws {
        try await read { _ in }
    }

    /// Runs a body that only reads: READ ONLY, REPEATABLE READ, so that all its statements see one moment.
    package func read<R: Sendable>(
        _ options: TransactionOptions = TransactionOptions(), _ body: @Sendable (Transaction) throws -> R
    ) async throws -> R {
        try await run(.read, options, body)
    }

    /// Runs a body that writes: READ COMMITTED, or what the options ask for.
    @discardableResult
    package func write<R: Sendable>(
        _ options: TransactionOptions = TransactionOptions(), _ body: @Sendable (Transaction) throws -> R
    ) async throws -> R {
        try await run(.write, options, body)
    }

    /// Runs a body that reads what must leave a trace: REPEATABLE READ, and it may write.
    package func open<R: Sendable>(
        _ options: TransactionOptions = TransactionOptions(), _ body: @Sendable (Transaction) throws -> R
    ) async throws -> R {
        try await run(.open, options, body)
    }

    /// Refuses new transactions and closes idle connections; those in use are closed when they end.
    package func close() {
        pool.close()
    }

    private func run<R: Sendable>(
        _ kind: TransactionKind, _ options: TransactionOptions, _ body: @Sendable (Transaction) throws -> R
    ) async throws -> R {
        while true {
            let lease = try await pool.lease()
            let finished = await lease.connection.transaction(kind, options, body)
            pool.giveBack(lease, isReusable: finished.isReusable)
            if finished.wasStale { continue }
            return try finished.result.get()
        }
    }
}
