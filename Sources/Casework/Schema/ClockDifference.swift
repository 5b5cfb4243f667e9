package import Postgres

/// How far the database's clock is ahead of the program's.
package struct ClockDifference: Sendable {
    /// Negative where the database's clock is behind.
    package let milliseconds: Int64

    /// Asks the database between two looks at the program's clock.
    package init(_ database: Database, now: @escaping @Sendable () -> Timestamp) async throws(CaseworkError) {
        milliseconds = try await failures {
            try await database.read { transaction in
                _ = try transaction.execute("select 1")
                let before = now().microseconds
                let there = try transaction.one("select clock_timestamp()", Timestamp.self).microseconds
                return (there - (before + now().microseconds) / 2) / 1_000
            }
        }
    }

    /// By how many seconds the newest audit event or login lies ahead of the database's clock; negative where nothing does.
    /// For a connection that may read everything.
    package static func newestRecord(_ database: Database) async throws(CaseworkError) -> Int {
        try await failures {
            try await database.read { transaction in
                let ahead = try transaction.one(
                    """
                    select coalesce(ceil(extract(epoch from greatest(
                        (select e.at from private.audit_events e order by e.event_id desc limit 1),
                        (select max(u.used_at) from private.login_uses u)) - clock_timestamp())), -1)::integer
                    """, Int.self)
                return ahead
            }
        }
    }
}
