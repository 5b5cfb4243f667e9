import CaseModel
import Casework
import Reports
import TestSupport
import Testing

@Suite("A session summary, as figures")
struct SessionSummaryTests {
    private static func summary(of session: String) async throws -> SessionSummary {
        let couple = try await FiledCouple(CoupleHistory.history)
        return SessionSummary(try await couple.therapist.summaryRecord(of: try await couple.session(at: session)))
    }

    @Test("tells when, where, who, and by whom it was signed")
    func header() async throws {
        let summary = try await Self.summary(of: CoupleHistory.jointSession)
        let session = summary.record.session
        #expect(session.startsAt == time("2026-06-08 14:00"))
        #expect(session.endsAt == time("2026-06-08 14:50"))
        #expect(session.modality == .office)
        #expect(session.attendance == .both)
        let note = try #require(summary.record.notes.first)
        #expect(summary.record.notes.count == 1)
        #expect(note.author == "Thea Marsh")
        #expect(note.credential == "LMFT")
        #expect(note.signedAt == time("2026-06-09 18:30"))
        #expect(note.body == CoupleHistory.note)
        #expect(!summary.isDraft)
        #expect(summary.stage == .boundaries)
        #expect(summary.record.nextAt == time("2026-06-11 10:00"))
        #expect(summary.record.readAt == time("2026-06-15 02:00"))
    }

    @Test("counts as change what came since the last session that was held, and nothing that came after")
    func change() async throws {
        let summary = try await Self.summary(of: CoupleHistory.jointSession)
        #expect(summary.record.previousHeldOn == day("2026-06-01"))
        #expect(summary.moves.map(\.stage) == [.boundaries])
        #expect(summary.ratings.map(\.criterion.number) == ["3.2", "3.4"])
        #expect(summary.ratings.map(\.value) == [3, 2])
        #expect(summary.ratings.map(\.before) == [2, nil])
        let csi = summary.scores.filter { $0.instrument.name == "CSI-16" }
        #expect(csi.map(\.score) == [55, 49])
        #expect(csi.map(\.before) == [42, 60])
        #expect(csi.map(\.isDistressed) == [false, true])
        #expect(csi.map(\.change) == [.recovered, .deteriorated])
        #expect(csi.map(\.wasNotDistressedAtStart) == [false, true])
        let phq = try #require(summary.scores.first { $0.instrument.name == "PHQ-9" })
        #expect(!phq.isSinceLastSession)
        #expect(phq.change == nil)
    }

    @Test("lists commitments that were due, each partner's view apart, without those that were done before")
    func commitments() async throws {
        let summary = try await Self.summary(of: CoupleHistory.jointSession)
        #expect(summary.commitments.map(\.commitment.text) == ["Show every statement on Sunday", "An evening walk"])
        #expect(summary.commitments.map(\.isNew) == [false, true])
        let statements = try #require(summary.commitments.first)
        #expect(statements.keptAsSeenByA.kept == 0)
        #expect(statements.keptAsSeenByA.reported == 1)
        #expect(statements.keptAsSeenByB.kept == 1)
        #expect(summary.goals.map(\.latest?.standing) == [.onTrack])
    }

    @Test("is a draft while the note is not signed")
    func draft() async throws {
        let summary = try await Self.summary(of: CoupleHistory.draftSession)
        #expect(summary.isDraft)
        let document = summary.document
        #expect(document.notice?.mark == "DRAFT")
        #expect(
            document.rendered(as: .html).contains(
                "<div class=\"watermark\" aria-hidden=\"true\" data-mark=\"DRAFT\"></div>"))
        for format in [TextFormat.text, .markdown] {
            #expect(document.rendered(as: format).contains("This document cannot leave the practice."))
        }
        #expect(document.rendered(as: .text).hasPrefix("*** DRAFT ***\n"))
        #expect(document.rendered(as: .json).contains("\"draft\": true"))
    }

    @Test("is refused without a note, with what to do")
    func withoutNote() async throws {
        var history = CoupleHistory.history
        history.sessions[3].note = nil
        let couple = try await FiledCouple(history)
        for (session, advice) in [
            (CoupleHistory.jointSession, "troth note write"), ("2026-06-22 14:00", "troth session record"),
            (CoupleHistory.missedSession, "was not held"),
        ] {
            let handle = try await couple.session(at: session)
            let error = await #expect(throws: CaseworkError.self) {
                try await couple.therapist.summaryRecord(of: handle)
            }
            #expect(error?.description.contains(advice) == true)
        }
    }

    @Test("sets what one partner told alone apart, under its label")
    func toldAlone() async throws {
        let summary = try await Self.summary(of: CoupleHistory.aloneSession)
        let section = try #require(summary.document.sections.first { $0.key == "told_by_A" })
        #expect(section.audience == .a)
        #expect(!summary.document.sections.contains { $0.key == "course" || $0.key == "told_by_B" })
        #expect(
            summary.document.rendered(as: .text).contains("[Audience: A only]\n\nSubjective\n\nShe fears a third card.")
        )
    }
}
