/// Draws a `LineChart` into lines of a fixed width.
struct LineChartDrawing {
    private let chart: LineChart
    private let width: Int
    private let unicode: Bool
    private let horizontal: ChartAxis
    private let vertical: ChartAxis
    private let yLabels: [Double]
    private let margin: Int
    private var canvas: ChartCanvas
    private var marksMeet = false

    init(_ chart: LineChart, width: Int, height: Int, unicode: Bool) {
        self.chart = chart
        self.width = width
        self.unicode = unicode
        let points = (chart.first.points + (chart.second?.points ?? [])).filter { $0.y != nil }
        horizontal = ChartAxis(domain: nil, values: points.map(\.x) + (chart.ticks ?? []).map(\.x))
        let values = points.compactMap(\.y) + [chart.reference?.value].compactMap { $0 }
        vertical = ChartAxis(domain: chart.domain, values: values)
        yLabels = [vertical.low, vertical.high] + vertical.ticks(limit: max(2, (height + 1) / 2))
        let labels = (yLabels + [chart.reference?.value].compactMap { $0 }).map { ChartAxis.label($0).count }
        margin = (labels.max() ?? 0) + 2
        canvas = ChartCanvas(columns: width - margin, rows: height, unicode: unicode)
    }

    func lines() -> [StyledText] {
        var drawing = self
        drawing.draw()
        return [StyledText(TextFit.truncate(chart.title, to: width, unicode: unicode), .heading)]
            + drawing.plot() + drawing.xAxis() + [drawing.legend()]
    }

    private var marks: (first: Character, second: Character, both: Character) {
        unicode ? ("●", "○", "◉") : ("*", "o", "@")
    }

    private mutating func draw() {
        let all: [(LineChart.Series?, Character, Style, Bool)] = [
            (chart.first, marks.first, .accent, false), (chart.second, marks.second, .contrast, true),
        ]
        for case let (series?, _, style, dashed) in all {
            for (start, end) in zip(series.points, series.points.dropFirst()) {
                guard let from = place(start), let to = place(end) else { continue }
                canvas.line(from: from, to: to, dashed: dashed, style: style)
            }
        }
        for case let (series?, mark, style, _) in all {
            for point in series.points {
                guard let (x, y) = place(point) else { continue }
                let there = canvas.mark(atDot: x, y)
                let meets = there != nil && there != mark
                canvas.mark(meets ? marks.both : mark, atDot: x, y, meets ? nil : style)
                marksMeet = marksMeet || meets
            }
        }
        if let reference = chart.reference {
            canvas.rule(row: cellRow(reference.value), unicode ? "┄" : "-", .dim)
        }
    }

    private func place(_ point: LineChart.Point) -> (x: Int, y: Int)? {
        guard let y = point.y else { return nil }
        return (
            horizontal.step(of: point.x, steps: canvas.dotColumns),
            canvas.dotRows - 1 - vertical.step(of: y, steps: canvas.dotRows)
        )
    }

    private func cellRow(_ value: Double) -> Int {
        canvas.cellRow(ofDot: canvas.dotRows - 1 - vertical.step(of: value, steps: canvas.dotRows))
    }

    private func plot() -> [StyledText] {
        var labels: [Int: (text: String, style: Style)] = [:]
        if let value = chart.reference?.value { labels[cellRow(value)] = (ChartAxis.label(value), .warning) }
        // The ends of the scale tell how good a value is; round numbers only fill what is free between.
        for value in yLabels where labels[cellRow(value)] == nil {
            let row = cellRow(value)
            let isEnd = value == vertical.low || value == vertical.high
            if isEnd || (labels[row - 1] == nil && labels[row + 1] == nil) {
                labels[row] = (ChartAxis.label(value), .dim)
            }
        }
        return (0..<canvas.rows).map { row in
            let label = labels[row]
            var line = StyledText(String(repeating: " ", count: margin - 2 - (label?.text.count ?? 0)))
            line.append(label?.text ?? "", label?.style)
            line.append(" " + (unicode ? (label == nil ? "│" : "┤") : (label == nil ? "|" : "+")), .dim)
            line.append(canvas.text(row: row))
            line.trimEnd()
            return line
        }
    }

    /// The axis with its ticks and the labels below; a label that would touch the one before it is left out.
    private func xAxis() -> [StyledText] {
        let ticks =
            chart.ticks
            ?? horizontal.ticks(limit: max(2, canvas.columns / 10)).map {
                LineChart.Tick(ChartAxis.label($0), at: $0)
            }
        var axis = Array(repeating: Character(unicode ? "─" : "-"), count: canvas.columns)
        var labels = ""
        var used = 0
        for tick in ticks {
            let column = horizontal.step(of: tick.x, steps: canvas.dotColumns) / (unicode ? 2 : 1)
            let label = TextFit.truncate(VisibleText.of(tick.label), to: canvas.columns, unicode: unicode)
            let length = DisplayWidth.of(label)
            let start = min(max(0, column - length / 2), canvas.columns - length)
            guard used == 0 || start >= used + 2 else { continue }
            axis[column] = unicode ? "┬" : "+"
            labels += String(repeating: " ", count: start - used) + label
            used = start + length
        }
        let indent = String(repeating: " ", count: margin - 1)
        return [
            StyledText(indent + (unicode ? "└" : "+") + String(axis), .dim), StyledText(indent + " " + labels, .dim),
        ]
    }

    private func legend() -> StyledText {
        var line = StyledText(String(repeating: " ", count: margin))
        guard !(chart.first.points + (chart.second?.points ?? [])).allSatisfy({ $0.y == nil }) else {
            line.append("no values yet", .dim)
            return line
        }
        func entry(_ mark: Character, _ name: String, _ style: Style?) {
            line.append(String(mark), style)
            line.append(" " + (unicode ? VisibleText.isolated(name) : name) + "   ")
        }
        entry(marks.first, chart.first.name, .accent)
        if let second = chart.second { entry(marks.second, second.name, .contrast) }
        if marksMeet { entry(marks.both, "both", nil) }
        if let reference = chart.reference { entry(unicode ? "┄" : "-", reference.label, .dim) }
        line.trimEnd()
        line.pad(to: max(line.width + 3, width - DisplayWidth.of(chart.unit)))
        line.append(chart.unit, .dim)
        line.trimEnd()
        return TextFit.truncate(line, to: width, unicode: unicode)
    }
}
