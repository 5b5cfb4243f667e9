import FoundationEssentials
import TestSupport
import Testing

@Suite("An import streams", .practice)
struct ImportMemoryProofTests {
    let home = PracticeHome.current

    /// The peak of a large import stays within 16 MiB of a small one's, however large it is.
    @Test func soThatMemoryDoesNotGrowWithTheFile() async throws {
        let proof = Proof("the memory of an import does not grow with the file")
        let mapping = try home.file("map.json5", BadInput.ImportedFile.mapping)
        func peak(rows: Int) async throws -> Int {
            var text = BrokenFile.heading
            for row in 0..<rows { text += "Ana number \(row),Dan number \(row),2026-03-\(10 + row % 20)\n" }
            let file = try home.file("rows.csv", text)
            let running = try home.start("import caseload \(file) --mapping \(mapping)")
            var peak = 0
            while let sofar = running.peakKiB() {
                peak = sofar
                try await Task.sleep(for: .milliseconds(5))
            }
            let outcome = try await running.outcome()
            #expect(outcome.status == 0, "\(outcome.errors)")
            return peak
        }
        let small = try await peak(rows: 1_000)
        let large = Proof.size(4_000, full: 100_000)
        let peakOfLarge = try await peak(rows: large)
        #expect(
            proof.holds(peakOfLarge < small + 16_384), "\(small) KiB for 1,000 rows, \(peakOfLarge) KiB for \(large)")
        proof.report()
    }
}
