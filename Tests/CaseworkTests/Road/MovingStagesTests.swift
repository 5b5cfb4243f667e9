import CaseModel
import Postgres
import Synchronization
import TestSupport
import Testing

@testable import Casework

@Suite("A move on the road")
struct MovingStagesTests {
    @Test("begins at stage 1, goes on when the criteria are met, and needs no reason then")
    func ordinary() async throws {
        let couple = try await RoadCouple()
        let first = try await couple.therapist.advanceStage(of: couple.handle, on: day("2026-01-12"), key: .fresh())
        #expect(
            first
                == StagePosition(
                    stage: .acknowledge, name: "Acknowledge the Hurt", since: day("2026-01-12"), kind: .start))
        try await couple.meetStageOne()
        let second = try await couple.therapist.advanceStage(of: couple.handle, on: day("2026-02-02"), key: .fresh())
        #expect(
            second
                == StagePosition(
                    stage: .apologize, name: "Apologize and Take Responsibility", since: day("2026-02-02"),
                    kind: .advance))
        let road = try await couple.therapist.road(of: couple.handle)
        #expect(road.spans.map(\.to) == [day("2026-02-02"), nil])
        #expect(road.spans.allSatisfy { $0.reason == nil })
    }

    @Test("names the criteria that are not met, and goes on for a reason")
    func unmet() async throws {
        let couple = try await RoadCouple().begun()
        try await couple.rate("1.3", .therapist, 1, on: "2026-01-20")
        let refused = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.advanceStage(of: couple.handle, key: .fresh())
        }
        #expect(refused?.kind == "conflict")
        let words = try #require(refused?.words)
        #expect(["1.1", "1.2", "1.4"].allSatisfy(words.contains))
        #expect(!words.contains("1.3"))
        #expect(try await couple.count("stage_events") == 1)
        let moved = try await couple.therapist.advanceStage(
            of: couple.handle, reason: "  Mia travels  ", key: .fresh())
        #expect(moved.stage == .apologize)
        #expect(try await couple.therapist.road(of: couple.handle).spans.last?.reason == "Mia travels")
    }

    @Test("looks at ratings up to its own day only")
    func laterRatings() async throws {
        let couple = try await RoadCouple().begun()
        try await couple.meetStageOne()
        let refused = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.advanceStage(of: couple.handle, on: day("2026-01-26"), key: .fresh())
        }
        #expect(refused?.kind == "conflict")
        _ = try await couple.therapist.advanceStage(of: couple.handle, on: day("2026-01-27"), key: .fresh())
    }

    @Test("leaves a stage out, or goes back, only for a reason")
    func reasons() async throws {
        let couple = try await RoadCouple().begun()
        let skip = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.advanceStage(of: couple.handle, to: .boundaries, key: .fresh())
        }
        #expect(skip?.kind == "conflict")
        let skipped = try await couple.therapist.advanceStage(
            of: couple.handle, to: .boundaries, reason: "They apologized before they came", key: .fresh())
        #expect(skipped.kind == .skip)
        for reason in [nil, " "] {
            let back = await refusal { () async throws(CaseworkError) in
                try await couple.therapist.returnStage(
                    of: couple.handle, to: .acknowledge, reason: reason, key: .fresh())
            }
            #expect(back != nil)
        }
        #expect(try await couple.count("stage_events") == 2)
        let returned = try await couple.therapist.returnStage(
            of: couple.handle, to: .acknowledge, reason: "A second account", key: .fresh())
        #expect(returned.kind == .goBack)
        let road = try await couple.therapist.road(of: couple.handle)
        #expect(road.spans.map(\.stage) == [.acknowledge, .boundaries, .acknowledge])
        #expect(road.spans.map(\.reason) == [nil, "They apologized before they came", "A second account"])
    }

    @Test("may begin past stage 1 for a reason")
    func laterStart() async throws {
        let couple = try await RoadCouple()
        let refused = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.advanceStage(of: couple.handle, to: .amends, key: .fresh())
        }
        #expect(refused?.kind == "conflict")
        let begun = try await couple.therapist.advanceStage(
            of: couple.handle, to: .amends, reason: "Came from another practice", key: .fresh())
        #expect(begun.kind == .start && begun.stage == .amends)
    }

    @Test(
        "is refused on a day before the last move, before the case, or still to come",
        arguments: ["2026-01-11", "2026-01-04", "2026-06-16", "2025-06-15"])
    func days(on: String) async throws {
        let couple = try await RoadCouple().begun()
        let refused = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.advanceStage(of: couple.handle, on: day(on), reason: "x", key: .fresh())
        }
        #expect(refused?.kind == "invalid on")
        #expect(try await couple.count("stage_events") == 1)
    }

    @Test("goes neither on as a return nor back as an advance, nor past the last stage, nor to the stage they are in")
    func directions() async throws {
        let couple = try await RoadCouple()
        let unbegun = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.returnStage(of: couple.handle, to: .acknowledge, reason: "x", key: .fresh())
        }
        #expect(unbegun?.kind == "conflict")
        _ = try await couple.therapist.advanceStage(of: couple.handle, to: .plan, reason: "x", key: .fresh())
        for target in [nil, Stage.amends, .plan] {
            let refused = await refusal { () async throws(CaseworkError) in
                try await couple.therapist.advanceStage(of: couple.handle, to: target, reason: "x", key: .fresh())
            }
            #expect(refused?.kind == "conflict")
        }
        let there = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.returnStage(of: couple.handle, to: .plan, reason: "x", key: .fresh())
        }
        #expect(there?.kind == "conflict")
        _ = try await couple.therapist.returnStage(of: couple.handle, to: .amends, reason: "x", key: .fresh())
        let ahead = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.returnStage(of: couple.handle, to: .plan, reason: "x", key: .fresh())
        }
        #expect(ahead?.kind == "conflict")
        #expect(try await couple.count("stage_events") == 2)
    }

    @Test("is made by one of two people who move the couple at once; the other is told")
    func concurrent() async throws {
        let couple = try await RoadCouple().begun()
        for round in 0..<6 {
            let target: Stage = round.isMultiple(of: 2) ? .apologize : .acknowledge
            async let first = attempt(couple, target)
            async let second = attempt(couple, target)
            let outcomes = await [first, second]
            #expect(outcomes.count { $0 == nil } == 1)
            #expect(outcomes.compactMap { $0?.kind } == ["conflict"])
        }
        #expect(try await couple.count("stage_events") == 7)
    }

    @Test("that meets one not yet committed waits for it, and is then told of it")
    func waiting() async throws {
        let couple = try await RoadCouple().begun()
        let other = try await couple.practice.superuser()
        let hasMoved = Mutex(false)
        async let moved: Void = other.write { transaction in
            _ = try transaction.execute(
                """
                insert into app.stage_events
                    (practice_id, case_id, roadmap_version, seq, stage, started_on, kind, prev_stage, prev_started_on,
                     recorded_by)
                select practice_id, case_id, 1, 2, 2, started_on, 'advance', stage, started_on, recorded_by
                from app.stage_events
                """)
            hasMoved.withLock { $0 = true }
            for _ in 0..<2_000 {
                _ = try transaction.execute("select pg_stat_clear_snapshot(), pg_sleep(0.005)")
                let waiting = try transaction.one(
                    """
                    select count(*) from pg_stat_activity
                    where datname = current_database() and wait_event_type = 'Lock'
                    """, Int.self)
                if waiting > 0 { return }
            }
        }
        while !hasMoved.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(5)) }
        let refused = await attempt(couple, .apologize)
        try await moved
        #expect(refused?.kind == "conflict")
        #expect(refused?.words.hasPrefix("Somebody moved this couple at the same moment.") == true)
        #expect(try await couple.count("stage_events") == 2)
    }

    private func attempt(_ couple: RoadCouple, _ target: Stage) async -> Refusal? {
        await refusal { () async throws(CaseworkError) in
            if target == .apologize {
                return try await couple.therapist.advanceStage(
                    of: couple.handle, to: target, reason: "x", key: .fresh())
            }
            return try await couple.therapist.returnStage(of: couple.handle, to: target, reason: "x", key: .fresh())
        }
    }

    @Test("is made once for a key, whatever is repeated, and its reason is nowhere in plain")
    func repeated() async throws {
        let couple = try await RoadCouple().begun()
        let key = RequestKey.fresh()
        for _ in 0..<2 {
            let moved = try await couple.therapist.advanceStage(
                of: couple.handle, reason: "Mia wrote to Leonie", key: key)
            #expect(moved.stage == .apologize)
        }
        #expect(try await couple.count("stage_events") == 2)
        let other = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.advanceStage(of: couple.handle, reason: "Another reason", key: key)
        }
        #expect(other?.kind == "key")
        let sealed = try await couple.stored(
            "select reason_sealed from app.stage_events where seq = 2", [UInt8].self)
        #expect(!String(decoding: sealed.joined(), as: UTF8.self).contains("Leonie"))
        #expect(sealed.first?.count ?? 0 > 256)
    }

    @Test("cannot be made once the case is closed")
    func closed() async throws {
        let history = RoadCouple.closedHistory()
        let couple = try await RoadCouple(history)
        let refused = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.advanceStage(of: couple.handle, reason: "x", key: .fresh())
        }
        #expect(refused?.kind == "conflict")
        let road = try await couple.therapist.road(of: couple.handle)
        #expect(road.spans.last?.to == day("2026-05-04"))
        #expect(road.endsOn == day("2026-05-04"))
    }
}

extension RoadCouple {
    static func closedHistory() -> CaseHistory {
        var history = history()
        history.status = .closed
        history.closing = Closing(on: day("2026-05-04"), howItEnded: .completed, relationship: .together)
        if let start = try? StageMove.move(
            from: nil, since: nil, to: .acknowledge, on: day("2026-01-12"), hasReason: false)
        {
            history.stages = [.init(move: start, on: day("2026-01-12"))]
        }
        return history
    }
}
