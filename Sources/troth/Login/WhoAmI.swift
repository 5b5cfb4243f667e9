import ArgumentParser
import CaseModel
import Casework

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
