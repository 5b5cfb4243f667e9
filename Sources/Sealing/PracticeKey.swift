import Crypto
package import FoundationEssentials

/// The one key of a practice: it wraps the keys of its cases and derives two subkeys.
///
/// The secret itself is only ever the input of HKDF-SHA256 (RFC 5869); wrapping, the practice's own words and the
/// request hashes each have a subkey of their own, so that none of them can be used to attack another.
package struct PracticeKey: Sendable {
    /// The practice whose key this is.
    package let practice: UUID
    /// The version of the key, which every key it wraps carries, so that it can be replaced later.
    package let version: UInt32
    /// The key for words of the practice that belong to no case, such as the names of its staff.
    package let words: CompartmentKey
    let secret: SymmetricKey
    let wrapping: SymmetricKey
    private let macs: SymmetricKey

    init(practice: UUID, version: UInt32, secret: SymmetricKey) {
        self.practice = practice
        self.version = version
        self.secret = secret
        wrapping = Self.subkey(of: secret, label: "troth wrap 1", practice: practice)
        macs = Self.subkey(of: secret, label: "troth mac 1", practice: practice)
        words = CompartmentKey(
            scope: .practiceWords(practice: practice), version: version,
            secret: Self.subkey(of: secret, label: "troth words 1", practice: practice))
    }

    /// A new random key for a practice.
    ///
    /// A generator that can be repeated is for demos and tests: whoever knows its seed knows the key.
    package static func make(
        practice: UUID, version: UInt32 = 1, using random: inout some RandomNumberGenerator
    ) -> PracticeKey {
        PracticeKey(practice: practice, version: version, secret: random.key())
    }

    /// A new random key for a practice, from the system's generator.
    package static func make(practice: UUID, version: UInt32 = 1) -> PracticeKey {
        var random = SystemRandomNumberGenerator()
        return make(practice: practice, version: version, using: &random)
    }

    /// HMAC-SHA256 (RFC 2104) of the bytes under the practice's MAC subkey: 32 bytes.
    ///
    /// The purpose is authenticated in front of the bytes, so that a hash made for one use says nothing in another.
    package func mac(_ bytes: [UInt8], purpose: StaticString) -> [UInt8] {
        var prefix = AssociatedData(label: "troth mac")
        purpose.withUTF8Buffer { prefix.append($0) }
        return Self.hmac(under: macs, prefix.bytes, bytes)
    }

    /// HMAC-SHA256 of the parts in a row.
    static func hmac(under key: SymmetricKey, _ parts: [UInt8]...) -> [UInt8] {
        var hash = HMAC<SHA256>(key: key)
        for part in parts { hash.update(data: part) }
        return Array(hash.finalize())
    }

    /// HKDF-SHA256 without salt; 32 bytes.
    static func derive(from secret: SymmetricKey, info: [UInt8]) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: secret, info: info, outputByteCount: AuthenticatedCipher.keyLength)
    }

    private static func subkey(of secret: SymmetricKey, label: StaticString, practice: UUID) -> SymmetricKey {
        var info = AssociatedData(label: label)
        info.append(practice)
        return derive(from: secret, info: info.bytes)
    }
}

extension PracticeKey: CustomStringConvertible, CustomDebugStringConvertible {
    /// The practice and version of the key, so that a key in a log line tells nothing.
    package var description: String { "key \(version) of practice \(practice)" }
    /// The same as `description`.
    package var debugDescription: String { description }
}
