import ArgumentParser
import CaseModel
import Casework
import Sealing

struct StaffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "staff", abstract: "The people of the practice (practice admin).",
        subcommands: [StaffAdd.self, StaffList.self, StaffDuty.self, StaffLicence.self],
        defaultSubcommand: StaffList.self)
}

struct StaffAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Record a person who joins the practice, with a password for the first login.",
        discussion: """
            The password is random, shown once, and good for one login within a day, at which the person chooses their \
            own; you never know one that lasts. `troth password reset` makes another.

            Example: troth staff add omar --name "Omar Idris" --credential LMFT --duty therapist
            """)

    @Argument(help: "The login.") var login: String
    @Option(help: "The person's name.") var name: String
    @Option(help: "The credential, as it stands under a signature.") var credential: String?
    @Option(
        name: .customLong("duty"),
        help: ArgumentHelp("A duty of the person; may be given more than once.", valueName: "duty"))
    var duties: [Duty] = [.therapist]
    @Flag(help: "For scripts: read the person's password from standard input instead. It lasts.")
    var passwordStdin = false
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        // without --password-stdin a password that nobody knows, replaced at once by one for the first login
        var random = SystemRandomNumberGenerator()
        let password =
            passwordStdin
            ? try Prompt().newPassword("First password of \(login)", fromStandardInput: true)
            : SpokenSecret.make(groups: 10, using: &random).text
        let person = NewStaffMember(
            login: login, name: name, credential: credential, duties: Set(duties), password: password)
        try await Office.run(office) { office in
            let input = [login, name, credential] + duties.map { Optional($0.rawValue) }
            // --password-stdin is the new person's: one's own is then typed at the terminal, where it is needed again
            let added = try await office.proved(fromStandardInput: false) {
                try await office.change("staff add", input, key: key) {
                    try await office.casework.addStaff(person, key: $0)
                }
            }
            try Answer.say(added, "Added \(added).", output)
            if !passwordStdin {
                let secret = try await office.proved(fromStandardInput: false) {
                    try await office.casework.resetPassword(of: login)
                }
                PasswordReset.show(secret, of: login)
            }
        }
    }
}

struct StaffList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Everyone in the practice, with duties and open cases.")

    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let staff = try await office.casework.staffList()
            try StandardOutput.stream {
                Self.listing.write(staff, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }

    static let listing = Listing<StaffEntry>(
        empty: "Nobody yet.",
        columns: [
            Column("login", "Login", fit: .whole) { .text($0.login) },
            Column("name", "Name") { .text($0.name) },
            Column("credential", "Credential") { .optional($0.credential) { .text($0) } },
            Column("duties", "Duties") { .text($0.duties.map(\.name).joined(separator: ", ")) },
            Column("open_cases", "Open cases", align: .trailing) { .integer($0.openCases) },
        ],
        handle: { $0.login })
}
