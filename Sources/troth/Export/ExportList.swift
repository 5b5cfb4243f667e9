import ArgumentParser
import Casework

struct ExportList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Releases: asked for, approved, delivered (practice admin, researcher).",
        discussion: "Example: troth export list")

    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let releases = try await office.casework.releases()
            try StandardOutput.stream {
                Self.listing.write(releases, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }

    static let listing = Listing<ReleaseEntry>(
        empty: "No releases yet. `troth export request` asks for one.",
        columns: [
            Column("release", "Release", fit: .whole) { .text($0.handle) },
            Column("state", "State") { .text($0.state) },
            Column("recipient", "Recipient") { .text($0.recipient) },
            Column("circle", "Circle") { .text($0.circle) },
            Column("profile", "Profile") { .text($0.profile.rawValue) },
            Column("rho", "rho", align: .trailing) { .optional($0.rho) { .text($0) } },
            Column("asked_by", "Asked by") { .optional($0.requestedBy) { .text($0) } },
            Column("asked_on", "Asked", fit: .whole) { .date($0.requestedOn) },
            Column("approved_by", "Approved by") { .optional($0.approvedBy) { .text($0) } },
            Column("delivered_on", "Delivered", fit: .whole) { .optional($0.deliveredOn) { .date($0) } },
            Column("rows", "Rows", align: .trailing) { entry in
                .optional(entry.rule == .classes ? entry.rows : nil) { .integer($0) }
            },
        ],
        handle: { $0.handle })
}
