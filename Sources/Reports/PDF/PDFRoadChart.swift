import CaseModel
import Paper

/// The road on paper: six lanes, a bar a stay; a return is marked and steps back up.
enum PDFRoadChart {
    private static let lane = 25.0
    private static let bar = 6.5
    private static let barTop = 14.5

    static func write(_ chart: RoadChart, above: Double, to flow: inout PDFFlow) throws(PaperError) {
        guard let first = chart.stays.first?.from, let last = chart.stays.map(\.to).max() else { return }
        let title = try flow.set(chart.title, PDFStyle.caption.bold, width: flow.width)
        let words = try flow.set(chart.alternative, PDFStyle.caption, width: flow.width)
        let legend = try PDFLegend(
            [("in the stage", PDFStyle.stay), ("after a return", PDFStyle.back), ("latest", PDFStyle.ink)].map {
                words, ink in
                (RichText(words), 22, { $0.fill(Spot($1.x, $1.y - 3), width: 16, height: 6, radius: 1.2, ink) })
            }, flow)
        let lanes = try lanes(chart, from: first, to: last, flow)
        flow.within(.figure(chart.alternative.printed)) { flow in
            flow.add(title, above: above, keepsNext: true, PDFStyle.ink)
            flow.add(height: lane * 6 + 16, above: 5, keepsNext: true, lanes)
            flow.add(height: PDFLegend.height, above: 3, keepsNext: true) { legend.draw(on: $0, at: $1) }
        }
        flow.within(.caption) { $0.add(words, above: 3, PDFStyle.soft) }
    }

    private static func lanes(
        _ chart: RoadChart, from first: CalendarDate, to last: CalendarDate, _ flow: PDFFlow
    ) throws(PaperError) -> (PDFWriter, Spot) -> Void {
        let width = flow.width
        let span = Double(max(1, last.days(since: first)))
        func place(_ day: CalendarDate) -> Double { width * Double(day.days(since: first)) / span }
        func top(_ stage: Stage) -> Double { lane * Double(stage.rawValue - 1) }
        var labels: [(text: SetText, spot: Spot, ink: Ink)] = []
        for own in chart.lanes {
            let text = try flow.set(RichText(CleanText.of(own.title)), PDFStyle.label)
            labels.append((text, Spot(0, top(own.stage) + 1.5), PDFStyle.ink))
        }
        for stay in chart.stays where stay.kind == .goBack {
            let text = try flow.set("\u{2190} \(DayText.month(stay.from))", PDFStyle.label.bold)
            // After the bar, where the lane is free until the couple come back to it; at the end, before it.
            let x = place(stay.to) > 0.75 * width ? place(stay.from) - 4 - text.width : place(stay.to) + 4
            labels.append((text, Spot(x, top(stay.stage) + barTop - 2.2), PDFStyle.back))
        }
        for (index, day) in [first, last].enumerated() {
            let text = try flow.set(DayText.month(day), PDFStyle.label)
            labels.append((text, Spot(index == 0 ? 0 : width - text.width, lane * 6 + 3), PDFStyle.soft))
        }
        return { pdf, origin in
            func spot(_ x: Double, _ y: Double) -> Spot { Spot(origin.x + x, origin.y + y) }
            for stage in Stage.allCases {
                let edge = top(stage) + lane - 1
                pdf.stroke([spot(0, edge), spot(width, edge)], width: 0.5, PDFStyle.rule)
            }
            for (before, stay) in zip(chart.stays, chart.stays.dropFirst()) where stay.kind == .goBack {
                let x = place(stay.from)
                let ends = [spot(x, top(before.stage) + barTop + bar), spot(x, top(stay.stage) + barTop)]
                pdf.stroke(ends, width: 0.8, dash: [1.8, 1.8], PDFStyle.back)
            }
            for stay in chart.stays {
                let from = place(stay.from)
                pdf.fill(
                    spot(from, top(stay.stage) + barTop), width: max(place(stay.to) - from, 0.006 * width),
                    height: bar, radius: 1.2,
                    stay.kind == .goBack ? PDFStyle.back : stay.isCurrent ? PDFStyle.ink : PDFStyle.stay)
            }
            for label in labels { pdf.draw(label.text, at: spot(label.spot.x, label.spot.y), label.ink) }
        }
    }
}
