import CaseModel
import Paper

/// A score chart on paper: the same scale, marks and colours as on the page.
enum PDFScoreChart {
    private static let plotHeight = 128.0
    private static let left = 26.0

    static func write(_ chart: ScoreChart, above: Double, to flow: inout PDFFlow) throws(PaperError) {
        let width = flow.width
        let title = try flow.set(chart.title, PDFStyle.caption.bold, width: width)
        let legend = try PDFLegend(
            chart.series.map { series in
                (
                    series.name, 30,
                    { pdf, spot in
                        line(series.partner, [Spot(spot.x, spot.y), Spot(spot.x + 24, spot.y)], on: pdf)
                        mark(series.partner, Spot(spot.x + 12, spot.y), on: pdf)
                    }
                )
            }, flow)
        let words = try flow.set(chart.alternative, PDFStyle.caption, width: width)
        let plot = try PDFPlot(chart, width: width - left - 8, height: plotHeight, flow)
        flow.within(.figure(chart.alternative.printed)) { flow in
            flow.add(title, above: above, keepsNext: true, PDFStyle.ink)
            flow.add(height: plotHeight + 22, above: 6, keepsNext: true) { pdf, spot in
                plot.draw(on: pdf, at: Spot(spot.x + left, spot.y))
            }
            flow.add(height: PDFLegend.height, above: 3, keepsNext: true) { legend.draw(on: $0, at: $1) }
        }
        flow.within(.caption) { $0.add(words, above: 3, PDFStyle.soft) }
    }

    static func ink(_ partner: Partner) -> Ink { PDFStyle.ink(of: partner.rawValue) }

    static func line(_ partner: Partner, _ points: [Spot], on pdf: PDFWriter) {
        pdf.stroke(points, width: 1.3, dash: partner == .a ? [] : [4.5, 2.6], ink(partner))
    }

    /// A is a full circle, B an open square: they differ without colour too.
    static func mark(_ partner: Partner, _ spot: Spot, on pdf: PDFWriter) {
        switch partner {
        case .a: pdf.disc(spot, radius: 2.6, ink(.a))
        case .b:
            let corner = Spot(spot.x - 2.3, spot.y - 2.3)
            pdf.fill(corner, width: 4.6, height: 4.6, PDFStyle.white)
            pdf.frame(corner, width: 4.6, height: 4.6, line: 1.2, ink(.b))
        }
    }
}

/// The area of a score chart with its scale, lines and numbers.
private struct PDFPlot {
    private struct Label {
        let text: SetText
        let spot: Spot
        let ink: Ink
    }

    private let chart: ScoreChart
    private let width: Double
    private let height: Double
    private var labels: [Label] = []
    private let days: ClosedRange<Int>

    init(_ chart: ScoreChart, width: Double, height: Double, _ flow: PDFFlow) throws(PaperError) {
        (self.chart, self.width, self.height) = (chart, width, height)
        let all = chart.series.flatMap { $0.points.map(\.on.dayNumber) }
        days = (all.min() ?? 0)...(all.max() ?? 0)
        for value in scale { try label(NumberText.of(value), at: Spot(-6, y(value) - 5.5), .end, PDFStyle.soft, flow) }
        if !all.isEmpty {
            for number in Set([days.lowerBound, days.upperBound]).sorted() {
                let day = CalendarDate(dayNumber: number)
                let side: TextStyle.Alignment =
                    days.count == 1 ? .centre : number == days.lowerBound ? .start : .end
                try label(DayText.month(day), at: Spot(x(day), height + 7), side, PDFStyle.soft, flow)
            }
        }
        if let cutoff = chart.cutoff {
            let words = NumberText.of(cutoff.value)
            try label(
                "clinical range: " + (cutoff.isDistressedBelow ? "below \(words)" : "\(words) or more"),
                at: Spot(
                    4, cutoff.isDistressedBelow ? y(chart.range.lowerBound) - 12.5 : y(chart.range.upperBound) + 1.5),
                .start, PDFStyle.cutoff, flow)
        }
        for series in chart.series { try labelEnds(of: series, flow) }
    }

