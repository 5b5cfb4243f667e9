import Crypto
import FoundationEssentials

/// A text with signatures under it, as C2SP's `signed-note` writes it.
package struct SignedNote: Sendable, Equatable {
    /// One line under the text.
    package struct Signature: Sendable, Equatable {
        package let name: String
        /// Four bytes that tell keys of one name apart.
        package let keyID: [UInt8]
        package let bytes: [UInt8]
    }

    /// With the line feed that ends its last line: exactly what is signed.
    package let text: String
    package let signatures: [Signature]

    private static let dash = "\u{2014} "
    private static let mostSignatures = 16

    init(text: String, signatures: [Signature]) {
        (self.text, self.signatures) = (text, signatures)
    }

    /// Reads what `encoded` writes; nil for anything else.
    package init?(_ note: String) {
        guard note.utf8.allSatisfy({ $0 >= 0x20 || $0 == 0x0A }) else { return nil }
        var lines = note.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.popLast() == "" else { return nil }
        guard let gap = lines.lastIndex(of: ""), gap > 0 else { return nil }
        let signatures = lines[(gap + 1)...].map(Self.signature)
        guard (1...Self.mostSignatures).contains(signatures.count) else { return nil }
        text = lines[..<gap].map { $0 + "\n" }.joined()
        self.signatures = signatures.compactMap(\.self)
        guard self.signatures.count == signatures.count else { return nil }
    }

    private static func signature(_ line: Substring) -> Signature? {
        guard line.hasPrefix(dash) else { return nil }
        let parts = line.dropFirst(dash.count).split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, AuditKey.isName(String(parts[0])), let bytes = Data(base64Encoded: String(parts[1])),
            bytes.count > 4, bytes.base64EncodedString() == parts[1]
        else { return nil }
        return Signature(name: String(parts[0]), keyID: Array(bytes.prefix(4)), bytes: Array(bytes.dropFirst(4)))
    }

    package var encoded: String {
        text + "\n"
            + signatures.map {
                Self.dash + $0.name + " " + Data($0.keyID + $0.bytes).base64EncodedString() + "\n"
            }.joined()
    }

    /// Whether one of the signatures is this key's, and right. One of its name and id that is wrong spoils the note.
    package func isSigned(by key: AuditKey) -> Bool {
        let its = signatures.filter { $0.name == key.name && $0.keyID == key.id }
        return !its.isEmpty && its.allSatisfy { key.verifies($0.bytes, of: text) }
    }
}
