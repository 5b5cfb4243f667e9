/// Text that other people wrote, made safe to put on a terminal.
///
/// A name may hold an escape sequence that moves the cursor or a direction override that turns a line around. What a
/// terminal would obey is shown as a picture of itself; nothing is dropped, so two different texts stay different.
package enum VisibleText {
    /// `text` with every control character, line separator and direction override made visible.
    ///
    /// With `unicode` a C0 control is its picture (U+2400 and on), else it is caret notation (`^[`).
    package static func of(_ text: some StringProtocol, unicode: Bool = true) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return String(text) }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isObeyed(scalar) {
                result.append(contentsOf: picture(of: scalar, unicode: unicode).unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// Already visible `text`, wrapped in FSI and PDI (U+2068, U+2069) when it holds right-to-left letters.
    ///
    /// Without the isolate a Hebrew name would pull the numbers of the next column to its own side. Takes no cells.
    package static func isolated(_ text: String) -> String {
        text.unicodeScalars.contains(where: isRightToLeft) ? "\u{2068}\(text)\u{2069}" : text
    }

    private static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    private static func picture(of scalar: Unicode.Scalar, unicode: Bool) -> String {
        switch scalar.value {
        case 0..<0x20:
            let drawn = unicode ? 0x2400 + scalar.value : 0x40 + scalar.value
            return (unicode ? "" : "^") + (Unicode.Scalar(drawn).map { String(Character($0)) } ?? "")
        case 0x7F:
            return unicode ? "\u{2421}" : "^?"
        case let value:
            return "\\u{" + String(value, radix: 16, uppercase: true) + "}"
        }
    }

    /// Blocks whose letters default to bidirectional class R or AL, and the two marks of those classes.
    /// Source: Unicode 15.0, DerivedBidiClass.txt.
    private static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x590...0x8FF, 0x200F, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
        default: false
        }
    }
}
