import CaseModel

/// Reading and filling of the phrases that fictional notes are made of.
enum Prose {
    /// The entries of a bank: each begins with `- ` and may run over several lines.
    static func lines(_ text: String) -> [String] {
        tagged(text).map(\.text)
    }

    /// Entries with the mark that each begins with, such as `H+`; a line without a mark goes on with the one before.
    static func tagged(_ text: String, marks: [String] = ["-"]) -> [(mark: String, text: String)] {
        var entries: [(mark: String, text: String)] = []
        for line in text.split(separator: "\n") {
            let words = trimmed(line)
            if let mark = marks.first(where: { words.hasPrefix($0 + " ") }) {
                entries.append((mark, trimmed(words.dropFirst(mark.count))))
            } else if !words.isEmpty, !entries.isEmpty {
                entries[entries.count - 1].text += " " + words
            }
        }
        return entries
    }

    static func trimmed(_ text: some StringProtocol) -> String {
        guard let first = text.firstIndex(where: { !$0.isWhitespace }),
            let last = text.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(text[first...last])
    }

    /// Puts names and pronouns into a phrase: `{H}` the hurt partner, `{I}` the involved one, `{X}` the one who is
    /// seen alone and `{Y}` the other; each with `he`, `him`, `his`, `self` for the pronouns and `name` for the
    /// possessive, such as `{Hhis}` and `{Hname}`. What else stands in braces comes from `word`.
    static func fill(
        _ phrase: String, couple: Couple, alone: Partner? = nil, word: (Substring) -> String = { String($0) }
    ) -> String {
        var filled = ""
        var rest = phrase[...]
        while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")),
            let close = rest[open...].utf8.firstIndex(of: UInt8(ascii: "}"))
        {
            filled += rest[..<open]
            let name = rest[rest.index(after: open)..<close]
            rest = rest[rest.index(after: close)...]
            if let partner = partner(name.first, couple, alone), name.count == 1 || pronouns.contains(name.dropFirst())
            {
                filled += pronoun(name.dropFirst(), of: couple.people[partner])
            } else {
                filled += word(name)
            }
        }
        return capitalized(filled + rest)
    }

    private static let pronouns: [Substring] = ["he", "him", "his", "self", "name"]

    private static func partner(_ letter: Character?, _ couple: Couple, _ alone: Partner?) -> Partner? {
        switch letter {
        case "H": couple.hurt
        case "I": couple.involved
        case "X": alone
        case "Y": alone?.other
        default: nil
        }
    }

    private static func pronoun(_ form: Substring, of person: Person) -> String {
        switch form {
        case "he": person.isWoman ? "she" : "he"
        case "him": person.isWoman ? "her" : "him"
        case "his": person.isWoman ? "her" : "his"
        case "self": person.isWoman ? "herself" : "himself"
        case "name": person.given + "'s"
        default: person.given
        }
    }

    /// A capital letter at the beginning of each sentence. Only ASCII letters can be meant: phrases are English, and
    /// names are written as they are.
    static func capitalized(_ text: String) -> String {
        var bytes = Array(text.utf8)
        var begins = true
        var ended = false
        for index in bytes.indices {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\n"):
                if ended { begins = true }
            case UInt8(ascii: "\""), UInt8(ascii: ")"):
                break
            default:
                if begins, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) { bytes[index] = byte - 32 }
                begins = false
                ended = byte == UInt8(ascii: ".") || byte == UInt8(ascii: "?")
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
