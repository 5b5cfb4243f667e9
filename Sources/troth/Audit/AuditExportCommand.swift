import ArgumentParser
import Casework

struct AuditExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the practice's audit into a new folder (auditor).",
        discussion: """
            The events as JSON lines, the checkpoints over them and the key: what deploy/audit-verify.py verifies \
            without Troth, by docs/reference/audit-format.md. Ids and logins alone, no word of a couple.

            Example: troth audit export --out /media/disk/audit-2026-06
            """)

    @Option(help: "A new or empty folder.") var out: String
    @OptionGroup var proof: ProofOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            try await office.proved(proof) {
                await office.sealAfterwards()
                var folder = try ReleaseFolder(out)
                do {
                    let export = try await write(office, to: &folder)
                    try Answer.say(
                        "\(export.events)",
                        "Wrote \(export.events) events to \(out). Verify them with audit-verify.py and the key that you "
                            + "wrote down.", output)
                } catch {
                    folder.discard()
                    throw error
                }
            }
        }
    }

    private func write(_ office: Office, to folder: inout ReleaseFolder) async throws -> AuditExport {
        let events = try folder.begin("events.jsonl")
        let export = try await office.casework.exportAudit { try events.put($0) }
        try events.finish()
        try folder.add("key") { try $0(Array((export.key + "\n").utf8)) }
        try folder.add("checkpoints") { put in
            for note in export.notes { try put(Array((note + "\n").utf8)) }
        }
        try folder.publish()
        return export
    }
}
