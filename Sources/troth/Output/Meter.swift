/// A rating as pips with its figure, such as `●●●○ 3`; a rating that nobody gave is shown as not given, never as 0.
package struct Meter: Sendable {
    private let rating: Int?
    private let top: Int

    /// `rating` from 0 to `top`, or nil when not rated.
    package init(rating: Int?, top: Int = 4) {
        self.rating = rating.map { min(top, max(0, $0)) }
        self.top = top
    }

    /// `top` cells of pips, a space and the figure.
    package func text(unicode: Bool) -> StyledText {
        guard let rating else {
            return StyledText(String(repeating: unicode ? "·" : ".", count: top) + (unicode ? " –" : " -"), .dim)
        }
        var result = StyledText(String(repeating: unicode ? "●" : "#", count: rating), .accent)
        result.append(String(repeating: unicode ? "○" : "o", count: top - rating), .dim)
        result.append(" \(rating)")
        return result
    }
}
