import Crypto
import CryptoExtras
import FoundationEssentials

/// What the program derives from a password and shows to the database in its place: 32 bytes by scrypt.
///
/// The database keeps only the SHA-256 of the proof, so neither the password nor what proves it can be read there.
/// Passwords are taken as the UTF-8 that was typed: Swift's standard library and FoundationEssentials have no
/// public Unicode normalisation, so one accented letter typed in two encodings is two passwords.
package struct PasswordProof: Sendable, Equatable {
    /// A salt has this many bytes.
    package static let saltLength = 16
    private let secret: SymmetricKey

    /// Derives the proof; at the standard settings this takes 128 MiB and some tenths of a second of one core.
    ///
    /// - Throws: `SealingError.emptyPassword`, `.saltLength`, `.scryptFailed` where the memory is not to be had.
    package init(password: String, salt: [UInt8], settings: ScryptSettings) throws(SealingError) {
        guard !password.isEmpty else { throw .emptyPassword }
        guard salt.count == Self.saltLength else { throw .saltLength(salt.count) }
        var bytes = Array(password.utf8)
        defer { wipe(&bytes) }
        secret = try Self.derive(bytes, salt: salt, logN: settings.logN, r: settings.r, p: settings.p)
    }

    /// A new random salt for one login.
    package static func makeSalt(using random: inout some RandomNumberGenerator) -> [UInt8] {
        random.bytes(saltLength)
    }

    /// A new salt from the system's generator.
    package static func makeSalt() -> [UInt8] {
        var random = SystemRandomNumberGenerator()
        return makeSalt(using: &random)
    }

    /// The 32 bytes that are shown to the database, once a login.
    package var bytes: [UInt8] { secret.withUnsafeBytes { Array($0) } }

    /// What the database keeps: SHA-256 of the proof.
    package var stored: [UInt8] { secret.withUnsafeBytes { Array(SHA256.hash(data: $0)) } }

    static func derive(
        _ password: [UInt8], salt: [UInt8], logN: Int, r: Int, p: Int
    ) throws(SealingError) -> SymmetricKey {
        do {
            return try KDF.Scrypt.deriveKey(
                from: password, salt: salt, outputByteCount: 32, rounds: 1 << logN, blockSize: r, parallelism: p)
        } catch {
            throw .scryptFailed
        }
    }
}

extension PasswordProof: CustomStringConvertible, CustomDebugStringConvertible {
    /// Says what it is and nothing of its bytes.
    package var description: String { "password proof" }
    /// The same as `description`.
    package var debugDescription: String { description }
}
