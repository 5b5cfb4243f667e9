/// One or two series over time, drawn with characters: braille lines, or ASCII when the locale is not UTF-8.
///
/// The series differ by mark and by line (whole, dashed), not by colour alone.
package struct LineChart: Sendable {
    /// A value at a place on the x axis (days, or a running number); nil where nothing was measured, which is a gap.
    package struct Point: Sendable {
        let x: Double
        let y: Double?

        package init(x: Double, y: Double?) {
            self.x = x
            self.y = y.flatMap { $0.isFinite ? $0 : nil }
        }
    }

    /// Points of one kind, in the order of their x.
    package struct Series: Sendable {
        let name: String
        let points: [Point]

        package init(_ name: String, _ points: [Point]) {
            self.name = VisibleText.of(name)
            self.points = points
        }
    }

    /// A horizontal line to compare with, such as a cutoff.
    package struct Reference: Sendable {
        let value: Double
        let label: String

        package init(_ label: String, at value: Double) {
            self.label = label
            self.value = value
        }
    }

    /// A place on the x axis with a text of the caller's, such as a date.
    package struct Tick: Sendable {
        let x: Double
        let label: String

        package init(_ label: String, at x: Double) {
            self.label = label
            self.x = x
        }
    }

    let title: String
    let domain: ClosedRange<Double>?
    let first: Series
    let second: Series?
    let reference: Reference?
    let ticks: [Tick]?
    let unit: String

    /// `domain` is the scale of y (it grows when a value lies outside); `ticks` nil labels round numbers of `unit`.
    package init(
        _ title: String, domain: ClosedRange<Double>?, first: Series, second: Series? = nil,
        reference: Reference? = nil, ticks: [Tick]? = nil, unit: String
    ) {
        self.title = title
        self.domain = domain
        self.first = first
        self.second = second
        self.reference = reference
        self.ticks = ticks
        self.unit = unit
    }

    /// The picture: title, `height` rows of plot, axis, labels, legend; no line wider than `width` cells (at least 24).
    package func lines(width: Int, height: Int = 10, unicode: Bool) -> [StyledText] {
        LineChartDrawing(self, width: max(24, width), height: max(3, height), unicode: unicode).lines()
    }
}
