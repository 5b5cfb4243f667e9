import CaseModel
import Casework
import FoundationEssentials
import TestSupport
import Testing

@Suite("An instrument of the practice's own")
struct DefiningMeasuresTests {
    private static func definition(version: Int = 1, more: String = "") throws -> InstrumentDefinition {
        try InstrumentDefinition(
            reading: Data(
                """
                { measure: "HOPE-3", version: \(version), better: "higher", items: [{ count: 3, least: 0, most: 4 }],
                  reversed: [2], anchors: "0 never to 4 always", mayLack: 1, source: "the practice's own", \(more) }
                """.utf8))
    }

    @Test("is scored by its file's rules, and judged only where a threshold or a spread is known")
    func defined() async throws {
        let practice = try await TestPractice()
        let handle = try await practice.therapist.openCase(CaseloadTests.couple(), key: .fresh())
        try await practice.admin.defineMeasure(Self.definition(), key: .fresh())
        func record(_ answers: [Int?]) async throws -> MeasureReading {
            try await practice.therapist.recordMeasure(
                "HOPE-3", of: handle, partner: .a, .answers(answers), key: .fresh())
        }
        #expect(try await record([0, 4, 0]).score.score == 0)
        let last = try await record([4, nil, 4])
        #expect(last.score.score == 12 && last.score.change == nil && last.instrument.reliableChange == nil)
        // Jacobson and Truax's example: SD 7.5 and r .80 give 1.96 x 4.7434
        try await practice.admin.defineMeasure(
            Self.definition(version: 2, more: "standardDeviation: 7.5, reliability: 0.80"), key: .fresh())
        let newest = try #require(try await practice.therapist.instruments().first { $0.name == "HOPE-3" })
        #expect(newest.version == 2 && abs((newest.reliableChange ?? 0) - 1.96 * 4.7434) < 0.001)
        #expect(newest.mayLack == 1 && newest.reversed == [2])
        #expect(try await record([4, 0, 4]).first == nil)
        #expect(try await practice.therapist.measures(of: handle).map(\.instrument.version) == [1, 2])
    }

    @Test("is taken in by a practice admin, and no version of it twice")
    func refused() async throws {
        let practice = try await TestPractice()
        try await practice.admin.defineMeasure(Self.definition(version: 3), key: .fresh())
        for version in [2, 3] {
            let again = await refusal { () async throws(CaseworkError) in
                let definition: InstrumentDefinition
                do { definition = try Self.definition(version: version) } catch { throw .internal("definition") }
                try await practice.admin.defineMeasure(definition, key: .fresh())
            }
            #expect(again?.kind == "conflict")
        }
        let therapist = await refusal { () async throws(CaseworkError) in
            let definition: InstrumentDefinition
            do { definition = try Self.definition(version: 4) } catch { throw .internal("definition") }
            try await practice.therapist.defineMeasure(definition, key: .fresh())
        }
        #expect(therapist?.kind == "forbidden")
    }
}
