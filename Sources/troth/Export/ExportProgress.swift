import Anonymity
import ArgumentParser
import Casework
import Reports

struct ExportProgress: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "progress", abstract: "See what a release would be, before anybody asks for it (practice admin).",
        discussion: """
            Reads the couples, makes the release that the profile promises and shows its report: classes, risks, losses. \
            No row and no count leaves; with --out the report and its charts are written. A release itself is asked \
            for, approved and delivered: troth export request, approve, deliver.

            Couples of whom a partner objects to research use are left out. Needs your password again where you gave it \
            more than five minutes ago.

            Example: troth export progress --profile research
            """)

    @OptionGroup var options: WishOptions
    @Option(name: .customLong("out"), help: "A new folder for the report and its charts.") var folder: String?
    @OptionGroup var proof: ProofOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let wish = try options.wish(for: "nobody")
        try await Office.run(office) { office in
            try await office.proved(proof) {
                let release = try await ProgressBar.run("Finding classes", total: nil) { _ in
                    try await office.casework.previewRelease(
                        wish.profile, columns: wish.columns, rule: wish.rule, rho: wish.rho)
                }
                if let folder { try write(release, to: folder) }
                try say(release.report)
            }
        }
    }

    private func write(_ release: PreparedRelease, to path: String) throws {
        var folder = try ReleaseFolder(path)
        do {
            for (name, content) in try ReleasePapers.all(release.report, release, .csv) {
                try folder.add(name) { try $0(content) }
            }
            try folder.publish()
        } catch {
            folder.discard()
            throw error
        }
    }

    private func say(_ report: ReleaseReport) throws {
        let screen = Screen.standardOutput(noColor: output.noColor)
        try StandardOutput.stream { stream in
            guard output.format == .table, !output.quiet else {
                return Self.listing.write(one: report, options: output, screen: screen, to: &stream)
            }
            stream.write(ReleasePage(report).text)
        }
    }

    private static let listing = Listing<ReleaseReport>(
        empty: "",
        columns: [
            Column("profile", "Profile") { .text($0.profile.rawValue) },
            Column("couples", "Couples") { .optional($0.classes) { .integer($0.couples) } },
            Column("unreleased", "Not in it") { .optional($0.classes) { .integer($0.unreleased) } },
            Column("k_reached", "k reached") { .optional($0.classes) { .integer($0.kReached) } },
            Column("classes", "Classes") { .optional($0.classes) { .integer($0.classes) } },
            Column("loss", "Loss") { .optional($0.classes) { .text(ReleasePage.short($0.loss)) } },
            Column("tables", "Tables") { .integer($0.tables.count) },
        ],
        handle: { $0.profile.rawValue })
}
