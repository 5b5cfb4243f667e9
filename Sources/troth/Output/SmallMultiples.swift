/// Several small charts side by side, as many in a row as the width holds, for scores that are read together.
package struct SmallMultiples: Sendable {
    private let charts: [LineChart]
    /// Narrower than this a chart is a blot; the next one goes below.
    private static let leastWidth = 36
    private static let gap = 3

    package init(_ charts: [LineChart]) {
        self.charts = charts
    }

    /// The pictures, each with `height` rows of plot; no line wider than `width` cells.
    package func lines(width: Int, height: Int = 6, unicode: Bool) -> [StyledText] {
        let fitting = max(1, (width + Self.gap) / (Self.leastWidth + Self.gap))
        let across = min(fitting, max(1, charts.count))
        let each = (width - Self.gap * (across - 1)) / across
        var result: [StyledText] = []
        for start in stride(from: 0, to: charts.count, by: across) {
            let pictures = charts[start..<min(start + across, charts.count)].map {
                $0.lines(width: each, height: height, unicode: unicode)
            }
            if start > 0 { result.append(StyledText()) }
            for row in 0..<(pictures.map(\.count).max() ?? 0) {
                var line = StyledText()
                for (index, picture) in pictures.enumerated() {
                    line.pad(to: index * (each + Self.gap))
                    line.append(picture[row])
                }
                line.trimEnd()
                result.append(line)
            }
        }
        return result
    }
}
