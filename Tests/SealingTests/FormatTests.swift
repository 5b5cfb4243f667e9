import Crypto
import FoundationEssentials
import Testing

@testable import Sealing

/// The values were made by another program from `docs/reference/sealed-format.md` alone: Python with the
/// `cryptography` package 48 and `hashlib`. A change that breaks one of them cannot read what is stored already.
@Suite("The formats are what is documented")
struct FormatTests {
    private let fixtures = Fixtures()
    private var random = CountingGenerator()
    private let practiceKey: PracticeKey
    private let compartmentKey: CompartmentKey
    private let keyring: Keyring

    init() throws {
        practiceKey = PracticeKey(
            practice: fixtures.practice, version: 5, secret: SymmetricKey(data: [UInt8](0x00...0x1F)))
        compartmentKey = CompartmentKey(
            scope: fixtures.place.scope, version: 3, secret: SymmetricKey(data: [UInt8](0x80...0x9F)))
        keyring = try Keyring(decoding: Array(Self.keyringText.utf8))
    }

    @Test("a sealed text")
    mutating func sealedText() throws {
        let place = Place(
            practice: fixtures.practice, caseID: fixtures.caseID, compartment: .a, row: fixtures.row,
            column: "notes.body", schema: 2)
        let text = Array("Wir reden – 😀 שלום".utf8)
        let expected = hex(
            """
            010000000300000007404142434445464748494a4bd9ca015d648ccc4a0a94b51c518ef9bde343e7a172c1ed7e9b9c26
            84fb3ea78b2db522b5999fbd31d5a3fdcdf5eb47f3525184127624c9c85e4ff457e7ac20da8f1a98e2494de5bbafe024
            c25d5032387669c6591d537f81bed28439057a1521d03151ff05aa3c858f8c1368470078f322ade6f1cb2a9373f2c5ad
            8b669448e6a32484fba91fe9f668860afc2d8cc75de2d316ff69e9d6acd59d9ff889354bf609649eadafabee6322a132
            620de9a2afe2e8651bd93f27dd3ffd5cb195ee78ff7c6708c130d633b9f2c5bef32e48b02bcf5ac6748bb6ea7bb406ed
            e0351c09f31021c51309356972899be3d3e4d47b6a1e5ff94eee95543b6fe58cb48ee25fb98e1cbe4dfec9d383abebec
            4349e84d45
            """)
        #expect(try compartmentKey.seal(text, at: place, revision: 7, using: &random) == expected)
        #expect(try compartmentKey.open(expected, at: place) == text)
    }

    @Test("a sealed word of the practice")
    mutating func practiceWords() throws {
        let place = Place(practice: fixtures.practice, row: fixtures.row, column: "staff.name")
        let expected = hex(
            """
            010000000500000000404142434445464748494a4bf766a7042525cc67a04caa38a899d521c6359a6ffa4216f31b1b8e
            48ee49c9125f9a3710b5dca6892ff3cb4d8a8645e3cf253cbe81f8c71b95fd5e87f8a29696de9d4d0b5ef724766314ae
            4666ee0a15c70b924df351e69b7738b99da66fb31ba7bc625fa3ae76478e93e303570a2433b56b6b3f2b2529cfcfa96a
            8ca78e3d714a642b40868000828dde3db234a2fd7ee03ad8f8c536d4b395938c22490ac90328aed0ca1f648139769377
            b9fb02500e9d6c985b8318b3c33877b56022a3b6c6f5d4c1cfedb1918e1931ffd71278bb9e050ef85d7035c6a021386a
            d2240bd421e5e0a7d57a62f88a45db4ed98a21f46c6f671519eea863aa85f67398ea8f9394e114a43d5a20f04ff0336a
            bcbfb2be06
            """)
        #expect(try practiceKey.words.seal(Array("Ana".utf8), at: place, revision: 0, using: &random) == expected)
        #expect(try practiceKey.words.open(expected, at: place) == Array("Ana".utf8))
    }

