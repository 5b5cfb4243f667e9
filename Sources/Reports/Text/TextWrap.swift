/// Breaks words into lines that fit a width, counted in cells of a terminal.
enum TextWrap {
    /// The lines keep the breaks they have; `first` stands before the first, `rest` before the others.
    static func wrapped(_ words: String, width: Int, first: String = "", rest: String = "") -> String {
        var lines: [String] = []
        for paragraph in CleanText.lines(of: words) {
            var line = lines.isEmpty ? first : rest
            var used = cells(line)
            var isEmpty = true
            for word in paragraph.split(separator: " ") {
                let needed = cells(String(word))
                if !isEmpty, used + 1 + needed > width {
                    lines.append(line)
                    line = rest
                    used = cells(rest)
                    isEmpty = true
                }
                line += (isEmpty ? "" : " ") + word
                used += needed + (isEmpty ? 0 : 1)
                isEmpty = false
            }
            lines.append(line)
        }
        return lines.isEmpty ? first : lines.joined(separator: "\n")
    }

    /// How many cells a text takes: none for marks and isolates, two for wide letters.
    static func cells(_ text: String) -> Int {
        text.reduce(0) { sum, character in
            guard let scalar = character.unicodeScalars.first else { return sum }
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .enclosingMark, .format, .control: return sum
            default: return sum + (isWide(scalar) ? 2 : 1)
            }
        }
    }

    /// East Asian wide letters and pictures. Source: Unicode Standard Annex 11.
    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1FAFF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
