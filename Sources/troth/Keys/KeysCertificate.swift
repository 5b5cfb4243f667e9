import ArgumentParser
import CaseModel
import Casework

struct KeysCertificate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "certificate",
        abstract: "Show the certificate of an erased case, or check one that somebody brings.",
        discussion: """
            Examples: troth keys certificate C4XK92TM --format json
                      troth keys certificate C4XK92TM --check erasure-C4XK92TM.json
            """)

    @Argument(help: "The case's handle.") var handle: String
    @Option(help: ArgumentHelp("A certificate to check.", valueName: "file")) var check: String?
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let file = try HandleArgument.read(handle, .caseFile)
        try await Office.run(office) { office in
            guard let check else {
                return try CertificateScreen.show(try await office.casework.erasure(of: file), output)
            }
            let brought = try SignedErasure(json: try KeyringBackupFile.read(check))
            try await office.casework.check(brought, isOf: file)
            try Answer.say(file.description, "The certificate of \(file) is the one that was given out.", output)
        }
    }
}

/// A certificate on the screen: for a person, or as the JSON that is handed out.
enum CertificateScreen {
    static func show(_ signed: SignedErasure, _ options: OutputOptions) throws {
        if options.format == .json, !options.quiet {
            let text = String(decoding: try signed.json(), as: UTF8.self)
            return try StandardOutput.stream { $0.write(text) }
        }
        try StandardOutput.stream {
            listing.write(one: signed, options: options, screen: .standardOutput(noColor: options.noColor), to: &$0)
        }
    }

    static let listing = Listing<SignedErasure>(
        empty: "",
        columns: [
            Column("case", "Erased case", fit: .whole) { .text($0.certificate.caseHandle) },
            Column("practice", "Practice") { .text($0.certificate.practice) },
            Column("erased_at", "Erased at") { .date($0.certificate.erasedAt) },
            Column("erased_by", "By") { .text($0.certificate.erasedBy) },
            Column("reason", "Reason") { .text($0.certificate.reason.rawValue) },
            Column("texts", "Made unreadable", fit: .wraps) { .text(words($0.certificate.texts)) },
            Column("key_versions", "Keys destroyed") {
                .text("version " + $0.certificate.keyVersions.map(String.init).joined(separator: ", "))
            },
            Column("keys_sha256", "SHA-256 of the wrapped keys", fit: .wraps) {
                .text($0.certificate.keysSHA256.joined(separator: " "))
            },
            Column("case_id", "Id of the case", fit: .whole) { .text($0.certificate.caseID) },
            Column("mac", "MAC", fit: .whole) { .text($0.mac) },
        ],
        handle: { $0.certificate.caseHandle })

    private static func words(_ texts: [String: Int]) -> String {
        if texts.isEmpty { return "no texts" }
        return texts.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
    }
}
