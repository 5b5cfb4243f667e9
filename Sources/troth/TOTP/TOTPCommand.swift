import ArgumentParser
import Casework
import Sealing

struct TOTPCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "totp", abstract: "Your second factor: codes of an authenticator app.",
        subcommands: [TOTPShow.self, TOTPEnrol.self, TOTPCodes.self, TOTPRemove.self],
        defaultSubcommand: TOTPShow.self)
}

struct TOTPShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Whether you have one, and how many recovery codes are left.")

    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let state = try await office.casework.secondFactor()
            try StandardOutput.stream {
                Self.listing.write(
                    one: state, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }

    static let listing = Listing<FactorState>(
        empty: "",
        columns: [
            Column("enrolled", "Enrolled") { .text($0.enrolledAt == nil ? "no" : "yes") },
            Column("needed", "Needed by a duty") { .text($0.isNeeded ? "yes" : "no") },
            Column("codes_left", "Recovery codes left") { .integer($0.codesLeft) },
        ],
        handle: { $0.enrolledAt == nil ? "no" : "yes" })
}

struct TOTPEnrol: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enrol", abstract: "Enrol an authenticator app, in place of one that you had.",
        discussion: """
            Shows a link and a secret for the app, and asks for the app's first code: nothing is enrolled that does not \
            work. Then shows ten recovery codes, once. Needs your password again.

            With --password-stdin each answer is a line: the password where it is needed, then the code.
            """)

    @OptionGroup var proof: ProofOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let codes = try await office.proved(proof) {
                try await office.casework.enrolSecondFactor {
                    try EnrolmentScreen.confirm($0, fromStandardInput: proof.fromStandardInput)
                }
            }
            print("Enrolled. From your next login on a code is asked for.")
            RecoveryCodes.show(codes)
        }
    }
}

struct TOTPCodes: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "codes", abstract: "Ten new recovery codes, in place of those that are left.")

    @OptionGroup var proof: ProofOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            RecoveryCodes.show(try await office.proved(proof) { try await office.casework.renewRecoveryCodes() })
        }
    }
}

struct TOTPRemove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Take your second factor away, or, as a practice admin, a lost one of somebody.",
        discussion: "Where a duty needs one, the next login asks for a new one. Example: troth totp remove --of omar")

    @Option(help: ArgumentHelp("Whose, by a practice admin; their logins end.", valueName: "login")) var of: String?
    @OptionGroup var proof: ProofOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            try await office.proved(proof) { try await office.casework.removeSecondFactor(of: of) }
            print(of.map { "Taken away. The logins of \($0) have ended." } ?? "Taken away.")
        }
    }
}

/// Shows what to put into an authenticator app, and asks for its first code.
enum EnrolmentScreen {
    static func confirm(_ offer: EnrolmentOffer, fromStandardInput: Bool) throws -> String {
        print(
            """
            Add this to an authenticator app on your phone, as a link or by typing the secret; it is not shown again.

                \(offer.uri)
                secret: \(offer.secret)

            """)
        return try Prompt().code("The app's code: ", fromStandardInput: fromStandardInput)
    }
}

/// Shows recovery codes, once.
enum RecoveryCodes {
    static func show(_ codes: [SpokenSecret]) {
        guard !codes.isEmpty else { return }
        print("Recovery codes, each good once, for when the phone is lost. Keep them on paper, apart from the phone:\n")
        for code in codes { print("    \(code.text)") }
        print("")
    }
}
