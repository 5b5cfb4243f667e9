import Anonymity
import ArgumentParser
import Casework
import Crypto
import FoundationEssentials
import Glibc

struct ExportVerify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check that a released file keeps what its report promises, without a practice.",
        discussion: """
            Reads the file again from its bytes alone: the hash, every label, the size of every class, and l, entropy and \
            t of every sensitive column. Ends with status 1 where something is not kept.

            Example: troth export verify out.csv --report report.json
            """)

    @Argument(help: "The released file.") var file: String
    @Option(help: "Its report or manifest; manifest.json beside the file where it is left out.") var report: String?

    /// The part of a report or manifest that matters here.
    private struct Promised: Decodable {
        let promise: ReleasePromise
        let file: WrittenFile?
        let files: [WrittenFile]?
    }

    func run() throws {
        let folder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
        let path = report ?? folder + "manifest.json"
        guard let promised = try? JSONDecoder().decode(Promised.self, from: Data(try Self.whole(path))),
            promised.promise.separator.utf8.count == 1
        else { throw AnonymizeError.noPromise(path) }
        let name = file.split(separator: "/").last.map(String.init) ?? file
        let expected = promised.file ?? promised.files?.first { $0.name == name }

        var verifier = promised.promise.verifier
        var hash = SHA256()
        try Self.read(file) { bytes in
            hash.update(data: bytes)
            verifier.read(bytes.span)
        }
        let count = verifier.findingCount
        let measured = verifier.finishMeasured()
        let isSame = expected.map { $0.sha256 == WrittenFile.hexadecimal(hash.finalize()) } ?? true
        guard measured.findings.isEmpty, isSame else {
            var lines = measured.findings.map(\.description)
            if count > lines.count { lines.append("and \(count - lines.count) more") }
            if !isSame { lines.append("the file is not the one that the report is about: its SHA-256 differs") }
            try StandardOutput.stream { $0.write(lines.joined(separator: "\n") + "\n") }
            throw ExitCode(1)
        }
        var line =
            "\(DecimalText.grouped(measured.rows)) rows in \(DecimalText.grouped(measured.classes)) classes of at least "
            + "\(measured.smallestClass) keep k = \(promised.promise.k)"
        for reached in measured.reached {
            let t = DecimalText(reached.closeness, decimals: 3)?.description ?? "-"
            line += "; \(reached.column): l \(reached.distinct), t \(t)"
        }
        line += expected == nil ? ". No hash of the file was given." : ". The hash is the report's."
        try StandardOutput.stream { $0.write(VisibleText.of(line) + "\n") }
    }

    private static func whole(_ path: String) throws -> [UInt8] {
        var whole: [UInt8] = []
        try read(path) { whole += $0 }
        return whole
    }

    private static func read(_ path: String, _ take: ([UInt8]) throws -> Void) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(path: path, errno: errno) }
        defer { close(descriptor) }
        while true {
            try Task.checkCancellation()
            let bytes = try Descriptor.read(descriptor, limit: 1 << 18, path: path)
            if bytes.isEmpty { return }
            try take(bytes)
        }
    }
}
