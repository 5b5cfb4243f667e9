import CaseModel

/// What a fictional couple recorded in the stages that they walked: told from the road itself, without chance, so that
/// nothing else of the couple depends on it.
enum StageBook {
    /// The records of a history whose road and end are settled, up to `today`.
    static func records(of history: CaseHistory, couple: Couple, today: Int) -> [CaseHistory.RecordEntry] {
        var records: [CaseHistory.RecordEntry] = []
        let end = min(today, history.closing?.on.dayNumber ?? today)
        for (index, span) in history.stages.enumerated() {
            let next = index + 1 < history.stages.count ? history.stages[index + 1].on.dayNumber : end
            // two sessions into the stage, or not at all
            let day = span.on.dayNumber + 14
            guard day <= next, day <= end else { continue }
            let isFirst = !history.stages[..<index].contains { $0.move.to == span.move.to }
            guard isFirst else { continue }
            records += entries(span.move.to, on: day, until: end, couple: couple, from: records.count)
        }
        return records
    }

    private static func entries(
        _ stage: Stage, on day: Int, until end: Int, couple: Couple, from place: Int
    ) -> [CaseHistory.RecordEntry] {
        func on(_ later: Int) -> CalendarDate { CalendarDate(dayNumber: min(end, day + later)) }
        func pick(_ lines: [String]) -> String { lines[(day + place) % lines.count] }
        let both = [RecordAnswer.assented(by: .a), .assented(by: .b)].map {
            CaseHistory.RecordEntry.Answer($0, on: on(0))
        }
        switch stage {
        case .acknowledge:
            return [
                .init(
                    .impact(by: couple.hurt), text: pick(impacts), on: on(0),
                    answers: [.init(.acknowledged(by: couple.hurt.other), on: on(7))])
            ]
        case .apologize:
            return [
                .init(
                    .apology(by: couple.involved, parts: [.regret, .harm, .responsibility]), text: pick(apologies),
                    on: on(0),
                    answers: [.init(.received(by: couple.involved.other, .notYet), on: on(7))]),
                .init(
                    .apology(by: couple.involved, parts: Set(ApologyPart.allCases)), text: pick(apologies), on: on(7)),
            ]
        case .boundaries:
            let agreed = zip(BoundaryArea.allCases, boundaries).map { area, text in
                CaseHistory.RecordEntry(
                    .boundary(area, reviewOn: on(0).adding(days: 90)), text: text, on: on(0), answers: both)
            }
            return agreed + [
                .init(.talk(withoutAccusation: true), text: pick(talks), on: on(7)),
                .init(
                    .breach(of: place), text: "One thing was told a day late.", on: on(10),
                    answers: [.init(.talkedThrough, on: on(14))]),
            ]
        case .amends: return []
        case .patience: return [.init(.talk(withoutAccusation: true), text: pick(talks), on: on(0))]
        case .plan:
            return [.init(.plan(followUpOn: on(0).adding(days: 120)), text: pick(plans), on: on(0), answers: both)]
        }
    }

    private static let impacts = [
        "I no longer trusted my own memory of our years.", "I counted every minute that you were late.",
        "I stopped telling my sister anything, because I was ashamed.", "I could not sleep in our room for weeks.",
    ]
    private static let apologies = [
        "I lied, and it was my doing. You lost the ground under you.",
        "I am sorry for what I hid, and that you had to find it out alone.",
        "I did this, not we. You did nothing that made me do it.",
    ]
    private static let boundaries = [
        "What matters is told on the same day.", "A no is taken as a no, without sulking.",
        "Hard subjects have their hour, and a pause when one asks for it.",
        "Each says by Sunday what the week asks of the other.",
    ]
    private static let talks = [
        "How the evenings apart began, long before.", "What each of us had stopped asking for.",
        "What we were each afraid to say in the spring.",
    ]
    private static let plans = [
        "Whoever is shaken says the word; we sit down within the day, and call the practice if it does not ease.",
        "We stop, name what happened in one sentence, and take up the Sunday talk again.",
    ]
}
