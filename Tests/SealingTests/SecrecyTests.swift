import Crypto
import FoundationEssentials
import Testing

@testable import Sealing

@Suite("What is printed tells no secret")
struct SecrecyTests {
    @Test("not of a key, a keyring, a proof or a token, however it is printed")
    func secrets() throws {
        var fixtures = Fixtures()
        let keyring = Keyring.make(at: Date(timeIntervalSince1970: 0), using: &fixtures.random)
        let practiceKey = PracticeKey.make(practice: fixtures.practice, using: &fixtures.random)
        let token = LoginToken.make(using: &fixtures.random)
        let proof = try PasswordProof(
            password: "x", salt: [UInt8](0..<16), settings: ScryptSettings(logN: 14, r: 8, p: 1))
        func written(_ secret: SymmetricKey) -> [UInt8] { secret.withUnsafeBytes { Array($0) } }
        let key = fixtures.key()
        let samples: [(any Sendable, [UInt8])] = [
            (keyring, keyring.keys.flatMap { written($0.secret) }), (practiceKey, written(practiceKey.secret)),
            (key, written(key.secret)), (token, token.bytes), (proof, proof.bytes),
        ]
        for (value, secret) in samples {
            var dumped = ""
            dump(value, to: &dumped)
            for text in ["\(value)", String(reflecting: value), "\([value])", dumped] {
                #expect(!text.contains(String(decoding: Base64URL.encode(secret), as: UTF8.self)))
                #expect(!text.contains(secret.prefix(4).map { "\($0)" }.joined(separator: ", ")))
            }
            #expect(!"\(value)".contains("Symmetric"))
        }
    }

    @Test("and what is wiped is gone")
    func wiped() {
        var secret: [UInt8] = [1, 2, 3]
        wipe(&secret)
        #expect(secret == [0, 0, 0])
        var nothing: [UInt8] = []
        wipe(&nothing)
        #expect(nothing.isEmpty)
    }

    @Test("and every error says something to do, in one line, with ids only")
    func errors() {
        let fixtures = Fixtures()
        let (place, scope, id) = (fixtures.place, fixtures.place.scope, fixtures.practice)
        let errors: [SealingError] = [
            .keyringMissing(path: "/k"), .keyringUnsafe(path: "/k", .symbolicLink),
            .keyringUnsafe(path: "/k", .notAPlainFile), .keyringUnsafe(path: "/k", .owner(7, us: 8)),
            .keyringUnsafe(path: "/k", .mode(0o644)), .keyringExists(path: "/k"),
            .keyringInaccessible(path: "/k", reason: "why"), .keyringDamaged(.empty), .keyringDamaged(.notAKeyring),
            .keyringDamaged(.unknownFormat), .keyringDamaged(.truncated, path: "/k"), .keyringDamaged(.altered),
            .keyringDamaged(.line(3)), .practiceKeyMalformed(practice: id),
            .practiceKeyNeeds(keyID: fixtures.row, practice: id), .practiceKeyRefused(practice: id, keyID: id),
            .wrappedKeyMalformed(scope), .wrappedKeyOtherVersion(scope, practiceKey: 1, key: 2),
            .wrappedKeyRefused(scope), .foreignKey(scope, practice: id), .outOfScope(place, key: scope),
            .tooLong(place, bytes: 99), .negativeRevision(place), .malformed(place),
            .unknownFormat(place, found: 9), .otherKeyVersion(place, sealed: 2, held: 1), .refused(place),
            .emptyPassword, .saltLength(3), .scryptSettings, .scryptFailed, .malformedToken, .cipherFailed,
        ]
        let texts = errors.map(\.description)
        #expect(Set(texts).count == texts.count)
        for text in texts {
            #expect(!text.contains("\n"))
            #expect(text.count > 30)
        }
        #expect("\(SealingError.refused(place))".contains(fixtures.row.uuidString))
        #expect("\(SealingError.keyringUnsafe(path: "/k", .mode(0o644)))".contains("0644"))
        #expect("\(SealingError.practiceKeyNeeds(keyID: fixtures.row, practice: id))".contains(fixtures.row.uuidString))
    }
}
