/// A person's words as a document can carry them: no control characters but the line break, no direction overrides.
///
/// A control character would be obeyed by a terminal, and an override that is never closed would turn what follows.
enum CleanText {
    static func of(_ text: String) -> String {
        if text.unicodeScalars.allSatisfy({ isPlain($0) }) { return text }
        var clean = String.UnicodeScalarView()
        var wasReturn = false
        for scalar in text.unicodeScalars {
            defer { wasReturn = scalar == "\r" }
            switch scalar {
            case "\n" where wasReturn: continue
            case "\r", "\u{2028}", "\u{2029}": clean.append("\n")
            case "\t": clean.append(" ")
            default: if !isDropped(scalar) { clean.append(scalar) }
            }
        }
        return String(clean)
    }

    /// The lines of a text, each without white space around it; runs of empty lines count as one.
    static func lines(of text: String) -> [Substring] {
        var lines: [Substring] = []
        for line in of(text).split(separator: "\n", omittingEmptySubsequences: false) {
            let words = trimmed(line)
            if !words.isEmpty || lines.last?.isEmpty == false { lines.append(words) }
        }
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// The lines of a text, without the marks of a list.
    static func items(of text: String) -> [String] {
        lines(of: text).compactMap { line in
            let words = line.drop { $0 == "-" || $0 == "*" || $0 == "\u{2022}" || $0.isWhitespace }
            return words.isEmpty ? nil : String(words)
        }
    }

    private static func trimmed(_ line: Substring) -> Substring {
        guard let first = line.firstIndex(where: { !$0.isWhitespace }),
            let last = line.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return line[first...last]
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        !isDropped(scalar) && !["\t", "\r", "\u{2028}", "\u{2029}"].contains(scalar)
    }

    private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A, 0x0D, 0x09: false
        case 0x2028, 0x2029: false
        case 0..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066, 0x2067, 0xFFF9...0xFFFB: true
        default: false
        }
    }
}
