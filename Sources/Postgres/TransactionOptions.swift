/// What one transaction is given right after BEGIN, all of it gone at its end.
package struct TransactionOptions: Sendable {
    /// How much a transaction sees of others that run at the same time.
    package enum Isolation: Sendable {
        /// Each statement sees what was committed before it.
        case readCommitted
        /// The whole transaction sees one moment.
        case repeatableRead
        /// As if transactions ran one after another; may fail with 40001 and is then run again.
        case serializable
    }

    /// The role to act as, as `SET LOCAL ROLE` does; a name, never SQL.
    package var role: String?
    /// Settings for this transaction alone, as `set_config(name, value, true)`; after it they read as an empty string.
    package var settings: [(name: String, value: String)]
    /// Another isolation than the kind of transaction has by itself.
    package var isolation: Isolation?
    /// Another limit for each statement than the session's; zero is no limit.
    package var statementTimeout: Duration?
    /// Another limit for waiting for a lock than the session's; zero is no limit.
    package var lockTimeout: Duration?

    /// Options; nothing given means the session's own role, settings and limits.
    package init(
        role: String? = nil, settings: [(name: String, value: String)] = [], isolation: Isolation? = nil,
        statementTimeout: Duration? = nil, lockTimeout: Duration? = nil
    ) {
        self.role = role
        self.settings = settings
        self.isolation = isolation
        self.statementTimeout = statementTimeout
        self.lockTimeout = lockTimeout
    }

    /// One statement for all of it, the role last, so that the other settings are made under the session's own role.
    var opening: SQL? {
        var all = settings
        if let statementTimeout { all.append(("statement_timeout", String(statementTimeout.wholeMilliseconds))) }
        if let lockTimeout { all.append(("lock_timeout", String(lockTimeout.wholeMilliseconds))) }
        if let role { all.append(("role", role)) }
        guard !all.isEmpty else { return nil }
        return "select \(SQL.joined(all.map { "set_config(\($0.name), \($0.value), true)" }, separator: ", "))"
    }
}

/// The three kinds of transaction the house knows.
enum TransactionKind: Sendable {
    case read
    case write
    case open

    /// The BEGIN of this kind, with another isolation where the options ask for it.
    func begin(_ isolation: TransactionOptions.Isolation?) -> SQL {
        switch self {
        case .read: "begin isolation level \((isolation ?? .repeatableRead).sql) read only"
        case .write: "begin isolation level \((isolation ?? .readCommitted).sql) read write"
        case .open: "begin isolation level \((isolation ?? .repeatableRead).sql) read write"
        }
    }
}

extension TransactionOptions.Isolation {
    fileprivate var sql: SQL {
        switch self {
        case .readCommitted: "read committed"
        case .repeatableRead: "repeatable read"
        case .serializable: "serializable"
        }
    }
}
