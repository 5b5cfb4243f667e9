/// A person's words as a document can carry them: no control characters but the line break, no direction overrides.
///
/// A control character would be obeyed by a terminal, and an override that is never closed would turn what follows.
enum CleanText {
    static func of(_ text: String) -> String {
        if text.utf8.allSatisfy({ 0x20...0x7E ~= $0 || $0 == 0x0A }) { return text }
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
        for line in of(text).utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            let words = trimmed(Substring(line))
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

    /// Whether it is words of ASCII, without a line end and without a space around them.
    static func isOneLine(_ text: String) -> Bool {
        guard let first = text.utf8.first, let last = text.utf8.last, first != 0x20, last != 0x20 else { return false }
        return text.utf8.allSatisfy { 0x20...0x7E ~= $0 }
    }

    private static func trimmed(_ line: Substring) -> Substring {
        let scalars = line.unicodeScalars
        guard let first = scalars.firstIndex(where: { !isSpace($0) }),
            let last = scalars.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return line[first..<scalars.index(after: last)]
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? scalar == " " || (0x09...0x0D).contains(scalar.value) : scalar.properties.isWhitespace
    }

    /// Whether `of` changes the scalar beyond ASCII whose UTF-8 begins there.
    static func changes(_ utf8: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
        switch utf8[place] {
        case 0xC2: utf8[place + 1] <= 0x9F
        case 0xE2:
            utf8[place + 1] == 0x80 && (0xA8...0xAE).contains(utf8[place + 2])
                || utf8[place + 1] == 0x81 && (0xA6...0xA7).contains(utf8[place + 2])
        case 0xEF: utf8[place + 1] == 0xBF && (0xB9...0xBB).contains(utf8[place + 2])
        default: false
        }
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
