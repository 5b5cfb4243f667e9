import Crypto
import FoundationEssentials

/// The 256 random bits that prove a login session; the database knows only their SHA-256.
///
/// Two tokens are compared in constant time.
package struct LoginToken: Sendable, Equatable {
    private let secret: SymmetricKey

    /// A new token.
    ///
    /// A generator that can be repeated is for demos and tests: whoever knows its seed is logged in.
    package static func make(using random: inout some RandomNumberGenerator) -> LoginToken {
        LoginToken(secret: random.key())
    }

    /// A new token from the system's generator.
    package static func make() -> LoginToken {
        var random = SystemRandomNumberGenerator()
        return make(using: &random)
    }

    /// Reads what `text` writes.
    ///
    /// - Throws: `SealingError.malformedToken` for anything but 43 characters of base64url.
    package init(text: String) throws(SealingError) {
        guard var bytes = Base64URL.decode(Array(text.utf8)), bytes.count == 32 else { throw .malformedToken }
        defer { wipe(&bytes) }
        secret = SymmetricKey(data: bytes)
    }

    /// The token as text: 43 characters of base64url.
    package var text: String {
        String(decoding: secret.withUnsafeBytes { Base64URL.encode(Array($0)) }, as: UTF8.self)
    }

    /// The 32 bytes that a transaction carries.
    package var bytes: [UInt8] { secret.withUnsafeBytes { Array($0) } }

    /// What the database keeps: SHA-256 of the 32 bytes, not of the text.
    package var sha256: [UInt8] { secret.withUnsafeBytes { Array(SHA256.hash(data: $0)) } }

    private init(secret: SymmetricKey) {
        self.secret = secret
    }
}

extension LoginToken: CustomStringConvertible, CustomDebugStringConvertible {
    /// Says what it is and nothing of its bytes.
    package var description: String { "login token" }
    /// The same as `description`.
    package var debugDescription: String { description }
}