    private var scale: [Double] {
        let (low, high) = (chart.range.lowerBound, chart.range.upperBound)
        return [low, ((low + high) / 2).rounded(.down), high]
    }

    private func x(_ day: CalendarDate) -> Double {
        days.count == 1 ? width / 2 : width * Double(day.dayNumber - days.lowerBound) / Double(days.count - 1)
    }

    private func y(_ value: Double) -> Double {
        let span = max(chart.range.upperBound - chart.range.lowerBound, 1)
        return 5 + (height - 10) * (1 - (value - chart.range.lowerBound) / span)
    }

    private mutating func label(
        _ words: String, at spot: Spot, _ side: TextStyle.Alignment, isBold: Bool = false, _ ink: Ink, _ flow: PDFFlow
    ) throws(PaperError) {
        let text = try flow.set(words, isBold ? PDFStyle.label.bold : PDFStyle.label)
        let shift = side == .start ? 0 : side == .end ? text.width : text.width / 2
        labels.append(Label(text: text, spot: Spot(spot.x - shift, spot.y), ink: ink))
    }

    /// The first and the last score of each, as numbers: over the higher line, under the lower one.
    private mutating func labelEnds(of series: ScoreChart.Series, _ flow: PDFFlow) throws(PaperError) {
        let other = chart.series.first { $0.partner != series.partner }
        for (index, point) in series.points.enumerated() where index == 0 || index == series.points.count - 1 {
            let against = index == 0 ? other?.points.first : other?.points.last
            let isUpper =
                against.map { point.value > $0.value || point.value == $0.value && series.partner == .a } ?? true
            let place = y(point.value)
            let side: TextStyle.Alignment = series.points.count == 1 ? .centre : index == 0 ? .start : .end
            let top = isUpper || place + 16 > height ? place - 14.5 : place + 3.5
            try label(
                NumberText.of(point.value), at: Spot(x(point.on), top), side, isBold: true,
                PDFScoreChart.ink(series.partner), flow)
        }
    }

    func draw(on pdf: PDFWriter, at origin: Spot) {
        func spot(_ x: Double, _ y: Double) -> Spot { Spot(origin.x + x, origin.y + y) }
        if let cutoff = chart.cutoff {
            let edge = y(cutoff.value)
            let (from, to) =
                cutoff.isDistressedBelow ? (edge, y(chart.range.lowerBound)) : (y(chart.range.upperBound), edge)
            if to > from { pdf.fill(spot(0, from), width: width, height: to - from, PDFStyle.clinical) }
        }
        for value in scale { pdf.stroke([spot(0, y(value)), spot(width, y(value))], width: 0.5, PDFStyle.rule) }
        if let cutoff = chart.cutoff {
            let edge = y(cutoff.value)
            pdf.stroke([spot(0, edge), spot(width, edge)], width: 0.7, dash: [3, 2.4], PDFStyle.cutoff)
        }
        for series in chart.series {
            guard let unchanged = series.unchanged else { continue }
            for edge in [unchanged.lowerBound, unchanged.upperBound] where chart.range.contains(edge) {
                pdf.stroke(
                    [spot(0, y(edge)), spot(width, y(edge))], width: 0.8, dash: [0.8, 3.2],
                    PDFScoreChart.ink(series.partner))
            }
        }
        for series in chart.series {
            PDFScoreChart.line(series.partner, series.points.map { spot(x($0.on), y($0.value)) }, on: pdf)
        }
        for series in chart.series {
            for point in series.points {
                PDFScoreChart.mark(series.partner, spot(x(point.on), y(point.value)), on: pdf)
            }
        }
        for label in labels { pdf.draw(label.text, at: spot(label.spot.x, label.spot.y), label.ink) }
    }
}
