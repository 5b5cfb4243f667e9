import Crypto
import FoundationEssentials
import Testing

@testable import Sealing

@Suite("A backup of a keyring")
struct KeyringBackupTests {
    private static let now = Date(timeIntervalSince1970: 1_795_392_000)
    private static let passphrase = "six words that nobody guesses"
    private let keyring = Keyring.make(at: now).adding(at: now)
    private let text: [UInt8]

    init() throws {
        text = try KeyringBackup.seal(
            keyring, passphrase: Self.passphrase, at: Self.now, settings: ScryptSettings(logN: 14, r: 8, p: 1))
    }

    private func opening(_ text: [UInt8], _ passphrase: String = passphrase) -> SealingError? {
        failure { try KeyringBackup.open(text, passphrase: passphrase) }
    }

    @Test("gives the same keyring back, and shows none of its keys")
    func roundTrip() throws {
        let opened = try KeyringBackup.open(text, passphrase: Self.passphrase)
        #expect(opened.encoded() == keyring.encoded())
        let written = String(decoding: text, as: UTF8.self)
        for key in keyring.keys {
            #expect(written.contains("key \(key.id.uuidString)\n"))
            let secret = key.secret.withUnsafeBytes { Base64URL.encode(Array($0)) }
            #expect(!written.contains(String(decoding: secret, as: UTF8.self)))
        }
        #expect(written.split(separator: "\n").allSatisfy { $0.count < 80 })
    }

    @Test("is of scrypt with N = 2^17 unless a test asks for less")
    func standardCost() throws {
        let standard = try KeyringBackup.seal(keyring, passphrase: Self.passphrase, at: Self.now)
        #expect(String(decoding: standard, as: UTF8.self).contains("\nscrypt 17 8 1\n"))
        #expect(try KeyringBackup.open(standard, passphrase: Self.passphrase).encoded() == keyring.encoded())
    }

    @Test("refuses another passphrase, and one that is too short when it is made")
    func passphrases() {
        #expect(opening(text, "six words that nobody guesseS") == .backupRefused)
        #expect(opening(text, "") == .backupRefused)
        #expect(
            failure { try KeyringBackup.seal(keyring, passphrase: "fourteen chars", at: Self.now) }
                == .shortPassphrase(least: 15))
    }

    @Test("is read as a person or a scanner leaves it: carriage returns, blanks at the end, empty lines")
    func retyped() throws {
        let typed =
            String(decoding: text, as: UTF8.self).split(separator: "\n").joined(separator: "  \r\n\r\n") + "\r\n"
        #expect(try KeyringBackup.open(Array(typed.utf8), passphrase: Self.passphrase).encoded() == keyring.encoded())
    }

    @Test("names the line in which a letter was mistyped")
    func mistyped() throws {
        let lines = String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
        let third = try #require(lines.firstIndex { $0.hasPrefix("03 ") })
        var characters = Array(lines[third].utf8)
        characters[10] = characters[10] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
        var typed = lines
        typed[third] = String(decoding: characters, as: UTF8.self)
        let error = opening(Array((typed.joined(separator: "\n") + "\n").utf8))
        #expect(error == .backupDamaged(.line(3)))
        #expect(try #require(error).description.contains("its line 3"))
    }

    @Test("is refused with any of its bytes changed, and cut at any place but in the last line end")
    func damaged() {
        for index in text.indices.dropLast() {
            var altered = text
            altered[index] ^= 1
            // a blank at a line's end, or a line end that becomes one, changes nothing that was written
            let error = opening(altered)
            #expect(error != nil || altered[index] == 0x0B, "byte \(index)")
        }
        for length in 0..<text.count - 1 {
            #expect(opening(Array(text[..<length])) != nil, "length \(length)")
        }
        #expect(opening([]) == .backupDamaged(.notABackup))
        #expect(opening([0xFF, 0xFE]) == .backupDamaged(.notABackup))
        #expect(opening(Array("troth-keyring-backup 2\n".utf8)) == .backupDamaged(.unknownFormat))
        #expect(opening(keyring.encoded()) == .backupDamaged(.notABackup))
    }

    @Test("cannot be given another front: the lines above the sealed ones are authenticated")
    func otherFront() {
        let written = String(decoding: text, as: UTF8.self)
        let body = written.replacing("made 2026-11-23\n", with: "made 2020-01-01\n").split(separator: "\n").dropLast()
            .map { $0 + "\n" }.joined()
        let whole = Array(body.utf8)
        #expect(whole != text)
        #expect(opening(whole + Keyring.checksumLine(of: whole[...])) == .backupRefused)
    }
}
