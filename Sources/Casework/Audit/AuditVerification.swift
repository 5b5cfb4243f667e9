import FoundationEssentials
package import Postgres
package import Sealing

/// Verifies the audit that a database holds against the checkpoints in it, and against those that are kept outside.
///
/// Reads over a connection that may read everything, as a backup does, and one page at a time.
package struct AuditVerification: Sendable {
    /// A checkpoint that was kept outside of the database.
    package struct Outside: Sendable {
        let checkpoint: Checkpoint
        let isSigned: Bool
        /// The file it is from.
        let file: String

        package init(_ entry: CheckpointReader.Entry, file: String, keyring: Keyring) throws(SealingError) {
            checkpoint = entry.checkpoint
            isSigned = entry.note.isSigned(by: try keyring.auditSigner(of: entry.checkpoint.log).key)
            self.file = file
        }
    }

    /// What was looked at, and what was found.
    package struct Outcome: Sendable {
        package var logs = 0
        package var events = 0
        package var checkpoints = 0
        package var outside = 0
        package var unsealed = 0
        /// The first of them; with ids and numbers only.
        package var findings: [String] = []
        package var more = 0

        package var isIntact: Bool { findings.isEmpty }

        mutating func found(_ log: AuditLog, _ text: String) {
            guard findings.count < 100 else { return more += 1 }
            findings.append("log \(log.id.uuidString.lowercased()): \(text)")
        }
    }

    private let database: Database
    private let keyring: Keyring
    /// Events that are held in memory at once.
    private static let page = 50_000

    package init(reading database: Database, keyring: Keyring) {
        (self.database, self.keyring) = (database, keyring)
    }

    package func verify(_ outside: [Outside]) async throws(CaseworkError) -> Outcome {
        try await failures {
            try await database.read { transaction in
                var outcome = Outcome()
                outcome.outside = outside.count
                let logs = try transaction.all(
                    """
                    select log_id from private.audit_checkpoints union
                    select coalesce(e.practice_id, s.log_id) from private.audit_events e cross join private.audit_server s
                    order by 1
                    """, UUID.self
                ).map { AuditLog($0) }
                outcome.logs = logs.count
                for log in logs {
                    var walk = try LogWalk(log, keyring: keyring, outside: outside.filter { $0.checkpoint.log == log })
                    try follow(&walk, transaction, &outcome)
                    walk.finish(&outcome)
                }
                for log in Set(outside.map(\.checkpoint.log)).subtracting(logs) {
                    let file = outside.first { $0.checkpoint.log == log }?.file ?? ""
                    outcome.found(
                        log,
                        "\(file) holds its checkpoints, and this database has no such log: the file is of another "
                            + "server, or the whole log was deleted")
                }
                try countUnsealed(transaction, &outcome)
                return outcome
            }
        }
    }

    private func follow(_ walk: inout LogWalk, _ transaction: Transaction, _ outcome: inout Outcome) throws {
        while true {
            let after = walk.end
            let ahead = try transaction.all(
                """
                select size, system_identifier from private.audit_checkpoints
                where log_id = \(walk.log.id) and size > \(after) order by size limit 500
                """, Int64.self, Int64.self)
            guard let first = ahead.first else { return }
            let page = ahead.prefix { $0.1 == first.1 }.prefix { $0.0 == first.0 || $0.0 - after <= Int64(Self.page) }
            let batches = try transaction.all(
                """
                select first_leaf, size, system_identifier, from_transaction::text::bigint,
                    below_transaction::text::bigint, leaf_hashes, frontier, note
                from private.audit_checkpoints
                where log_id = \(walk.log.id) and size > \(after) and size <= \(page.last?.0 ?? first.0) order by size
                """, as: StoredBatch.self)
            guard let start = batches.first?.from, let end = batches.last?.below else { return }
            var events: [StoredEvent] = []
            try transaction.forEach(
                """
                select e.transaction::text::bigint, e.event_id, private.audit_line(e)
                from private.audit_events e cross join private.audit_server s
                where e.transaction >= \(String(start))::xid8 and e.transaction < \(String(end))::xid8
                    and e.system_identifier = \(first.1) and coalesce(e.practice_id, s.log_id) = \(walk.log.id)
                order by e.transaction, e.event_id
                """
            ) { row in
                events.append(try StoredEvent(row))
            }
            var rest = events[...]
            for batch in batches {
                let its = rest.prefix { $0.transaction < batch.below }
                rest = rest.dropFirst(its.count)
                walk.take(batch, its, &outcome)
            }
        }
    }

    private func countUnsealed(_ transaction: Transaction, _ outcome: inout Outcome) throws {
        let rows = try transaction.all(
            """
            select coalesce(e.practice_id, v.log_id), h.system_identifier = e.system_identifier, count(*), min(e.event_id)
            from private.audit_events e cross join pg_control_system() h cross join private.audit_server v
            left join lateral (
                select max(c.below_transaction) as below from private.audit_checkpoints c
                where c.system_identifier = e.system_identifier) s on true
            where e.transaction >= coalesce(s.below, '0'::xid8)
            group by 1, 2
            """, UUID.self, Bool.self, Int.self, Int64.self)
        let restored = try transaction.one(
            """
            select exists (select from private.audit_checkpoints c join pg_control_system() h using (system_identifier))
            """, Bool.self)
        for row in rows {
            outcome.unsealed += row.2
            if !row.1, restored {
                outcome.found(
                    AuditLog(row.0),
                    "\(row.2) events from \(row.3) on say that they are of an earlier server, and were "
                        + "not there when its events were sealed: they were inserted")
            }
        }
    }
}

/// A row of `private.audit_checkpoints`.
struct StoredBatch: RowDecodable {
    let first: Int64
    let size: Int64
    let system: Int64
    let from: Int64
    let below: Int64
    let hashes: [UInt8]
    let frontier: [UInt8]
    let note: String

    init(row reader: inout RowReader) throws(PostgresError) {
        first = try reader.next()
        size = try reader.next()
        system = try reader.next()
        from = try reader.next()
        below = try reader.next()
        hashes = try reader.next()
        frontier = try reader.next()
        note = try reader.next()
    }
}

/// An event as it lies in the database now, by its leaf.
struct StoredEvent {
    let transaction: Int64
    let event: Int64
    let leaf: TreeHash

    init(_ row: Row) throws(PostgresError) {
        let (transaction, event, line) = try row.columns(Int64.self, Int64.self, String.self)
        (self.transaction, self.event, leaf) = (transaction, event, .leaf(Array(line.utf8)))
    }
}
