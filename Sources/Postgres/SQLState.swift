/// The five-character code PostgreSQL gives every error: what a program may decide on, unlike the message.
///
/// Source: PostgreSQL documentation, appendix A.
@usableFromInline
package struct SQLState: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// Five characters: two of class, three of subclass.
    @usableFromInline
    package let rawValue: String

    /// Wraps a code as the server sent it; unknown codes are kept, not refused.
    @usableFromInline
    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    private init(_ code: String) {
        rawValue = code
    }

    /// The code itself, which carries no data.
    @usableFromInline
    package var description: String { rawValue }

    /// A statement the server does not support, and a cached plan whose result type changed.
    package static let featureNotSupported = SQLState("0A000")
    /// A value the column's type cannot hold.
    package static let numericValueOutOfRange = SQLState("22003")
    /// Text that is not a value of the type it was given as.
    package static let invalidTextRepresentation = SQLState("22P02")
    /// A row that a NOT NULL column refused.
    package static let notNullViolation = SQLState("23502")
    /// A reference to a row that is not there, or the removal of a row that is referred to.
    package static let foreignKeyViolation = SQLState("23503")
    /// A second row with the same key.
    package static let uniqueViolation = SQLState("23505")
    /// A row that a CHECK refused.
    package static let checkViolation = SQLState("23514")
    /// A row that overlaps another under an EXCLUDE constraint.
    package static let exclusionViolation = SQLState("23P01")
    /// A write in a read-only transaction.
    package static let readOnlyTransaction = SQLState("25006")
    /// A statement in a transaction that has already failed.
    package static let inFailedTransaction = SQLState("25P02")
    /// The session stayed idle inside a transaction for too long and was ended.
    package static let idleInTransactionTimeout = SQLState("25P03")
    /// A serializable or repeatable-read transaction that must run again.
    package static let serializationFailure = SQLState("40001")
    /// A transaction chosen as the victim of a deadlock; it must run again.
    package static let deadlockDetected = SQLState("40P01")
    /// A right that the role does not have, or a row that its policies refuse.
    package static let insufficientPrivilege = SQLState("42501")
    /// SQL that does not parse.
    package static let syntaxError = SQLState("42601")
    /// A column that is not there.
    package static let undefinedColumn = SQLState("42703")
    /// A function that is not there, or not with these argument types.
    package static let undefinedFunction = SQLState("42883")
    /// A table that is not there.
    package static let undefinedTable = SQLState("42P01")
    /// A lock that was not had in time, or not at once under NOWAIT.
    package static let lockNotAvailable = SQLState("55P03")
    /// A statement that was cancelled, by a person or by the statement timeout.
    package static let queryCanceled = SQLState("57014")
    /// The server is being stopped.
    package static let adminShutdown = SQLState("57P01")
    /// The server is starting, stopping or recovering.
    package static let cannotConnectNow = SQLState("57P03")
    /// A function of ours raised an error without a code of its own.
    package static let raisedException = SQLState("P0001")
}
