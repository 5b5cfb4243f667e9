package import Postgres

/// What can be seen of a server by anyone who reaches the gate: its version and the settings that records depend on.
package struct Inspection: Sendable {
    /// Such as `15.18`.
    package let serverVersion: String
    /// Whether every committed change is on the disk.
    package let isDurable: Bool
    /// Whether passwords of the server's own roles are kept as SCRAM verifiers.
    package let passwordsAreSCRAM: Bool
    /// Whether no statement and no value reaches the server's log.
    package let logIsSilent: Bool

    package init(_ database: Database) async throws(CaseworkError) {
        let seen = try await failures {
            try await database.read { transaction in
                try transaction.one(
                    """
                    select split_part(current_setting('server_version'), ' ', 1),
                        current_setting('fsync') = 'on' and current_setting('full_page_writes') = 'on',
                        current_setting('password_encryption') = 'scram-sha-256',
                        current_setting('log_statement') = 'none'
                            and current_setting('log_min_duration_statement') = '-1'
                            and current_setting('log_min_error_statement') in ('fatal', 'panic')
                            and current_setting('log_error_verbosity') = 'terse'
                    """, String.self, Bool.self, Bool.self, Bool.self)
            }
        }
        (serverVersion, isDurable, passwordsAreSCRAM, logIsSilent) = seen
    }

    /// Whether the server is at least the newest minor release of its major version that this program knows.
    ///
    /// Earlier minors have flaws in row security (CVE-2026-14666 among them).
    package var isCurrentMinor: Bool {
        let parts = serverVersion.split(separator: ".").compactMap { Int($0) }
        guard let major = parts.first, parts.count > 1, let newest = Self.newestMinors[major] else { return true }
        return parts[1] >= newest
    }

    /// Newest minor releases known on 2026-11-23.
    private static let newestMinors = [15: 20]
}
