package import CaseModel

/// How slowly a couple goes, and how both can live with it: what stage 5 looks at, in any stage.
///
/// For the therapist. Slow is not failure, so nothing here is a goal and nothing is compared with others.
package struct PaceOfRoad: Sendable, Hashable {
    /// One stage over all stays in it.
    package struct Stay: Sendable, Hashable {
        package let stage: Stage
        package let days: Int
        package let times: Int
        package let isNow: Bool
    }

    /// What both partners, or one, last said of the pace.
    package struct View: Sendable, Hashable {
        package let number: String
        package let text: String
        package let values: [Partner: Int]
    }

    package let stays: [Stay]
    package let returns: Int
    package let setbacks: Int
    package let workedThrough: Int
    /// Nil where there was none.
    package let lastSetbackOn: CalendarDate?
    /// Days since the last setback, or since the case was opened.
    package let quietDays: Int
    /// The criteria of stage 5 on the scale from 0 to 4, by the case's own road.
    package let views: [View]

    package init(_ road: RoadRecord) {
        let end = road.endsOn
        stays = Stage.allCases.compactMap { stage in
            let own = road.spans.filter { $0.stage == stage }
            guard !own.isEmpty else { return nil }
            return Stay(
                stage: stage, days: own.reduce(0) { $0 + $1.days(until: end) }, times: own.count,
                isNow: road.closedOn == nil && road.current?.stage == stage)
        }
        returns = road.spans.count { $0.kind == .goBack }
        let found = road.records.filter { $0.kind == .setback }
        setbacks = found.count
        workedThrough = found.count { $0.isSettled(by: end) }
        lastSetbackOn = found.map(\.on).max()
        quietDays = max(0, end.days(since: lastSetbackOn ?? road.openedOn))
        views = road.criteria(of: .patience).filter { $0.criterion.scale == .zeroToFour }.map { standing in
            var values: [Partner: Int] = [:]
            for partner in Partner.allCases { values[partner] = standing.latest(by: .partner(partner))?.value }
            return View(number: standing.criterion.number, text: standing.criterion.text, values: values)
        }
    }
}
