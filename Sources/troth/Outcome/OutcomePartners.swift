import ArgumentParser
import CaseModel
import Casework

struct OutcomePartners: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "partners", abstract: "How far the partners of your couples stand apart, stage by stage.",
        discussion: """
            From the last ratings of each criterion that both partners rated: the mean distance in points of the scale from \
            0 to 4. A distance is information, not a fault.

            Example: troth outcome partners
            Example: troth outcome partners --of theo --as supervisor
            """)

    @Option(name: .customLong("of"), help: "The login of somebody you supervise.") var supervisee: String?
    @Option(help: "As it was known by the end of this day, as YYYY-MM-DD; today where it is left out.")
    var asOf: String?
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let day = try asOf.map { try DayArgument.day($0, field: "--as-of") }
        try await Office.run(office) { office in
            let rows = try await office.casework.partnerDifferences(of: supervisee, asOf: day)
            try StandardOutput.stream {
                Self.listing().write(rows, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }

    static func listing(
        empty: String = "No couple has both partners' ratings of one criterion yet."
    ) -> Listing<PartnerDifference> {
        Listing<PartnerDifference>(
            empty: empty,
            columns: [
                Column("stage", "Stage") { .text("\($0.stage.rawValue) \($0.name)") },
                Column("couples", "Couples", align: .trailing) { .integer($0.couples) },
                Column("apart", "Apart", align: .trailing) { row in
                    .optional(DecimalText(row.mean, decimals: 2)) { .decimal($0) }
                },
            ],
            handle: { "\($0.stage.rawValue)" })
    }
}
