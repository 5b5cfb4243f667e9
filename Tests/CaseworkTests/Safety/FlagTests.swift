import CaseModel
import Casework
import Postgres
import TestSupport
import Testing

@Suite("A flag for safety")
struct FlagTests {
    @Test("is raised by item 9, and closed only with an assessment and the action taken")
    func itemNine() async throws {
        let couple = try await TreatedCouple()
        func record(_ ninth: Int) async throws -> Int? {
            try await couple.therapist.recordMeasure(
                "PHQ-9", of: couple.caseHandle, partner: .a, .answers([1, 1, 1, 1, 1, 1, 1, 1, ninth]), key: .fresh()
            ).flag
        }
        #expect(try await record(0) == nil)
        #expect(try await record(1) == 1)
        #expect(try await couple.therapist.openSafety().map(\.kind) == [.itemNine])
        func close(_ assessment: String?, _ action: String?) async -> String? {
            await refusal { () async throws(CaseworkError) in
                try await couple.therapist.reviewFlag(
                    1, in: couple.handle, FlagReview(assessment: assessment, action: action), key: .fresh())
            }?.kind
        }
        #expect(await close("no plan", nil) == "invalid action")
        #expect(await close(nil, "called together") == "invalid assessment")
        #expect(try await couple.closedBySQL() == "flag_reviews_closing")
        #expect(await close("no plan, no means", "a safety plan, and a call tomorrow") == nil)
        #expect(await close("again", "again") == "conflict")
        #expect(try await couple.therapist.openSafety().isEmpty)
        let entries = try await couple.therapist.safetyRecord(of: couple.handle).entries
        #expect(entries.map(\.kind) == [.flag, .review])
        #expect(entries.last?.words == "no plan, no means" && entries.last?.what == "closed")
        #expect(entries.last?.action == "a safety plan, and a call tomorrow")
    }

    @Test("outlives the closing of its case, is looked at again and closed there")
    func outlives() async throws {
        let couple = try await TreatedCouple()
        let today = TestPractice.today
        let number = try await couple.therapist.raiseFlag(
            NewFlag(partner: .b, kind: .violence, words: "he said it", reviewOn: today), in: couple.handle,
            key: .fresh())
        try await couple.therapist.writeSafetyPlan(
            "where to go", for: .b, in: couple.handle, reviewOn: today.adding(days: 30), key: .fresh())
        try await couple.therapist.closeCase(
            couple.caseHandle, Closing(on: today, howItEnded: .referred, relationship: .unknown), version: nil,
            key: .fresh())
        let open = try await couple.therapist.openSafety()
        #expect(open.map(\.what) == [.flag, .plan] && open.allSatisfy(\.isCaseClosed))
        try await couple.therapist.reviewFlag(
            number, in: couple.handle,
            FlagReview(assessment: "quiet", action: nil, nextReviewOn: today.adding(days: 7)), key: .fresh())
        #expect(try await couple.therapist.openSafety().first?.reviewOn == today.adding(days: 7))
        let early = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.reviewFlag(
                number, in: couple.handle, FlagReview(assessment: "x", action: nil, nextReviewOn: today), key: .fresh())
        }
        #expect(early?.kind == "invalid review")
        #expect(try await couple.practice.otherTherapist.openSafety().isEmpty)
    }

    @Test("says nothing in the partner's document, nor does a screen or a plan")
    func inNoDocument() async throws {
        let couple = try await TreatedCouple()
        let session = try await couple.heldSession()
        let note = try await couple.draft("they spoke", on: session)
        _ = try await couple.therapist.signNote(note, key: .fresh())
        let before = try await couple.documents(session)
        try await couple.therapist.recordScreen(
            NewScreen(
                partner: .a, result: .positive, findings: ScreenFindings(fear: true), instrument: "HITS",
                words: "CANARY"), in: couple.handle, key: .fresh())
        try await couple.therapist.decideSafety(.separateOnly, reason: "CANARY", in: couple.handle, key: .fresh())
        _ = try await couple.therapist.raiseFlag(
            NewFlag(partner: .a, kind: .violence, words: "CANARY", reviewOn: TestPractice.today), in: couple.handle,
            key: .fresh())
        try await couple.therapist.writeSafetyPlan(
            "CANARY", for: .a, in: couple.handle, reviewOn: TestPractice.today, key: .fresh())
        _ = try await couple.therapist.recordMatter(
            NewMatter(partner: .a, words: "CANARY", isSafety: true), in: couple.handle, key: .fresh())
        #expect(try await couple.documents(session) == before)
    }
}

extension TreatedCouple {
    /// What reports are made from, as text.
    fileprivate func documents(_ session: String) async throws -> [String] {
        [
            String(describing: try await therapist.summaryRecord(of: session)),
            String(describing: try await therapist.progressRecord(of: handle)),
        ]
    }

    fileprivate func closedBySQL() async throws -> String {
        let owner = try await practice.superuser()
        defer { owner.close() }
        do {
            _ = try await owner.write {
                try $0.execute(
                    """
                    insert into app.flag_reviews (practice_id, review_id, flag_id, case_id, audience, reviewed_on,
                        assessment_sealed, recorded_by)
                    select practice_id, gen_random_uuid(), flag_id, case_id, audience, '2026-06-15', '\\x00',
                        recorded_by from app.safety_flags
                    """)
            }
            return "done"
        } catch let error as PostgresError {
            return error.constraint ?? error.description
        }
    }
}
