import Casework
import Postgres
import Synchronization

/// Appends to the audit by 32 writers at once, each event committed by itself, with a sealer at work and without.
struct AuditMeasure: Sendable {
    private let server: BenchServer
    private let practice: BenchPractice
    private let workplace: Workplace
    private static let name = "audit"
    private static let writers = 32
    /// Events that each writer appends in one run.
    private static let each = 250

    init(_ server: BenchServer, _ workplace: Workplace) throws {
        (self.server, self.workplace) = (server, workplace)
        practice = try BenchPractice(server, couples: workplace.couples)
    }

    func run(_ report: Report) async throws {
        try await practice.found(in: Self.name, sql: workplace.sql)
        let writers = Database(
            ConnectionSettings([
                "host": server.cluster.socketDirectory, "port": "\(LocalCluster.port)", "dbname": Self.name,
                "user": "postgres",
            ]), pool: PoolSettings(maximum: Self.writers, waitLimit: .seconds(120)))
        let environment = practice.environment(Self.name)
        defer {
            writers.close()
            environment.database.close()
        }
        let sealer = Casework(environment)
        _ = try await append(writers)
        _ = try await sealer.sealAudit()
        let progress = Progress()
        let times = try await Pairs(9) {
            progress.isDone.store(false, ordering: .relaxed)
            // As a server does: whenever a command ends, whoever is first seals for all.
            let sealing = Task.detached {
                while !progress.isDone.load(ordering: .relaxed) {
                    progress.sealed.add(try await sealer.sealAudit().events, ordering: .relaxed)
                    try await Task.sleep(for: .milliseconds(50))
                }
            }
            let time = try await append(writers)
            progress.isDone.store(true, ordering: .relaxed)
            try await sealing.value
            return time
        } reference: {
            let time = try await append(writers)
            // what it left is sealed outside of the clock
            _ = try await sealer.sealAudit()
            return time
        }
        report.add(
            "audit appends, 32 writers, sealed meanwhile", each: Self.writers * Self.each, "events", times,
            .atLeast(0.8))
        say(
            "\(Double(progress.sealed.load(ordering: .relaxed)).grouped) events were sealed while others were appended."
        )
        let verified = try await seconds {
            let backup = server.database(Self.name)
            defer { backup.close() }
            let outcome = try await AuditVerification(reading: backup, keyring: practice.keyring).verify([])
            guard outcome.isIntact, outcome.unsealed == 0 else { throw BenchError("the audit is not as it was sealed") }
        }
        say("`audit verify` of all of them took \(verified.decimals(1)) s.")
    }

    private final class Progress: Sendable {
        let isDone = Atomic(false)
        let sealed = Atomic(0)
    }

    /// Seconds that all writers take.
    private func append(_ database: Database) async throws -> Double {
        try await seconds {
            try await withThrowingTaskGroup { group in
                for _ in 0..<Self.writers {
                    group.addTask {
                        for _ in 0..<Self.each {
                            try await database.write { transaction in
                                _ = try transaction.execute(
                                    """
                                    select private.record_event(p.practice_id, gen_random_uuid(), gen_random_uuid(),
                                        'open', 'notes', array[gen_random_uuid()], array[gen_random_uuid()])
                                    from app.practices p
                                    """)
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }
}
