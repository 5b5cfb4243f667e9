import TestSupport
import Testing

/// The verifier in Python that shares no code with the program finds every tampering with an export.
@Suite("The independent verifier", .serialized)
struct IndependentVerifierTests {
    private static let tamper: String = {
        var parts = #filePath.split(separator: "/")
        parts.removeLast(3)
        return "/" + parts.joined(separator: "/") + "/AuditVerifier/tamper.py"
    }()

    @Test("finds every flip, deletion, insertion, swap, cut, fork and foreign key")
    func tampering() async throws {
        let events = Proof.size(2_000, full: 100_000)
        let tamperings = Proof.size(240, full: 10_000)
        let outcome = try await Program.start(
            ["python3", Self.tamper, "\(events)", "\(tamperings)"], of: "/usr/bin/env",
            environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"]
        ).outcome()
        let line = try #require(outcome.lines.last { $0.contains(" passed, ") }, "\(outcome.errors)")
        let counts = line.split(separator: ":").last?.split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }
        let (passed, failed) = (try #require(counts?.first), try #require(counts?.last))
        let proof = Proof("Tamperings with an audit of \(events) events, found by the independent verifier")
        for _ in 0..<passed { #expect(proof.holds(true)) }
        for _ in 0..<failed { #expect(proof.holds(false), "\(outcome.errors)") }
        proof.report()
        #expect(passed == tamperings + 1)
        #expect(outcome.status == 0)
    }
}
