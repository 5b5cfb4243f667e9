import ArgumentParser
import CaseModel
import Casework

struct CaseClose: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close", abstract: "Close a case: how the work ended, and where the relationship stands.",
        discussion: """
            Apart by decision is not failure.

            Example: troth case close C4XK92TM --ended completed --relationship together
            """)

    @Argument(help: "The case's handle.") var handle: String
    @Option(help: "completed, referred, one_withdrew, lost_contact, stopped_for_safety or other.")
    var ended: Closing.HowItEnded
    @Option(help: "together, apart, undecided or unknown.") var relationship: Closing.Relationship
    @Option(name: .customLong("on"), help: "The day, as YYYY-MM-DD; today where it is left out.") var day: String?
    @Option(help: "The version of the case that you saw; refused if somebody changed it since.") var version: Int?
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let handle = try HandleArgument.read(handle, .caseFile)
        try await Office.run(office) { office in
            let given = try day.map { try DayArgument.day($0, field: "--on") }
            let today = try await office.casework.today()
            let closing = Closing(on: given ?? today, howItEnded: ended, relationship: relationship)
            let input = [handle.description, ended.rawValue, relationship.rawValue, day, version?.description]
            try await office.change("case close", input, key: key) {
                try await office.casework.closeCase(handle, closing, version: version, key: $0)
            }
            try Answer.say(handle.description, "Closed case \(handle).", output)
        }
    }
}

extension Closing.HowItEnded: ExpressibleByArgument {}
extension Closing.Relationship: ExpressibleByArgument {}
