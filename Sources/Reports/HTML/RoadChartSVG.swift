import CaseModel

/// The road as six lanes, a bar a stay: going on steps down the page, a return is marked and steps back up.
enum RoadChartSVG {
    private static let lane = 38.0
    private static let bar = 10.0

    static func write(_ chart: RoadChart, path: String, to html: inout HTMLWriter) {
        let id = "\(path)-\(chart.key)"
        html.element("figure") { figure in
            figure.element("figcaption", ["id": "\(id)-title"]) { $0.write(chart.title) }
            figure.element("div", ["class": "lanes"]) { lanes in
                lanes.element(
                    "svg",
                    [
                        "role": "img", "height": "\(Int(lane) * 6 + 26)", "aria-labelledby": "\(id)-title",
                        "aria-describedby": "\(id)-words",
                    ]
                ) { draw(chart, to: &$0) }
            }
            figure.element("ul", ["class": "legend", "aria-hidden": "true"]) { legend in
                for (style, words) in [
                    ("stay", "in the stage"), ("stay back", "after a return"), ("stay now", "latest"),
                ] {
                    legend.element("li") { item in
                        item.element("svg", ["width": "22", "height": "10"]) {
                            $0.empty("rect", ["class": style, "width": "22", "height": "10", "rx": "2"])
                        }
                        item.element("span", text: words)
                    }
                }
            }
            figure.element("p", ["class": "alternative", "id": "\(id)-words"]) { $0.write(chart.alternative) }
        }
    }

    private static func draw(_ chart: RoadChart, to svg: inout HTMLWriter) {
        guard let first = chart.stays.first?.from, let last = chart.stays.map(\.to).max() else { return }
        let span = Double(max(1, last.days(since: first)))
        func share(_ day: CalendarDate) -> Double { Double(day.days(since: first)) / span }
        func top(_ stage: Stage) -> Double { lane * Double(stage.rawValue - 1) }
        for own in chart.lanes {
            for (style, name) in [("lane full", own.title), ("lane brief", own.brief)] {
                svg.element("text", ["class": style, "x": "0", "y": pixels(top(own.stage) + 14)], text: name)
            }
            let edge = pixels(top(own.stage) + lane - 2)
            svg.empty("line", ["class": "grid", "x1": "0", "x2": "100%", "y1": edge, "y2": edge])
        }
        for (before, stay) in zip(chart.stays, chart.stays.dropFirst()) where stay.kind == .goBack {
            let place = percent(share(stay.from))
            svg.empty(
                "line",
                [
                    "class": "turn", "x1": place, "x2": place, "y1": pixels(top(before.stage) + 20 + bar),
                    "y2": pixels(top(stay.stage) + 20),
                ])
        }
        for stay in chart.stays {
            let kind = stay.kind == .goBack ? "stay back" : stay.isCurrent ? "stay now" : "stay"
            let from = share(stay.from)
            svg.empty(
                "rect",
                [
                    "class": kind, "x": percent(from), "y": pixels(top(stay.stage) + 20),
                    "width": percent(max(share(stay.to) - from, 0.006)), "height": pixels(bar), "rx": "2",
                ])
        }
        for stay in chart.stays where stay.kind == .goBack {
            // After the bar, where the lane is free until the couple come back to it; at the end, before it.
            let isLate = share(stay.to) > 0.75
            svg.element(
                "text",
                [
                    "class": "turntext", "x": percent(share(isLate ? stay.from : stay.to)), "dx": isLate ? "-6" : "6",
                    "y": pixels(top(stay.stage) + 29), "text-anchor": isLate ? "end" : "start",
                ], text: "\u{21A9} \(DayText.month(stay.from))")
        }
        for (day, anchor) in [(first, "start"), (last, "end")] {
            svg.element(
                "text", ["x": anchor == "start" ? "0" : "100%", "y": pixels(lane * 6 + 18), "text-anchor": anchor],
                text: DayText.month(day))
        }
    }
}
