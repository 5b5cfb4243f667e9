/// How many terminal cells text takes: the number that columns are aligned by.
///
/// Counted per grapheme cluster, because that is what a terminal puts into one place: combining marks take 0 cells,
/// wide East Asian characters and emoji 2. Expects text without control characters (see `VisibleText`).
package enum DisplayWidth {
    /// The sum over the clusters of `text`.
    package static func of(_ text: some StringProtocol) -> Int {
        var width = 0
        for character in text {
            width += of(character)
        }
        return width
    }

    /// The cells of one grapheme cluster; 0 for a mark that stands alone.
    package static func of(_ character: Character) -> Int {
        if let ascii = character.asciiValue { return ascii >= 0x20 && ascii < 0x7F ? 1 : 0 }
        var sum = 0
        for scalar in character.unicodeScalars {
            // A variation selector 16 or an enclosing keycap asks for the emoji picture; a joiner or a skin tone only
            // ever follows one. Every such cluster is one picture of two cells.
            if scalar.value == 0xFE0F || scalar.value == 0x20E3 || isPicture(scalar) { return 2 }
            sum += of(scalar)
        }
        return sum
    }

    private static func of(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0xAD, 0x600...0x605, 0x6DD, 0x70F, 0x8E2: return 1  // format characters that are drawn
        case 0x1160...0x11FF, 0xD7B0...0xD7FB: return 0  // vowels and finals of a Hangul syllable
        default: break
        }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator: return 0
        default: return isWide(scalar.value) ? 2 : 1
        }
    }

    /// Regional indicators count as letters: one cell each, a flag two.
    private static func isPicture(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isEmojiPresentation && !(0x1F1E6...0x1F1FF).contains(scalar.value)
    }

    private static func isWide(_ value: UInt32) -> Bool {
        guard value >= 0x1100 else { return false }
        return wideRanges.contains { $0.contains(value) }
    }

    /// East_Asian_Width W or F without the emoji, gaps that are unassigned closed up.
    /// Source: Unicode 15.0, EastAsianWidth.txt (UAX #11).
    private static let wideRanges: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF, 0x4E00...0xA4C6,
        0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAD9, 0xFE10...0xFE19, 0xFE30...0xFE6B, 0xFF01...0xFF60,
        0xFFE0...0xFFE6, 0x16FE0...0x1B2FB, 0x1F200...0x1F265, 0x20000...0x3FFFD,
    ]
}
