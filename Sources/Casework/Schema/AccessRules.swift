package import Postgres

/// Who may connect to a server and how: its `pg_hba.conf`, as it is in force.
package struct AccessRules: Sendable {
    /// How many lines there are.
    package let count: Int
    /// What is too wide, a sentence's end each, such as `line 3: trust lets anyone in`.
    package let faults: [String]

    /// Reads them; nil where the role may not (only a superuser may).
    package init?(_ database: Database) async throws(CaseworkError) {
        let read = try await failures {
            try await database.read { try Self.read($0) }
        }
        guard let read else { return nil }
        (count, faults) = read
    }

    private static func read(_ transaction: Transaction) throws -> (Int, [String])? {
        guard
            try transaction.one(
                "select has_function_privilege('pg_hba_file_rules()', 'execute')", Bool.self)
        else { return nil }
        return (
            try transaction.one("select count(*) from pg_hba_file_rules()", Int.self),
            try faults(transaction, of: "select * from pg_hba_file_rules()")
        )
    }

    /// The faults of rules that `rules` gives in the columns of `pg_hba_file_rules`.
    static func faults(_ transaction: Transaction, of rules: SQL) throws -> [String] {
        try transaction.all(
            """
            select format('line %s: %s', r.line_number, f.fault)
            from (\(rules)) r
            cross join lateral (values
                (r.error is not null, 'it cannot be read'),
                (r.auth_method = 'trust', 'trust lets anyone in'),
                (r.auth_method in ('password', 'md5'), r.auth_method || ' is weak; use scram-sha-256'),
                (r.auth_method = 'ident', 'ident believes whatever the other machine says'),
                (r.type in ('host', 'hostnossl', 'hostgssenc', 'hostnogssenc') and r.auth_method <> 'reject',
                    r.type || ' allows connections without TLS; use hostssl'),
                (r.type <> 'local' and r.address in ('all', '0.0.0.0', '::') and r.auth_method <> 'reject',
                    'any address may try; name the machine that holds the keyring'),
                ('all' = any (r.database) and 'all' = any (r.user_name) and r.auth_method <> 'reject',
                    'it is for every database and every user')
            ) f (is_so, fault)
            where f.is_so
            order by r.line_number, f.fault
            """, String.self)
    }
}
