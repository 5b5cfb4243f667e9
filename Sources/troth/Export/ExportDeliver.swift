import Anonymity
import ArgumentParser
import CaseModel
import Casework

extension RowsFormat: ExpressibleByArgument {}

struct ExportDeliver: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deliver", abstract: "Make an approved release, once (practice admin).",
        discussion: """
            Writes the data, a report to read before you give it to anyone, a data dictionary, a page of charts and a \
            signed manifest, into a new folder. The file is read again and checked, then the ledger is written, and only \
            then the file gets its name. Anybody can check it again with `troth export verify`. Needs your password again where you gave it more than five minutes ago.

            Example: troth export deliver E4XK92TM --out progress-2026
            """)

    @Argument(help: "The release's handle.") var handle: String
    @Option(name: .customLong("out"), help: "The folder to write; it must not exist, or be empty.") var folder: String
    @Option(name: .customLong("rows"), help: "How rows are written: csv or jsonl.") var rows: RowsFormat = .csv
    @OptionGroup var proof: ProofOptions
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let handle = try HandleArgument.read(handle, .release)
        try await Office.run(office) { office in
            try await office.proved(proof) {
                var folder = try ReleaseFolder(folder)
                do {
                    let release = try await ProgressBar.run("Reading the couples", total: nil) { _ in
                        try await office.casework.prepareRelease(handle)
                    }
                    let report = try await deliver(release, to: &folder, office)
                    try say(handle, report)
                } catch {
                    folder.discard()
                    throw error
                }
            }
        }
    }

    /// Everything under another name, the check of what lies on the disk, the ledger, then the names, the manifest's last.
    private func deliver(
        _ release: PreparedRelease, to folder: inout ReleaseFolder, _ office: Office
    ) async throws -> ReleaseReport {
        let format = release.isRows ? rows : .csv
        let name = release.isRows ? format.fileName : release.fileName
        var data: ReleasedFile
        if release.isRows {
            data = try folder.add(name) { try release.write(format, to: $0) }
            if let promise = try release.promise(format) {
                var check = RowsCheck(promise)
                try folder.read(name) { check.read($0) }
                try check.finish(expecting: data)
            }
        } else {
            // noise is drawn for what is spent: nothing of it reaches the disk before
            data = try release.write(format) { _ in }
        }
        let report = release.report.with(file: data)
        try await office.change("export deliver", [handle, data.sha256], key: key) {
            try await office.casework.deliver(release, as: data, key: $0)
        }
        if !release.isRows { data = try folder.add(name) { try release.write(format, to: $0) } }
        var files = [data]
        for (name, content) in try ReleasePapers.all(report, release, format) {
            try folder.add(name) { try $0(content) }
            files.append(ReleasedFile(name: name, content: content))
        }
        let manifest = try ReleaseManifest(report, try release.promise(format), files: files).fileJSON()
        let signature = try await office.casework.sign(manifest: manifest, of: release)
        try folder.add("manifest.sig") { try $0(Array(signature.utf8)) }
        try folder.add("manifest.json") { try $0(manifest) }
        try folder.publish()
        return report
    }

    private func say(_ handle: Handle, _ report: ReleaseReport) throws {
        var words = "Delivered \(handle) to \(folder)"
        if let classes = report.classes {
            words += ": \(DecimalText.grouped(classes.couples)) couples, every class at least \(classes.kReached)"
            if classes.unreleased > 0 { words += "; \(classes.unreleased) not in it" }
        } else if let budget = report.budget {
            words +=
                ": \(report.tables.count) tables for rho \(budget.spent); \(budget.recipientLeft) left for "
                + "\(report.recipient), \(budget.allLeft) in all"
        } else {
            words += ": \(report.tables.count) tables"
        }
        try Answer.say(
            handle.description, words + ".\nRead \(folder)/report.html before you give it to anyone.", output)
    }
}
