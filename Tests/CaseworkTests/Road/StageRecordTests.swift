import CaseModel
import Postgres
import TestSupport
import Testing

@testable import Casework

@Suite("A record of the road")
struct StageRecordTests {
    static let words = "She no longer trusts her own memory, Calle de Alcalá"

    private func add(
        _ couple: RoadCouple, _ details: RecordDetails<Handle>, for audience: Audience = .joint,
        on text: String = "2026-05-04", assents: Set<Partner> = []
    ) async throws -> Handle {
        try await couple.therapist.addRecord(
            NewRecord(details, text: Self.words, audience: audience, on: day(text), assents: assents),
            to: couple.handle,
            key: .fresh())
    }

    private func standing(_ number: String, of couple: RoadCouple) async throws -> CriterionStanding {
        try #require(
            try await couple.therapist.road(of: couple.handle).criteria.first { $0.criterion.number == number })
    }

    @Test("keeps its words under the key of its audience, and is read back with its answers")
    func roundTrip() async throws {
        let couple = try await RoadCouple()
        let impact = try await add(couple, .impact(by: .a), for: .a)
        let apology = try await add(couple, .apology(by: .b, parts: [.harm, .regret]))
        let own = try await add(couple, .setback, for: .therapist)
        try await couple.therapist.answerRecord(apology, .receive(.notYet), text: "It was a start", key: .fresh())
        let records = try await couple.therapist.records(of: couple.handle)
        #expect(Set(records.map(\.handle)) == Set([impact, apology, own].map(\.description)))
        #expect(records.allSatisfy { $0.text == Self.words })
        let read = try #require(records.first { $0.handle == apology.description })
        #expect(read.parts == [.harm, .regret] && read.reception == .notYet)
        #expect(read.answers.map(\.text) == ["It was a start"] && read.answers.map(\.audience) == [.a])
        let sealed = try await couple.stored(
            "select words_sealed from app.stage_records union all select words_sealed from app.stage_answers",
            [UInt8].self)
        #expect(sealed.count == 4 && !String(decoding: sealed.joined(), as: UTF8.self).contains("Calle"))
        let events = try await couple.stored(
            """
            select cardinality(row_ids) from private.audit_events where operation = 'open' and act = 'record list'
            """, Int.self)
        #expect(events == [4])
    }

    @Test("that is for its author alone is not there for a co-therapist")
    func alone() async throws {
        let couple = try await RoadCouple()
        let own = try await add(couple, .setback, for: .therapist)
        let confided = try await add(couple, .setback, for: .b)
        try await couple.practice.admin.assignCase(couple.handle, to: "omar", as: .coTherapist, key: .fresh())
        let omar = couple.practice.otherTherapist
        #expect(try await omar.records(of: couple.handle).map(\.handle) == [confided.description])
        let refused = await refusal { () async throws(CaseworkError) in
            try await omar.answerRecord(own, .workThrough, key: .fresh())
        }
        #expect(refused?.kind == "notFound")
    }

    @Test("told in confidence is not answered by the other, and not given in the other's confidence")
    func confided() async throws {
        let couple = try await RoadCouple()
        let told = try await add(couple, .impact(by: .a), for: .a)
        let answered = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.answerRecord(told, .acknowledge, key: .fresh())
        }
        #expect(answered?.kind == "conflict")
        let given = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.addRecord(
                NewRecord(.impact(by: .a), text: "x", audience: .b), to: couple.handle, key: .fresh())
        }
        #expect(given?.kind == "invalid audience")
        let confided = try await add(couple.begun(), .setback, for: .b)
        let named = await refusal { () async throws(CaseworkError) in
            _ = try await couple.therapist.advanceStage(of: couple.handle, reason: "x", key: .fresh())
            return try await couple.therapist.returnStage(
                of: couple.handle, to: .acknowledge, reason: nil, setback: confided, key: .fresh())
        }
        #expect(named?.kind == "conflict" && named?.words.contains("in confidence") == true)
    }

    @Test(
        "is not of a day before the case or to come, and is looked at again only later",
        arguments: [
            (RecordDetails<Handle>.setback, "2026-01-04", "invalid on"), (.setback, "2026-06-16", "invalid on"),
            (.boundary(.honesty, reviewOn: day("2026-05-04")), "2026-05-04", "invalid review"),
            (.plan(followUpOn: day("2026-05-03")), "2026-05-04", "invalid review"),
        ] as [(RecordDetails<Handle>, String, String)])
    func days(details: RecordDetails<Handle>, on: String, kind: String) async throws {
        let couple = try await RoadCouple()
        let refused = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.addRecord(
                NewRecord(details, text: "x", on: day(on)), to: couple.handle, key: .fresh())
        }
        #expect(refused?.kind == kind)
        #expect(try await couple.count("stage_records") == 0)
    }

    @Test("meets the criterion that counts it, and what was said or recorded last holds")
    func counted() async throws {
        let couple = try await RoadCouple()
        let impact = try await add(couple, .impact(by: .a))
        #expect(try await standing("1.3", of: couple).isMet == false)
        try await couple.therapist.answerRecord(impact, .acknowledge, on: day("2026-05-06"), key: .fresh())
        #expect(try await standing("1.3", of: couple).isMet == true)
        // said on the day itself, the therapist's word holds; a later record speaks again
        try await couple.rate("1.3", .therapist, 0, on: "2026-05-06")
        #expect(try await standing("1.3", of: couple).isMet == false)
        _ = try await add(couple, .apology(by: .b, parts: [.regret, .harm, .change, .examples]))
        #expect(try await standing("2.1", of: couple).shortfalls.map(\.words) == ["therapist: 4 of 5 parts"])
        _ = try await add(couple, .apology(by: .b, parts: Set(ApologyPart.allCases)), on: "2026-05-11")
        #expect(try await standing("2.1", of: couple).isMet == true)
        for area in BoundaryArea.allCases {
            _ = try await add(
                couple, .boundary(area, reviewOn: day("2026-07-01")), assents: area == .honesty ? [.a] : [.a, .b])
        }
        #expect(try await standing("3.1", of: couple).computed?.value == 3)
        #expect(
            try await standing("3.1", of: couple).shortfalls.map(\.words) == ["A: 3 of 4 parts", "B: 3 of 4 parts"])
        for on in ["2026-05-04", "2026-05-04", "2026-05-11", "2026-05-18"] {
            _ = try await add(couple, .talk(withoutAccusation: true), on: on)
        }
        _ = try await add(couple, .talk(withoutAccusation: false), on: "2026-05-25")
        #expect(try await standing("3.4", of: couple).computed?.value == 3)
        #expect(try await standing("3.4", of: couple).isMet == true)
    }

    @Test("of a boundary: it holds with both assents, until it is ended; a breach is open until it is talked through")
    func boundaries() async throws {
        let couple = try await RoadCouple()
        let boundary = try await add(couple, .boundary(.honesty, reviewOn: day("2026-06-01")), assents: [.a])
        #expect(try await standing("3.3", of: couple).isMet == true)
        try await couple.therapist.answerRecord(boundary, .assent(.b), on: day("2026-05-10"), key: .fresh())
        try await couple.therapist.answerRecord(
            boundary, .review(next: day("2026-08-01")), on: day("2026-06-01"), key: .fresh())
        let breach = try await couple.therapist.addRecord(
            NewRecord(.breach(of: boundary), text: "x", on: day("2026-06-02")), to: boundary, key: .fresh())
        #expect(try await standing("3.3", of: couple).shortfalls.map(\.words) == ["1 in 4 weeks, 1 open"])
        let list = try await couple.therapist.records(of: couple.handle, [.boundary, .breach])
        #expect(list.map(\.details.kind) == [.boundary, .breach])
        #expect(list[1].details == .breach(of: boundary.description))
        #expect(list[0].nextLook(on: day("2026-05-31")) == day("2026-06-01"))
        #expect(list[0].nextLook(on: day("2026-06-15")) == day("2026-08-01"))
        #expect(!list[0].isInForce(on: day("2026-05-09")) && list[0].isInForce(on: day("2026-05-10")))
        try await couple.therapist.answerRecord(breach, .talkThrough, on: day("2026-06-03"), key: .fresh())
        #expect(try await standing("3.3", of: couple).isMet == true)
        let again = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.answerRecord(breach, .talkThrough, on: day("2026-06-04"), key: .fresh())
        }
        #expect(again?.kind == "conflict")
        let other = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.answerRecord(breach, .workThrough, key: .fresh())
        }
        #expect(other?.kind == "invalid record")
        try await couple.therapist.answerRecord(boundary, .end, on: day("2026-06-10"), key: .fresh())
        #expect(try await couple.therapist.records(of: couple.handle)[0].nextLook(on: day("2026-06-15")) == nil)
    }

    @Test("of a setback: a return names it, and it passes when it is worked through or 8 weeks are over")
    func setbacks() async throws {
        let couple = try await RoadCouple().begun()
        #expect(try await standing("5.3", of: couple).computed?.basis == "8 weeks without a setback")
        _ = try await couple.therapist.advanceStage(
            of: couple.handle, on: day("2026-05-04"), reason: "x", key: .fresh())
        let setback = try await add(couple, .setback, on: "2026-05-10")
        #expect(try await standing("5.3", of: couple).isMet == false)
        _ = try await couple.therapist.returnStage(
            of: couple.handle, to: .acknowledge, on: day("2026-05-11"), reason: nil, setback: setback, key: .fresh())
        let span = try #require(try await couple.therapist.road(of: couple.handle).spans.last)
        #expect(span.setback == setback.description && span.reason == Self.words)
        try await couple.therapist.answerRecord(setback, .workThrough, on: day("2026-05-18"), key: .fresh())
        #expect(try await standing("5.3", of: couple).isMet == true)
        #expect(try await couple.count("stage_records") == 1)
    }

    @Test("of a plan, of goals and of amends: counted as the catalogue asks")
    func plans() async throws {
        let couple = try await RoadCouple()
        let plan = try await add(couple, .plan(followUpOn: day("2026-08-01")), assents: [.a])
        #expect(try await standing("6.4", of: couple).isMet == false)
        try await couple.therapist.answerRecord(plan, .assent(.b), on: day("2026-05-05"), key: .fresh())
        #expect(try await standing("6.4", of: couple).isMet == true)
        for (kind, isWanted) in [
            (CommitmentKind.practical, true), (.practical, true), (.practical, true), (.emotional, false),
        ] {
            _ = try await couple.therapist.addCommitment(
                to: couple.handle, owner: .b, kind: kind, rhythm: .weekly, text: "x", isWanted: isWanted, key: .fresh())
        }
        #expect(try await standing("4.1", of: couple).computed?.value == 2)
        for isMutual in [false, false, false] {
            _ = try await couple.therapist.addGoal(
                to: couple.handle, owner: .b, words: GoalTests.words, dueOn: day("2026-07-01"), isMutual: isMutual,
                key: .fresh())
        }
        #expect(try await standing("6.2", of: couple).computed?.value == 2)
        _ = try await couple.therapist.addGoal(
            to: couple.handle, owner: .b, words: GoalTests.words, dueOn: day("2026-07-01"), isMutual: true,
            key: .fresh())
        #expect(try await standing("6.2", of: couple).isMet == true)
    }

    @Test("is written once for a key, and one that is refused leaves nothing")
    func repeated() async throws {
        let couple = try await RoadCouple()
        let key = RequestKey.fresh()
        var handles: Set<Handle> = []
        for _ in 0..<2 {
            handles.insert(
                try await couple.therapist.addRecord(NewRecord(.setback, text: "x"), to: couple.handle, key: key))
        }
        #expect(handles.count == 1)
        #expect(try await couple.count("stage_records") == 1)
        for text in ["", " \n", "a\u{0}b", String(repeating: "x", count: 20_001)] {
            let refused = await refusal { () async throws(CaseworkError) in
                try await couple.therapist.addRecord(NewRecord(.setback, text: text), to: couple.handle, key: .fresh())
            }
            #expect(refused?.kind == "invalid text")
        }
        #expect(try await couple.count("stage_records") == 1)
    }
}
