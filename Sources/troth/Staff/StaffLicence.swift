import ArgumentParser
import Casework

struct StaffLicence: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "licence", abstract: "Record the number of a person's licence, as an insurer asks for it.",
        discussion: """
            It is sealed under the practice's key, stands on copies for an insurer, and takes the place of what was there.

            Example: troth staff licence ana --number "OR LMFT T1234"
            """)

    @Argument(help: "The login.") var login: String
    @Option(help: ArgumentHelp("The licence's number, with the state where it needs one.", valueName: "licence"))
    var number: String
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let number = try WordsArgument.read(number, home: office.home)
            try await office.change("staff licence", [login, number], key: key) {
                try await office.casework.setLicence(number, of: login, key: $0)
            }
            try Answer.say(login, "The licence of \(login) is recorded.", output)
        }
    }
}
