package import CaseModel

/// Figures of a whole practice, coarse enough to be shown to whoever manages it: as of the end of the last closed quarter,
/// at every fourth week, while at least ten couples are at risk, with counts rounded to five.
package struct PublishedOutcomes: Sendable {
    /// What is known of one thing that couples come to, at one fixed time.
    package struct Point: Sendable, Hashable {
        package let event: String
        /// Weeks since the case was opened: a multiple of four.
        package let week: Int
        /// Rounded to five.
        package let atRisk: Int
        /// Rounded to five.
        package let came: Int
        /// The share that has come to it, in whole hundredths.
        package let percent: Int
    }

    /// The fewest couples at risk at a time that is shown.
    package static let fewest = 10
    private static let step = 28

    package let asOf: CalendarDate
    /// Rounded to five.
    package let couples: Int
    package let points: [Point]

    package init(_ outcomes: Outcomes) {
        asOf = outcomes.asOf
        couples = Self.rounded(outcomes.couples)
        var points: [Point] = []
        for stage in Stage.allCases.dropFirst() {
            let times = outcomes.stages[stage] ?? EventTimes()
            points += Self.points("stage \(stage.rawValue) \(outcomes.shortName(of: stage))", times)
        }
        points += Self.points("a first return", outcomes.returns)
        let closings = AalenJohansen(outcomes.closings)
        for cause in Closing.HowItEnded.allCases {
            let name = "closed: \(cause.rawValue.split(separator: "_").joined(separator: " "))"
            points += Self.points(name, outcomes.closings, of: cause) { closings.share(of: cause, on: $0) }
        }
        self.points = points
    }

    private static func points(_ event: String, _ times: EventTimes<Bool>) -> [Point] {
        let estimate = KaplanMeier(times)
        return points(event, times, of: true) { 1 - estimate.share(on: $0) }
    }

    private static func points<Cause>(
        _ event: String, _ times: EventTimes<Cause>, of cause: Cause, share: (Int) -> Double
    ) -> [Point] {
        var points: [Point] = []
        var day = step
        while times.atRisk(on: day) >= fewest {
            points.append(
                Point(
                    event: event, week: day / 7, atRisk: rounded(times.atRisk(on: day)),
                    came: rounded(times.events(of: cause, by: day)), percent: Int((100 * share(day)).rounded())))
            day += step
        }
        return points
    }

    /// How far partners stand apart, where ten couples rated: counts in steps of five, distances in tenths.
    package static func differences(_ found: [PartnerDifference]) -> [PartnerDifference] {
        found.filter { $0.couples >= fewest }.map {
            PartnerDifference(
                stage: $0.stage, name: $0.name, couples: rounded($0.couples), mean: (10 * $0.mean).rounded() / 10)
        }
    }

    static func rounded(_ count: Int) -> Int { (count + 2) / 5 * 5 }
}

extension CalendarDate {
    /// The last day of the quarter before the one that this day is in.
    package var endOfLastQuarter: CalendarDate {
        let month = (self.month - 1) / 3 * 3 + 1
        let first = CalendarDate(year: year, month: month, day: 1) ?? self
        return first.adding(days: -1)
    }
}
