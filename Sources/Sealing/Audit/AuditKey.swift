import Crypto
import FoundationEssentials

/// The key that checkpoints of one log are verified with: its name is the log's origin.
package struct AuditKey: Sendable {
    package let name: String
    private let key: Curve25519.Signing.PublicKey

    /// `0x01`: Ed25519, among the signature types of `signed-note`.
    private static let type: UInt8 = 1

    init(name: String, key: Curve25519.Signing.PublicKey) {
        (self.name, self.key) = (name, key)
    }

    /// Reads what `text` writes; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, Self.isName(String(parts[0])), let bytes = Data(base64Encoded: String(parts[2])),
            bytes.first == Self.type,
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes.dropFirst())
        else { return nil }
        self.init(name: String(parts[0]), key: key)
        guard self.text == text else { return nil }
    }

    /// `name+id+base64(01 ‖ public key)`, for people to write down.
    package var text: String {
        "\(name)+\(id.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())+"
            + Data([Self.type] + key.rawRepresentation).base64EncodedString()
    }

    /// The first four bytes of SHA-256(name ‖ 0A ‖ 01 ‖ public key).
    var id: [UInt8] {
        Array(SHA256.hash(data: Array(name.utf8) + [0x0A, Self.type] + key.rawRepresentation).prefix(4))
    }

    func verifies(_ signature: [UInt8], of text: String) -> Bool {
        key.isValidSignature(signature, for: Array(text.utf8))
    }

    static func isName(_ name: String) -> Bool {
        !name.isEmpty && !name.unicodeScalars.contains { $0 == "+" || $0.properties.isWhitespace }
    }
}

/// The key that signs checkpoints of one log. Only who holds the keyring has it.
package struct AuditSigner: Sendable {
    package let key: AuditKey
    private let signing: Curve25519.Signing.PrivateKey

    init(name: String, seed: SymmetricKey) throws(SealingError) {
        do {
            signing = try seed.withUnsafeBytes { try Curve25519.Signing.PrivateKey(rawRepresentation: $0) }
        } catch {
            throw .cipherFailed
        }
        key = AuditKey(name: name, key: signing.publicKey)
    }

    /// The text, which ends with a line feed, with this key's signature.
    package func sign(_ text: String) throws(SealingError) -> SignedNote {
        guard let signature = try? signing.signature(for: Array(text.utf8)) else { throw .cipherFailed }
        return SignedNote(
            text: text, signatures: [SignedNote.Signature(name: key.name, keyID: key.id, bytes: Array(signature))])
    }
}

extension Keyring {
    /// The key that signs the checkpoints of a log.
    package func auditSigner(of log: AuditLog) throws(SealingError) -> AuditSigner {
        try AuditSigner(name: log.origin, seed: auditSeed)
    }
}
