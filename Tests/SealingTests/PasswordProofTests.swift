import Testing

@testable import Sealing

@Suite("A password's proof")
struct PasswordProofTests {
    private let salt = [UInt8](0..<16)

    private func settings() throws -> ScryptSettings { try ScryptSettings(logN: 14, r: 8, p: 1) }

    @Test("is the same for the same password, salt and settings, and differs with each of them")
    func differences() throws {
        let settings = try settings()
        let proof = try PasswordProof(password: "one", salt: salt, settings: settings)
        let others = [
            try PasswordProof(password: "One", salt: salt, settings: settings),
            try PasswordProof(password: "one ", salt: salt, settings: settings),
            try PasswordProof(password: "one", salt: salt.reversed(), settings: settings),
            try PasswordProof(password: "one", salt: salt, settings: ScryptSettings(logN: 15, r: 8, p: 1)),
            try PasswordProof(password: "one", salt: salt, settings: ScryptSettings(logN: 14, r: 8, p: 2)),
        ]
        #expect(try PasswordProof(password: "one", salt: salt, settings: settings) == proof)
        #expect(Set((others + [proof]).map(\.bytes)).count == 6)
        #expect(!others.contains(proof))
        #expect(proof.bytes.count == 32)
        #expect(proof.stored != proof.bytes)
    }

    @Test("takes a password as it was typed: a composed and a decomposed letter are two")
    func asTyped() throws {
        let composed = try PasswordProof(password: "\u{E9}", salt: salt, settings: settings())
        let decomposed = try PasswordProof(password: "e\u{301}", salt: salt, settings: settings())
        #expect(composed != decomposed)
    }

    @Test("is not made of an empty password or a salt of another length")
    func refused() throws {
        let settings = try settings()
        #expect(
            failure { try PasswordProof(password: "", salt: salt, settings: settings) }
                == .emptyPassword)
        for length in [0, 15, 17] {
            let salt = [UInt8](repeating: 1, count: length)
            #expect(
                failure { try PasswordProof(password: "x", salt: salt, settings: settings) }
                    == .saltLength(length))
        }
    }

    @Test("has a new salt of 16 bytes each time")
    func salts() {
        let salts = (0..<100).map { _ in PasswordProof.makeSalt() }
        #expect(Set(salts).count == 100)
        #expect(salts.allSatisfy { $0.count == PasswordProof.saltLength })
    }

    @Test("has settings that come back from their text")
    func settingsText() throws {
        #expect(ScryptSettings.standard.text == "scrypt 17 8 1")
        #expect(try ScryptSettings(text: "scrypt 17 8 1") == .standard)
        #expect(try ScryptSettings(text: "scrypt 20 8 4").logN == 20)
    }

    @Test(
        "has no settings that are weak, ruinous or written otherwise",
        arguments: [
            "", "scrypt", "scrypt 17 8", "scrypt 17 8 1 ", "scrypt  17 8 1", "bcrypt 17 8 1", "scrypt 13 8 1",
            "scrypt 21 8 1", "scrypt 17 1 1", "scrypt 17 32 1", "scrypt 17 8 0", "scrypt 17 8 5", "scrypt +17 8 1",
            "scrypt 017 8 1", "scrypt -1 8 1", "scrypt 99999999999999999999 8 1",
        ])
    func badSettings(text: String) {
        #expect(failure { try ScryptSettings(text: text) } == .scryptSettings)
    }
}
