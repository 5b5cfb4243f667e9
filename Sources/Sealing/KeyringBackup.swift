import Crypto
package import FoundationEssentials

/// A copy of a keyring sealed under a passphrase, as a text that can be printed and typed in again.
///
///     troth-keyring-backup 1
///     made 2026-11-26
///     key 7D3C5B0A-6F0E-4A51-9C55-0B7C1B1F2E3D        (one line a key, the current one last)
///     scrypt 17 8 1
///     salt (base64url of 16 bytes)
///     sealed 6                                         (how many numbered lines follow)
///     01 (60 characters of base64url) (4 characters that check this line)
///     ...
///     checksum (base64url of the SHA-256 of all bytes before this line)
///
/// What is sealed is the text of the keyring's file, by AES-256-GCM under scrypt of the passphrase; every line up to
/// `sealed` is authenticated with it. The check of a line finds a slip of the pen, the checksum a lost line; neither is
/// of use to a forger, whom the cipher refuses.
package enum KeyringBackup {
    /// A passphrase has at least this many characters.
    package static let leastPassphrase = 15
    private static let name = "troth-keyring-backup"
    private static let label: StaticString = "troth keyring backup"
    private static let width = 60

    /// The text of a backup made now; at the standard settings this takes 128 MiB and some tenths of a second.
    ///
    /// - Throws: `SealingError.shortPassphrase`, `.scryptFailed`.
    package static func seal(
        _ keyring: Keyring, passphrase: String, at now: Date, settings: ScryptSettings = .standard
    ) throws(SealingError) -> [UInt8] {
        guard passphrase.count >= leastPassphrase else { throw .shortPassphrase(least: leastPassphrase) }
        var random = SystemRandomNumberGenerator()
        let salt = random.bytes(PasswordProof.saltLength)
        var plain = keyring.encoded()
        defer { wipe(&plain) }
        let boxed = (plain.count + AuthenticatedCipher.overhead) * 4
        let lines = ((boxed + 2) / 3 + width - 1) / width
        let day = now.formatted(Date.ISO8601FormatStyle().year().month().day())
        let ids = keyring.keyIDs.filter { $0 != keyring.currentID } + [keyring.currentID]
        let front =
            ["\(name) 1", "made \(day)"] + ids.map { "key \($0.uuidString)" }
            + [settings.text, "salt \(text(Base64URL.encode(salt)))", "sealed \(lines)"]
        let box = try AuthenticatedCipher.seal(
            plain, under: key(passphrase, salt: salt, settings),
            nonce: random.bytes(AuthenticatedCipher.nonceLength), authenticating: associated(front))
        let characters = Base64URL.encode(box)
        let body = stride(from: 0, to: characters.count, by: width).enumerated().map { index, start in
            numbered(index + 1, text(Array(characters[start..<min(start + width, characters.count)])))
        }
        let whole = Array((front + body).map { $0 + "\n" }.joined().utf8)
        return whole + Keyring.checksumLine(of: whole[...])
    }

    /// The keyring of a backup. Blanks at the end of a line, empty lines and carriage returns are passed over, as a
    /// person or a scanner leaves them.
    ///
    /// - Throws: `SealingError.backupDamaged`, `.backupRefused` for another passphrase.
    package static func open(_ text: [UInt8], passphrase: String) throws(SealingError) -> Keyring {
        guard let decoded = String(validating: text, as: UTF8.self) else { throw .backupDamaged(.notABackup) }
        let lines = decoded.split(whereSeparator: \.isNewline).map(trimmed).filter { !$0.isEmpty }
        let head = lines.first?.split(separator: " ") ?? []
        guard head.count == 2, head[0] == name else { throw .backupDamaged(.notABackup) }
        guard head[1] == "1" else { throw .backupDamaged(.unknownFormat) }
        guard let end = lines.firstIndex(where: { $0.hasPrefix("sealed ") }) else {
            throw .backupDamaged(lines.last?.hasPrefix("checksum ") == true ? .front : .truncated)
        }
        let front = Array(lines[...end])
        guard let count = Int(front[end].dropFirst("sealed ".count)), (1...1000).contains(count),
            let saltLine = front.first(where: { $0.hasPrefix("salt ") }),
            let salt = Base64URL.decode(Array(saltLine.dropFirst("salt ".count).utf8)),
            salt.count == PasswordProof.saltLength,
            let cost = front.first(where: { $0.hasPrefix("scrypt ") })
        else { throw .backupDamaged(.front) }
        guard let settings = try? ScryptSettings(text: cost) else { throw .backupDamaged(.front) }
        let box = try sealedBytes(lines[(end + 1)...], count: count)
        let whole = Array(lines[...(end + count)].map { $0 + "\n" }.joined().utf8)
        guard lines[end + count + 1] + "\n" == Self.text(Keyring.checksumLine(of: whole[...])) else {
            throw .backupDamaged(.altered)
        }
        let opened = AuthenticatedCipher.open(
            box[...], under: try key(passphrase, salt: salt, settings), authenticating: associated(front))
        guard var plain = opened else { throw .backupRefused }
        defer { wipe(&plain) }
        return try Keyring(decoding: plain)
    }

    private static func sealedBytes(_ lines: ArraySlice<String>, count: Int) throws(SealingError) -> [UInt8] {
        var characters: [UInt8] = []
        for (index, line) in lines.prefix(count).enumerated() {
            let words = line.split(separator: " ")
            if words.first == "checksum" { throw .backupDamaged(.truncated) }
            guard words.count == 3, line == numbered(index + 1, String(words[1])) else {
                throw .backupDamaged(.line(index + 1))
            }
            characters += words[1].utf8
        }
        guard lines.count > count else { throw .backupDamaged(.truncated) }
        guard lines.count == count + 1, let box = Base64URL.decode(characters) else { throw .backupDamaged(.altered) }
        return box
    }

    /// A line of the sealed part with its number in front and its check behind.
    private static func numbered(_ number: Int, _ characters: String) -> String {
        let start = (number < 10 ? "0" : "") + "\(number) \(characters)"
        return start + " " + text(Array(Base64URL.encode(Array(SHA256.hash(data: Array(start.utf8)))).prefix(4)))
    }

    private static func trimmed(_ line: Substring) -> String {
        var line = line
        while line.last == " " || line.last == "\t" { line.removeLast() }
        return String(line)
    }

    private static func key(
        _ passphrase: String, salt: [UInt8], _ settings: ScryptSettings
    ) throws(SealingError) -> SymmetricKey {
        var bytes = Array(passphrase.utf8)
        defer { wipe(&bytes) }
        return try PasswordProof.derive(bytes, salt: salt, logN: settings.logN, r: settings.r, p: settings.p)
    }

    private static func associated(_ front: [String]) -> [UInt8] {
        var data = AssociatedData(label: label)
        data.append(front.map { $0 + "\n" }.joined())
        return data.bytes
    }

    private static func text(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self)
    }
}
