import ArgumentParser
import Casework

struct ExportRecipient: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recipient", abstract: "Who may receive releases.", subcommands: [ExportRecipientAdd.self])
}

struct ExportRecipientAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Name somebody who may receive releases (practice admin).",
        discussion: """
            Recipients of one circle are taken to lay their files side by side, so a circle gets one recoding of a couple \
            and never a second. Everyone is in the circle `all`. Give another only to somebody whom a contract forbids \
            to share, and whom nothing ties to the others.

            Example: troth export recipient add uni-north
            """)

    @Argument(help: "A short name: a-z, 0-9, '.', '_', '-'. No client's name.") var recipient: String
    @Option(help: "The circle.") var circle = "all"
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            try await office.change("export recipient add", [recipient, circle], key: key) {
                try await office.casework.addRecipient(recipient, circle: circle, key: $0)
            }
            try Answer.say(recipient, "\(recipient) may receive releases, in the circle \(circle).", output)
        }
    }
}
