import Casework
import Dispatch
import FoundationEssentials
import Postgres
import Sealing
import TestSupport
import Testing

@Suite("Sealing the audit")
struct SealingTests {
    @Test("gives every event its place once, and is intact")
    func sealing() async throws {
        let sealed = try await SealedPractice()
        let first = try await sealed.seal()
        #expect(first.events > 10)
        #expect(try await sealed.seal().events == 0)
        try await sealed.happen(5)
        try await sealed.settle()
        #expect(try await sealed.practice.stranger.sealingLag().events == 5)
        #expect(try await sealed.practice.stranger.sealAudit(atMost: 2).events == 5)
        #expect(try await sealed.practice.stranger.sealingLag().events == 0)
        let outcome = try await sealed.verify(try await sealed.notes())
        #expect(outcome.isIntact, "\(outcome.findings)")
        #expect(outcome.events == first.events + 5)
        #expect(outcome.checkpoints == first.checkpoints + 3)
        #expect(outcome.unsealed == 0)
    }

    @Test("waits for a transaction that still runs, and loses nothing of it")
    func waiting() async throws {
        let sealed = try await SealedPractice()
        try await sealed.seal()
        let (held, release) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let owner = sealed.owner
        let slow = Task.detached {
            try await owner.write { transaction in
                try transaction.execute("select private.record_event(null, null, null, 'log_in_refused')")
                held.signal()
                release.wait()
            }
        }
        await withCheckedContinuation { done in
            DispatchQueue.global().async {
                held.wait()
                done.resume()
            }
        }
        try await sealed.happen(3)
        #expect(try await sealed.practice.stranger.sealAudit().events == 0)
        #expect(try await sealed.practice.stranger.sealingLag().events == 3)
        release.signal()
        _ = try await slow.value
        #expect(try await sealed.seal().events == 4)
        let outcome = try await sealed.verify()
        #expect(outcome.isIntact, "\(outcome.findings)")
        #expect(outcome.logs == 2)
    }

    @Test("is done by one at a time, and by whoever comes")
    func together() async throws {
        let sealed = try await SealedPractice()
        try await sealed.happen(20)
        try await sealed.settle()
        let events = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<8 { group.addTask { try await sealed.practice.stranger.sealAudit().events } }
            return try await group.reduce(0, +)
        }
        #expect(events + (try await sealed.seal().events) > 20)
        let outcome = try await sealed.verify()
        #expect(outcome.isIntact, "\(outcome.findings)")
        #expect(outcome.unsealed == 0)
    }

    @Test("seals what came by a restore first, by itself, under the identifier of where it is from")
    func restored() async throws {
        let sealed = try await SealedPractice()
        try await sealed.change("update private.audit_events set system_identifier = 77")
        try await sealed.happen(4)
        try await sealed.seal()
        let notes = try await sealed.notes()
        let checkpoints = try notes.map { try #require(SignedNote($0).flatMap { Checkpoint($0.text) }) }
        try #require(checkpoints.map { $0.system == 77 } == [true, false])
        #expect(checkpoints[1].size == checkpoints[0].size + 4)
        let outcome = try await sealed.verify(notes)
        #expect(outcome.isIntact, "\(outcome.findings)")
    }

    @Test("stops before a clock that jumped back, and loses nothing")
    func clock() async throws {
        let sealed = try await SealedPractice()
        try await sealed.seal()
        try await sealed.happen(2)
        try await sealed.settle()
        var environment = sealed.practice.environment
        environment.now = { Timestamp(microseconds: TestPractice.now.microseconds - 3_600_000_000) }
        let late = Casework(environment)
        let refused = await #expect(throws: CaseworkError.self) { _ = try await late.sealAudit() }
        #expect(refused?.description.contains("the clock was set back") == true)
        #expect(try await late.sealingLag().events == 2)
        #expect(try await late.sealAudit(acceptingClock: true).events == 2)
        #expect(try await sealed.verify().isIntact)
    }

    @Test("stops before a tree that another keyring signed, or whose end was altered")
    func foreign() async throws {
        let sealed = try await SealedPractice()
        try await sealed.seal()
        try await sealed.happen(1)
        try await sealed.settle()
        var environment = sealed.practice.environment
        environment.keyring = Keyring.make(at: Date())
        let refused = await #expect(throws: CaseworkError.self) { _ = try await Casework(environment).sealAudit() }
        #expect(refused?.description.contains("not signed with this keyring's key") == true)
        try await sealed.change(
            "update private.audit_checkpoints set frontier = overlay(frontier placing '\\x00'::bytea from 3)")
        let altered = await #expect(throws: CaseworkError.self) { _ = try await sealed.seal() }
        #expect(altered?.description.contains("does not end as its last checkpoint says") == true)
        #expect(try await sealed.practice.stranger.sealingLag().events == 1)
    }
}
