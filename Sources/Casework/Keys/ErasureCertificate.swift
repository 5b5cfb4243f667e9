import FoundationEssentials

/// Why a case may be erased.
package enum ErasureReason: String, Sendable, CaseIterable, Codable {
    case retentionEnded = "retention_ended"
    case clientRequest = "client_request"
    case courtOrder = "court_order"
    case openedInError = "opened_in_error"
    case other
}

/// What was destroyed when a case was erased: ids, numbers and hashes, under a MAC of the practice's key.
///
/// Only the practice can have made it, and only with its keyring can it be checked. The SHA-256 of a wrapped key tells
/// nothing of the key; it shows, against a backup that still holds it, which key was meant.
package struct ErasureCertificate: Codable, Sendable, Hashable {
    package let format: Int
    package let practiceID: String
    package let practice: String
    package let caseHandle: String
    package let caseID: String
    /// In UTC, as PostgreSQL counts it.
    package let erasedAt: String
    /// The login of the practice admin.
    package let erasedBy: String
    package let reason: ErasureReason
    /// How many sealed texts were made unreadable, by table.
    package let texts: [String: Int]
    /// The versions of the case's keys that were destroyed.
    package let keyVersions: [Int]
    /// SHA-256 of each destroyed wrapped key, by version: joint, A, B, therapist.
    package let keysSHA256: [String]

    /// The text that the MAC is over: JSON with sorted keys, on one line.
    package func text() throws -> String { try sealedJSON(self) }

    init(text: String) throws {
        self = try JSONDecoder().decode(Self.self, from: Data(text.utf8))
    }

    init(
        practiceID: String, practice: String, caseHandle: String, caseID: String, erasedAt: String, erasedBy: String,
        reason: ErasureReason, texts: [String: Int], keyVersions: [Int], keysSHA256: [String]
    ) {
        format = 1
        (self.practiceID, self.practice, self.caseHandle, self.caseID) = (practiceID, practice, caseHandle, caseID)
        (self.erasedAt, self.erasedBy, self.reason) = (erasedAt, erasedBy, reason)
        (self.texts, self.keyVersions, self.keysSHA256) = (texts, keyVersions, keysSHA256)
    }
}

/// A certificate with its MAC, as it is given out.
package struct SignedErasure: Codable, Sendable, Hashable {
    package let certificate: ErasureCertificate
    /// HMAC-SHA256 of the certificate's text under the practice's key, in hexadecimal digits.
    package let mac: String

    init(certificate: ErasureCertificate, mac: String) {
        (self.certificate, self.mac) = (certificate, mac)
    }

    /// Reads what `json` writes.
    ///
    /// - Throws: `CaseworkError.invalid` for anything else.
    package init(json: [UInt8]) throws(CaseworkError) {
        guard let read = try? JSONDecoder().decode(Self.self, from: Data(json)), read.certificate.format == 1 else {
            throw .invalid(field: "certificate", "this is not a certificate of an erasure that this program can read")
        }
        self = read
    }

    /// The certificate as a file: JSON on several lines, keys sorted.
    package func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
    }
}
