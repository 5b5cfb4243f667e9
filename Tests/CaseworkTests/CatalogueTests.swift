import CaseModel
import Fiction
import Postgres
import TestSupport
import Testing

@testable import Casework

@Suite("The default catalogue")
struct CatalogueTests {
    @Test("is the one that the fictional couples rate by")
    func criteria() async throws {
        let practice = try await TestPractice()
        let handle = try await practice.therapist.openCase(CaseloadTests.couple(), key: CaseloadTests.key())
        let stored = try await practice.therapist.criteria(of: handle)
        #expect(stored == Catalogue.criteria)
    }

    @Test("has every instrument with its published range")
    func instruments() async throws {
        let practice = try await TestPractice()
        let found = try await practice.therapist.instruments()
        let ranges = Dictionary(uniqueKeysWithValues: found.map { ($0.name, $0.range) })
        #expect(
            ranges == [
                "CSI-4": 0...21, "CSI-16": 0...81, "CSI-32": 0...161, "DTS": 8...56, "RDAS": 0...69, "PHQ-9": 0...27,
                "GAD-7": 0...21, "PCL-5": 0...80, "HITS": 4...20,
            ])
    }

    /// Figures of records.md: published where there is one, else 1.96 standard errors of a difference.
    @Test(
        "judges a change by the published figure, else by spread and reliability, else not at all",
        arguments: [
            ("CSI-4", 2.7), ("CSI-16", 6.7), ("CSI-32", 12.5), ("RDAS", 11.58), ("PHQ-9", 6), ("GAD-7", 4),
            ("PCL-5", 15), ("DTS", nil), ("HITS", nil),
        ] as [(String, Double?)])
    func reliableChange(name: String, expected: Double?) async throws {
        let practice = try await TestPractice()
        let instrument = try #require(try await practice.therapist.instruments().first { $0.name == name })
        if let expected {
            let change = try #require(instrument.reliableChange)
            #expect(abs(change - expected) < 0.05)
        } else {
            #expect(instrument.reliableChange == nil)
        }
    }
}
