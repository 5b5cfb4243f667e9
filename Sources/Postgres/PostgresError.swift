/// What went wrong between the program and PostgreSQL, told without any of the data involved.
///
/// The server's message and detail can quote a value (a unique violation repeats the key), so `description` is made
/// only of codes and of names from the schema.
@usableFromInline
package struct PostgresError: Error, Equatable, CustomStringConvertible {
    /// Where the error arose, which decides what a caller can do about it.
    @usableFromInline
    package enum Kind: String, Sendable {
        /// No connection could be made, or the one in use was lost before COMMIT was sent: nothing was changed.
        case connection
        /// The server is reached over a network and would not be verified; no connection was made.
        case unverifiedServer
        /// The server refused a statement; `sqlState` says why.
        case server
        /// The awaiting task was cancelled; the transaction was rolled back.
        case cancelled
        /// The server ended a statement: statement timeout, lock timeout, or an operator's cancel.
        case timeout
        /// A value cannot be sent (U+0000 in a text); nothing was sent.
        case encoding
        /// A column does not read as the type asked for.
        case decoding
        /// `one` or `optional` met another number of rows.
        case cardinality
        /// No connection came free in time, or the pool is closed.
        case pool
        /// COMMIT answered ROLLBACK: an earlier statement had failed, and nothing was changed.
        case rolledBack
        /// The connection was lost while COMMIT was under way: it may or may not have taken effect.
        case commitUnknown
        /// The client was used against its rules; a mistake in the program.
        case usage
    }

    /// Where the error arose.
    package var kind: Kind
    /// The server's code, when a server answered.
    package var sqlState: SQLState?
    /// The schema of the object concerned, where the server names it.
    package var schema: String?
    /// The table concerned, where the server names it.
    package var table: String?
    /// The column concerned: as the server names it, or the one that did not decode.
    package var column: String?
    /// The constraint that was violated.
    package var constraint: String?
    /// What happened in the client's own words, which never hold data.
    package var reason: String?
    /// The server's or libpq's primary message. It can quote a value: show it only to whoever typed the statement,
    /// and **never log it**. With kind `connection` it speaks of hosts, files and roles only.
    package var serverMessage: String?

    /// Makes an error of the client's own; `reason` must not hold data.
    @usableFromInline
    package init(_ kind: Kind, _ reason: String? = nil, sqlState: SQLState? = nil) {
        self.kind = kind
        self.reason = reason
        self.sqlState = sqlState
    }

    /// Codes and names only, safe to log.
    @usableFromInline
    package var description: String {
        var text = "PostgreSQL \(kind.rawValue) error"
        if let sqlState { text += " \(sqlState)" }
        for (label, name) in [
            ("schema", schema), ("table", table), ("column", column), ("constraint", constraint),
        ] {
            if let name { text += ", \(label) \(name)" }
        }
        if let reason { text += ": \(reason)" }
        return text
    }

    /// Whether the whole transaction may be run again with a fair chance (house rule: these two codes only).
    package var isSerializationFailure: Bool {
        sqlState == .serializationFailure || sqlState == .deadlockDetected
    }
}
