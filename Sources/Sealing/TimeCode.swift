import Crypto
import FoundationEssentials

/// The secret that an authenticator app and Troth share, and the codes they both make of it (TOTP, RFC 6238).
///
/// SHA-1, six digits and steps of 30 seconds, since that is what every authenticator app can do; HMAC-SHA-1 is not
/// touched by the collisions of SHA-1. The secret is kept sealed under the practice's key.
package struct TimeCode: Sendable {
    /// How long a code lasts, in seconds.
    package static let step: Int64 = 30
    /// Digits of a code.
    package static let digits = 6
    /// Codes of so many steps before and after the present one are taken as well, for clocks that differ.
    package static let window: Int64 = 1
    private let secret: SymmetricKey

    /// A new secret of 160 bits, the length of SHA-1's output (RFC 4226, section 4).
    package static func make(using random: inout some RandomNumberGenerator) -> TimeCode {
        var bytes = random.bytes(20)
        defer { wipe(&bytes) }
        return TimeCode(secret: SymmetricKey(data: bytes))
    }

    /// The secret of these bytes, as `bytes` gave them.
    package init(bytes: [UInt8]) {
        secret = SymmetricKey(data: bytes)
    }

    private init(secret: SymmetricKey) {
        self.secret = secret
    }

    /// What is sealed.
    package var bytes: [UInt8] { secret.withUnsafeBytes { Array($0) } }

    /// The secret as people type it into an app: base 32 without padding.
    package var text: String { Base32.encode(bytes) }

    /// What an authenticator app reads from a picture or a link.
    ///
    /// `issuer` and `account` are shown by the app; they must hold no client's name.
    package func uri(issuer: String, account: String) -> String {
        let (issuer, account) = (Self.escaped(issuer), Self.escaped(account))
        return "otpauth://totp/\(issuer):\(account)?secret=\(text)&issuer=\(issuer)&algorithm=SHA1"
            + "&digits=\(Self.digits)&period=\(Self.step)"
    }

    /// The step in which a moment lies.
    package static func step(atSecond second: Int64) -> Int64 { second / step }

    /// The code of a step, with its leading zeros.
    package func code(ofStep step: Int64, digits: Int = digits) -> String {
        var message: [UInt8] = []
        withUnsafeBytes(of: step.bigEndian) { message.append(contentsOf: $0) }
        let hash = Array(HMAC<Insecure.SHA1>.authenticationCode(for: message, using: secret))
        let offset = Int(hash[hash.count - 1] & 0x0F)
        let number = hash[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let modulus = (0..<digits).reduce(UInt32(1)) { product, _ in product * 10 }
        let text = String(number % modulus)
        return String(repeating: "0", count: digits - text.count) + text
    }

    /// The step whose code this is, of those within the window that are after `last`; nil where it is none of them.
    ///
    /// Every candidate is compared, in constant time, so that the time taken does not tell which one was near.
    package func step(of code: String, atSecond second: Int64, after last: Int64) -> Int64? {
        let given = Array(code.utf8.filter { $0 != UInt8(ascii: " ") })
        let now = Self.step(atSecond: second)
        var found: Int64?
        for step in (now - Self.window)...(now + Self.window) {
            let expected = Array(self.code(ofStep: step).utf8)
            guard given.count == expected.count else { continue }
            let difference = zip(given, expected).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) }
            if difference == 0, step > last { found = found ?? step }
        }
        return found
    }

    private static func escaped(_ text: String) -> String {
        let hex = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                bytes.append(byte)
            default:
                bytes += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension TimeCode: CustomStringConvertible, CustomDebugStringConvertible {
    /// Says what it is and nothing of its bytes.
    package var description: String { "time code secret" }
    /// The same as `description`.
    package var debugDescription: String { description }
}

/// RFC 4648, section 6, without padding.
enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= 5 {
                count -= 5
                text.append(alphabet[Int(bits >> UInt32(count) & 31)])
            }
        }
        if count > 0 { text.append(alphabet[Int(bits << UInt32(5 - count) & 31)]) }
        return String(decoding: text, as: UTF8.self)
    }
}
