import TestSupport
import Testing

@testable import Sealing

@Suite("Codes of an authenticator app")
struct TimeCodeTests {
    /// RFC 6238, appendix B, the rows of SHA-1: eight digits of the secret "12345678901234567890".
    @Test(
        "The published vectors",
        arguments: [
            (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
        ] as [(Int64, String)])
    func published(second: Int64, expected: String) {
        let secret = TimeCode(bytes: Array("12345678901234567890".utf8))
        let step = TimeCode.step(atSecond: second)
        #expect(secret.code(ofStep: step, digits: 8) == expected)
        #expect(secret.code(ofStep: step) == expected.suffix(6))
    }

    /// RFC 4226, appendix D: the same with a counter.
    @Test("The published vectors of the counter")
    func counted() {
        let secret = TimeCode(bytes: Array("12345678901234567890".utf8))
        let codes = [
            "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489",
        ]
        for (counter, code) in codes.enumerated() { #expect(secret.code(ofStep: Int64(counter)) == code) }
    }

    /// RFC 4648, section 10, without the padding.
    @Test(arguments: [
        ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"),
        ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI"),
    ])
    func base32(bytes: String, text: String) {
        #expect(Base32.encode(Array(bytes.utf8)) == text)
    }

    @Test("One step before and after is taken, none further, and none at or before the last")
    func window() {
        var random = SeededGenerator(seed: 6)
        let secret = TimeCode.make(using: &random)
        let now: Int64 = 1_800_000_015
        let step = TimeCode.step(atSecond: now)
        for distance in Int64(-3)...3 {
            let found = secret.step(of: secret.code(ofStep: step + distance), atSecond: now, after: 0)
            #expect(found == (abs(distance) <= 1 ? step + distance : nil), "\(distance)")
        }
        let code = secret.code(ofStep: step)
        #expect(secret.step(of: code, atSecond: now, after: step) == nil, "it was used")
        #expect(secret.step(of: code, atSecond: now, after: step - 1) == step)
        #expect(secret.step(of: " \(code.prefix(3)) \(code.suffix(3)) ", atSecond: now, after: 0) == step)
        for wrong in ["", "12345", "1234567", "abcdef", "٣٣٣٣٣٣"] {
            #expect(secret.step(of: wrong, atSecond: now, after: 0) == nil)
        }
    }

    @Test func theLinkHoldsNoForeignCharacter() {
        let secret = TimeCode(bytes: Array("12345678901234567890".utf8))
        #expect(
            secret.uri(issuer: "Troth Hafen & Söhne", account: "ana") == "otpauth://totp/"
                + "Troth%20Hafen%20%26%20S%C3%B6hne:ana?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                + "&issuer=Troth%20Hafen%20%26%20S%C3%B6hne&algorithm=SHA1&digits=6&period=30")
    }

    @Test func itSaysNothingOfItself() {
        let secret = TimeCode(bytes: Array("12345678901234567890".utf8))
        #expect("\(secret)" == "time code secret")
        #expect(String(reflecting: secret) == "time code secret")
    }
}

@Suite("Secrets that are read aloud")
struct SpokenSecretTests {
    @Test func theyAreReadAsPeopleTypeThem() throws {
        var random = SeededGenerator(seed: 7)
        let secret = SpokenSecret.make(groups: 4, using: &random)
        #expect(secret.text.utf8.count == 19)
        for typed in [
            secret.text, secret.text.lowercased(), secret.text.replacing("-", with: ""),
            secret.text.replacing("-", with: " "), secret.text.replacing("0", with: "o").replacing("1", with: "l"),
        ] {
            #expect(SpokenSecret(typed: typed, groups: 4) == secret, "\(typed)")
        }
        for typed in ["", "123456", secret.text + "A", String(secret.text.dropLast()) + "U", "é" + secret.text] {
            #expect(SpokenSecret(typed: typed, groups: 4) == nil, "\(typed)")
        }
    }
}
