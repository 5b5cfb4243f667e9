/// The cost of a password's proof (RFC 7914), stored beside the salt, so that it can be raised later.
package struct ScryptSettings: Sendable, Hashable {
    /// The binary logarithm of N, the cost in time and memory.
    package let logN: Int
    /// The block size.
    package let r: Int
    /// The parallelism.
    package let p: Int

    /// N = 2^17, r = 8, p = 1: 128 MiB and some tenths of a second (OWASP Password Storage Cheat Sheet).
    package static let standard = ScryptSettings(unchecked: 17, 8, 1)

    /// Settings within the bounds this program accepts: log N from 14 to 20, r = 8, p from 1 to 4.
    ///
    /// The bounds keep a changed row in the database from weakening a proof or exhausting the memory.
    ///
    /// - Throws: `SealingError.scryptSettings`.
    package init(logN: Int, r: Int, p: Int) throws(SealingError) {
        guard (14...20).contains(logN), r == 8, (1...4).contains(p) else { throw .scryptSettings }
        self.init(unchecked: logN, r, p)
    }

    /// Reads what `text` writes.
    ///
    /// - Throws: `SealingError.scryptSettings` for another form, or numbers outside of the bounds.
    package init(text: String) throws(SealingError) {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 4, words[0] == "scrypt", let logN = Int(words[1]), let r = Int(words[2]),
            let p = Int(words[3])
        else { throw .scryptSettings }
        try self.init(logN: logN, r: r, p: p)
        guard self.text == text else { throw .scryptSettings }
    }

    /// The settings as stored: `scrypt 17 8 1` is log N, r, p.
    package var text: String { "scrypt \(logN) \(r) \(p)" }

    private init(unchecked logN: Int, _ r: Int, _ p: Int) {
        self.logN = logN
        self.r = r
        self.p = p
    }
}
