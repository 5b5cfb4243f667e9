import Crypto
import FoundationEssentials

/// A random secret that a person reads, says or types once: a one-time password, a recovery code.
///
/// Groups of four of Crockford's base 32, which has no I, L, O and U; typed in any case, with or without the hyphens.
/// The secret has all its strength by itself, so its plain SHA-256 is enough to keep.
package struct SpokenSecret: Sendable, Equatable {
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
    /// As it is shown.
    package let text: String

    /// A new secret: `groups` of four characters, five bits each.
    package static func make(groups: Int, using random: inout some RandomNumberGenerator) -> SpokenSecret {
        let characters = random.bytes(groups * 4).map { alphabet[Int($0 & 31)] }
        let parts = stride(from: 0, to: characters.count, by: 4).map {
            String(decoding: characters[$0..<$0 + 4], as: UTF8.self)
        }
        return SpokenSecret(text: parts.joined(separator: "-"))
    }

    /// Reads what a person typed; nil where it cannot be such a secret of so many groups.
    package init?(typed: String, groups: Int) {
        let letters = typed.uppercased().utf8.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: " ") }.map {
            switch $0 {
            case UInt8(ascii: "O"): UInt8(ascii: "0")
            case UInt8(ascii: "I"), UInt8(ascii: "L"): UInt8(ascii: "1")
            default: $0
            }
        }
        guard letters.count == groups * 4, letters.allSatisfy(Self.alphabet.contains) else { return nil }
        self.init(
            text: stride(from: 0, to: letters.count, by: 4)
                .map { String(decoding: letters[$0..<$0 + 4], as: UTF8.self) }.joined(separator: "-"))
    }

    private init(text: String) {
        self.text = text
    }

    /// What the database keeps of it.
    package var sha256: [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }
}

extension SpokenSecret: CustomStringConvertible, CustomDebugStringConvertible {
    /// Says what it is and nothing of its characters.
    package var description: String { "spoken secret" }
    /// The same as `description`.
    package var debugDescription: String { description }
}
