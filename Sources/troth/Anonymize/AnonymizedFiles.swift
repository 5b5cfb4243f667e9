import Anonymity
import Casework
import Crypto
import FoundationEssentials
import Glibc

/// The files of one run: written under other names, checked as they lie on the disk, and named together, the report last.
final class AnonymizedFiles {
    private let table: SafeFile
    private let dictionary: SafeFile
    private let report: SafeFile
    private let path: String
    private let dictionaryPath: String
    /// Set once the table was written.
    private(set) var written: WrittenFile

    /// Throws where one of them is there already.
    init(out: String, dictionary: String, report: String) throws {
        path = out
        dictionaryPath = dictionary
        written = WrittenFile(name: out.split(separator: "/").last.map(String.init) ?? out, bytes: 0, sha256: "")
        table = try SafeFile(out)
        self.dictionary = try SafeFile(dictionary)
        self.report = try SafeFile(report)
    }

    func write(_ body: (_ put: ([UInt8]) throws -> Void) throws -> Void) throws {
        var hash = SHA256()
        var size = 0
        try body { bytes in
            try Task.checkCancellation()
            hash.update(data: bytes)
            size += bytes.count
            try table.write(bytes)
        }
        written = WrittenFile(name: written.name, bytes: size, sha256: WrittenFile.hexadecimal(hash.finalize()))
    }

    /// Reads the table again, from the disk, and throws where it does not keep what it promises. In several passes where
    /// the memory for its classes is limited. Answers the classes by their rows, and what the worst class reached.
    @discardableResult
    func check(
        _ promise: ReleasePromise, passes: Int = 1
    ) throws -> (classesOfSize: [Int: Int], reached: [ReachedPrivacy]) {
        var classesOfSize: [Int: Int] = [:]
        var reached: [ReachedPrivacy] = []
        for pass in 0..<passes {
            let measured = try check(promise.verifier(.init(pass, of: passes)))
            classesOfSize.merge(measured.classesOfSize, uniquingKeysWith: +)
            guard measured.classes > 0 else { continue }
            reached = reached.isEmpty ? measured.reached : zip(reached, measured.reached).map(ReachedPrivacy.worst)
        }
        return (classesOfSize, reached)
    }

    private func check(_ verifier: consuming ReleaseVerifier) throws -> ReleaseVerifier.Measured {
        var verifier = verifier
        var hash = SHA256()
        try table.readBack { bytes in
            try Task.checkCancellation()
            hash.update(data: bytes)
            verifier.read(bytes.span)
        }
        let count = verifier.findingCount
        let measured = verifier.finishMeasured()
        if let finding = measured.findings.first { throw AnonymizeError.notKept(finding, count: max(count, 1)) }
        guard WrittenFile.hexadecimal(hash.finalize()) == written.sha256 else {
            throw AnonymizeError.notWhatWasWritten(path)
        }
        return measured
    }

    func publish(_ document: AnonymizationReport, _ columns: ColumnDictionary) throws {
        try dictionary.write(try columns.fileJSON())
        try report.write(try document.fileJSON())
        try table.publish()
        do {
            try dictionary.publish()
            try report.publish()
        } catch {
            // All or none: what was named already goes again.
            unlink(path)
            unlink(dictionaryPath)
            throw error
        }
    }

    func discard() {
        table.discard()
        dictionary.discard()
        report.discard()
    }
}

/// A file as it lies on the disk.
struct WrittenFile: Codable, Sendable {
    let name: String
    let bytes: Int
    /// SHA-256 in lower-case hexadecimal digits.
    let sha256: String

    static func hexadecimal(_ digest: SHA256.Digest) -> String {
        let digits = Array("0123456789abcdef")
        return digest.reduce(into: "") { text, byte in
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
    }
}
