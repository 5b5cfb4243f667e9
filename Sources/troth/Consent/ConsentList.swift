import ArgumentParser
import CaseModel
import Casework

struct ConsentList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "What the partners of a couple agreed to, by day.",
        discussion: "Example: troth consent list C4XK92TM")

    @Argument(help: "The case's handle.") var handle: String
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let entries = try await office.casework.consents(of: handle)
            try StandardOutput.stream {
                Self.listing.write(entries, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }

    static let listing = Listing<ConsentEntry>(
        empty: "No consents yet. `troth consent record` records one.",
        columns: [
            Column("on", "On", fit: .whole) { .date($0.givenOn.description) },
            Column("partner", "Partner") { .text($0.partner.rawValue) },
            Column("kind", "Agreed to") { .text($0.kind.rawValue) },
            Column("policy", "Policy") { .optional($0.policy) { .text($0.rawValue) } },
            Column("measure", "Measure") { .optional($0.measure) { .text($0) } },
            Column("form", "Form") { .text($0.form) },
            Column("revoked_on", "Revoked", fit: .whole) { .optional($0.revokedOn) { .date($0.description) } },
        ],
        handle: { $0.id })
}
