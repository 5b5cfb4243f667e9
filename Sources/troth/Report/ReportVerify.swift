import ArgumentParser
import Casework
import Crypto
import FoundationEssentials
import Glibc
import Reports
import Sealing

struct ReportVerify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check a finished folder against its signed manifest.",
        discussion: """
            The signature, each file's SHA-256, and that no file is missing and none was added. Needs the keyring of the \
            practice, or its key as `troth report key` prints it, and no database. Ends with 1 where something is not \
            as it was made.

            Example: troth report verify june
                     troth report verify june --key troth/reports/...
            """)

    @Argument(help: "The folder.") var folder: String
    @Option(help: ArgumentHelp("The practice's key for reports.", valueName: "key")) var key: String?
    @Option(help: ArgumentHelp("The folder with the keyring.", valueName: "folder")) var home: String?

    func run() throws {
        let folder = FinishedFolder(folder)
        let findings = try folder.findings { practice in
            if let key {
                guard let read = AuditKey(key) else {
                    throw CaseworkError.invalid(field: "--key", "this is no key; `troth report key` prints it")
                }
                return read
            }
            return try KeyringFile.load(path: Home(home).keyring).reportSigner(of: practice).key
        }
        try StandardOutput.stream { output in
            for finding in findings.lines { output.write(VisibleText.of(finding) + "\n") }
            if findings.lines.isEmpty {
                output.write(
                    "\(DecimalText.grouped(findings.files)) files of the run \(findings.run) are as they were made.\n")
            }
        }
        if !findings.lines.isEmpty { throw ExitCode(1) }
    }
}

struct ReportKey: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Print the key that verifies your practice's manifests.",
        discussion: """
            For whoever checks a folder elsewhere, with `troth report verify --key`.

            Example: troth report key
            """)

    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let practice = try await office.casework.ownPractice()
            let key = try office.casework.environment.keyring.reportSigner(of: practice).key
            try StandardOutput.stream { $0.write(key.text + "\n") }
        }
    }
}

/// A finished folder as it lies there, compared with its manifest.
struct FinishedFolder {
    struct Findings {
        let run: String
        let files: Int
        /// What is not as it was made, a sentence each.
        var lines: [String] = []
    }

    private let path: String

    init(_ path: String) { self.path = path }

    func findings(key: (UUID) throws -> AuditKey) throws -> Findings {
        let bytes = try Self.bytes("\(path)/\(BatchManifest.fileName)")
        guard let manifest = BatchManifest(reading: bytes), let practice = UUID(uuidString: manifest.practice) else {
            throw CaseworkError.invalid(field: "folder", "its \(BatchManifest.fileName) is no manifest of a run")
        }
        let files = manifest.documents.flatMap(\.files)
        var findings = Findings(run: manifest.run, files: files.count)
        let signature = String(decoding: try Self.bytes("\(path)/\(BatchManifest.signatureName)"), as: UTF8.self)
        if !BatchManifest.isSigned(bytes, run: manifest.run, by: try key(practice), signature: signature) {
            findings.lines.append("The manifest is not signed by this practice's key, or was altered.")
        }
        for file in files {
            guard !file.name.contains("/"), let found = try? Self.bytes("\(path)/\(file.name)") else {
                findings.lines.append("\(file.name) is missing.")
                continue
            }
            if WrittenFile.hexadecimal(SHA256.hash(data: found)) != file.sha256 {
                findings.lines.append("\(file.name) was altered.")
            }
        }
        let known = Set(files.map(\.name) + [BatchManifest.fileName, BatchManifest.signatureName])
        for name in try RunFolder.names(in: path) where !known.contains(name) {
            findings.lines.append("\(name) was added.")
        }
        return findings
    }

    static func bytes(_ path: String) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(path: path, errno: errno) }
        defer { close(descriptor) }
        return try Descriptor.read(descriptor, limit: .max, path: path)
    }
}
