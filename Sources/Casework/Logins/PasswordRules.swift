/// What a password must be: long, and not one of those that are tried first. No rules of composition (NIST SP 800-63B-4,
/// section 3.1.1.2; docs/decisions/0018).
package enum PasswordRules {
    /// Unicode scalars, which is what NIST counts.
    package static let fewest = 15
    /// Bytes of UTF-8; far more than anyone types.
    package static let mostBytes = 1_000
    /// What must be left once known words, runs and repeats are taken out.
    private static let leastRemainder = 8

    /// - Throws: `invalid`, in words that say what to do; they never repeat the password.
    package static func check(
        _ password: String, login: String, name: String? = nil, practice: String? = nil
    ) throws(CaseworkError) {
        guard password.unicodeScalars.count >= fewest else {
            throw refused("use at least \(fewest) characters; a few unrelated words are a good choice")
        }
        guard password.utf8.count <= mostBytes else { throw refused("use at most \(mostBytes) bytes") }
        let folded = Array(password.lowercased().unicodeScalars)
        if CommonPasswords.passwords.contains(String(String.UnicodeScalarView(folded))) {
            throw refused("this one is on the lists that are tried first; use a few unrelated words")
        }
        if repeatsSomethingShort(folded) {
            throw refused("it repeats something short; use a few unrelated words")
        }
        let own = [login, name ?? "", practice ?? ""].flatMap(words)
        if remainder(of: folded, without: own) < leastRemainder {
            throw refused(
                "little is left of it without common passwords, runs such as 12345, your login, your name and the "
                    + "practice's; use a few unrelated words")
        }
    }

    private static func refused(_ reason: String) -> CaseworkError { .invalid(field: "password", reason) }

    /// Whether it is one unit of less than 15 characters, twice or more, the last time perhaps cut off.
    private static func repeatsSomethingShort(_ text: [Unicode.Scalar]) -> Bool {
        (1..<fewest).contains { period in
            period * 2 <= text.count && (period..<text.count).allSatisfy { text[$0] == text[$0 - period] }
        }
    }

    /// Words of four letters and more, as they are looked for.
    private static func words(of text: String) -> [[Unicode.Scalar]] {
        let parts = text.lowercased().unicodeScalars.split { !isLetterOrDigit($0) }.map { $0.map(unmasked) }
        let whole = text.lowercased().unicodeScalars.filter(isLetterOrDigit).map(unmasked)
        return (parts + [whole]).filter { $0.count >= 4 }
    }

    /// Pictures count as letters.
    private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar.properties.isEmojiPresentation
    }

    /// How many letters and digits are left without runs, common words and one's own.
    private static func remainder(of folded: [Unicode.Scalar], without own: [[Unicode.Scalar]]) -> Int {
        var rest = folded.filter { isLetterOrDigit($0) || "@$!".unicodeScalars.contains($0) }
        removeRuns(&rest)
        rest = rest.map(unmasked).filter(isLetterOrDigit)
        let known = own + CommonPasswords.words.map { $0.unicodeScalars.map(unmasked) }
        for word in known.sorted(by: { $0.count > $1.count }) { remove(word, from: &rest) }
        return rest.count
    }

    /// The letter that a figure or a sign is often put for.
    private static func unmasked(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case "0": "o"
        case "1", "!": "i"
        case "3": "e"
        case "4", "@": "a"
        case "5", "$": "s"
        case "7": "t"
        default: scalar
        }
    }

    private static func remove(_ word: [Unicode.Scalar], from text: inout [Unicode.Scalar]) {
        var start = 0
        while start + word.count <= text.count {
            if text[start..<start + word.count].elementsEqual(word) {
                text.removeSubrange(start..<start + word.count)
            } else {
                start += 1
            }
        }
    }

    /// Takes out five and more neighbours on a keyboard, in the alphabet or in counting, forwards or backwards, and
    /// three and more of the same.
    private static func removeRuns(_ text: inout [Unicode.Scalar]) {
        var kept: [Unicode.Scalar] = []
        var start = 0
        while start < text.count {
            let length = CommonPasswords.rows.map { run(in: text, from: start, along: $0) }.max() ?? 1
            let same = text[start...].prefix { $0 == text[start] }.count
            if length >= 5 || same >= 3 {
                start += max(length, same)
            } else {
                kept.append(text[start])
                start += 1
            }
        }
        text = kept
    }

    private static func run(in text: [Unicode.Scalar], from start: Int, along row: [Unicode.Scalar]) -> Int {
        var longest = 1
        for (place, scalar) in row.enumerated() where scalar == text[start] {
            for direction in [1, -1] {
                var length = 1
                while start + length < text.count, row.indices.contains(place + direction * length),
                    row[place + direction * length] == text[start + length]
                {
                    length += 1
                }
                longest = max(longest, length)
            }
        }
        return longest
    }
}
