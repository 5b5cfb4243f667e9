import ArgumentParser
import CaseModel
import Casework

struct KeysErase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase", abstract: "Erase a case for good: every word of it becomes unreadable.",
        discussion: """
            The case's keys are destroyed and its sealed texts emptied; birth years, region and family facts go, and every \
            assignment ends. Ids, dates, codes, scores and the audit stay. It cannot be undone. How long a record must be \
            kept, Troth does not judge.

            Backups of the database made before still hold the case and its keys. docs/how-to/keys.md says what to do.

            Example: troth keys erase C4XK92TM --reason retention_ended --out erasure-C4XK92TM.json
            """)

    @Argument(help: "The case's handle.") var handle: String
    @Option(help: "retention_ended, client_request, court_order, opened_in_error or other.") var reason: ErasureReason
    @Option(help: ArgumentHelp("A file for the certificate.", valueName: "file")) var out: String?
    @Option(help: ArgumentHelp("The handle again, in place of typing it at the question.", valueName: "handle"))
    var confirm: String?
    @OptionGroup var proof: ProofOptions
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let file = try HandleArgument.read(handle, .caseFile)
        let safe = try out.map { try SafeFile($0) }
        defer { safe?.discard() }
        try await Office.run(office) { office in
            try await office.proved(proof) {
                let typed =
                    try confirm
                    ?? Prompt().answer(
                        "This erases \(file) for good. Type its handle to go on: ",
                        instead: "give the handle again with --confirm")
                guard try HandleArgument.read(typed, .caseFile) == file else {
                    throw CaseworkError.invalid(
                        field: "confirm", "\(typed) is not \(file). Nothing was erased; type the same handle twice")
                }
                let signed = try await office.change("keys erase", [file.description, reason.rawValue], key: key) {
                    try await office.casework.eraseCase(file, because: reason, key: $0)
                }
                try safe?.write(signed.json())
                try safe?.publish()
                try CertificateScreen.show(signed, output)
            }
        }
    }
}

extension ErasureReason: ExpressibleByArgument {}
