import Casework
import FoundationEssentials
import Postgres
import Sealing
import TestSupport
import Testing

/// A practice with some events, and a way behind the door: whoever owns the server can change every row.
struct SealedPractice {
    let practice: TestPractice
    let owner: Database
    private let backup: Database

    init() async throws {
        practice = try await TestPractice()
        owner = try await practice.superuser()
        backup = Database(
            try await TestServer.shared.settings(database: practice.databaseName, user: "troth_backup"))
    }

    /// Events as an act of the program leaves them, each in a transaction of its own.
    func happen(_ count: Int) async throws {
        for _ in 0..<count {
            _ = try await practice.therapist.whoAmI()
        }
    }

    /// Seals everything there is, once no older transaction of another test runs on the same server.
    @discardableResult
    func seal() async throws -> SealedAudit {
        try await settle()
        return try await practice.stranger.sealAudit()
    }

    /// Waits until every transaction that is older than the newest event has ended.
    func settle() async throws {
        var isSettled = false
        while !isSettled {
            isSettled = try await owner.read { transaction in
                try transaction.one(
                    """
                    select coalesce(max(transaction) < pg_snapshot_xmin(pg_current_snapshot()), true)
                    from private.audit_events
                    where system_identifier = (select system_identifier from pg_control_system())
                    """, Bool.self)
            }
            if !isSettled { try await Task.sleep(for: .milliseconds(20)) }
        }
    }

    func change(_ statement: SQL) async throws {
        try await owner.write { transaction in
            let changed = try transaction.execute(statement)
            try #require(changed > 0)
        }
    }

    func verify(_ outside: [String] = [], keyring: Keyring? = nil) async throws -> AuditVerification.Outcome {
        let keyring = keyring ?? practice.environment.keyring
        var reader = CheckpointReader()
        let entries = try reader.read(Array(outside.map { $0 + "\n" }.joined().utf8))
        return try await AuditVerification(reading: backup, keyring: keyring)
            .verify(try entries.map { try AuditVerification.Outside($0, file: "elsewhere", keyring: keyring) })
    }

    /// The log of the practice.
    func log() async throws -> SealedLog {
        try #require(try await practice.stranger.sealedLogs().max { $0.size < $1.size })
    }

    func notes() async throws -> [String] {
        try await practice.stranger.checkpoints(of: try await log().log, after: 0)
    }
}
