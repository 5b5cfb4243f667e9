import CaseModel
import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import Casework

/// Several people at once on the same couples: nobody's move, text or answer is lost, and none is overwritten in silence.
@Suite("Two people at once", .serialized)
struct RoadTogetherTests {
    /// What came of one person's attempts.
    private struct Tally: Sendable {
        var made = 0
        var refused = 0
        var unexpected: [String] = []

        mutating func add(_ other: Tally) {
            made += other.made
            refused += other.refused
            unexpected += other.unexpected
        }
    }

    /// Carries out `attempts` in four tasks that run at once. An attempt answers true where it was made, false where it was
    /// refused as it should be; anything else is thrown.
    private static func race(
        _ attempts: Int,
        _ attempt: @escaping @Sendable (_ person: Int, _ turn: Int, inout SeededNumbers) async throws -> Bool
    ) async -> Tally {
        await withTaskGroup(of: Tally.self) { group in
            for person in 0..<4 {
                group.addTask {
                    var random = SeededNumbers(seed: UInt64(person))
                    var tally = Tally()
                    for turn in 0..<(attempts / 4) {
                        do {
                            if try await attempt(person, turn, &random) { tally.made += 1 } else { tally.refused += 1 }
                        } catch {
                            tally.unexpected.append(String(describing: error))
                        }
                    }
                    return tally
                }
            }
            var all = Tally()
            for await tally in group { all.add(tally) }
            return all
        }
    }

    @Test("on a stage: each move that was made stands, each other was refused, and a couple is in one stage")
    func stage() async throws {
        let proof = Proof("moves of several people at once: none lost, no couple in two stages")
        let practice = try await TestPractice()
        // Six couples at a time, others after every 1,000 attempts: a move reads the couple's whole road.
        let attempts = Proof.size(400, full: 60_000)
        let together = 6
        let cases = together * max(1, attempts / 1_000)
        let filed = Handles()
        try await practice.therapist.fileCases((0..<cases).map { _ in RoadCouple.history() }, key: .fresh()) {
            filed.add($1)
        }
        let handles = filed.all
        for handle in handles {
            try await practice.admin.assignCase(handle, to: "omar", as: .coTherapist, key: .fresh())
            _ = try await practice.therapist.advanceStage(of: handle, on: day("2026-01-12"), key: .fresh())
        }
        let people = [practice.therapist, practice.otherTherapist]
        let tally = await Self.race(attempts) { person, turn, random in
            let handle = handles[(turn / 250 * together + random.below(together)) % cases]
            let target = Stage(rawValue: Int16(1 + random.below(6)))
            do {
                _ = try await people[person % 2].change(
                    Request("stage advance", key: .fresh(), ["x"]), by: .treating, answer: "x"
                ) { desk in
                    let current = try desk.stageEvents(try desk.roadCase(handle).id).last?.stage ?? .acknowledge
                    let stage = target == current ? (current.next ?? .acknowledge) : target ?? .acknowledge
                    try desk.move(
                        handle, stage < current ? .back(stage) : .onward(stage), on: TestPractice.today, reason: "x")
                }
                return true
            } catch let error as CaseworkError {
                if case .conflict = error { return false }
                throw error
            } catch let error as PostgresError where Self.isARefusal(error) {
                return false
            }
        }
        #expect(tally.unexpected.isEmpty, "\(tally.unexpected.prefix(3))")
        let owner = try await practice.superuser()
        defer { owner.close() }
        let (moves, broken) = try await owner.read { transaction in
            (
                try transaction.one("select count(*) from app.stage_events", Int.self),
                try transaction.one(
                    """
                    select count(*) from (
                        select e.case_id, count(*) as n, max(e.seq) as last, count(distinct e.seq) as numbers,
                            count(*) filter (where not exists (
                                select from app.stage_events f where f.case_id = e.case_id and f.seq = e.seq + 1)) as current
                        from app.stage_events e group by e.case_id) r
                    where n <> last or n <> numbers or current <> 1
                    """, Int.self)
            )
        }
        #expect(moves == cases + tally.made, "\(moves) moves, \(tally.made) made")
        #expect(broken == 0)
        #expect(tally.refused > 0 || attempts < 1_000)
        proof.count(
            passed: tally.made + tally.refused,
            failed: tally.unexpected.count + abs(moves - cases - tally.made) + broken)
        proof.report()
    }

    @Test("on a draft: each edit that was saved counts, and each other was told that the text had changed")
    func note() async throws {
        let proof = Proof("edits of one draft at once: none lost")
        let couple = try await TreatedCouple()
        let draft = try await couple.draft("version 1", on: try await couple.heldSession())
        let attempts = Proof.size(200, full: 30_000)
        let tally = await Self.race(attempts) { person, _, random in
            let seen = try await couple.practice.version(of: draft)
            do {
                _ = try await couple.therapist.editDraft(
                    draft, words: "by \(person), \(random.below(1_000_000))", as: .free, version: seen, key: .fresh())
                return true
            } catch CaseworkError.staleVersion {
                return false
            }
        }
        let version = try await couple.practice.version(of: draft)
        #expect(tally.unexpected.isEmpty, "\(tally.unexpected.prefix(3))")
        #expect(version == 1 + tally.made)
        proof.count(
            passed: tally.made + tally.refused, failed: tally.unexpected.count + abs(version - 1 - tally.made))
        proof.report()
    }

    @Test("on a transfer: it is accepted or withdrawn and never both, and a case has one primary therapist")
    func transfer() async throws {
        let proof = Proof("transfers answered by two people at once: one answer, one primary therapist")
        let practice = try await TestPractice()
        let handle = try await practice.therapist.openCase(CaseloadTests.couple(), key: .fresh())
        let rounds = Proof.size(12, full: 3_400)
        let people = [("thea", practice.therapist), ("omar", practice.otherTherapist)]
        let owner = try await practice.superuser()
        defer { owner.close() }
        var holder = 0
        for round in 0..<rounds {
            let (giver, taker) = (people[holder].1, people[1 - holder].1)
            try await giver.offerTransfer(of: handle, to: people[1 - holder].0, key: .fresh())
            async let accepted = refusal { () async throws(CaseworkError) in
                try await taker.answerTransfer(of: handle, .accept, key: .fresh())
            }
            async let withdrawn = refusal { () async throws(CaseworkError) in
                try await giver.answerTransfer(of: handle, .withdraw, key: .fresh())
            }
            let answers = await [accepted == nil, withdrawn == nil]
            let primary = try await owner.read { transaction in
                try transaction.all(
                    """
                    select s.login from app.assignments a join app.staff s on s.staff_id = a.staff_id
                    where a.part = 'primary' and a.starts_at <= now() and (a.ends_at is null or a.ends_at > now())
                    """, String.self)
            }
            if answers[0] { holder = 1 - holder }
            let isRight = answers.count { $0 } == 1 && primary == [people[holder].0]
            #expect(proof.holds(isRight), "round \(round): \(answers), primary \(primary)")
        }
        proof.report()
    }

    /// A row that somebody else wrote in the meantime stands in the way, or the database ended one of two that waited for
    /// each other.
    private static func isARefusal(_ error: PostgresError) -> Bool {
        guard let state = error.sqlState else { return false }
        return [.uniqueViolation, .foreignKeyViolation, .serializationFailure, .deadlockDetected].contains(state)
    }
}

extension TestPractice {
    fileprivate func version(of draft: String) async throws -> Int {
        let versions = try await database.read(therapist.options("note show", role: "troth_therapist")) { transaction in
            try transaction.one("select version from app.drafts where handle = \(draft)", Int.self)
        }
        return versions
    }
}
