/// What keeps text of one direction from turning text of the other around, where a format has no marks for it.
enum Bidirectional {
    /// The name between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE where it holds right-to-left letters.
    static func isolated(_ name: String) -> String {
        name.unicodeScalars.contains(where: isRightToLeft) ? "\u{2068}\(name)\u{2069}" : name
    }

    /// Whether the first letter is one that is written from the right.
    static func beginsRightToLeft(_ text: String) -> Bool? {
        for scalar in text.unicodeScalars where scalar.properties.isAlphabetic { return isRightToLeft(scalar) }
        return nil
    }

    /// Hebrew, Arabic, Syriac, Thaana, NKo and their neighbours, and the presentation forms.
    private static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
        default: false
        }
    }
}

extension RichText {
    /// Whether the words, apart from the names in them, are written from the right: a name alone turns no line around.
    var isWrittenRightToLeft: Bool {
        for case .text(let text) in runs {
            if let answer = Bidirectional.beginsRightToLeft(text) { return answer }
        }
        return false
    }
}
