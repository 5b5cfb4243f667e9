/// The short name that people type and read in place of an id: a letter and seven Crockford base-32 characters,
/// such as `C4XK92TM`.
///
/// It is random, so it tells nothing, and unique within a practice. Reading is forgiving the way Crockford meant:
/// lower case counts as upper case, `O` as `0`, `I` and `L` as `1`.
/// Source: D. Crockford, "Base 32", https://www.crockford.com/base32.html
package struct Handle: Hashable, Sendable, CustomStringConvertible {
    /// What a handle stands for; its raw value is the first letter.
    package enum Kind: Character, Sendable, CaseIterable {
        case caseFile = "C"
        case session = "S"
        case note = "N"
        case commitment = "K"
        case goal = "G"
        /// A record of the road: an impact statement, an apology, a boundary and so on.
        case record = "R"
        /// A run of reports: a batch.
        case reportRun = "B"
        /// A report that is made by itself at the end of months.
        case reportSchedule = "Q"
        /// An export of anonymized figures.
        case release = "E"
    }

    package let kind: Kind
    package let description: String

    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    private static let digits = 7

    /// A fresh handle: 35 random bits, so a practice with a million cases meets a clash about once in 34,000 new
    /// handles; the unique key refuses it and the caller draws again.
    package static func random(_ kind: Kind, using generator: inout some RandomNumberGenerator) -> Self {
        let tail = (0..<digits).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &generator)] }
        return Self(kind: kind, description: String(kind.rawValue) + String(tail))
    }

    /// Reads what a person typed; nil when it is no handle of this kind.
    package init?(_ text: String, _ kind: Kind) {
        guard text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        let typed = text.uppercased()
        guard typed.count == Self.digits + 1, typed.first == kind.rawValue else { return nil }
        var tail = ""
        for character in typed.dropFirst() {
            let digit: Character =
                switch character {
                case "O": "0"
                case "I", "L": "1"
                default: character
                }
            guard Self.alphabet.contains(digit) else { return nil }
            tail.append(digit)
        }
        self.init(kind: kind, description: String(kind.rawValue) + tail)
    }

    private init(kind: Kind, description: String) {
        self.kind = kind
        self.description = description
    }
}
