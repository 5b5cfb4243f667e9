import ArgumentParser

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Check that everything is in order, and say what to do where it is not.",
        discussion: """
            Looks at the server, the catalogue of the live database (row security, policies, grants, functions, roles), who \
            may connect, the files of the home folder, the clocks, the backups and the disk. It changes nothing.

            Exits with 0 when nothing is wrong, with 1 when something is. A warning alone is not wrong; with --strict it is.
            """)

    @Flag(help: "Count a warning as wrong.") var strict = false
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let findings = await Examination(home: Home(office.home), options: office).findings()
        try StandardOutput.stream {
            Self.listing.write(
                findings, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
        }
        let isWrong = findings.contains { $0.state == .wrong || strict && $0.state == .warning }
        if isWrong { throw ExitCode(1) }
    }

    static let listing = Listing<Finding>(
        empty: "",
        columns: [
            Column("check", "Check", fit: .whole) { .text($0.check) },
            Column("state", "State", fit: .whole, style: { $0.state.style }) { .text($0.state.rawValue) },
            Column("finding", "Finding", fit: .wraps) { .text($0.text) },
        ],
        handle: { "\($0.check) \($0.state.rawValue)" })
}
