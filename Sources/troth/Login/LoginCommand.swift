import ArgumentParser
import CaseModel
import Casework

struct LoginCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "login", abstract: "Log in; see and end logins.",
        discussion: """
            A login ends after twelve hours, after half an hour without use, and with `troth logout`; the practice may \
            have set other limits. Its token is kept in a file that only you can read.

            Example: troth login ana
            """,
        subcommands: [LoginBegin.self, LoginList.self, LoginEnd.self, LoginRulesCommand.self],
        defaultSubcommand: LoginBegin.self)
}

struct LoginBegin: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "begin", abstract: "Log in. The password is asked for, and never leaves this machine.",
        discussion: """
            Where you have a second factor, its code is asked for as well; a recovery code does too. A password that an \
            admin had made for you is replaced here.

            With --password-stdin each answer is a line: the password, then the code or the new password where it is \
            needed.
            """)

    @Argument(help: "Your login.") var login: String
    @Flag(help: "Read the password, and what else is needed, from standard input.") var passwordStdin = false
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let password = try Prompt().password("Password: ", fromStandardInput: passwordStdin)
        try await Office.run(office, loggingIn: true) { office in
            let session = try await office.casework.logIn(
                login: login, password: password, place: PlaceFile(office.home).secret(),
                asking: .atTerminal(fromStandardInput: passwordStdin))
            try LoginFile(office.home).write(session.token)
            print("Logged in as \(login).")
            RecoveryCodes.show(session.recoveryCodes)
            let unseen = try await Casework(office.casework.environment, token: session.token).unseenNotices()
            if unseen > 0 {
                let notices = unseen == 1 ? "There is a notice" : "There are \(unseen) notices"
                print("\(notices) about a case opened by break-glass: troth access notices")
            }
        }
    }
}

extension LoginQuestions {
    /// Asks at the terminal, or reads the next lines of standard input.
    static func atTerminal(fromStandardInput: Bool) -> LoginQuestions {
        let prompt = Prompt()
        return LoginQuestions(
            code: { try prompt.code("Code: ", fromStandardInput: fromStandardInput) },
            newPassword: {
                print("Your password was made for this login only. Choose one of your own, 15 characters at least.")
                return try prompt.newPassword("New password", fromStandardInput: fromStandardInput)
            },
            enrol: { offer in
                print("Your duties need a second factor.")
                return try EnrolmentScreen.confirm(offer, fromStandardInput: fromStandardInput)
            })
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
