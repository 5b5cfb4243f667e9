import ArgumentParser
import Casework
import FoundationEssentials
import Postgres
import Sealing

struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Who did what, and that nothing of it was changed.",
        discussion: """
            Every change, every opening of words, every refusal, every login leaves an event of ids alone. Events are \
            sealed into a tree whose root is signed: an event that is changed, deleted or slipped in later shows.
            """,
        subcommands: [
            AuditShow.self, AuditVerify.self, AuditExportCommand.self, AuditSeal.self, AuditKeyCommand.self,
        ])
}

struct AuditSeal: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seal", abstract: "Seal what has happened, and sign it.",
        discussion: """
            Every command does this at its end; a timer does it for what other programs leave. Nobody has to be logged \
            in. Copy the file of checkpoints to another machine now and then: it proves what the audit was.
            """)

    @Option(
        help: ArgumentHelp(
            "The file to keep checkpoints in, in place of the one in the home folder.", valueName: "file"))
    var checkpoints: String?
    @Flag(help: "Go on after a restore of an older backup that you know of.") var afterRestore = false
    @Flag(help: "Go on although the clock is behind the last checkpoint.") var acceptClock = false
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office, sealing: false) { office in
            let keeper = AuditKeeper(casework: office.casework, path: checkpoints ?? office.home.checkpoints)
            let sealed = try await keeper.seal(
                isPatient: true, afterRestore: afterRestore, acceptingClock: acceptClock)
            let events = sealed?.events ?? 0
            try Answer.say(
                "\(events)", events == 0 ? "Nothing new to seal." : "Sealed \(events) event\(events == 1 ? "" : "s").",
                output)
        }
    }
}

struct AuditKeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "The keys that verify checkpoints: write them down and keep them elsewhere.")

    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office, sealing: false) { office in
            let keys = try await office.casework.sealedLogs().map { try office.casework.auditKey(of: $0.log).text }
            try StandardOutput.stream {
                Listing<String>(
                    empty: "Nothing is sealed yet.", columns: [Column("key", "Key", fit: .whole) { .text($0) }],
                    handle: { $0 }
                ).write(keys, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }
}
