import FoundationEssentials
import Testing

@testable import Sealing

@Suite("The text of a keyring")
struct KeyringTextTests {
    private static let now = Date(timeIntervalSince1970: 1_795_392_000)

    private func keyring(seed: UInt64 = 1) -> Keyring {
        var random = SeededGenerator(seed: seed)
        return Keyring.make(at: Self.now, using: &random)
    }

    private func damage(_ text: [UInt8]) -> SealingError? {
        failure { try Keyring(decoding: text) }
    }

    /// A text with these lines and the checksum that belongs to them.
    private func summed(_ lines: [String]) throws -> [UInt8] {
        let body = Array(lines.map { $0 + "\n" }.joined().utf8)
        return body + Keyring.checksumLine(of: body[...])
    }

    @Test("is repeatable from its randomness, and another with other randomness")
    func repeatable() throws {
        #expect(keyring().encoded() == keyring().encoded())
        #expect(keyring().encoded() != keyring(seed: 2).encoded())
        #expect(Keyring.make(at: Self.now).encoded() != Keyring.make(at: Self.now).encoded())
        #expect(try Keyring(decoding: keyring().encoded()).encoded() == keyring().encoded())
        let text = String(decoding: keyring().encoded(), as: UTF8.self)
        #expect(text.hasPrefix("troth-keyring 1\nkey "))
        #expect(text.contains(" 2026-11-23 "))
    }

    @Test("is refused at every shorter length")
    func truncated() {
        let text = keyring().encoded()
        for length in 1..<text.count {
            #expect(damage(Array(text[..<length])) != nil, "length \(length)")
        }
        #expect(damage([]) == .keyringDamaged(.empty))
        #expect(damage(Array(text.dropLast())) == .keyringDamaged(.truncated))
        #expect(damage(Array(text[..<60])) == .keyringDamaged(.truncated))
    }

    @Test("is refused with any bit of it flipped")
    func altered() {
        let text = keyring().encoded()
        for bit in 0..<text.count * 8 {
            var damaged = text
            damaged[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(damage(damaged) != nil, "bit \(bit)")
        }
        var damaged = text
        damaged[100] ^= 1
        #expect(damage(damaged) == .keyringDamaged(.altered))
        #expect(damage(text + [0x0A]) == .keyringDamaged(.truncated))
    }

    @Test("is refused when it is something else or of another format")
    func otherFiles() {
        #expect(damage(Array("-----BEGIN PRIVATE KEY-----\n".utf8)) == .keyringDamaged(.notAKeyring))
        #expect(damage([0xFF, 0xFE, 0x00]) == .keyringDamaged(.notAKeyring))
        #expect(damage(Array("troth-keyring 2\n".utf8)) == .keyringDamaged(.unknownFormat))
    }

    @Test("is refused by the line, where the checksum is right and a line is not")
    func badLines() throws {
        let id = "7D3C5B0A-6F0E-4A51-9C55-0B7C1B1F2E3D"
        let secret = "4OHi4-Tl5ufo6err7O3u7_Dx8vP09fb3-Pn6-_z9_v8"
        let (header, key, current) = ("troth-keyring 1", "key \(id) 2026-11-23 \(secret)", "current \(id)")
        let audit = "audit \(secret)"
        #expect(damage(try summed([header, key, audit, current])) == nil)
        let cases: [([String], Int)] = [
            ([header, key], 2),
            ([header, current], 2),
            ([header, key, current], 2),
            ([header, key, audit], 2),
            ([header, key, current, audit], 3),
            ([header, audit, current], 3),
            ([header, key, key, audit, current], 3),
            ([header, key, "", audit, current], 3),
            ([header, key, audit, audit, current], 3),
            ([header, key, "audit \(secret.dropLast())", current], 3),
            ([header, "key \(id.lowercased()) 2026-11-23 \(secret)", audit, current], 2),
            ([header, "key \(id) 2026-02-30 \(secret)", audit, current], 2),
            ([header, "key \(id) 2026-11-23 \(secret.dropLast())", audit, current], 2),
            ([header, "key  \(id) 2026-11-23 \(secret)", audit, current], 2),
            ([header, "kex \(id) 2026-11-23 \(secret)", audit, current], 2),
            ([header, key, audit, "current 00000000-0000-4000-8000-000000000000"], 4),
            ([header], 1),
        ]
        for (lines, line) in cases {
            #expect(damage(try summed(lines)) == .keyringDamaged(.line(line)), "\(lines)")
        }
    }
}
