import ArgumentParser
import Casework
import Sealing

struct ExportKey: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "The key that verifies the practice's releases (practice admin, researcher).",
        discussion: """
            Give it to recipients by another way than the files, such as a letter. They check with it that a release is \
            yours: troth export verify progress.csv --key KEY

            Example: troth export key
            """)

    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let key = try await office.casework.releaseKey().text
            try StandardOutput.stream {
                Listing<String>(empty: "", columns: [Column("key", "Key", fit: .whole) { .text($0) }], handle: { $0 })
                    .write([key], options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }
}
