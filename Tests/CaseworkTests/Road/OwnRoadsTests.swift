import CaseModel
import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import Casework

@Suite("A road of the practice's own")
struct OwnRoadsTests {
    static let text = """
        { name: 'Our road', stages: [
            { name: 'Hear it', short: 'Hear', criteria: [
              { text: 'Heard', rater: 'therapist', scale: 'yes_no', threshold: 1, source: 'ours' } ] },
            { name: 'Go on', short: 'On', criteria: [
              { text: 'Talks', rater: 'therapist', scale: 'count', threshold: 1, counts: 'open_talks', source: 'S' } ] } ] }
        """

    static func definition() throws -> RoadDefinition { try RoadDefinition(reading: Data(text.utf8)) }

    @Test("begins with the next case; the others stay on the version they began with")
    func versions() async throws {
        let couple = try await RoadCouple().begun()
        let version = try await couple.practice.admin.defineRoad(try Self.definition(), key: .fresh())
        #expect(version == 2)
        #expect(try await couple.therapist.roads().map(\.version) == [2, 1])
        #expect(try await couple.therapist.roadDefinition().definition == Self.definition())
        #expect(try await couple.therapist.roadDefinition(version: 1).definition.stages.count == 6)
        let old = try await couple.therapist.road(of: couple.handle)
        #expect(old.roadmapVersion == 1 && old.criteria.count == 26 && old.name(of: .apologize).hasPrefix("Apologize"))
        let handle = try await couple.therapist.openCase(CaseloadTests.couple(), key: .fresh())
        let first = try await couple.therapist.advanceStage(of: handle, key: .fresh())
        #expect(first.name == "Hear it")
        let road = try await couple.therapist.road(of: handle)
        #expect(road.roadmapVersion == 2 && road.criteria.map(\.criterion.number) == ["1.1", "2.1"])
        _ = try await couple.therapist.rateCriterion("1.1", of: handle, by: .therapist, value: 1, key: .fresh())
        #expect(try await couple.therapist.advanceStage(of: handle, key: .fresh()).name == "Go on")
        for target in [nil, Stage.boundaries] {
            let refused = await refusal { () async throws(CaseworkError) in
                try await couple.therapist.advanceStage(of: handle, to: target, reason: "x", key: .fresh())
            }
            #expect(refused?.kind == (target == nil ? "conflict" : "invalid to"))
        }
        _ = try await couple.therapist.addRecord(
            NewRecord(.talk(withoutAccusation: true), text: "x"), to: handle, key: .fresh())
        #expect(try await couple.therapist.road(of: handle).criteria[1].isMet == true)
    }

    @Test("is defined by a practice admin alone, once for a key, and never changed")
    func whose() async throws {
        let practice = try await TestPractice()
        let definition = try Self.definition()
        let refused = await refusal { () async throws(CaseworkError) in
            try await practice.therapist.defineRoad(definition, key: .fresh())
        }
        #expect(refused?.kind == "forbidden")
        let key = RequestKey.fresh()
        for _ in 0..<2 { #expect(try await practice.admin.defineRoad(definition, key: key) == 2) }
        #expect(try await practice.admin.roads().count == 2)
        let missing = await refusal { () async throws(CaseworkError) in
            try await practice.therapist.roadDefinition(version: 3)
        }
        #expect(missing?.kind == "notFound")
        await #expect(throws: PostgresError.self) {
            _ = try await practice.database.write(
                practice.admin.options("road define", role: "troth_practice_admin")
            ) { try $0.execute("update app.criteria set threshold = 0") }
        }
    }
}
