import Casework
import FoundationEssentials
import Postgres
import Sealing
import TestSupport
import Testing

/// What whoever owns the server may try, and what has to be said of it.
enum Tampering: String, CaseIterable, Sendable {
    case edited, deleted, inserted, insertedEarlier, moved, cut, cutWithCheckpoints, checkpointGone, hashesToo
    case checkpointForged, endForged

    static let last = "(select max(event_id) from private.audit_events)"

    var statements: [SQL] {
        switch self {
        case .edited:
            ["update private.audit_events set actor_id = gen_random_uuid() where event_id = 5"]
        case .deleted:
            ["delete from private.audit_events where event_id = 5"]
        case .inserted:
            [
                """
                insert into private.audit_events (transaction, practice_id, object, operation)
                select transaction, practice_id, 'cases', 'update' from private.audit_events where event_id = 5
                """
            ]
        case .insertedEarlier:
            [
                """
                insert into private.audit_events (system_identifier, transaction, practice_id, object, operation)
                select 99, '5'::xid8, practice_id, 'cases', 'update' from private.audit_events where event_id = 5
                """
            ]
        case .moved:
            [
                """
                update private.audit_events e set transaction = o.transaction
                from private.audit_events o where e.event_id = 5 and o.event_id = 12
                """
            ]
        case .cut:
            ["delete from private.audit_events where event_id > (select max(event_id) - 4 from private.audit_events)"]
        case .cutWithCheckpoints:
            [
                """
                delete from private.audit_events e using (
                    select from_transaction from private.audit_checkpoints order by sealed_at desc limit 1) c
                where e.transaction >= c.from_transaction
                """,
                """
                delete from private.audit_checkpoints
                where sealed_at = (select max(sealed_at) from private.audit_checkpoints)
                """,
            ]
        case .checkpointGone:
            [
                "delete from private.audit_checkpoints where first_leaf > 0 and size < (select max(size) from private.audit_checkpoints)"
            ]
        case .hashesToo:
            [
                "update private.audit_events set operation = 'delete' where event_id = 5",
                """
                update private.audit_checkpoints c set leaf_hashes = (
                    select string_agg(sha256('\\x00'::bytea || convert_to(private.audit_line(e), 'UTF8')), ''
                                      order by e.transaction, e.event_id)
                    from private.audit_events e
                    where e.transaction >= c.from_transaction and e.transaction < c.below_transaction
                        and e.practice_id = c.log_id)
                where c.first_leaf = 0
                """,
            ]
        case .checkpointForged:
            [
                """
                update private.audit_checkpoints set note = overlay(
                    note placing case when substr(note, length(note) - 9, 1) = 'A' then 'B' else 'A' end
                    from length(note) - 9 for 1)
                where first_leaf = 0
                """
            ]
        case .endForged:
            [
                "update private.audit_checkpoints set frontier = overlay(frontier placing '\\x00' from 3) where first_leaf = 0"
            ]
        }
    }

    /// A part of what has to be said.
    var finding: String {
        switch self {
        case .edited: "the event 5, number 5 of the log, was altered"
        case .deleted: "the event that was number 5 of the log was deleted or altered"
        case .inserted: "was inserted or altered"
        case .insertedEarlier: "they were inserted"
        case .moved: "the event 5"
        case .cut: "was deleted or altered"
        case .cutWithCheckpoints: "its end was cut off"
        case .checkpointGone: "is gone, or one was inserted"
        case .hashesToo: "is not the one that was signed"
        case .checkpointForged: "checkpoint"
        case .endForged: "the end of its tree"
        }
    }
}

@Suite("An audit that somebody changed")
struct TamperingTests {
    @Test("shows what was changed", arguments: Tampering.allCases)
    func shows(tampering: Tampering) async throws {
        let sealed = try await SealedPractice()
        for _ in 0..<4 {
            try await sealed.seal()
            try await sealed.happen(3)
        }
        try await sealed.seal()
        let outside = try await sealed.notes()
        #expect(try await sealed.verify(outside).isIntact)
        for statement in tampering.statements { try await sealed.change(statement) }
        let outcome = try await sealed.verify(outside)
        #expect(outcome.findings.contains { $0.contains(tampering.finding) }, "\(outcome.findings)")
    }

    @Test("and then sealed on with its own key shows against a checkpoint that was kept elsewhere")
    func forked() async throws {
        let sealed = try await SealedPractice()
        try await sealed.happen(5)
        try await sealed.seal()
        let outside = try await sealed.notes()
        try await sealed.change("delete from private.audit_checkpoints")
        try await sealed.change("update private.audit_events set operation = 'delete' where event_id = 7")
        try await sealed.seal()
        #expect(try await sealed.verify().isIntact)
        let outcome = try await sealed.verify(outside)
        #expect(outcome.findings.contains { $0.contains("is not the one of the checkpoint in elsewhere") })
    }

    @Test("is not taken for another keyring's, nor another server's file for its own")
    func others() async throws {
        let (sealed, other) = (try await SealedPractice(), try await SealedPractice())
        try await sealed.seal()
        try await other.happen(1)
        try await other.seal()
        #expect(try await !sealed.verify(keyring: Keyring.make(at: Date())).isIntact)
        var random = SystemRandomNumberGenerator()
        let stranger = AuditLog(
            UUID(
                uuid: (
                    1, 2, 3, 4, 5, 6, 0x47, 8, 0x89, 10, 11, 12, 13, 14, 15, UInt8.random(in: 0...255, using: &random)
                )))
        let signer = try sealed.practice.environment.keyring.auditSigner(of: stranger)
        let note = try signer.sign(
            Checkpoint(log: stranger, size: 3, root: .empty, system: 1, time: "2026-11-26T10:00:00.000000Z").text)
        let outcome = try await sealed.verify([note.encoded])
        #expect(outcome.findings.contains { $0.contains("the file is of another server") })
    }
}
