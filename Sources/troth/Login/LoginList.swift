import ArgumentParser
import CaseModel
import Casework

struct LoginList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Your logins that have not ended; for a practice admin everyone's.")

    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let sessions = try await office.casework.loginSessions()
            try StandardOutput.stream {
                Self.listing.write(sessions, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }

    static let listing = Listing<LoginSession>(
        empty: "",
        columns: [
            Column("id", "Id", fit: .whole) { .text($0.name) },
            Column("login", "Login", fit: .whole) { .text($0.login) },
            Column("began", "Began") { .text($0.beganAt.description) },
            Column("used", "Last used") { .text($0.usedAt.description) },
            Column("ends", "Ends unused") { .text($0.endsAt.description) },
            Column("here", "") { .text($0.isThis ? "this one" : "") },
        ],
        handle: { $0.name })
}

struct LoginEnd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "end", abstract: "End logins: your own, or, as a practice admin, somebody else's.",
        discussion: """
            A login that was ended is refused from its next statement on, also in the middle of a command.

            Examples: troth login end 3f9a1c02
                      troth login end --all
                      troth login end --all --of omar
            """)

    @Argument(
        help: ArgumentHelp("The first eight digits of each login's id; `troth login list` shows them.", valueName: "id")
    )
    var ids: [String] = []
    @Flag(help: "Every login but this one: yours, or those of --of.") var all = false
    @Option(help: ArgumentHelp("With --all: whose logins.", valueName: "login")) var of: String?
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func validate() throws {
        if ids.isEmpty != all { throw ValidationError("Give ids, or --all.") }
        if of != nil, !all { throw ValidationError("--of goes with --all.") }
    }

    func run() async throws {
        try await Office.run(office) { office in
            let sessions = try await office.casework.loginSessions()
            let own = sessions.first(where: \.isThis)?.login
            let chosen =
                all
                ? sessions.filter { $0.login == (of ?? own) && !$0.isThis }
                : try ids.map { id in
                    guard let session = sessions.first(where: { $0.name == id.lowercased() }) else {
                        throw CaseworkError.invalid(
                            field: "id", "no login \(id) is yours to end; `troth login list` shows those that are")
                    }
                    return session
                }
            let ended = chosen.isEmpty ? 0 : try await office.casework.endLoginSessions(chosen.map(\.id))
            try Answer.say("\(ended)", ended == 1 ? "Ended 1 login." : "Ended \(ended) logins.", output)
        }
    }
}
