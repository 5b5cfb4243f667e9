import ArgumentParser
import Casework
import FoundationEssentials
import Postgres
import Sealing

struct AuditVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Verify the whole audit of this server.",
        discussion: """
            Reads every event, compares the trees with the checkpoints in the database and in the file in the home \
            folder, and with those of other files that you name: copies from another machine show what was changed \
            together with the file. Exits with 0 when nothing was changed, with 1 when something was.

            Needs no login; it reads as the database role troth_backup does.
            """)

    @Option(
        help: ArgumentHelp("One more file of checkpoints; may be given more than once.", valueName: "file"))
    var checkpoints: [String] = []
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let home = Home(office.home)
        let keyring = try KeyringFile.load(path: home.keyring)
        var files = checkpoints
        if FileManager.default.fileExists(atPath: home.checkpoints) { files.insert(home.checkpoints, at: 0) }
        var outside: [AuditVerification.Outside] = []
        var remarks: [String] = []
        for file in files {
            let torn = try CheckpointFile.read(file) {
                outside.append(try AuditVerification.Outside($0, file: file, keyring: keyring))
            }
            if torn {
                remarks.append("\(file) ends within a checkpoint, which was not written whole and counts for nothing.")
            }
        }
        if files.isEmpty { remarks.append("No file of checkpoints was there to compare with.") }
        let database = Database(try await Office.gate(office, home: home, user: "troth_backup"))
        defer { database.close() }
        let outcome = try await AuditVerification(reading: database, keyring: keyring).verify(outside)
        try say(outcome, remarks)
        if !outcome.isIntact { throw ExitCode(1) }
    }

    private func say(_ outcome: AuditVerification.Outcome, _ remarks: [String]) throws {
        let screen = Screen.standardOutput(noColor: output.noColor)
        try StandardOutput.stream { stream in
            guard output.format == .table, !output.quiet else {
                return Self.listing.write(one: outcome, options: output, screen: screen, to: &stream)
            }
            for finding in outcome.findings { stream.write("! \(finding)\n") }
            if outcome.more > 0 { stream.write("! and \(outcome.more) more\n") }
            for remark in remarks { stream.write("\(remark)\n") }
            stream.write(
                """
                \(DecimalText.grouped(outcome.events)) events in \(outcome.logs) log\(outcome.logs == 1 ? "" : "s"), \
                \(DecimalText.grouped(outcome.checkpoints)) checkpoints in the database and \
                \(DecimalText.grouped(outcome.outside)) outside; \(outcome.unsealed) events are not sealed yet.
                \(outcome.isIntact ? "The audit is as it was sealed." : "THE AUDIT WAS CHANGED.")

                """)
        }
    }

    private static let listing = Listing<AuditVerification.Outcome>(
        empty: "",
        columns: [
            Column("intact", "Intact") { .text($0.isIntact ? "yes" : "no") },
            Column("events", "Events") { .integer($0.events) },
            Column("checkpoints", "Checkpoints") { .integer($0.checkpoints) },
            Column("outside", "Outside") { .integer($0.outside) },
            Column("unsealed", "Not sealed yet") { .integer($0.unsealed) },
            Column("findings", "Findings", fit: .wraps) { .text($0.findings.joined(separator: "; ")) },
        ],
        handle: { $0.isIntact ? "intact" : "changed" })
}
