import ArgumentParser
import CaseModel
import Casework

struct LoginCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "login", abstract: "Log in. The password is asked for, and never leaves this machine.",
        discussion: """
            The session lasts twelve hours. Its token is kept in a file that only you can read.

            Example: troth login ana
            """)

    @Argument(help: "Your login.") var login: String
    @Flag(help: "Read the password from standard input.") var passwordStdin = false
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let password = try Prompt().password("Password: ", fromStandardInput: passwordStdin)
        try await Office.run(office) { office in
            let session = try await office.casework.logIn(login: login, password: password)
            try LoginFile(office.home).write(session.token)
            print("Logged in as \(login).")
            let unseen = try await Casework(office.casework.environment, token: session.token).unseenNotices()
            if unseen > 0 {
                let notices = unseen == 1 ? "There is a notice" : "There are \(unseen) notices"
                print("\(notices) about a case opened by break-glass: troth access notices")
            }
        }
    }
}

struct LogoutCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logout", abstract: "Log out. Your token is refused from now on.")

    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            defer { LoginFile(office.home).remove() }
            try await office.casework.logOut()
            print("Logged out.")
        }
    }
}

struct WhoAmICommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "whoami", abstract: "Who is logged in, and by which duties.")

    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let identity = try await office.casework.whoAmI()
            try StandardOutput.stream {
                Self.listing.write(
                    one: identity, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }

    static let listing = Listing<Identity>(
        empty: "",
        columns: [
            Column("login", "Login") { .text($0.login) },
            Column("name", "Name") { .text($0.name) },
            Column("practice", "Practice") { .text($0.practice) },
            Column("duties", "Duties") { .text($0.duties.map(\.name).joined(separator: ", ")) },
            Column("until", "Until") { .text($0.until.description) },
        ],
        handle: { $0.login })
}
