import CaseModel
import Casework

/// The six stages as rows and the weeks as columns, so that a setback is a step down; beside each stage the mean of
/// what either partner last answered on its 0-4 criteria, and how far they stand apart.
struct RoadTimeline {
    private let page: RoadScreen
    private let road: RoadRecord
    private let unicode: Bool
    private static let nameWidth = 17
    private static let durationWidth = 8
    private static let ratingWidth = 10
    private let plot: Int

    init(_ page: RoadScreen) {
        self.page = page
        road = page.road
        unicode = page.screen.isUnicode
        // name, plot, duration, two ratings and how far apart (5), with two cells between
        plot = max(8, page.width - Self.nameWidth - Self.durationWidth - 2 * Self.ratingWidth - 5 - 10)
    }

    func lines() -> [StyledText] {
        [""] + [heading()] + road.stages.map(\.stage).map(row) + axis()
    }

    private func heading() -> StyledText {
        var line = StyledText("The road", .heading)
        line.pad(to: Self.nameWidth + plot + Self.durationWidth + 6)
        for partner in Partner.allCases {
            let start = line.width
            line.append(page.shortName(partner), .heading)
            line.pad(to: start + Self.ratingWidth + 2)
        }
        line.append("apart", .heading)
        return line
    }

    private func row(_ stage: Stage) -> StyledText {
        let spans = road.spans.filter { $0.stage == stage }
        let isCurrent = road.current?.stage == stage
        var line = StyledText(isCurrent ? (unicode ? "▸ " : "> ") : "  ", .accent)
        line.append("\(stage.rawValue) \(road.shortName(of: stage))", isCurrent ? .heading : spans.isEmpty ? .dim : nil)
        line.pad(to: Self.nameWidth)
        line.append("  ")
        line.append(bar(spans, isCurrent: isCurrent))
        let days = spans.reduce(0) { $0 + $1.days(until: road.endsOn) }
        let duration = spans.isEmpty ? "" : RoadScreen.duration(days)
        line.append(String(repeating: " ", count: max(0, Self.durationWidth + 2 - duration.count)) + duration, .dim)
        line.append("  ")
        let means = Partner.allCases.map { mean(stage, $0) }
        for mean in means {
            let start = line.width
            if let mean { line.append(pips(mean)) }
            line.pad(to: start + Self.ratingWidth + 2)
        }
        if let a = means[0], let b = means[1] {
            let apart = abs(a.sum * b.count - b.sum * a.count)
            let text = DecimalText(apart, over: a.count * b.count, decimals: 1)?.description ?? ""
            line.append("  " + text, apart >= a.count * b.count ? .warning : .dim)
        }
        line.trimEnd()
        return line
    }

    private func bar(_ spans: [StageSpan], isCurrent: Bool) -> StyledText {
        var cells = [Character](repeating: " ", count: plot)
        for span in spans {
            let first = min(plot - 1, column(span.from))
            let last = max(first, min(plot, column(span.to ?? road.endsOn)) - 1)
            for cell in first...last { cells[cell] = unicode ? "█" : "#" }
            if span.kind == .goBack { cells[first] = unicode ? "◂" : "<" }
        }
        return StyledText(String(cells), isCurrent ? .accent : nil)
    }

    private var days: Int { max(7, road.endsOn.days(since: road.openedOn)) }

    private func column(_ day: CalendarDate) -> Int {
        max(0, day.days(since: road.openedOn) * plot / days)
    }

    private func axis() -> [StyledText] {
        var rule = [Character](repeating: unicode ? "─" : "-", count: plot)
        var labels = ""
        for week in page.weekTicks(within: plot) {
            let at = min(plot - 1, week * 7 * plot / days)
            rule[at] = unicode ? "┬" : "+"
            let text = "\(week)"
            guard at + text.count <= plot else { continue }
            labels += String(repeating: " ", count: max(0, at - labels.count)) + text
        }
        let margin = String(repeating: " ", count: Self.nameWidth + 2)
        var below = StyledText(margin + labels, .dim)
        below.pad(to: Self.nameWidth + 2 + plot + 2)
        below.append("weeks since the case was opened", .dim)
        return [StyledText(margin + String(rule), .dim), below]
    }

    /// The last ratings of a partner on the 0-4 criteria of a stage, added up, and how many; nil where there are none.
    private func mean(_ stage: Stage, _ partner: Partner) -> (sum: Int, count: Int)? {
        let values = road.criteria(of: stage).filter { $0.criterion.scale == .zeroToFour }
            .compactMap { $0.latest(by: .partner(partner))?.value }
        return values.isEmpty ? nil : (values.reduce(0, +), values.count)
    }

    private func pips(_ mean: (sum: Int, count: Int)) -> StyledText {
        let full = min(4, (mean.sum * 2 + mean.count) / (mean.count * 2))
        var text = StyledText(String(repeating: unicode ? "●" : "#", count: full), .accent)
        text.append(String(repeating: unicode ? "○" : "o", count: 4 - full), .dim)
        text.append(" " + (DecimalText(mean.sum, over: mean.count, decimals: 1)?.description ?? ""))
        return text
    }
}
