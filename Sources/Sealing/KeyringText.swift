import Crypto
import FoundationEssentials

/// What is wrong with the text of a keyring.
package enum KeyringDamage: Sendable, Hashable {
    /// There is nothing in it.
    case empty
    /// Its first line is not `troth-keyring` and a number.
    case notAKeyring
    /// It is of a format that this program does not know.
    case unknownFormat
    /// Its last line is not a whole checksum: the end is missing.
    case truncated
    /// The checksum is of another text: something in it was changed.
    case altered
    /// The line, counted from 1, is not what the format asks for.
    case line(Int)
}

/// The text of a keyring file, one field set a line:
///
///     troth-keyring 1
///     key 7D3C5B0A-6F0E-4A51-9C55-0B7C1B1F2E3D 2026-11-23 (base64url of 32 bytes)
///     audit (base64url of the 32 bytes that the audit's signing key is made from)
///     current 7D3C5B0A-6F0E-4A51-9C55-0B7C1B1F2E3D
///     checksum (base64url of the SHA-256 of all bytes before this line)
///
/// Lines end with a line feed, the last one too. The checksum finds accidents, not forgers: who can write the file
/// can write another key into it, and then nothing opens.
extension Keyring {
    private static let name = "troth-keyring"
    private static let format = "1"

    /// The bytes of the keyring's file.
    package func encoded() -> [UInt8] {
        var text = Array("\(Self.name) \(Self.format)\n".utf8)
        for key in keys {
            text += Array("key \(key.id.uuidString) \(key.createdOn) ".utf8)
            text += key.secret.withUnsafeBytes { Base64URL.encode(Array($0)) } + [newline]
        }
        text += Array("audit ".utf8) + auditSeed.withUnsafeBytes { Base64URL.encode(Array($0)) } + [newline]
        text += Array("current \(currentID.uuidString)\n".utf8)
        return text + Self.checksumLine(of: text[...])
    }

    /// Reads the bytes of a keyring's file; exactly what `encoded()` writes is accepted.
    ///
    /// - Throws: `SealingError.keyringDamaged` without a path.
    package init(decoding text: [UInt8]) throws(SealingError) {
        guard !text.isEmpty else { throw .keyringDamaged(.empty) }
        let first = text.prefix { $0 != newline }.split(separator: space, omittingEmptySubsequences: false)
        guard first.count == 2, first[0].elementsEqual(Self.name.utf8) else { throw .keyringDamaged(.notAKeyring) }
        guard first[1].elementsEqual(Self.format.utf8) else { throw .keyringDamaged(.unknownFormat) }
        let sumLength = Self.checksumLine(of: []).count
        let body = text.dropLast(sumLength)
        let sum = text.suffix(sumLength)
        guard body.last == newline, sum.starts(with: "checksum ".utf8), sum.last == newline else {
            throw .keyringDamaged(.truncated)
        }
        guard sum.elementsEqual(Self.checksumLine(of: body)) else { throw .keyringDamaged(.altered) }

        var keys: [Key] = []
        let lines = body.dropLast().split(separator: newline, omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated().dropFirst().dropLast(2) {
            guard let key = Key(line: line), !keys.contains(where: { $0.id == key.id }) else {
                throw .keyringDamaged(.line(index + 1))
            }
            keys.append(key)
        }
        guard lines.count > 2 else { throw .keyringDamaged(.line(lines.count)) }
        let audit = lines[lines.count - 2].split(separator: space, omittingEmptySubsequences: false)
        guard audit.count == 2, audit[0].elementsEqual("audit".utf8), var seed = Base64URL.decode(Array(audit[1])),
            seed.count == AuthenticatedCipher.keyLength
        else { throw .keyringDamaged(.line(lines.count - 1)) }
        defer { wipe(&seed) }
        let last = lines[lines.count - 1].split(separator: space, omittingEmptySubsequences: false)
        guard last.count == 2, last[0].elementsEqual("current".utf8), let currentID = UUID(canonical: last[1]),
            keys.contains(where: { $0.id == currentID })
        else { throw .keyringDamaged(.line(lines.count)) }
        self.init(keys: keys, currentID: currentID, auditSeed: SymmetricKey(data: seed))
    }

    static func checksumLine(of text: ArraySlice<UInt8>) -> [UInt8] {
        Array("checksum ".utf8) + Base64URL.encode(Array(SHA256.hash(data: text))) + [newline]
    }
}

private let newline = UInt8(ascii: "\n")
private let space = UInt8(ascii: " ")

extension Keyring.Key {
    fileprivate init?(line: ArraySlice<UInt8>) {
        let words = line.split(separator: space, omittingEmptySubsequences: false)
        guard words.count == 4, words[0].elementsEqual("key".utf8), let id = UUID(canonical: words[1]),
            let createdOn = String(validating: words[2], as: UTF8.self), Self.isDay(createdOn),
            var material = Base64URL.decode(Array(words[3])), material.count == AuthenticatedCipher.keyLength
        else { return nil }
        defer { wipe(&material) }
        self.init(id: id, createdOn: createdOn, secret: SymmetricKey(data: material))
    }

    private static func isDay(_ text: String) -> Bool {
        let style = Date.ISO8601FormatStyle().year().month().day()
        guard let day = try? style.parse(text) else { return false }
        return day.formatted(style) == text
    }
}

extension UUID {
    /// The UUID written in capitals with hyphens, and in no other way.
    fileprivate init?(canonical text: ArraySlice<UInt8>) {
        guard let string = String(validating: text, as: UTF8.self), let id = UUID(uuidString: string),
            id.uuidString == string
        else { return nil }
        self = id
    }
}
