import CaseModel
import Casework
import Postgres
import Reports
import TestSupport
import Testing

@Suite("A report tells nothing that is not for it")
struct SecrecyTests {
    private static let psychotherapyCanary = "CANARY OF THE PSYCHOTHERAPY NOTE"

    private static func documents(_ couple: FiledCouple) async throws -> [Document] {
        var documents = [ProgressReport(try await couple.therapist.progressRecord(of: couple.handle)).document]
        for session in [CoupleHistory.jointSession, CoupleHistory.aloneSession, CoupleHistory.draftSession] {
            let record = try await couple.therapist.summaryRecord(of: try await couple.session(at: session))
            documents.append(SessionSummary(record).document)
        }
        return documents
    }

    @Test("no psychotherapy note, draft or signed, no contact and no item answer", arguments: TextFormat.allCases)
    func canaries(_ format: TextFormat) async throws {
        let couple = try await FiledCouple(CoupleHistory.history)
        var random = SystemRandomNumberGenerator()
        for isSigned in [false, true] {
            let note = try await couple.therapist.writePsychotherapyNote(
                Self.psychotherapyCanary, in: couple.handle, on: day("2026-06-08"), key: .random(using: &random))
            if isSigned { _ = try await couple.therapist.signNote(note.description, key: .random(using: &random)) }
        }
        for document in try await Self.documents(couple) {
            let text = document.rendered(as: format)
            #expect(!text.contains("CANARY"))
            #expect(!text.contains("2, 2, 1, 1"))
            #expect(!text.contains("2,2,1,1"))
        }
    }

    @Test("it opens no more than it may show, and leaves its event")
    func openings() async throws {
        let couple = try await FiledCouple(CoupleHistory.history)
        _ = try await Self.documents(couple)
        let events = try await couple.practice.superuser().read { transaction in
            try transaction.all(
                "select distinct act, object from private.audit_events where act in ('summary', 'progress') order by 1, 2",
                String.self, String.self
            ).map { "\($0.0): \($0.1)" }
        }
        #expect(
            events == [
                "progress: partners,stage_events,stage_records,commitments,goals", "progress: staff", "summary: notes",
                "summary: partners,stage_events,stage_records,commitments,goals,sessions", "summary: staff",
            ])
    }

    @Test("somebody else's session and case are not found")
    func somebodyElse() async throws {
        let couple = try await FiledCouple(CoupleHistory.history)
        let session = try await couple.session(at: CoupleHistory.jointSession)
        let other = couple.practice.otherTherapist
        await #expect { try await other.summaryRecord(of: session) } throws: { error in
            if case CaseworkError.notFound(.session, session, alsoAs: _) = error { true } else { false }
        }
        await #expect { try await other.progressRecord(of: couple.handle) } throws: { error in
            if case CaseworkError.notFound(.caseFile, couple.handle, alsoAs: _) = error { true } else { false }
        }
        await #expect(throws: CaseworkError.self) { try await couple.practice.admin.summaryRecord(of: session) }
        await #expect(throws: CaseworkError.self) { try await couple.practice.stranger.summaryRecord(of: session) }
    }

    @Test("no name of a person is in a file's name, in the title or in the document's id")
    func names() async throws {
        let couple = try await FiledCouple(CoupleHistory.history)
        let session = try await couple.session(at: CoupleHistory.jointSession)
        let summary = try await ReportOrder(.summary, of: session).carriedOut(by: couple.therapist)
        let report = try await ReportOrder(.progress, of: couple.handle).carriedOut(by: couple.therapist)
        #expect(summary.fileName(.html) == "summary-\(session).html")
        #expect(report.fileName(.text) == "progress-\(couple.handle).txt")
        for document in [summary.document, report.document] {
            let head = document.rendered(as: .html).split(separator: "</head>")[0]
            for name in ["Ana", "Neill", "דן"] { #expect(!head.contains(name)) }
            #expect(document.footer.documentID.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
        }
    }
}
