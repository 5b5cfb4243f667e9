package import Anonymity
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
    package let release: String
    package let profile: ReleaseProfile
    /// What the data promises, for `troth export verify`; nil for tables.
    package let promise: ReleasePromise?
    package let files: [ReleasedFile]

    package init(_ report: ReleaseReport, _ promise: ReleasePromise?, files: [ReleasedFile]) {
        format = "troth-release-1"
        release = report.handle
        profile = report.profile
        self.promise = promise
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
