import ArgumentParser
import Casework
import Glibc

/// The command line. One folder a noun, one file a verb.
struct Troth: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "troth",
        abstract: "A case manager for counselors who treat couples after a breach of trust.",
        discussion: """
            A couple walks a road of six stages: acknowledge the hurt; apologize and take responsibility; establish \
            boundaries and open communication; make amends and take action; be patient and accept a slow process; \
            create a plan for rebuilding trust.

            Begin with `troth demo`, which shows a fictional practice, or with `troth init`, which makes yours.
            """,
        groupedSubcommands: [
            CommandGroup(
                name: "Couples",
                subcommands: [
                    CaseloadCommand.self, CaseCommand.self, SessionCommand.self, NoteCommand.self, ConsentCommand.self,
                    TreatmentCommand.self, CoverageCommand.self, SafetyCommand.self, ConfidedCommand.self,
                    AuthorizationCommand.self, ReleaseCommand.self, DisclosureCommand.self,
                ]),
            CommandGroup(
                name: "The road",
                subcommands: [
                    StageCommand.self, RoadCommand.self, ImpactCommand.self, ApologyCommand.self, BoundaryCommand.self,
                    TalkCommand.self, CommitmentCommand.self, SetbackCommand.self, GoalCommand.self,
                    PlanCommand.self, MeasureCommand.self, OutcomeCommand.self,
                ]),
            CommandGroup(
                name: "Documents and data",
                subcommands: [
                    SummaryCommand.self, ProgressCommand.self, ReportCommand.self, ImportCommand.self,
                    ExportCommand.self,
                    AnonymizeCommand.self,
                ]),
            CommandGroup(
                name: "Practice",
                subcommands: [
                    InitCommand.self, PracticeCommand.self, LoginCommand.self, LogoutCommand.self, WhoAmICommand.self,
                    PasswordCommand.self,
                    TOTPCommand.self, StaffCommand.self, SupervisionCommand.self, AccessCommand.self, DeskCommand.self,
                    KeysCommand.self, RetentionCommand.self, DemoCommand.self,
                ]),
            CommandGroup(
                name: "Server",
                subcommands: [
                    ServerCommand.self, DoctorCommand.self, BackupCommand.self, RestoreCommand.self, AuditCommand.self,
                ]),
        ])

    static let version = "0.1.0"
}

@main
enum Program {
    static func main() async {
        // Not an option of the root command: every command would take its --version away from a record's.
        if CommandLine.arguments.dropFirst().elementsEqual(["--version"]) { return print("troth \(Troth.version)") }
        do {
            try checkArguments()
            nonisolated(unsafe) var command = try Troth.parseAsRoot()
            try await Interruption.run {
                if var asynchronous = command as? any AsyncParsableCommand {
                    try await asynchronous.run()
                } else {
                    try command.run()
                }
            }
        } catch {
            exit(ExitStatus.report(error))
        }
    }

    /// `CommandLine.arguments` mends what is not UTF-8 in silence, and a mended name would be stored.
    private static func checkArguments() throws {
        for (number, argument) in (0..<Int(CommandLine.argc)).map({ ($0, CommandLine.unsafeArgv[$0]) }) {
            guard let argument, String(validatingCString: argument) == nil else { continue }
            throw CaseworkError.invalid(
                field: "argument \(number)",
                "not valid UTF-8. Nothing was changed; set the terminal to UTF-8 and try again")
        }
    }
}
