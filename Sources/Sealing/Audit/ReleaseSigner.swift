import Crypto
package import FoundationEssentials

extension Keyring {
    /// The key that signs the manifests of a practice's releases: Ed25519, made from the audit's seed for this alone, so
    /// that no signature of the one can pass for one of the other.
    package func releaseSigner(of practice: UUID) throws(SealingError) -> AuditSigner {
        let name = ReleaseNote.origin(of: practice)
        let seed = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: auditSeed, info: Array("\(name) manifest".utf8), outputByteCount: 32)
        return try AuditSigner(name: name, seed: seed)
    }
}

/// What is signed of a release: whose it is, which one, and the SHA-256 of its manifest, which has those of all files.
package struct ReleaseNote: Sendable, Equatable {
    package let origin: String
    package let handle: String
    /// Lower-case hexadecimal digits.
    package let sha256: String

    package init(practice: UUID, handle: String, sha256: String) {
        (origin, self.handle, self.sha256) = (Self.origin(of: practice), handle, sha256)
    }

    /// Reads what `text` writes; nil for anything else.
    package init?(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == 4, lines[3].isEmpty, lines[0].hasPrefix(Self.prefix), lines[1].hasPrefix("release "),
            lines[2].hasPrefix("manifest ")
        else { return nil }
        (origin, handle, sha256) = (
            String(lines[0]), String(lines[1].dropFirst(8)), String(lines[2].dropFirst(9))
        )
        guard self.text == text else { return nil }
    }

    package var text: String { "\(origin)\nrelease \(handle)\nmanifest \(sha256)\n" }

    private static let prefix = "troth/release/"
    static func origin(of practice: UUID) -> String { prefix + practice.uuidString.lowercased() }
}
