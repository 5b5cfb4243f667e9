import CaseModel
import Casework

/// Trust as the hurt partner answers it, and satisfaction as both do, over the weeks since the case was opened.
struct RoadCharts {
    private let page: RoadScreen
    private let road: RoadRecord

    init(_ page: RoadScreen) {
        self.page = page
        road = page.road
    }

    func lines() -> [StyledText] {
        let hurt = Partner.allCases.filter { road.person($0).part != .involved }
        let trust = hurt.compactMap { road.series("DTS", of: $0) }
        let satisfaction = Partner.allCases.compactMap { road.series("CSI-16", of: $0) }
        var charts: [LineChart] = []
        if let chart = chart("Trust by week (Dyadic Trust Scale)", trust) { charts.append(chart) }
        if let chart = chart("Satisfaction by week (CSI-16)", satisfaction) { charts.append(chart) }
        if charts.isEmpty { return ["", StyledText("No trust or satisfaction scores yet.", .dim)] }
        return [""] + SmallMultiples(charts).lines(width: page.width, height: 9, unicode: page.screen.isUnicode)
            + (trust + satisfaction).compactMap(summary)
    }

    private func chart(_ title: String, _ series: [MeasureSeries]) -> LineChart? {
        guard let first = series.first else { return nil }
        let range = first.instrument.range
        return LineChart(
            title, domain: Double(range.lowerBound)...Double(range.upperBound), first: points(first),
            second: series.count > 1 ? points(series[1]) : nil,
            reference: first.instrument.cutoff.map { LineChart.Reference("cutoff", at: $0) },
            ticks: page.weekTicks(within: page.width / 2).map { LineChart.Tick("\($0)", at: Double($0)) }, unit: "")
    }

    private func points(_ series: MeasureSeries) -> LineChart.Series {
        LineChart.Series(
            page.firstName(series.partner, atMost: 8),
            series.scores.map {
                LineChart.Point(x: Double($0.on.days(since: road.openedOn)) / 7, y: Double($0.score))
            })
    }

    /// The first score, the last, and what the change means.
    private func summary(_ series: MeasureSeries) -> StyledText? {
        guard let first = series.scores.first, let last = series.scores.last else { return nil }
        var line = StyledText("  \(series.instrument.name)", .dim)
        line.pad(to: 10)
        line.append(page.shortName(series.partner))
        line.pad(to: 22)
        guard first.id != last.id else {
            line.append("\(first.score) on \(first.on), the first score", .dim)
            return line
        }
        line.append("\(first.score) \(page.screen.isUnicode ? "→" : "to") \(last.score)")
        line.pad(to: 34)
        switch last.change {
        case .recovered?: line.append("recovered", .good)
        case .improved?: line.append("improved", .good)
        case .deteriorated?: line.append("deteriorated", .warning)
        case .unchanged?: line.append("unchanged")
        case nil: line.append("not judged: no reliable change is known for it", .dim)
        }
        if series.wasNotDistressedAtStart { line.append(", not distressed at start", .dim) }
        return line
    }
}
