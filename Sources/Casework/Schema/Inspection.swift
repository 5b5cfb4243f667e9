package import Postgres

/// What can be seen of a database by anyone who reaches the gate: its version, and whether its locks are on.
package struct Inspection: Sendable {
    /// Such as `15.18`.
    package let serverVersion: String
    /// Tables of the practice without enabled and forced row security; there should be none.
    package let openTables: [String]
    /// Tables whose changes leave no audit event; there should be none.
    package let unauditedTables: [String]
    /// Whether every committed change is on the disk.
    package let isDurable: Bool

    package init(_ database: Database) async throws(CaseworkError) {
        self = try await failures {
            try await database.read { transaction in
                Inspection(
                    serverVersion: try transaction.one(
                        "select split_part(current_setting('server_version'), ' ', 1)", String.self),
                    openTables: try transaction.all(
                        """
                        select relname from pg_class
                        where relnamespace = to_regnamespace('app') and relkind = 'r'
                            and not (relrowsecurity and relforcerowsecurity)
                        order by relname
                        """, String.self),
                    unauditedTables: try transaction.all(
                        """
                        select c.relname from pg_class c
                        where c.relnamespace = to_regnamespace('app') and c.relkind = 'r'
                            and c.relname not in ('requests', 'duties')
                            and 3 <> (select count(*) from pg_trigger t
                                      where t.tgrelid = c.oid and t.tgname like 'audit%' and t.tgenabled = 'O')
                        order by c.relname
                        """, String.self),
                    isDurable: try transaction.one(
                        "select current_setting('fsync') = 'on' and current_setting('full_page_writes') = 'on'",
                        Bool.self))
            }
        }
    }

    private init(serverVersion: String, openTables: [String], unauditedTables: [String], isDurable: Bool) {
        (self.serverVersion, self.openTables) = (serverVersion, openTables)
        (self.unauditedTables, self.isDurable) = (unauditedTables, isDurable)
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
