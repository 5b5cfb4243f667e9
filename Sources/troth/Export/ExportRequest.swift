import ArgumentParser
import CaseModel
import Casework

struct ExportRequest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "request", abstract: "Ask for a release (researcher, or practice admin).",
        discussion: """
            Nothing is read yet. A practice admin other than you approves it; in a practice with one admin, a day's wait \
            stands for the second person.

            Example: troth export request --recipient uni-north --profile research
                     troth export request --recipient anyone --profile public --rho 0.1
            """)

    @Option(help: "Who receives it; an admin names recipients with `troth export recipient add`.") var recipient: String
    @OptionGroup var options: WishOptions
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let wish = try options.wish(for: recipient)
        try await Office.run(office) { office in
            let input = [
                recipient, wish.profile.rawValue, wish.rule.rawValue, options.columns, options.rho,
            ]
            let handle = try await office.change("export request", input, key: key) {
                try await office.casework.requestRelease(wish, key: $0)
            }
            try Answer.say(
                handle.description,
                "Release \(handle) is asked for. A practice admin approves it with `troth export approve \(handle)`.",
                output)
        }
    }
}
