import CaseModel
import Postgres
import TestSupport
import Testing

@testable import Casework

@Suite("A road that is corrected")
struct CorrectingRoadsTests {
    private func correct(_ couple: RoadCouple, _ correction: RoadCorrection) async throws {
        try await couple.therapist.correctRoad(of: couple.handle, correction, reason: "Entered late", key: .fresh())
    }

    @Test("follows in every figure, keeps its reasons, and says how it stood before, by whom and why")
    func figures() async throws {
        let couple = try await RoadCouple(RoadRecordTests.history())
        try await correct(couple, .redate(move: 3, on: day("2026-03-02")))
        let road = try await couple.therapist.road(of: couple.handle)
        #expect(road.spans.map { $0.days(until: road.endsOn) } == [35, 14, 42, 63])
        #expect(road.spans.map(\.reason) == [nil, "They pressed on", "A second account", "They pressed on"])
        let list = try await couple.therapist.roadCorrections(of: couple.handle)
        #expect(list.map(\.by) == ["thea"] && list.map(\.reason) == ["Entered late"])
        #expect(list[0].before.map(\.on) == ["2026-01-12", "2026-02-16", "2026-03-16", "2026-04-13"].map { day($0) })
        let events = try await couple.stored(
            """
            select object || ' ' || operation from private.audit_events where act = 'stage correct' order by event_id
            """, String.self)
        #expect(events == ["stage_corrections insert", "stage_events delete", "stage_events insert"])
        let sealed = try await couple.stored("select reason_sealed from app.stage_corrections", [UInt8].self)
        #expect(!String(decoding: sealed.joined(), as: UTF8.self).contains("Entered"))
    }

    @Test("takes a missing move in, and stays as it was where the correction cannot be")
    func refused() async throws {
        let couple = try await RoadCouple(RoadRecordTests.history())
        for (correction, kind) in [
            (RoadCorrection.redate(move: 2, on: day("2026-03-17")), "conflict"), (.remove(move: 2), "conflict"),
            (.redate(move: 2, on: day("2026-01-04")), "invalid on"),
            (.insert(.plan, on: day("2026-06-16")), "invalid on"),
            (.remove(move: 9), "invalid move"), (.redate(move: 2, on: day("2026-02-16")), "conflict"),
        ] {
            let refused = await refusal { () async throws(CaseworkError) in
                try await couple.therapist.correctRoad(of: couple.handle, correction, reason: "x", key: .fresh())
            }
            #expect(refused?.kind == kind)
        }
        #expect(try await couple.count("stage_corrections") == 0)
        try await correct(couple, .insert(.boundaries, on: day("2026-05-04")))
        try await correct(couple, .insert(.plan, on: day("2026-02-20")))
        let road = try await couple.therapist.road(of: couple.handle)
        #expect(road.spans.map { Int($0.stage.rawValue) } == [1, 2, 6, 1, 2, 3])
        #expect(road.spans.map(\.kind) == [.start, .advance, .skip, .goBack, .advance, .advance])
        #expect(road.spans[2].reason == "Entered late" && road.spans[3].reason == "A second account")
        try await correct(couple, .insert(.acknowledge, on: day("2026-06-01")))
        #expect(try await couple.therapist.road(of: couple.handle).spans.last?.reason == "Entered late")
        #expect(try await couple.therapist.records(of: couple.handle, [.setback]).count == 2)
    }

    @Test("is not somebody else's, nor one's own by break-glass, and a stale view of it is refused")
    func whose() async throws {
        let couple = try await RoadCouple(RoadRecordTests.history())
        let refused = await refusal { () async throws(CaseworkError) in
            try await couple.practice.otherTherapist.correctRoad(
                of: couple.handle, .redate(move: 3, on: day("2026-03-02")), reason: "x", key: .fresh())
        }
        #expect(refused?.kind == "notFound")
        let stale = await #expect(throws: (any Error).self) {
            _ = try await couple.therapist.change(
                Request("stage correct", key: .fresh(), []), by: .treating, answer: "x"
            ) { desk in
                let file = try desk.roadCase(couple.handle)
                let ids = try desk.stageEvents(file.id).map(\.id)
                _ = try desk.transaction.execute(
                    """
                    select private.correct_road(\(file.id), gen_random_uuid(), '\\x00', \(Array(ids.dropLast()))::uuid[],
                        \(ids)::uuid[], '{1,2,1,2}', '{2026-01-12,2026-02-16,2026-03-02,2026-04-13}',
                        '{start,advance,return,advance}', '{"","","",""}', null, null)
                    """)
            }
        }
        #expect(stale != nil)
        #expect(try await couple.count("stage_corrections") == 0)
    }

    @Test("is corrected once for a key")
    func repeated() async throws {
        let couple = try await RoadCouple(RoadRecordTests.history())
        let key = RequestKey.fresh()
        for _ in 0..<2 {
            try await couple.therapist.correctRoad(
                of: couple.handle, .redate(move: 3, on: day("2026-03-02")), reason: "x", key: key)
        }
        #expect(try await couple.count("stage_corrections") == 1)
    }
}
