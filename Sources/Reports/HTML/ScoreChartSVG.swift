import CaseModel

/// A score chart as SVG that is as wide as its place: x in per cent, y in pixels, so letters keep their size.
enum ScoreChartSVG {
    private static let height = 190.0

    static func write(_ chart: ScoreChart, path: String, to html: inout HTMLWriter) {
        let id = "\(path)-\(chart.key)"
        html.element("figure") { figure in
            figure.element("figcaption", ["id": "\(id)-title"]) { $0.write(chart.title) }
            figure.element("div", ["class": "plot"]) { plot in
                plot.element(
                    "svg",
                    [
                        "role": "img", "height": "\(Int(height) + 26)", "aria-labelledby": "\(id)-title",
                        "aria-describedby": "\(id)-words",
                    ]
                ) { draw(chart, to: &$0) }
            }
            figure.element("ul", ["class": "legend", "aria-hidden": "true"]) { legend in
                for series in chart.series {
                    legend.element("li") { item in
                        item.element("svg", ["width": "34", "height": "12"]) { sample in
                            line(series.partner, ("0", 6), ("34", 6), to: &sample)
                            mark(series.partner, x: "17", y: 6, to: &sample)
                        }
                        item.element("span") { $0.write(series.name) }
                    }
                }
            }
            figure.element("p", ["class": "alternative", "id": "\(id)-words"]) { $0.write(chart.alternative) }
        }
    }

    private static func draw(_ chart: ScoreChart, to svg: inout HTMLWriter) {
        let days = chart.series.flatMap { $0.points.map(\.on.dayNumber) }
        guard let first = days.min(), let last = days.max() else { return }
        func x(_ day: CalendarDate) -> String {
            percent(first == last ? 0.5 : Double(day.dayNumber - first) / Double(last - first))
        }
        func y(_ value: Double) -> Double {
            let span = max(chart.range.upperBound - chart.range.lowerBound, 1)
            return 8 + (height - 16) * (1 - (value - chart.range.lowerBound) / span)
        }
        drawScale(chart, y: y, to: &svg)
        for series in chart.series {
            guard let unchanged = series.unchanged else { continue }
            for edge in [unchanged.lowerBound, unchanged.upperBound] where chart.range.contains(edge) {
                let place = pixels(y(edge))
                svg.empty(
                    "line",
                    [
                        "class": "line\(series.partner.rawValue) dotted", "x1": "0", "x2": "100%", "y1": place,
                        "y2": place,
                    ])
            }
        }
        for series in chart.series {
            for (from, to) in zip(series.points, series.points.dropFirst()) {
                line(series.partner, (x(from.on), y(from.value)), (x(to.on), y(to.value)), to: &svg)
            }
        }
        for series in chart.series {
            for point in series.points { mark(series.partner, x: x(point.on), y: y(point.value), to: &svg) }
        }
        drawEnds(chart, x: x, y: y, to: &svg)
        if let cutoff = chart.cutoff {
            label(
                cutoff, y: cutoff.isDistressedBelow ? y(chart.range.lowerBound) - 6 : y(chart.range.upperBound) + 14,
                to: &svg)
        }
        for number in Set([first, last]).sorted() {
            let day = CalendarDate(dayNumber: number)
            let anchor = first == last ? "middle" : number == first ? "start" : "end"
            svg.element(
                "text", ["x": x(day), "y": "\(Int(height) + 20)", "text-anchor": anchor], text: DayText.month(day))
        }
    }

    private static func drawScale(_ chart: ScoreChart, y: (Double) -> Double, to svg: inout HTMLWriter) {
        if let cutoff = chart.cutoff {
            let edge = y(cutoff.value)
            let (top, bottom) = (y(chart.range.upperBound), y(chart.range.lowerBound))
            let (from, to) = cutoff.isDistressedBelow ? (edge, bottom) : (top, edge)
            svg.empty(
                "rect",
                [
                    "class": "clinical", "x": "0", "y": pixels(from), "width": "100%",
                    "height": pixels(max(0, to - from)),
                ])
        }
        for value in [
            chart.range.lowerBound, (chart.range.lowerBound + chart.range.upperBound) / 2, chart.range.upperBound,
        ] {
            let place = pixels(y(value.rounded(.down)))
            svg.empty("line", ["class": "grid", "x1": "0", "x2": "100%", "y1": place, "y2": place])
            svg.element(
                "text", ["x": "-8", "y": place, "dy": "4", "text-anchor": "end"],
                text: NumberText.of(value.rounded(.down)))
        }
        if let cutoff = chart.cutoff {
            let edge = y(cutoff.value)
            svg.empty("line", ["class": "cut", "x1": "0", "x2": "100%", "y1": pixels(edge), "y2": pixels(edge)])
        }
    }

    /// At the far end of the clinical range, where lines seldom run.
    private static func label(_ cutoff: ScoreChart.Cutoff, y: Double, to svg: inout HTMLWriter) {
        let value = NumberText.of(cutoff.value)
        svg.element(
            "text", ["class": "cuttext", "x": "4", "y": pixels(y)],
            text: "clinical range: " + (cutoff.isDistressedBelow ? "below \(value)" : "\(value) or more"))
    }

    /// The first and the last score of each, as numbers: over the higher line, under the lower one.
    private static func drawEnds(
        _ chart: ScoreChart, x: (CalendarDate) -> String, y: (Double) -> Double, to svg: inout HTMLWriter
    ) {
        for series in chart.series {
            let others = chart.series.filter { $0.partner != series.partner }
            for (index, point) in series.points.enumerated() where index == 0 || index == series.points.count - 1 {
                let other = index == 0 ? others.first?.points.first : others.first?.points.last
                let isUpper =
                    other.map { point.value > $0.value || point.value == $0.value && series.partner == .a } ?? true
                let anchor = series.points.count == 1 ? "middle" : index == 0 ? "start" : "end"
                svg.element(
                    "text",
                    [
                        "class": "value\(series.partner.rawValue)", "x": x(point.on),
                        "y": pixels(y(point.value) + (isUpper || y(point.value) + 19 > height ? -9 : 19)),
                        "text-anchor": anchor,
                    ], text: NumberText.of(point.value))
            }
        }
    }

    private static func line(
        _ partner: Partner, _ from: (x: String, y: Double), _ to: (x: String, y: Double), to svg: inout HTMLWriter
    ) {
        svg.empty(
            "line",
            ["class": "line\(partner.rawValue)", "x1": from.x, "y1": pixels(from.y), "x2": to.x, "y2": pixels(to.y)])
    }

    /// A is a full circle, B an open square: they differ without colour too.
    private static func mark(_ partner: Partner, x: String, y: Double, to svg: inout HTMLWriter) {
        switch partner {
        case .a: svg.empty("circle", ["class": "markA", "cx": x, "cy": pixels(y), "r": "4"])
        case .b:
            svg.empty(
                "rect",
                [
                    "class": "markB", "x": x, "y": pixels(y), "width": "7", "height": "7",
                    "transform": "translate(-3.5 -3.5)",
                ])
        }
    }
}

/// A share as per cent with two decimals, for an attribute.
func percent(_ share: Double) -> String {
    NumberText.of(share * 100) + "%"
}

/// A length as an attribute has it.
func pixels(_ length: Double) -> String {
    NumberText.of(length)
}
