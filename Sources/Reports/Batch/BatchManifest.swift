import CaseModel
package import Casework
import Crypto
import FoundationEssentials
package import Sealing

/// What a finished folder of reports holds: which documents, of which records at which version, each file's SHA-256,
/// and what is missing and why. Ids, handles and hashes; no name of a person.
///
/// The same run gives the same bytes, however often it was interrupted: no time but the run's own, all lists in order.
package struct BatchManifest: Codable, Sendable, Equatable {
    package static let fileName = "manifest.json"
    package static let signatureName = "manifest.sig"
    private static let kind = "troth/reports/1"

    package struct File: Codable, Sendable, Equatable {
        package let name: String
        package let bytes: Int
        package let sha256: String
    }

    package struct Document: Codable, Sendable, Equatable {
        package let handle: String
        package let id: String
        /// The edit version of the session or the case.
        package let version: Int
        /// A note that it was made from was not signed.
        package let isDraft: Bool
        package let files: [File]

        enum CodingKeys: String, CodingKey {
            case handle, id, version, files
            case isDraft = "draft"
        }
    }

    package struct Missing: Codable, Sendable, Equatable {
        package let handle: String
        package let id: String
        /// A raw value of `ReportFailure`.
        package let reason: String
    }

    let kind: String
    package let run: String
    package let report: String
    package let copy: String
    package let conditions: String
    package let duty: String
    package let practice: String
    package let staff: String
    /// The practice's own time.
    package let madeAt: String
    package let formats: [String]
    package let paper: String
    /// SHA-256 of the templates that word the documents; nil without.
    package let templates: String?
    /// The versions of the program and of what draws its PDFs.
    package let program: [String: String]
    package let documents: [Document]
    package let missing: [Missing]

    enum CodingKeys: String, CodingKey {
        case kind, run, report, copy, templates, duty, practice, staff, formats, paper, program, documents, missing
        case conditions = "where"
        case madeAt = "made_at"
    }

    /// `size` gives the bytes of a file that was written.
    package init(
        _ run: ReportRun, _ lines: [ReportLine], program: [String: String], size: (String) throws -> Int
    ) throws {
        kind = Self.kind
        (self.run, report, conditions) = (run.handle, run.report.rawValue, run.conditions)
        (copy, templates) = (run.copy.code, run.templates.map { HexText.of($0) })
        (duty, practice) = (run.duty.rawValue, run.practice.uuidString.lowercased())
        (staff, madeAt) = (run.staff.uuidString.lowercased(), "\(run.madeAt)")
        (formats, paper, self.program) = (run.formats, run.paper, program)
        let names = BatchNames(run)
        documents = try lines.compactMap { line in
            guard case .done(let version, let isDraft, let sha256) = line.standing else { return nil }
            let files = try names.files(of: line.handle).enumerated().map { index, name in
                File(name: name, bytes: try size(name), sha256: HexText.of(sha256[(index * 32)..<(index * 32 + 32)]))
            }
            return Document(
                handle: line.handle, id: line.record.uuidString.lowercased(), version: version, isDraft: isDraft,
                files: files)
        }
        missing = lines.compactMap { line in
            guard case .failed(let reason) = line.standing else { return nil }
            return Missing(handle: line.handle, id: line.record.uuidString.lowercased(), reason: reason.rawValue)
        }
    }

    /// Reads the bytes of a manifest; nil for anything else.
    package init?(reading bytes: [UInt8]) {
        guard let read = try? JSONDecoder().decode(Self.self, from: Data(bytes)), read.kind == Self.kind else {
            return nil
        }
        self = read
    }

    package func bytes() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self)) + [0x0A]
    }

    /// The text that is signed for a manifest of these bytes.
    package static func signed(_ bytes: [UInt8], run: String, by signer: AuditSigner) throws -> String {
        try signer.sign(statement(bytes, run: run, key: signer.key)).encoded
    }

    /// Whether the signature's file vouches for a manifest of these bytes.
    package static func isSigned(_ bytes: [UInt8], run: String, by key: AuditKey, signature: String) -> Bool {
        guard let note = SignedNote(signature) else { return false }
        return note.text == statement(bytes, run: run, key: key) && note.isSigned(by: key)
    }

    private static func statement(_ bytes: [UInt8], run: String, key: AuditKey) -> String {
        "\(key.name)\nmanifest of \(run)\nsha256 \(HexText.of(SHA256.hash(data: bytes)))\n"
    }
}

/// The names of a run's files: the report and a record's handle, and no name of a person.
package struct BatchNames: Sendable {
    private let report: String
    private let formats: [DocumentFormat]

    package init(_ run: ReportRun) {
        report = run.copy == .file ? run.report.rawValue : run.copy.code.replacing("_", with: "-")
        formats = run.formats.compactMap(DocumentFormat.init)
    }

    /// One a format, in the order of the run's formats.
    package func files(of handle: String) -> [String] {
        formats.map { "\(report)-\(handle).\($0.fileExtension)" }
    }
}

/// Bytes as lower-case hexadecimal digits.
package enum HexText {
    package static func of(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
