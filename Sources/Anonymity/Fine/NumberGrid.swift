/// A published ladder of whole numbers: every interval between its points may be a label.
///
/// Points are the multiples of `step` from `lowest` to `highest`. A cell is one step, `20-24`, or one number, `23`,
/// where the step is 1; a label is one cell or a run of them, `20-34`. The points are chosen by whoever publishes them,
/// never read off the data.
package struct NumberGrid: Sendable, Equatable {
    package let lowest: Int
    package let highest: Int
    package let step: Int

    /// `highest` is the last number that counts; it is raised to the end of its cell.
    package init(_ numbers: ClosedRange<Int>, step: Int = 1) throws(AnonymityError) {
        guard numbers.lowerBound >= 0, numbers.upperBound <= 1 << 40, step >= 1, step <= 1 << 40 else {
            throw .gridOutOfRange
        }
        let lowest = numbers.lowerBound / step * step
        let highest = numbers.upperBound / step * step + step - 1
        guard (highest - lowest) / step < 60_000 else { throw .gridOutOfRange }
        self.lowest = lowest
        self.highest = highest
        self.step = step
    }

    /// How many cells there are.
    package var cells: Int { (highest - lowest) / step + 1 }

    /// The cell that a value lies in; nil for what is no whole number of the grid, written plainly.
    func cell(of value: String) -> Int? {
        guard let number = Int(value), String(number) == value, (lowest...highest).contains(number) else { return nil }
        return (number - lowest) / step
    }

    /// The first and the last number of a run of cells.
    func bounds(_ first: Int, _ last: Int) -> ClosedRange<Int> {
        (lowest + first * step)...(lowest + last * step + step - 1)
    }

    func label(_ first: Int, _ last: Int) -> String {
        let bounds = bounds(first, last)
        return bounds.count == 1 ? "\(bounds.lowerBound)" : "\(bounds.lowerBound)-\(bounds.upperBound)"
    }

    /// Whether a label is an interval of the grid, written as `label` writes it.
    package func allows(_ text: String) -> Bool {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let first = ends.first.flatMap({ Int($0) }), let last = ends.last.flatMap({ Int($0) }), ends.count <= 2,
            lowest <= first, first <= last, last <= highest, (first - lowest) % step == 0,
            (last - lowest) % step == step - 1
        else { return false }
        return label((first - lowest) / step, (last - lowest) / step) == text
    }
}
