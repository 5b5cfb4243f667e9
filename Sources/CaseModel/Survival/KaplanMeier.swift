import Glibc

/// The share of couples that had not yet come to an event, day by day, with 95 % bands. A time that was not over when it
/// was last seen counts for as long as it was seen.
///
/// Source: E. L. Kaplan and P. Meier, J Am Stat Assoc 53(282), 1958; Greenwood's variance, bands on the scale of
/// log(-log S). Where an event and the end of another's watching fall on one day, the event comes first.
package struct KaplanMeier: Sendable, Hashable {
    /// What holds from a day on, until the next step.
    package struct Step: Sendable, Hashable {
        /// Days since the time began.
        package let day: Int
        /// Couples that were watched and had not come to the event before this day.
        package let atRisk: Int
        package let events: Int
        /// The share that has not come to the event by the end of this day, 0 to 1.
        package let share: Double
        /// The 95 % band of the share; nil at a share of 0, where there is none.
        package let band: ClosedRange<Double>?
    }

    /// One a day with an event, in order.
    package let steps: [Step]

    package init<Cause>(_ times: EventTimes<Cause>) {
        var share = 1.0
        var greenwood = 0.0
        steps = times.risks.compactMap { day, atRisk, ended in
            let events = ended.values.reduce(0, +)
            guard events > 0 else { return nil }
            share *= Double(atRisk - events) / Double(atRisk)
            greenwood += Double(events) / (Double(atRisk) * Double(atRisk - events))
            return Step(
                day: day, atRisk: atRisk, events: events, share: share,
                band: Self.band(share: share, greenwood: greenwood))
        }
    }

    /// The first day by which at least `part` of the couples have come to the event; nil where that was never seen.
    package func day(reachedBy part: Double) -> Int? {
        // a product of ratios may end a few units in the last place beside the level that it stands for
        steps.first { $0.share <= 1 - part + 1e-12 }?.day
    }

    /// The share that has not come to the event by the end of `day`.
    package func share(on day: Int) -> Double {
        step(on: day)?.share ?? 1
    }

    /// The step that holds on `day`; nil before the first event.
    package func step(on day: Int) -> Step? {
        steps.last { $0.day <= day }
    }

    private static func band(share: Double, greenwood: Double) -> ClosedRange<Double>? {
        guard share > 0, share < 1 else { return nil }
        let z = 1.959963984540054
        let logarithm = log(share)
        let spread = z * greenwood.squareRoot() / abs(logarithm)
        return exp(logarithm * exp(spread))...exp(logarithm * exp(-spread))
    }
}
