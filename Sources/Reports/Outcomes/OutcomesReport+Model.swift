package import CaseModel
package import Casework

/// How a practice's couples fared, as figures with small counts withheld: before this nothing is shown, in any format.
package struct OutcomesReport: Sendable {
    /// One thing that couples come to in time.
    package struct Event: Sendable, Hashable {
        package let stage: Stage?
        /// Couples that are counted; nil where they are few.
        package let couples: Int?
        package let came: Int?
        /// Days by which a quarter, a half, three quarters had come to it; nil where few came, or it was never seen.
        package let quarter: Int?
        package let half: Int?
        package let threeQuarters: Int?
    }

    package let record: PracticeOutcomes
    /// Nil where the practice has few.
    package let couples: Int?
    /// The stages from the second on, then the first return, with no stage.
    package let events: [Event]
    /// How many cases ended how; nil for those still open. A count that is withheld is nil.
    package let closings: [(howItEnded: Closing.HowItEnded?, couples: Int?)]
    package let changes: [(change: CoupleChange, couples: Int?)]

    package init(_ record: PracticeOutcomes) {
        self.record = record
        let outcomes = record.outcomes
        couples = outcomes.couples < SmallCounts.least ? nil : outcomes.couples
        events =
            Stage.allCases.dropFirst().map { Self.event($0, outcomes.stages[$0] ?? EventTimes()) }
            + [Self.event(nil, outcomes.returns)]
        let endings = Closing.HowItEnded.allCases.map { ($0, outcomes.closings.events(of: $0)) }
        let open = outcomes.couples - endings.reduce(0) { $0 + $1.1 }
        let shown = SmallCounts.shown(endings.map(\.1) + [open])
        closings = zip(endings.map { Optional($0.0) } + [nil], shown).map { ($0, $1) }
        let counts = CoupleChange.allCases.map { record.changes[$0] ?? 0 }
        changes = zip(CoupleChange.allCases, SmallCounts.shown(counts)).map { ($0, $1) }
    }

    private static func event(_ stage: Stage?, _ times: EventTimes<Bool>) -> Event {
        let came = SmallCounts.part(times.events, of: times.couples)
        let estimate = KaplanMeier(times)
        func day(_ part: Double) -> Int? { came == nil ? nil : estimate.day(reachedBy: part) }
        return Event(
            stage: stage, couples: times.couples < SmallCounts.least ? nil : times.couples, came: came,
            quarter: day(0.25), half: day(0.5), threeQuarters: day(0.75))
    }
}
