import FoundationEssentials
package import Postgres
package import Sealing

/// What one sealing has sealed.
package struct SealedAudit: Sendable {
    /// Events that got their place in a tree.
    package var events = 0
    /// Checkpoints that were signed for it.
    package var checkpoints = 0
}

/// One log as far as it is sealed.
package struct SealedLog: Sendable {
    package let log: AuditLog
    package let size: UInt64
    /// The newest checkpoint, as it is stored.
    package let note: String
}

/// A batch of events that can be sealed, with the end of its log's tree.
private struct Batch: RowDecodable {
    let log: AuditLog
    let system: Int64
    let from: String
    let below: String
    let first: Int64
    let frontier: [UInt8]
    let note: String?
    let hashes: [UInt8]

    init(row reader: inout RowReader) throws(PostgresError) {
        log = AuditLog(try reader.next())
        system = try reader.next()
        from = try reader.next()
        below = try reader.next()
        first = try reader.next()
        frontier = try reader.next()
        note = try reader.next()
        hashes = try reader.next()
    }
}

extension Casework {
    /// How far the clock may be behind the last checkpoint before it counts as having jumped back.
    private static let tolerance: Int64 = 120_000_000

    /// Seals the events of every transaction that has ended: gives them their places in their logs' trees and signs
    /// checkpoints over these. Cheap where there is nothing to seal, and nothing where another program seals.
    ///
    /// - Parameter acceptingClock: seals although the clock is behind the last checkpoint.
    /// - Throws: `conflict` where the last checkpoint is not this keyring's, does not go with the tree, or is of the
    ///   future. The events stay as they are.
    package func sealAudit(
        acceptingClock: Bool = false, atMost most: Int32 = 20_000
    ) async throws(CaseworkError)
        -> SealedAudit
    {
        var total = SealedAudit()
        while true {
            let sealed = try await failures {
                try await environment.database.write(options("audit seal", role: nil)) { transaction in
                    var sealed = SealedAudit()
                    let batches = try transaction.all(
                        """
                        select log_id, system_identifier, from_transaction::text, below_transaction::text, first_leaf,
                            frontier, note, leaf_hashes
                        from private.unsealed_batches(\(most))
                        """, as: Batch.self)
                    for batch in batches {
                        try seal(batch, acceptingClock: acceptingClock, in: transaction)
                        sealed.events += batch.hashes.count / TreeHash.length
                        sealed.checkpoints += 1
                    }
                    return sealed
                }
            }
            if sealed.events == 0 { return total }
            total.events += sealed.events
            total.checkpoints += sealed.checkpoints
        }
    }

    private func seal(_ batch: Batch, acceptingClock: Bool, in transaction: Transaction) throws {
        let signer = try environment.keyring.auditSigner(of: batch.log)
        guard var frontier = Frontier(size: UInt64(batch.first), bytes: batch.frontier) else {
            throw Self.stoppedSealing(batch, "the end of its tree is not as long as it has to be")
        }
        let now = environment.now()
        if let note = batch.note {
            try check(note, ends: frontier, of: batch, by: signer.key)
            if !acceptingClock, let last = SignedNote(note).flatMap({ Checkpoint($0.text) })?.time,
                last > Timestamp(microseconds: now.microseconds + Self.tolerance).checkpointTime
            {
                throw CaseworkError.conflict(
                    "The clock says \(now.checkpointTime), and the last checkpoint of the audit was signed at \(last): "
                        + "the clock was set back, or it was wrong then. Nothing was sealed and no event is lost. Set "
                        + "the clock right; where it is right now, go on with `troth audit seal --accept-clock`.")
            }
        }
        for start in stride(from: 0, to: batch.hashes.count, by: TreeHash.length) {
            guard let leaf = TreeHash(batch.hashes[start..<min(start + TreeHash.length, batch.hashes.count)]) else {
                throw CaseworkError.internal("hash of an event")
            }
            frontier.append(leaf)
        }
        let checkpoint = Checkpoint(
            log: batch.log, size: frontier.size, root: frontier.root, system: UInt64(bitPattern: batch.system),
            time: now.checkpointTime)
        let note = try signer.sign(checkpoint.text).encoded
        _ = try transaction.execute(
            """
            select private.keep_checkpoint(\(batch.log.id), \(batch.system), \(batch.from)::xid8, \(batch.below)::xid8,
                \(batch.first), \(batch.hashes), \(frontier.bytes), \(note))
            """)
    }

    /// A tree only grows from what was signed: else an edit of its end would be signed with the next event.
    private func check(_ note: String, ends frontier: Frontier, of batch: Batch, by key: AuditKey) throws {
        guard let signed = SignedNote(note), let checkpoint = Checkpoint(signed.text) else {
            throw Self.stoppedSealing(batch, "its last checkpoint cannot be read")
        }
        guard signed.isSigned(by: key) else {
            throw Self.stoppedSealing(
                batch,
                "its last checkpoint is not signed with this keyring's key. Use the keyring that belongs to this "
                    + "database")
        }
        guard checkpoint.log == batch.log, checkpoint.size == frontier.size, checkpoint.root == frontier.root else {
            throw Self.stoppedSealing(batch, "its tree does not end as its last checkpoint says: it was altered")
        }
    }

    private static func stoppedSealing(_ batch: Batch, _ reason: String) -> CaseworkError {
        .conflict(
            "The log \(batch.log.id.uuidString.lowercased()) was not sealed: \(reason). No event is lost; `troth audit "
                + "verify` tells more.")
    }

    /// The logs there are, each with its newest checkpoint.
    package func sealedLogs() async throws(CaseworkError) -> [SealedLog] {
        try await failures {
            try await environment.database.read { transaction in
                try transaction.all(
                    "select log_id, size, note from private.sealed_logs()", UUID.self, Int64.self, String.self
                ).map { SealedLog(log: AuditLog($0.0), size: UInt64($0.1), note: $0.2) }
            }
        }
    }

    /// The checkpoints of a log that cover more events than `size`, oldest first.
    package func checkpoints(of log: AuditLog, after size: UInt64) async throws(CaseworkError) -> [String] {
        try await failures {
            try await environment.database.read { transaction in
                try transaction.all(
                    "select n from private.checkpoints_after(\(log.id), \(Int64(size))) n", String.self
                ).map { $0 }
            }
        }
    }

    /// How many events no checkpoint covers yet, and since when the oldest of them waits.
    package func sealingLag() async throws(CaseworkError) -> (events: Int, since: Timestamp?) {
        try await failures {
            try await environment.database.read { transaction in
                try transaction.one("select unsealed, oldest_at from private.sealing_lag()", Int.self, Timestamp?.self)
            }
        }
    }

    /// The key that the checkpoints of a log are verified with, to be written down.
    package func auditKey(of log: AuditLog) throws(CaseworkError) -> AuditKey {
        do {
            return try environment.keyring.auditSigner(of: log).key
        } catch {
            throw .keys(error.description)
        }
    }
}

extension Timestamp {
    /// As it stands in a checkpoint: `2026-11-26T10:00:00.000000Z`.
    var checkpointTime: String {
        description.replacing(" ", with: "T", maxReplacements: 1).replacing("+00", with: "Z")
    }
}