    @Test("a wrapped compartment key")
    mutating func wrappedCompartmentKey() throws {
        let expected = hex(
            """
            010000000500000003404142434445464748494a4bb39461c915d2a23489ffd42c15175aff2fb24c9f7bc567abbae656
            2c32737f8385de8e2234206c1d5537de7dc1c453bb
            """)
        #expect(try practiceKey.wrap(compartmentKey, using: &random) == expected)
        #expect(
            try practiceKey.unwrap(expected, caseID: fixtures.caseID, compartment: .a, version: 3) == compartmentKey)
    }

    @Test("a wrapped practice key")
    mutating func wrappedPracticeKey() throws {
        let expected = hex(
            """
            017d3c5b0a6f0e4a519c550b7c1b1f2e3d00000005404142434445464748494a4ba214d357445460f108c8d507292635
            68fb6680cd338ee92c09443080487b8903b28d5b849354b21fe856c90c78f2a071
            """)
        #expect(try keyring.wrap(practiceKey, using: &random) == expected)
        let unwrapped = try keyring.unwrap(expected, practice: fixtures.practice)
        #expect(unwrapped.secret == practiceKey.secret)
        #expect(unwrapped.version == 5)
    }

    @Test("a hash under the MAC subkey")
    func mac() {
        let expected = hex("123fd656e6a3981db47adef26b75d261863442ebb5e0fd5100b373c40d8974a3")
        #expect(practiceKey.mac(Array("note write C-7".utf8), purpose: "request") == expected)
    }

    @Test("a keyring")
    func keyringFormat() {
        #expect(keyring.encoded() == Array(Self.keyringText.utf8))
        #expect(keyring.keyIDs == [keyring.currentID])
        #expect(keyring.keys.map(\.createdOn) == ["2026-11-23"])
        #expect(keyring.keys.map(\.secret) == [SymmetricKey(data: [UInt8](0xE0...0xFF))])
        #expect(keyring.auditSeed == SymmetricKey(data: [UInt8](0xC0...0xDF)))
    }

    @Test("a password's proof and what is stored of it")
    func passwordProof() throws {
        let proof = try PasswordProof(
            password: "pässwörd", salt: [UInt8](0..<16), settings: ScryptSettings(logN: 14, r: 8, p: 1))
        #expect(proof.bytes == hex("5de3d7bf1673463e8bd4ae85a1fec0519ba6a3c7c77edd854689ceb17811ed82"))
        #expect(proof.stored == hex("afc60eaa1c0cb620b9f17fba31532b2444219c1c18e2dcba9691a4cab5f44ee2"))
    }

    @Test("a password's proof at the standard settings")
    func standardProof() throws {
        let proof = try PasswordProof(
            password: "correct horse battery staple", salt: [UInt8](0..<16), settings: .standard)
        #expect(proof.bytes == hex("1b2946da71f41179e83b99dc33842d15741b87c4121c8c7f3781c1df864fb58b"))
    }

    @Test("a login token and what is stored of it")
    func loginToken() throws {
        let token = try LoginToken(text: "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8")
        #expect(token.bytes == [UInt8](0..<32))
        #expect(token.sha256 == hex("630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd"))
    }

    private static let keyringText = """
        troth-keyring 1
        key 7D3C5B0A-6F0E-4A51-9C55-0B7C1B1F2E3D 2026-11-23 4OHi4-Tl5ufo6err7O3u7_Dx8vP09fb3-Pn6-_z9_v8
        audit wMHCw8TFxsfIycrLzM3Oz9DR0tPU1dbX2Nna29zd3t8
        current 7D3C5B0A-6F0E-4A51-9C55-0B7C1B1F2E3D
        checksum nzE66TGK0W6ZGlh9WvwBsbYtlArPanpiM_ypqiXVXKE

        """
}
