import ArgumentParser
import Casework
import Glibc

struct ImportCaseload: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "caseload", abstract: "Import couples from a CSV file. You become their therapist.",
        discussion: """
            A mapping, a small JSON5 file, says which column becomes which field; docs/how-to/import-a-caseload.md \
            describes it. Every row is checked first. Then all couples are imported, or none: a bad row is named by \
            line, column and the rule it breaks.

            Example: troth import caseload couples.csv --mapping couples.json5 --dry-run
            """)

    @Argument(help: "The CSV file; - is standard input.") var file: String
    @Option(help: "The mapping of its columns.") var mapping: String
    @Flag(help: "Check every row and change nothing.") var dryRun = false
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let mapping = try CaseloadMapping(PlainFile(mapping))
        let checked = try await check(try source(), mapping)
        if dryRun {
            return try say(
                checked.couples, "\(DecimalText.grouped(checked.couples)) couples can be imported. Nothing was changed."
            )
        }
        try await Office.run(office) { office in
            let couples = try await office.change("import caseload", checked.identity, key: key) { key in
                try await ProgressBar.run("Importing", total: checked.couples) { bar in
                    try await office.casework.importCaseload(checked, key: key) { bar.advance(by: $0) }
                }
            }
            try say(couples, "Imported \(DecimalText.grouped(couples)) couples.")
        }
    }

    private func check(_ source: any ByteSource, _ mapping: CaseloadMapping) async throws -> CheckedCaseload {
        do {
            return try await ProgressBar.run("Checking", total: nil) { bar in
                try CheckedCaseload(source, mapping: mapping) { bar.advance(by: $0) }
            }
        } catch let refusal as ImportRefusal {
            throw CaseworkError(refusal)
        }
    }

    private func source() throws -> any ByteSource {
        guard file == "-" else { return PlainFile(file) }
        let scratch = Home(office.home).scratch
        let folder = access(scratch, W_OK) == 0 ? scratch : "/tmp"
        return try SealedSpool(copying: STDIN_FILENO, name: "standard input", in: folder)
    }

    private func say(_ couples: Int, _ sentence: String) throws {
        let screen = Screen.standardOutput(noColor: output.noColor)
        try StandardOutput.stream { stream in
            if output.format == .table, !output.quiet {
                stream.write(sentence + "\n")
            } else {
                let listing = Listing<Int>(
                    empty: "", columns: [Column("couples", "Couples") { .integer($0) }], handle: { String($0) })
                listing.write(one: couples, options: output, screen: screen, to: &stream)
            }
        }
    }
}
