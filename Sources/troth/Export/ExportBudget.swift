import ArgumentParser
import Casework

struct ExportBudget: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "budget", abstract: "What is spent and left of the budget of privacy (practice admin).",
        discussion: """
            In rho of zero-concentrated differential privacy: 1 in all, 0.5 a recipient. It is spent before a table is \
            drawn, and never filled again.

            Example: troth export budget
            """)

    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let budget = try await office.casework.privacyBudget()
            try StandardOutput.stream {
                Self.listing.write(budget, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }

    static let listing = Listing<PrivacyBudget>(
        empty: "",
        columns: [
            Column("recipient", "Recipient") { .text($0.recipient ?? "in all") },
            Column("spent", "Spent", align: .trailing) { .text($0.spent) },
            Column("left", "Left", align: .trailing) { .text($0.left) },
        ],
        handle: { $0.recipient ?? "in all" })
}
