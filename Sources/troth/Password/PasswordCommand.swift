import ArgumentParser
import Casework
import Sealing

struct PasswordCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "password", abstract: "Change your password; reset somebody's who forgot theirs.",
        subcommands: [PasswordChange.self, PasswordReset.self], defaultSubcommand: PasswordChange.self)
}

struct PasswordChange: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "change", abstract: "Change your own password. Your other logins end.",
        discussion: """
            At least 15 characters; a few unrelated words are a good choice. No rules about digits or signs, and no need \
            to change it regularly.

            With --password-stdin each answer is a line: the old password, a code where you have a second factor, the new \
            password.
            """)

    @OptionGroup var proof: ProofOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let (prompt, piped) = (Prompt(), proof.fromStandardInput)
        try await Office.run(office) { office in
            let state = try await office.casework.secondFactor()
            let old = try prompt.password("Your password now: ", fromStandardInput: piped)
            let code = state.enrolledAt == nil ? "" : try prompt.code("Code: ", fromStandardInput: piped)
            let new = try prompt.newPassword("New password", fromStandardInput: piped)
            try await office.casework.changePassword(old: old, new: new) { code }
            print("Changed. Your other logins have ended.")
        }
    }
}

struct PasswordReset: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset", abstract: "Make a password for one login of somebody who forgot theirs (practice admin).",
        discussion: """
            The password is random, shown once, and good for one login within a day, at which the person chooses their \
            own. Their logins end. A second factor stays; `troth totp remove --of` takes it away.

            Example: troth password reset omar
            """)

    @Argument(help: "The person's login.") var login: String
    @OptionGroup var proof: ProofOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let secret = try await office.proved(proof) { try await office.casework.resetPassword(of: login) }
            Self.show(secret, of: login)
        }
    }

    /// Tells a password for one login, and what to do with it.
    static func show(_ secret: SpokenSecret, of login: String) {
        print(
            """
            \(login) logs in once with this password, within a day, and then chooses another:

                \(secret.text)

            Give it to them in person or by telephone. It is not shown again.
            """)
    }
}
