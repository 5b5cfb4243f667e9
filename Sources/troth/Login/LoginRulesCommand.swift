import ArgumentParser
import CaseModel
import Casework

struct LoginRulesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "How long a login lasts, and which duties need a second factor.",
        discussion: """
            Shows the practice's rules; with options a practice admin changes them, which needs the password again. They \
            hold for logins that begin from then on.

            Examples: troth login rules
                      troth login rules --idle-minutes 15 --second-factor practice_admin --second-factor therapist
                      troth login rules --no-second-factor
            """)

    @Option(help: ArgumentHelp("Minutes without use after which a login ends, 5 to 720.", valueName: "minutes"))
    var idleMinutes: Int?
    @Option(help: ArgumentHelp("Hours after which it ends in any case, 1 to 24.", valueName: "hours"))
    var hours: Int?
    @Option(
        name: .customLong("second-factor"),
        help: ArgumentHelp("A duty that needs a second factor; may be given more than once.", valueName: "duty"))
    var secondFactor: [Duty] = []
    @Flag(name: .customLong("no-second-factor"), help: "No duty needs a second factor.") var noSecondFactor = false
    @OptionGroup var proof: ProofOptions
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func validate() throws {
        if noSecondFactor, !secondFactor.isEmpty {
            throw ValidationError("Give --second-factor or --no-second-factor, not both.")
        }
    }

    func run() async throws {
        let duties = noSecondFactor ? [] : secondFactor.isEmpty ? nil : Set(secondFactor)
        try await Office.run(office) { office in
            if idleMinutes != nil || hours != nil || duties != nil {
                let input =
                    [idleMinutes.map(String.init), hours.map(String.init)] + (duties?.map(\.rawValue).sorted() ?? [nil])
                try await office.proved(proof) {
                    try await office.change("login rules", input, key: key) {
                        try await office.casework.setLoginRules(
                            idleMinutes: idleMinutes, hours: hours, secondFactorFor: duties, key: $0)
                    }
                }
            }
            let rules = try await office.casework.loginRules()
            try StandardOutput.stream {
                Self.listing.write(
                    one: rules, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }

    static let listing = Listing<LoginRules>(
        empty: "",
        columns: [
            Column("idle_minutes", "Minutes without use") { .integer($0.idleMinutes) },
            Column("hours", "Hours at all") { .integer($0.hours) },
            Column("second_factor", "Second factor for") {
                .text($0.secondFactorFor.map(\.name).sorted().joined(separator: ", "))
            },
        ],
        handle: { "\($0.idleMinutes)" })
}
