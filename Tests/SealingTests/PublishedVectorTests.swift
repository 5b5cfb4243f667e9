import Crypto
import Testing

@testable import Sealing

@Suite("Published test vectors")
struct PublishedVectorTests {
    struct CipherVector: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let key, nonce, associated, plaintext, ciphertext, tag: [UInt8]
    }

    static let cipherVectors = [
        CipherVector(
            testDescription: "McGrew and Viega, The Galois/Counter Mode, test case 13",
            key: [UInt8](repeating: 0, count: 32), nonce: [UInt8](repeating: 0, count: 12), associated: [],
            plaintext: [], ciphertext: [], tag: hex("530f8afbc74536b9a963b4f1c4cb738b")),
        CipherVector(
            testDescription: "McGrew and Viega, test case 14",
            key: [UInt8](repeating: 0, count: 32), nonce: [UInt8](repeating: 0, count: 12), associated: [],
            plaintext: [UInt8](repeating: 0, count: 16), ciphertext: hex("cea7403d4d606b6e074ec5d3baf39d18"),
            tag: hex("d0d1c8a799996bf0265b98b5d48ab919")),
        CipherVector(
            testDescription: "McGrew and Viega, test case 16",
            key: hex("feffe9928665731c6d6a8f9467308308 feffe9928665731c6d6a8f9467308308"),
            nonce: hex("cafebabefacedbaddecaf888"), associated: hex("feedfacedeadbeeffeedfacedeadbeefabaddad2"),
            plaintext: hex(
                """
                d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72
                1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39
                """),
            ciphertext: hex(
                """
                522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa
                8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662
                """),
            tag: hex("76fc6ece0f4e1768cddf8853bb2d551b")),
        CipherVector(
            testDescription: "Wycheproof, aes_gcm_test 91",
            key: hex("92ace3e348cd821092cd921aa3546374299ab46209691bc28b8752d17f123c20"),
            nonce: hex("00112233445566778899aabb"), associated: hex("00000000ffffffff"),
            plaintext: hex("00010203040506070809"), ciphertext: hex("e27abdd2d2a53d2f136b"),
            tag: hex("9a4a2579529301bcfb71c78d4060f52c")),
        CipherVector(
            testDescription: "Wycheproof, aes_gcm_test 102",
            key: hex("f32364b1d339d82e4f132d8f4a0ec1ff7e746517fa07ef1a7f422f4e25a48194"),
            nonce: hex("5a86a50a0e8a179c734b996d"), associated: hex("ab2ac7c44c60bdf8228c7884adb20184"),
            plaintext: hex("43891bccb522b1e72a6b53cf31c074e9d6c2df8e"),
            ciphertext: hex("43dda832e942e286da314daa99bef5071d9d2c78"),
            tag: hex("c3922583476ced575404ddb85dd8cd44")),
    ]

    @Test("AES-256-GCM", arguments: cipherVectors)
    func cipher(vector: CipherVector) throws {
        let key = SymmetricKey(data: vector.key)
        let box = try AuthenticatedCipher.seal(
            vector.plaintext, under: key, nonce: vector.nonce, authenticating: vector.associated)
        #expect(box == vector.nonce + vector.ciphertext + vector.tag)
        let opened = AuthenticatedCipher.open(box[...], under: key, authenticating: vector.associated)
        #expect(opened == vector.plaintext)
    }

    @Test("HKDF-SHA256 without salt (RFC 5869, A.3: its first 32 bytes)")
    func keyDerivation() {
        let key = PracticeKey.derive(
            from: SymmetricKey(data: [UInt8](repeating: 0x0B, count: 22)), info: [])
        let expected = hex("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d")
        #expect(key == SymmetricKey(data: expected))
    }

    @Test(
        "HMAC-SHA256 (RFC 4231, cases 1, 2 and 6)",
        arguments: [
            (
                [UInt8](repeating: 0x0B, count: 20), "Hi There",
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
            ),
            (
                Array("Jefe".utf8), "what do ya want for nothing?",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
            ),
            (
                [UInt8](repeating: 0xAA, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
            ),
        ])
    func authentication(key: [UInt8], message: String, expected: String) {
        let bytes = Array(message.utf8)
        let (start, end) = (Array(bytes[..<3]), Array(bytes[3...]))
        #expect(PracticeKey.hmac(under: SymmetricKey(data: key), bytes) == hex(expected))
        #expect(PracticeKey.hmac(under: SymmetricKey(data: key), start, end) == hex(expected))
    }

    @Test(
        "scrypt (RFC 7914, section 12, its second and third: their first 32 bytes)",
        arguments: [
            ("password", "NaCl", 10, 8, 16, "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"),
            (
                "pleaseletmein", "SodiumChloride", 14, 8, 1,
                "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
            ),
        ])
    func passwords(password: String, salt: String, logN: Int, r: Int, p: Int, expected: String) throws {
        let key = try PasswordProof.derive(Array(password.utf8), salt: Array(salt.utf8), logN: logN, r: r, p: p)
        #expect(key == SymmetricKey(data: hex(expected)))
    }

    @Test(
        "base64url without padding (RFC 4648, section 10)",
        arguments: [
            ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
            ("foobar", "Zm9vYmFy"),
        ])
    func base64(plain: String, encoded: String) {
        #expect(Base64URL.encode(Array(plain.utf8)) == Array(encoded.utf8))
        #expect(Base64URL.decode(Array(encoded.utf8)) == Array(plain.utf8))
    }

    @Test("base64url refuses any second way to write a value", arguments: ["Zg==", "Zh", "Z", "Zm9+", "Zm9/", "Zg\n"])
    func base64Refused(text: String) {
        #expect(Base64URL.decode(Array(text.utf8)) == nil)
    }
}
