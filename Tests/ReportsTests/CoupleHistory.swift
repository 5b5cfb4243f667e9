@testable import CaseModel

/// Ana and Dan: hurt and involved, a financial breach, one return to an earlier stage, in the third stage now.
enum CoupleHistory {
    /// The joint session that the tests sum up.
    static let jointSession = "2026-06-08 14:00"
    /// A session with Ana alone, whose note is hers.
    static let aloneSession = "2026-06-11 10:00"
    /// A session whose note is not signed.
    static let draftSession = "2026-06-01 14:00"
    static let missedSession = "2026-05-25 14:00"

    static let contactCanary = "+1-503-CANARY"

    static var history: CaseHistory {
        var history = bare
        history.stages = [
            .init(move: StageMove(to: .acknowledge, kind: .start), on: day("2026-01-12")),
            .init(move: StageMove(to: .apologize, kind: .advance), on: day("2026-02-23")),
            .init(move: StageMove(to: .boundaries, kind: .advance), on: day("2026-04-06")),
            .init(
                move: StageMove(to: .apologize, kind: .goBack), on: day("2026-05-04"),
                reason: "A second credit card came to light."),
            .init(move: StageMove(to: .boundaries, kind: .advance), on: day("2026-06-08")),
        ]
        history.sessions = sessions
        history.ratings = ratings
        history.measures = measures
        history.commitments = commitments
        history.goals = [
            .init(
                owner: .both,
                words: GoalWords(goal: "Talk about money each Sunday", measure: "Sundays kept", target: "8 of 10"),
                agreedOn: day("2026-05-18"), dueOn: day("2026-08-31"),
                reviews: [.init(on: day("2026-06-08"), standing: .onTrack)])
        ]
        history.consents = Partner.allCases.map {
            .init(partner: $0, kind: .secretsPolicy, policy: .noSecrets, on: day("2026-01-12"))
        }
        return history
    }

    /// The couple on the day they came, with nothing recorded.
    static var bare: CaseHistory {
        var ana = CaseHistory.PartnerRecord(name: "Ana O'Neill", part: .hurt, birthYear: 1984)
        ana.profile.channels = [ContactChannel(kind: .phone, value: contactCanary, isKnownToOther: false)]
        ana.profile.background = contactCanary
        return CaseHistory(
            a: ana, b: .init(name: "דן כהן", part: .involved, birthYear: 1981),
            breach: Breach(kind: .financial, cameToLight: .found, month: day("2025-11-01"), state: .ended),
            region: "OR",
            togetherSince: 2009, children: 2, openedOn: day("2026-01-12"), status: .active)
    }

    static let note = NoteBody(
        format: .soap,
        parts: [
            .init(.focus, "Agreeing what each may spend without asking."),
            .init(.subjective, "Ana slept better this week. Dan feels watched."),
            .init(.objective, "Both spoke calmly and let each other finish."),
            .init(.intervention, "Speaker and listener turns on the shared budget."),
            .init(.responseOfA, "Said that the list of accounts settled her."),
            .init(.responseOfB, "Took in her worry and repeated it in his words."),
            .init(.assessment, "Holding the third stage after the return in May."),
            .init(.agreements, "- 200 a month each without asking\n- statements on the table every Sunday"),
            .init(.risk, "A: none reported. B: none reported."),
            .init(.plan, "Practise the Sunday talk; review the boundary list."),
            .init(.next, "Read the boundary list aloud."),
        ])

    static func soap(_ words: String) -> NoteBody {
        NoteBody(
            format: .soap,
            parts: [
                .init(.subjective, words), .init(.objective, "Calm."), .init(.assessment, "Steady."),
                .init(.plan, "Go on."),
            ])
    }

    private static var sessions: [CaseHistory.SessionRecord] {
        func held(_ at: String, _ note: NoteBody?, signedAfter days: Int?) -> CaseHistory.SessionRecord {
            .init(
                at: time(at), minutes: 50, format: .conjoint, modality: .office, state: .held, attendance: .both,
                stage: .boundaries, note: note, noteSignedAfterDays: days)
        }
        return [
            held("2026-05-18 14:00", soap("Ordinary week."), signedAfter: 0),
            .init(
                at: time(missedSession), minutes: 50, format: .conjoint, modality: .office, state: .noShow,
                attendance: .nobody, stage: nil),
            held(draftSession, soap("DRAFTED WORDS."), signedAfter: nil),
            held(jointSession, note, signedAfter: 1),
            .init(
                at: time(aloneSession), minutes: 50, format: .individualA, modality: .telehealth, state: .held,
                attendance: .aOnly, stage: .boundaries, note: soap("She fears a third card."), noteAudience: .a,
                noteSignedAfterDays: 0),
            .init(
                at: time("2026-06-22 14:00"), minutes: 50, format: .conjoint, modality: .office, state: .booked,
                attendance: .nobody, stage: nil),
        ]
    }

    private static let ratings: [CriterionRating] = [
        .init(number: "3.2", by: .partner(.a), value: 2, on: day("2026-05-18")),
        .init(number: "3.2", by: .partner(.b), value: 4, on: day("2026-05-18")),
        .init(number: "3.2", by: .partner(.a), value: 3, on: day("2026-06-08")),
        .init(number: "3.4", by: .therapist, value: 2, on: day("2026-06-08")),
        // after the session that is summed up
        .init(number: "3.2", by: .partner(.a), value: 1, on: day("2026-06-12")),
    ]

    private static var measures: [CaseHistory.MeasureRecord] {
        let scores: [(Partner, String, Int, String)] = [
            (.a, "CSI-16", 31, "2026-01-12"), (.b, "CSI-16", 58, "2026-01-12"), (.a, "CSI-16", 42, "2026-03-23"),
            (.b, "CSI-16", 60, "2026-03-23"), (.a, "CSI-16", 55, "2026-06-08"), (.b, "CSI-16", 49, "2026-06-08"),
            (.a, "PHQ-9", 12, "2026-01-12"), (.a, "DTS", 21, "2026-01-12"), (.a, "DTS", 33, "2026-06-08"),
        ]
        return scores.map { partner, instrument, score, on in
            .init(
                partner: partner, instrument: instrument, score: score,
                answers: instrument == "PHQ-9" ? [2, 2, 1, 1, 1, 1, 2, 1, 1] : nil, on: day(on))
        }
    }

    private static var commitments: [CaseHistory.CommitmentRecord] {
        func reports(_ by: Partner, _ kept: [(String, Bool)]) -> [CaseHistory.CommitmentRecord.Report] {
            kept.map { .init(on: day($0.0), by: by, kept: $0.1) }
        }
        return [
            .init(
                owner: .b, kind: .practical, rhythm: .weekly, text: "Show every statement on Sunday",
                agreedOn: day("2026-05-18"), dueOn: nil,
                reports: reports(.b, [("2026-05-24", true), ("2026-06-07", true)])
                    + reports(.a, [("2026-05-24", true), ("2026-06-07", false)])),
            .init(
                owner: .b, kind: .practical, rhythm: .once, text: "Close the second card", agreedOn: day("2026-05-04"),
                dueOn: day("2026-05-18"), reports: reports(.b, [("2026-05-12", true)])),
            .init(
                owner: .both, kind: .emotional, rhythm: .weekly, text: "An evening walk", agreedOn: day("2026-06-08"),
                dueOn: day("2026-07-31"), reports: []),
        ]
    }
}
