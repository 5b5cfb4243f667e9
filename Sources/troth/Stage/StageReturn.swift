import ArgumentParser
import CaseModel
import Casework

struct StageReturn: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "return", abstract: "Take a couple back to an earlier stage: a setback, with its reason.",
        discussion: """
            A setback is part of the road; the record shows it and why. Say what happened with --reason, which records \
            the setback, or name one that is recorded with --setback.

            Example: troth stage return C4XK92TM --to 3 --reason "A second account came to light"
            """)

    @Argument(help: "The case's handle.") var handle: String
    @Option(help: "The stage to go back to, 1 to 6.") var to: Int
    @Option(help: "What happened; a file's name after @, or - to read it.") var reason: String?
    @Option(help: "The handle of the setback, where it is recorded already.") var setback: String?
    @Option(name: .customLong("on"), help: "The day, as YYYY-MM-DD; today where it is left out.") var day: String?
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let handle = try HandleArgument.read(handle, .caseFile)
        let target = try StageArgument.stage(to)
        let named = try setback.map { try HandleArgument.read($0, .record) }
        let given = try day.map { try DayArgument.day($0, field: "--on") }
        try await Office.run(office) { office in
            let words = try reason.map { try WordsArgument.read($0, home: office.home) }
            let input = [handle.description, to.description, words, day, named?.description]
            let position = try await office.change("stage return", input, key: key) {
                try await office.casework.returnStage(
                    of: handle, to: target, on: given, reason: words, setback: named, key: $0)
            }
            try Answer.say(handle.description, StageArgument.sentence(handle, position), output)
        }
    }
}
