/// What a transaction's closure works with: every call is a statement on the connection's own thread.
///
/// It is not Sendable and is of use inside the closure only. The closure may run several times (40001, 40P01, a plan
/// that no longer fits), so it must do nothing else that lasts.
@usableFromInline
package final class Transaction {
    let session: Session

    init(_ session: Session) {
        self.session = session
    }

    /// Runs a statement and returns how many rows it inserted, changed, deleted or returned.
    @discardableResult
    package func execute(_ sql: SQL) throws(PostgresError) -> Int {
        try session.query(sql).affectedRows
    }

    /// Keeps a statement back until the next one that is waited for, or COMMIT, and sends both in one round trip.
    package func later(_ sql: SQL) -> Later {
        let later = Later(sql, session)
        session.later.append(later)
        return later
    }

    /// Says that nothing comes after what was kept back: COMMIT goes out in the same round trip, and a statement after it
    /// is refused. What the body throws then changes nothing of what was committed.
    package func endsHere() {
        session.ending = .withNext
    }

    /// Runs a query and gives its rows one by one as they arrive, so that memory does not grow with their number; no
    /// other statement can be sent meanwhile.
    package func forEach(_ sql: SQL, _ body: (Row) throws -> Void) throws {
        try session.stream(sql, body)
    }

    /// Runs `COPY ... FROM STDIN` with the chunks the closure gives until it gives nil, and returns the rows copied; an
    /// error thrown by the closure abandons the COPY and with it the transaction.
    ///
    /// COPY takes no bound values: those of `sql` go as quoted literals.
    @discardableResult
    package func copyIn(_ sql: SQL, chunks next: () throws -> [UInt8]?) throws -> Int {
        try session.copyIn(sql, next)
    }

    /// Runs `COPY ... TO STDOUT` and hands on chunks of whole rows, some 64 KiB each; returns the rows copied.
    ///
    /// COPY takes no bound values: those of `sql` go as quoted literals.
    @discardableResult
    package func copyOut(_ sql: SQL, to body: ([UInt8]) throws -> Void) throws -> Int {
        try session.copyOut(sql, body)
    }

    /// Runs a text of several statements, for migrations: the one place that takes text made at run time, so whoever
    /// calls it vouches for the text. It cannot end the transaction it runs in.
    package func script(trusted text: String) throws(PostgresError) {
        try session.script(text)
    }

    @usableFromInline
    func run(_ sql: SQL) throws(PostgresError) -> ResultSet {
        try session.query(sql)
    }
}
