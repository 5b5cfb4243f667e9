@testable import CaseModel

/// A couple of whose record every kind of row is there, of every audience.
enum TriedCouple {
    static let history: CaseHistory = {
        var a = CaseHistory.PartnerRecord(name: "Mia Vance", part: .hurt, birthYear: 1984)
        a.profile.background = "Grew up by the sea."
        var b = CaseHistory.PartnerRecord(name: "Jon Vance", part: .involved, birthYear: 1981)
        b.profile.background = "Grew up in the hills."
        var history = CaseHistory(
            a: a, b: b,
            breach: Breach(kind: .financial, cameToLight: .found, month: day(2025, 11, 1), state: .ended),
            region: "OR", togetherSince: 2009, children: 2, openedOn: day(2026, 1, 12), status: .active)
        history.stages = [
            .init(move: StageMove(to: .acknowledge, kind: .start), on: day(2026, 1, 12)),
            .init(move: StageMove(to: .boundaries, kind: .skip), on: day(2026, 2, 23), reason: "They are ahead."),
        ]
        history.sessions = [
            session(day(2026, 5, 4), .conjoint, .both, .joint, signed: true),
            session(day(2026, 5, 11), .individualA, .aOnly, .a, signed: true),
            session(day(2026, 5, 18), .individualB, .bOnly, .b, signed: true),
            session(day(2026, 5, 25), .conjoint, .both, .joint, signed: false),
            .init(
                at: LocalTime(day: day(2026, 6, 29), minute: 600), minutes: 50, format: .conjoint, modality: .office,
                state: .booked, attendance: .nobody, stage: nil),
        ]
        history.ratings = [
            .init(number: "3.2", by: .partner(.a), value: 2, on: day(2026, 5, 18)),
            .init(number: "3.2", by: .partner(.b), value: 3, on: day(2026, 5, 18)),
            .init(number: "3.4", by: .therapist, value: 2, on: day(2026, 5, 18)),
        ]
        history.measures = Partner.allCases.map {
            .init(
                partner: $0, instrument: "PHQ-9", score: 9, answers: [1, 1, 1, 1, 1, 1, 1, 1, 1], on: day(2026, 5, 18))
        }
        history.commitments = [
            .init(
                owner: .b, kind: .practical, rhythm: .weekly, text: "Show every statement on Sunday.",
                agreedOn: day(2026, 5, 4), dueOn: nil,
                reports: Partner.allCases.map { .init(on: day(2026, 5, 10), by: $0, kept: true) })
        ]
        history.goals = [
            .init(
                owner: .both, words: GoalWords(goal: "Talk about money", measure: "Sundays kept", target: "8 of 10"),
                agreedOn: day(2026, 5, 4), dueOn: day(2026, 8, 31),
                reviews: [.init(on: day(2026, 6, 1), standing: .onTrack)])
        ]
        history.records = [
            .init(
                .boundary(.honesty, reviewOn: day(2026, 6, 29)), text: "Statements are open.", on: day(2026, 5, 4),
                answers: [.init(.assented(by: .a), on: day(2026, 5, 4))]),
            .init(.setback, text: "A second account.", on: day(2026, 5, 20)),
            .init(.impact(by: .a), text: "What it did.", audience: .a, on: day(2026, 5, 11)),
            .init(.talk(withoutAccusation: true), text: "How it began.", audience: .b, on: day(2026, 5, 18)),
            .init(.talk(withoutAccusation: false), text: "My own thought.", audience: .therapist, on: day(2026, 5, 18)),
        ]
        history.consents = Partner.allCases.map {
            .init(partner: $0, kind: .secretsPolicy, policy: .limitedSecrets, on: day(2026, 1, 12))
        }
        return history
    }()

    private static func session(
        _ day: CalendarDate, _ format: SessionFormat, _ attendance: Attendance, _ audience: Audience, signed: Bool
    ) -> CaseHistory.SessionRecord {
        .init(
            at: LocalTime(day: day, minute: 600), minutes: 50, format: format, modality: .office, state: .held,
            attendance: attendance, stage: .boundaries,
            note: NoteBody(format: .free, parts: [.init(.text, "What was said.")]), noteAudience: audience,
            noteSignedAfterDays: signed ? 1 : nil)
    }

    private static func day(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate {
        CalendarDate(year: year, month: month, day: day) ?? CalendarDate(dayNumber: 0)
    }
}
