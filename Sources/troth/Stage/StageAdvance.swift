import ArgumentParser
import CaseModel
import Casework

struct StageAdvance: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "advance", abstract: "Move a couple on to the next stage; the first move begins their road.",
        discussion: """
            The criteria of the stage they leave are looked at. They advise and do not gate: with unmet ones, or to \
            leave a stage out with --to, say why with --reason. The reason is sealed.

            Example: troth stage advance C4XK92TM
            Example: troth stage advance C4XK92TM --reason "Dan travels; 1.3 was done by phone"
            """)

    @Argument(help: "The case's handle.") var handle: String
    @Option(help: "The stage to go to, 1 to 6; the next one where it is left out.") var to: Int?
    @Option(help: "Why, where criteria are unmet or a stage is left out; a file's name after @, or - to read it.")
    var reason: String?
    @Option(name: .customLong("on"), help: "The day, as YYYY-MM-DD; today where it is left out.") var day: String?
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let handle = try HandleArgument.read(handle, .caseFile)
        let target = try to.map { try StageArgument.stage($0) }
        let given = try day.map { try DayArgument.day($0, field: "--on") }
        try await Office.run(office) { office in
            let words = try reason.map { try WordsArgument.read($0, home: office.home) }
            let input = [handle.description, to?.description, words, day]
            let position = try await office.change("stage advance", input, key: key) {
                try await office.casework.advanceStage(of: handle, to: target, on: given, reason: words, key: $0)
            }
            try Answer.say(handle.description, StageArgument.sentence(handle, position), output)
        }
    }
}
