/// A share as a bar, to an eighth of a cell where the locale has the characters.
package struct Bar: Sendable {
    private let share: Double

    /// `share` from 0 to 1; what lies outside is drawn as the nearer end.
    package init(share: Double) {
        self.share = share.isFinite ? min(1, max(0, share)) : 0
    }

    /// Just the bar, `width` cells.
    package func text(width: Int, unicode: Bool) -> StyledText {
        guard unicode else {
            let full = Int((share * Double(width)).rounded())
            return StyledText(
                "[" + String(repeating: "#", count: full) + String(repeating: ".", count: width - full) + "]")
        }
        let eighths = Int((share * Double(width * 8)).rounded())
        let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
        let drawn = String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
        var bar = StyledText(drawn, .accent)
        bar.append(String(repeating: "·", count: width - bar.width), .dim)
        return bar
    }
}
