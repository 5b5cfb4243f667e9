import Anonymity
import Crypto
import FoundationEssentials

/// A file of a release as it lies on the disk.
package struct ReleasedFile: Sendable, Codable, Hashable {
    package let name: String
    package let bytes: Int
    /// SHA-256 in lower-case hexadecimal digits.
    package let sha256: String

    init(name: String, bytes: Int, sha256: String) {
        (self.name, self.bytes, self.sha256) = (name, bytes, sha256)
    }

    /// A file that is held whole, such as a report.
    package init(name: String, content: [UInt8]) {
        self.init(name: name, bytes: content.count, sha256: hexadecimal(Array(SHA256.hash(data: content))))
    }
}

/// The last file of a release: what belongs to it. Files without their manifest are garbage.
package struct ReleaseManifest: Sendable, Codable {
    package let format: String
    package let rows: Int
    package let k: Int
    package let files: [ReleasedFile]

    package init(_ report: ReleaseReport, files: [ReleasedFile]) {
        format = "troth-progress-1"
        rows = report.figures.releasedRows
        k = report.figures.k
        self.files = files
    }
}

extension Encodable {
    /// The value as JSON for a file: keys sorted, indented, a line end at the end.
    package func fileJSON() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
    }
}
