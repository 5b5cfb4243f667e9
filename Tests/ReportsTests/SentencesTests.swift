import Casework
import FoundationEssentials
import TestSupport
import Testing

@testable import CaseModel
@testable import Reports

@Suite("What a summary says")
struct SentencesTests {
    private static func summary(_ session: String) async throws -> SessionSummary {
        let couple = try await FiledCouple(CoupleHistory.history)
        return SessionSummary(try await couple.therapist.summaryRecord(of: try await couple.session(at: session)))
    }

    private static func texts(_ summary: SessionSummary, _ subject: SessionSummary.Sentence.Subject) -> [String] {
        summary.sentences.filter { $0.subject == subject }.map(\.text.exact)
    }

    @Test("the work, the responses, the changes, the agreements and what is due, in the records' own figures")
    func whole() async throws {
        let summary = try await Self.summary(CoupleHistory.jointSession)
        #expect(
            Self.texts(summary, .workedOn) == [
                "The session worked on stage 3 Establish Boundaries and Open Communication.",
                "Focus: Agreeing what each may spend without asking.",
                "Done: Speaker and listener turns on the shared budget.",
            ])
        #expect(
            Self.texts(summary, .response) == [
                "Ana O'Neill: Said that the list of accounts settled her.",
                "דן כהן: Took in her worry and repeated it in his words.",
            ])
        let changes = Self.texts(summary, .change)
        #expect(
            changes.contains("The couple went on: stage 3 Establish Boundaries and Open Communication, 2026-06-08."))
        #expect(
            changes.contains(
                "Ana O'Neill, CSI-16: from 42 on 2026-03-23 to 55 on 2026-06-08, outside the clinical range; "
                    + "since the first score (31): recovered."))
        #expect(
            changes.contains("Ana O'Neill on “I feel safe with our boundaries”: 3 (mostly); before: 2 (partly)."))
        #expect(
            Self.texts(summary, .agreed) == [
                "200 a month each without asking", "Statements on the table every Sunday",
                "Both partners committed to: An evening walk (weekly until 2026-07-31).",
            ])
        let due = Self.texts(summary, .due)
        #expect(due.contains("דן כהן: Show every statement on Sunday, weekly."))
        #expect(!due.contains { $0.contains("second card") })
        #expect(due.contains("Goal, by 2026-08-31: Talk about money each Sunday."))
    }

    @Test("every sentence names its entries, and each of these is one of the couple's")
    func sources() async throws {
        for session in [CoupleHistory.jointSession, CoupleHistory.aloneSession, CoupleHistory.draftSession] {
            let summary = try await Self.summary(session)
            let record = summary.record
            var known = Set(record.notes.map(\.handle) + [record.session.handle])
            known.formUnion(record.road.commitments.map(\.handle) + record.road.goals.map(\.handle))
            known.formUnion(record.road.measures.flatMap { $0.scores.map(\.source) })
            for sentence in summary.sentences {
                #expect(!sentence.sources.isEmpty, "\(sentence.text.exact)")
                for source in sentence.sources where !known.contains(source) {
                    #expect(
                        source.hasPrefix("\(record.road.handle).stage.") || source.contains(".rating."), "\(source)")
                }
            }
        }
    }

    @Test("what was told alone makes no sentence for the couple, and a psychotherapy note makes none at all")
    func confided() async throws {
        let summary = try await Self.summary(CoupleHistory.aloneSession)
        #expect(!summary.sentences.contains { $0.text.exact.contains("third card") })
    }

    @Test("every report as JSON is as the published schema says", arguments: Specimen.allCases)
    func schema(_ specimen: Specimen) async throws {
        let path = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let text = try Data(contentsOf: URL(filePath: path + "/docs/reference/report.schema.json"))
        let schema = try JSONSchema(String(decoding: text, as: UTF8.self))
        #expect(try schema.faults(of: try await specimen.document().rendered(as: .json)) == [])
        #expect(try !schema.faults(of: "{\"document\": \"another\"}").isEmpty)
    }
}
