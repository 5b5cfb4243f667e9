import Casework
import FoundationEssentials
import Reports
import TestSupport
import Testing

/// Whole documents against files that a person has read. `TROTH_WRITE_GOLDEN=1` writes them anew, to be read again.
@Suite("A report is the same in every run")
struct GoldenTests {
    private static var folder: String {
        #filePath.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/Golden"
    }

    private static func check(_ document: Document, _ name: String) throws {
        for format in [DocumentFormat.markdown, .text, .json] {
            let path = "\(folder)/\(name).\(format.fileExtension)"
            let text = String(decoding: try Press().bytes(of: document, as: format), as: UTF8.self)
            if ProcessInfo.processInfo.environment["TROTH_WRITE_GOLDEN"] == "1" {
                try text.write(toFile: path, atomically: true, encoding: .utf8)
            }
            #expect(try String(contentsOfFile: path, encoding: .utf8) == text, "\(path) differs")
        }
        #expect(HTMLCheck(document.rendered(as: .html)).faults == [])
    }

    @Test("a session summary")
    func summary() async throws {
        let couple = try await FiledCouple(CoupleHistory.history)
        let session = try await couple.session(at: CoupleHistory.jointSession)
        let summary = SessionSummary(try await couple.therapist.summaryRecord(of: session))
        try Self.check(summary.document, "summary")
    }

    @Test("a summary of a session with one partner")
    func alone() async throws {
        let couple = try await FiledCouple(CoupleHistory.history)
        let session = try await couple.session(at: CoupleHistory.aloneSession)
        let summary = SessionSummary(try await couple.therapist.summaryRecord(of: session))
        try Self.check(summary.document, "summary-alone")
    }

    @Test("a progress report")
    func progress() async throws {
        let couple = try await FiledCouple(CoupleHistory.history)
        let report = ProgressReport(try await couple.therapist.progressRecord(of: couple.handle))
        try Self.check(report.document, "progress")
    }
}
