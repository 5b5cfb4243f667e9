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
            Reads the file again from its bytes alone: the hash, every label, the size of every class, l, entropy and t \
            of every sensitive column, and how many rows share any two outcomes. Where manifest.sig lies beside the \
            manifest, the signature is checked as well; --key is the practice's key, as it gave it to you. Ends with \
            status 1 where something is not kept.

            Example: troth export verify progress-2026/progress.csv --key KEY
                     troth export verify out.csv --report report.json
            """)

    @Argument(help: "The released file.") var file: String
    @Option(help: "Its report or manifest; manifest.json beside the file where it is left out.") var report: String?

    @Option(help: "The key of the practice (`troth export key`): the manifest must be signed by it.") var key: String?

    /// The part of a report or manifest that matters here.
    private struct Promised: Decodable {
        /// Nil for tables, which have no classes.
        let promise: ReleasePromise?
        let file: WrittenFile?
        let files: [WrittenFile]?
        let release: String?
    }

    func run() throws {
        let folder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
        let path = report ?? folder + "manifest.json"
        let text = try Self.whole(path)
        guard let promised = try? JSONDecoder().decode(Promised.self, from: Data(text)),
            promised.promise?.separator.utf8.count ?? 1 == 1
        else { throw AnonymizeError.noPromise(path) }
        let name = file.split(separator: "/").last.map(String.init) ?? file
        let expected = promised.file ?? promised.files?.first { $0.name == name }
        guard promised.promise != nil || expected != nil else { throw AnonymizeError.noPromise(path) }
        let signer = try ManifestSignature(beside: path, of: text, release: promised.release).signer(key)

        var verifier = promised.promise?.verifier
        var hash = SHA256()
        try Self.read(file) { bytes in
            hash.update(data: bytes)
            verifier?.read(bytes.span)
        }
        var lines: [String] = []
        var line = "\(name) is whole"
        if let promise = promised.promise, let count = verifier?.findingCount,
            let measured = verifier?.finishMeasured()
        {
            lines = measured.findings.map(\.description)
            if count > lines.count { lines.append("and \(count - lines.count) more") }
            line = Self.sentence(measured, promise)
        }
        if let expected, expected.sha256 != WrittenFile.hexadecimal(hash.finalize()) {
            lines.append("the file is not the one that the report is about: its SHA-256 differs")
        }
        guard lines.isEmpty else {
            try StandardOutput.stream { $0.write(lines.joined(separator: "\n") + "\n") }
            throw ExitCode(1)
        }
        line += expected == nil ? ". No hash of the file was given." : ". The hash is the report's."
        let about: String? =
            switch signer {
            case .none: nil
            case .asked(let key): "Signed by \(key), the key that you gave."
            case .unknown(let name):
                "A signature of \(name) lies beside it. Give that practice's key with --key to check it."
            }
        let said = [line, about].compactMap(\.self).map { VisibleText.of($0) + "\n" }
        try StandardOutput.stream { $0.write(said.joined()) }
    }

    private static func sentence(_ measured: ReleaseVerifier.Measured, _ promise: ReleasePromise) -> String {
        var line =
            "\(DecimalText.grouped(measured.rows)) rows in \(DecimalText.grouped(measured.classes)) classes of at least "
            + "\(measured.smallestClass) keep k = \(promise.k)"
        for reached in measured.reached {
            let t = DecimalText(reached.closeness, decimals: 3)?.description ?? "-"
            line += "; \(reached.column): l \(reached.distinct), t \(t)"
        }
        if let least = promise.fewestSharingTwo { line += "; any two outcomes are shared by \(least) or more" }
        return line
    }

    static func whole(_ path: String) throws -> [UInt8] {
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
