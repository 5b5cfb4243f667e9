import ArgumentParser
import CaseModel
import Casework

struct StaffDuty: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duty", abstract: "Give a person a duty, or end one.",
        subcommands: [StaffDutyGive.self, StaffDutyEnd.self])
}

struct StaffDutyGive: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "give", abstract: "Give a duty, from today or a later day. Asks for your password again.",
        discussion: "Example: troth staff duty give omar supervisor --from 2027-01-01")

    @Argument(help: "The person's login.") var login: String
    @Argument(help: "The duty.") var duty: Duty
    @OptionGroup var span: SpanOptions
    @OptionGroup var proof: ProofOptions
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let span = try span.span()
        try await Office.run(office) { office in
            try await office.proved(proof) {
                let input = [login, duty.rawValue, span.from?.description, span.until?.description]
                try await office.change("staff duty give", input, key: key) {
                    try await office.casework.giveDuty(duty, to: login, for: span, key: $0)
                }
            }
            try Answer.say(login, "\(login) holds the duty \(duty.name).", output)
        }
    }
}

struct StaffDutyEnd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "end", abstract: "End a duty now, or at the end of a later day.",
        discussion: "Example: troth staff duty end omar supervisor --on 2027-06-30")

    @Argument(help: "The person's login.") var login: String
    @Argument(help: "The duty.") var duty: Duty
    @Option(help: ArgumentHelp("The last day; now where it is left out.", valueName: "day")) var on: String?
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let day = try on.map { try DayArgument.day($0, field: "--on") }
        try await Office.run(office) { office in
            try await office.change("staff duty end", [login, duty.rawValue, on], key: key) {
                try await office.casework.endDuty(duty, of: login, on: day, key: $0)
            }
            let when = day.map { "at the end of \($0)" } ?? "now"
            try Answer.say(login, "The duty \(duty.name) of \(login) ends \(when).", output)
        }
    }
}
