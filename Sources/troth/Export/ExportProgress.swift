import ArgumentParser
import Casework

struct ExportProgress: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "progress", abstract: "One row a couple, generalised until every combination has k couples.",
        discussion: """
            Writes progress.csv, a report to read before you give it to anyone, and a manifest, into a new folder. Only \
            banded columns leave: no name, no words, no date but a year. Couples of whom a partner objects are left out.

            Asks for your password again where you gave it more than five minutes ago.

            k = 11 means a risk of 1/11 = 0.0909, which is 0.09 by rounding only; --k 12 stays below it.

            Example: troth export progress --out progress-2026
            """)

    @Option(name: .customLong("out"), help: "The folder to write; it must not exist, or be empty.") var folder: String
    @Option(help: "The fewest couples that may share a combination; 5 at least.") var k = 11
    @Option(
        help: ArgumentHelp(
            "The columns to release, by commas; all where it is left out. docs/reference/export-columns.md lists them.",
            valueName: "columns"))
    var columns: String?
    @OptionGroup var proof: ProofOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let columns = try chosen()
        try await Office.run(office) { office in
            try await office.proved(proof) {
                var folder = try ReleaseFolder(folder)
                do {
                    let release = try await ProgressBar.run("Finding the best levels", total: nil) { _ in
                        try await office.casework.exportProgress(k: k, columns: columns)
                    }
                    try Self.write(release, to: &folder)
                    try say(release.report)
                } catch {
                    folder.discard()
                    throw error
                }
            }
        }
    }

    /// Everything under another name, the check of what lies on the disk, then the names, the manifest's last.
    private static func write(_ release: ProgressRelease, to folder: inout ReleaseFolder) throws {
        let table = try folder.add("progress.csv") { put in
            try release.write("progress.csv", to: put)
        }
        var check = try release.check()
        try folder.read("progress.csv") { check.read($0) }
        try check.finish(expecting: table)
        var files = [table]
        for (name, content) in [
            ("report.json", try release.report.fileJSON()), ("report.md", Array(release.report.markdown.utf8)),
        ] {
            try folder.add(name) { try $0(content) }
            files.append(ReleasedFile(name: name, content: content))
        }
        let manifest = try ReleaseManifest(release.report, files: files).fileJSON()
        try folder.add("manifest.json") { try $0(manifest) }
        try folder.publish()
    }

    private func chosen() throws -> [ProgressColumn] {
        guard let columns else { return ProgressColumn.allCases }
        return try columns.split(separator: ",").map { name in
            guard let column = ProgressColumn(rawValue: String(name)) else {
                throw CaseworkError.invalid(
                    field: "--columns",
                    "there is no \(name); there are \(ProgressColumn.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            return column
        }
    }

    private func say(_ report: ReleaseReport) throws {
        let screen = Screen.standardOutput(noColor: output.noColor)
        try StandardOutput.stream { stream in
            guard output.format == .table, !output.quiet else {
                return Self.listing.write(one: report, options: output, screen: screen, to: &stream)
            }
            stream.write(
                """
                Released \(DecimalText.grouped(report.couples)) couples to \(folder): every combination has at least \
                \(report.smallestClass). \(report.leftOut) left out.
                Read \(folder)/report.md before you give it to anyone.

                """)
            if report.k == 11 {
                stream.write(
                    "k = 11 is a risk of 1/11 = 0.0909: the usual 0.09 by rounding only. --k 12 stays below it.\n")
            }
        }
    }

    private static let listing = Listing<ReleaseReport>(
        empty: "",
        columns: [
            Column("couples", "Couples") { .integer($0.couples) },
            Column("left_out", "Left out") { .integer($0.leftOut) },
            Column("k", "k") { .integer($0.k) },
            Column("smallest_class", "Smallest class") { .integer($0.smallestClass) },
        ],
        handle: { String($0.couples) })
}
