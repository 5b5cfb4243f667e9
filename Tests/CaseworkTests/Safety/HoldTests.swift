import CaseModel
import Casework
import Postgres
import TestSupport
import Testing

@Suite("A hold for safety")
struct HoldTests {
    /// Screens and decisions in their order, and whether conjoint booking and advance are then held: by the rules of
    /// records.md, each line by hand.
    static let table: [(steps: [String], isHeld: Bool)] = [
        ([], false), (["A negative"], false), (["held"], true), (["held", "A negative"], true),
        (["held", "A negative", "B negative"], false), (["A positive"], true), (["A incomplete"], true),
        (["A declined"], true), (["A positive", "B negative"], true),
        (["A positive", "A negative", "B negative"], false), (["A positive", "conjoint"], false),
        (["A positive", "separate_only"], true), (["A positive", "refer"], true), (["A positive", "stop"], true),
        (["A positive", "conjoint", "B positive"], true), (["A positive", "conjoint", "B negative"], false),
        (["A negative", "B negative", "stop"], true), (["stop", "conjoint"], false), (["conjoint", "stop"], true),
        (["A positive", "separate_only", "A negative", "B negative"], true),
        (["A negative", "B negative", "A declined"], true), (["held", "conjoint"], false),
    ]

    @Test("stands until both are negative alone or a clinician decides", arguments: HoldTests.table)
    func stands(steps: [String], isHeld: Bool) async throws {
        let couple = try await TreatedCouple()
        let handle = try couple.caseHandle
        try await couple.begin()
        for step in steps { try await couple.take(step) }
        #expect(try await couple.therapist.safetyRecord(of: couple.handle).isHeld == isHeld)
        let booked = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.bookSession(.at("2026-06-20 10:00"), in: couple.handle, key: .fresh())
        }
        let advanced = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.advanceStage(
                of: handle, on: TestPractice.today, reason: "asked for", key: .fresh())
        }
        #expect((booked == nil) == !isHeld && (advanced == nil) == !isHeld)
        if isHeld {
            #expect(booked?.words.contains("troth safety show") == true)
            #expect(try await couple.refusedBySQL() == ["sessions_held", "stage_events_held"])
        }
        // what happened is always recorded
        _ = try await couple.heldSession("2026-06-14 10:00")
    }

    @Test("is not to be told by the front desk: what it sees and is told is the same in a held case")
    func isSilent() async throws {
        var told: [[String]] = []
        for result in [ScreenResult.negative, .positive] {
            let group = try await GroupPractice()
            for partner in Partner.allCases {
                try await group.therapist.recordScreen(
                    NewScreen(partner: partner, result: result), in: group.handle.description, key: .fresh())
            }
            var seen: [String] = []
            for format in [SessionFormat.conjoint, .individualA] {
                let outcome = await refusal { () async throws(CaseworkError) in
                    try await group.frontDesk.bookSession(
                        .at("2026-06-20 10:00", format), in: group.handle.description, key: .fresh())
                }
                seen.append(outcome?.words ?? "booked")
            }
            let day = TestPractice.today.adding(days: 5)
            seen += try await group.frontDesk.calendar(since: day, until: day).map {
                "\($0.at) \($0.format.rawValue) \($0.state.rawValue) \($0.isConfirmed)"
            }.sorted()
            seen += try await group.frontDesk.reminders(on: day).map { "\($0.at) \($0.way)" }.sorted()
            for attempt in ["select count(*) from app.safety_screens", "select count(*) from app.safety_decisions"]
                as [SQL]
            {
                await #expect(throws: PostgresError.self) {
                    try await group.practice.database.read(TransactionOptions(role: "troth_front_desk")) {
                        try $0.one(attempt, Int.self)
                    }
                }
            }
            told.append(seen)
        }
        #expect(told[0] == told[1] && told[0].first == "booked")
    }
}

extension TreatedCouple {
    var caseHandle: Handle {
        get throws { try #require(Handle(handle, .caseFile)) }
    }

    func begin() async throws {
        _ = try await therapist.advanceStage(of: caseHandle, on: TestPractice.today, key: .fresh())
    }

    /// `held` is a conjoint session that took place, `A positive` a screen, anything else a decision.
    func take(_ step: String) async throws {
        if step == "held" {
            _ = try await heldSession()
            return
        }
        let words = step.split(separator: " ").map(String.init)
        if words.count == 2, let partner = Partner(rawValue: words[0]), let result = ScreenResult(rawValue: words[1]) {
            try await therapist.recordScreen(
                NewScreen(partner: partner, result: result), in: handle, key: .fresh())
        } else if let decision = SafetyDecision(rawValue: step) {
            try await therapist.decideSafety(decision, reason: "said alone", in: handle, key: .fresh())
        }
    }

    /// The rules that the database itself names where somebody books or advances past the program.
    func refusedBySQL() async throws -> [String] {
        let owner = try await practice.superuser()
        defer { owner.close() }
        var rules: [String] = []
        let attempts: [SQL] = [
            """
            insert into app.sessions (practice_id, session_id, case_id, handle, starts_at, ends_at, format, modality,
                state, recorded_by)
            select practice_id, gen_random_uuid(), case_id, 'S9999999', '2026-06-20 10:00Z', '2026-06-20 11:00Z',
                'conjoint', 'office', 'booked', opened_by from app.cases
            """,
            """
            insert into app.stage_events (practice_id, case_id, roadmap_version, seq, stage, started_on, kind, prev_stage,
                prev_started_on, recorded_by)
            select practice_id, case_id, roadmap_version, 2, 2, '2026-06-15', 'advance', stage, started_on, recorded_by
            from app.stage_events
            """,
        ]
        for attempt in attempts {
            do {
                _ = try await owner.write { try $0.execute(attempt) }
                rules.append("done")
            } catch let error as PostgresError {
                rules.append(error.constraint ?? error.description)
            }
        }
        return rules
    }
}
