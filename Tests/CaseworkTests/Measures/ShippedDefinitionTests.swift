import CaseModel
import Casework
import FoundationEssentials
import TestSupport
import Testing

@Suite("The definitions that are shipped as files")
struct ShippedDefinitionTests {
    static let folder = TestPractice.sqlDirectory.dropLast(3) + "docs/reference/measures"

    /// The files and `sql/reference/measures.sql` say the same, so a file scores as the practice does.
    @Test func areThoseOfAPractice() async throws {
        let practice = try await TestPractice()
        let stored = try await practice.therapist.instruments()
        let files = try FileManager.default.contentsOfDirectory(atPath: String(Self.folder)).sorted()
        let read = try files.map { try InstrumentDefinition(file: "\(Self.folder)/\($0)") }
        #expect(Set(read.map(\.instrument.name)) == Set(stored.map(\.name)))
        for definition in read {
            var instrument = definition.instrument
            instrument.subscales = []
            #expect(stored.contains(instrument), "\(instrument.name)")
        }
    }
}
