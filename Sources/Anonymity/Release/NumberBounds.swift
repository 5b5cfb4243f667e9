/// The least and the greatest number under each label of a column, as published: what stands in the two columns of a
/// quasi-identifier that is written as `low` and `high`.
struct NumberBounds: Sendable {
    private let boundsOfLabel: [String: ClosedRange<Int>]
    private let grid: NumberGrid?
    /// The suffixes that the two columns' names get.
    static let low = "_low"
    static let high = "_high"

    /// Throws `.valueNotANumber` where the hierarchy has a value that is no whole number.
    init(_ identifier: QuasiIdentifier) throws(AnonymityError) {
        switch identifier.vocabulary {
        case .grid(let grid):
            self.grid = grid
            boundsOfLabel = [:]
        case .hierarchy(let hierarchy):
            grid = nil
            var bounds: [String: ClosedRange<Int>] = [:]
            for value in hierarchy.labels(atLevel: 0) {
                guard let number = Int(value) else {
                    throw .valueNotANumber(column: identifier.column, value: value)
                }
                for level in 0...hierarchy.top {
                    guard let label = hierarchy.label(of: value, atLevel: level) else { continue }
                    let known = bounds[label] ?? number...number
                    bounds[label] = min(known.lowerBound, number)...max(known.upperBound, number)
                }
            }
            boundsOfLabel = bounds
        }
    }

    /// The numbers of a label that the column has.
    func bounds(of label: String) -> ClosedRange<Int>? {
        guard grid != nil else { return boundsOfLabel[label] }
        let ends = label.split(separator: "-").compactMap { Int($0) }
        guard let first = ends.first, let last = ends.last, first <= last else { return nil }
        return first...last
    }

    /// Every pair there can be, `low,high` columns apart.
    var lows: Set<String> {
        ends {
            $0.lowerBound
        } grid: {
            $0.bounds($1, $1).lowerBound
        }
    }
    var highs: Set<String> {
        ends {
            $0.upperBound
        } grid: {
            $0.bounds($1, $1).upperBound
        }
    }

    private func ends(_ end: (ClosedRange<Int>) -> Int, grid cell: (NumberGrid, Int) -> Int) -> Set<String> {
        guard let grid else { return Set(boundsOfLabel.values.map { String(end($0)) }) }
        return Set((0..<grid.cells).map { String(cell(grid, $0)) })
    }
}
