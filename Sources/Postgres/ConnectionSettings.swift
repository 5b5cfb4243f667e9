/// How to reach a server: libpq's own keywords, and the time limits every session has.
///
/// What is not given here libpq takes from its service file, `PG*` variables and password file, so no password passes
/// through this code, and several hosts with `target_session_attrs` work.
package struct ConnectionSettings: Sendable {
    /// libpq connection keywords (`host`, `service`, `dbname`, `user`, ...); `password` is not accepted.
    package var keywords: [String: String]
    /// Whether a server over the network must show a certificate that is checked for its name (`sslmode=verify-full`).
    /// Sockets of this machine need none.
    package var requiresVerifiedServer = true
    /// How long one host may take to answer; libpq counts in whole seconds, at least 2.
    package var connectTimeout: Duration = .seconds(10)
    /// How long a statement may run unless its transaction says otherwise; zero is no limit.
    package var statementTimeout: Duration = .seconds(30)
    /// How long a statement may wait for a lock; zero is no limit.
    package var lockTimeout: Duration = .seconds(10)
    /// How long a transaction may stay idle before the server ends the session; zero is no limit.
    package var idleInTransactionTimeout: Duration = .seconds(60)

    /// Settings with the given libpq keywords on top of libpq's own sources.
    package init(_ keywords: [String: String] = [:]) {
        self.keywords = keywords
    }

    /// What every session is set to once connected: text forms that the decoders rely on, and the limits.
    var sessionScript: String {
        """
        set client_encoding = 'UTF8'; set datestyle = 'ISO, YMD'; set timezone = 'UTC'; set bytea_output = 'hex'; \
        set intervalstyle = 'iso_8601'; set extra_float_digits = 1; set standard_conforming_strings = on; \
        set statement_timeout = \(statementTimeout.wholeMilliseconds); \
        set lock_timeout = \(lockTimeout.wholeMilliseconds); \
        set idle_in_transaction_session_timeout = \(idleInTransactionTimeout.wholeMilliseconds)
        """
    }
}

extension Duration {
    /// Milliseconds, rounded up so that a short limit does not become 0, which PostgreSQL reads as none.
    var wholeMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    }
}
