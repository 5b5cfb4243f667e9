/// A statement that goes out with the next one that is waited for, so that several take one round trip.
///
/// An error of it is thrown where it goes out, as is that of the statement it went out with: the transaction has failed
/// either way. Its result is asked for here; whoever asks before it has gone out sends it.
package final class Later {
    let sql: SQL
    /// What the server answered; nil before that, and for good where an earlier statement failed.
    var result: ResultSet?
    private let session: Session

    init(_ sql: SQL, _ session: Session) {
        (self.sql, self.session) = (sql, session)
    }

    /// Whether the server has answered it already.
    package var isAnswered: Bool { result != nil }

    /// How many rows it inserted, changed, deleted or returned.
    package func affectedRows() throws(PostgresError) -> Int { try answer().affectedRows }

    /// The columns of the one row it returns, or nil if there is none; two rows are an error.
    package func optional<each Value: PostgresDecodable>(
        _ types: repeat (each Value).Type
    ) throws(PostgresError) -> (repeat each Value)? {
        try answer().optional(repeat each types)
    }

    /// The columns of the one row it returns; any other number of rows is an error.
    package func one<each Value: PostgresDecodable>(
        _ types: repeat (each Value).Type
    ) throws(PostgresError) -> (repeat each Value) {
        try answer().one(repeat each types)
    }

    /// The one row it returns, or nil if there is none; two rows are an error.
    package func optional<Value: RowDecodable>(as type: Value.Type) throws(PostgresError) -> Value? {
        try answer().optional(as: type)
    }

    /// Every row it returns.
    package func all<Value: RowDecodable>(as type: Value.Type) throws(PostgresError) -> [Value] {
        try answer().all(as: type)
    }

    private func answer() throws(PostgresError) -> ResultSet {
        if result == nil { try session.flush() }
        guard let result else { throw PostgresError(.usage, "an earlier statement of the transaction had failed") }
        return result
    }
}
