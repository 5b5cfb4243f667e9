/// The share of couples that came to each of several ends by a day, where one end keeps the others from coming: how
/// cases are closed. The shares of all ends and of those still open add up to 1.
///
/// Source: O. O. Aalen and S. Johansen, Scandinavian Journal of Statistics 5(3), 1978. Counting the other ends as times
/// that were not over, as Kaplan and Meier would, says too much of each.
package struct AalenJohansen<Cause: Hashable & Sendable>: Sendable {
    package struct Step: Sendable {
        package let day: Int
        package let atRisk: Int
        /// The share that came to each end by the end of this day, 0 to 1.
        package let shares: [Cause: Double]
    }

    /// One a day with an end, in order.
    package let steps: [Step]

    package init(_ times: EventTimes<Cause>) {
        var open = 1.0
        var shares: [Cause: Double] = [:]
        steps = times.risks.compactMap { day, atRisk, ended in
            guard !ended.isEmpty else { return nil }
            for (cause, count) in ended { shares[cause, default: 0] += open * Double(count) / Double(atRisk) }
            open *= Double(atRisk - ended.values.reduce(0, +)) / Double(atRisk)
            return Step(day: day, atRisk: atRisk, shares: shares)
        }
    }

    /// The share that came to `cause` by the end of `day`.
    package func share(of cause: Cause, on day: Int) -> Double {
        steps.last { $0.day <= day }?.shares[cause] ?? 0
    }

    /// The first day by which at least `part` of the couples have come to `cause`; nil where that was never seen.
    package func day(_ cause: Cause, reachedBy part: Double) -> Int? {
        steps.first { ($0.shares[cause] ?? 0) >= part - 1e-12 }?.day
    }
}
