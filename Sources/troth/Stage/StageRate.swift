import ArgumentParser
import CaseModel
import Casework

struct StageRate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rate", abstract: "Record how a partner, or you, rate a criterion.",
        discussion: """
            A rating belongs to whoever gave it. Most criteria are rated from 0 (not at all) to 4 (fully); others are \
            yes or no, a count, or together or apart. `troth stage show` lists them, and who rates which.

            Example: troth stage rate C4XK92TM 2.2 --by A 3
            Example: troth stage rate C4XK92TM 2.4 --by therapist yes --on 2026-11-16
            """)

    @Argument(help: "The case's handle.") var handle: String
    @Argument(help: "The criterion's number, such as 2.2.") var criterion: String
    @Argument(help: "The value: a number, or yes, no, together, apart.") var value: String
    @Option(help: "Who rates: A, B or therapist.") var by: String
    @Option(name: .customLong("on"), help: "The day, as YYYY-MM-DD; today where it is left out.") var day: String?
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let handle = try HandleArgument.read(handle, .caseFile)
        guard let rater = RatedBy(by.count == 1 ? by.uppercased() : by.lowercased()) else {
            throw CaseworkError.invalid(field: "--by", "use A, B or therapist")
        }
        let given = try day.map { try DayArgument.day($0, field: "--on") }
        try await Office.run(office) { office in
            let criteria = try await office.casework.criteria(of: handle)
            let value = try number(on: criteria.first { $0.number == criterion }?.scale)
            let input = [handle.description, criterion, rater.code, value.description, day]
            let standing = try await office.change("stage rate", input, key: key) {
                try await office.casework.rateCriterion(
                    criterion, of: handle, by: rater, value: value, on: given, key: $0)
            }
            try Answer.say(handle.description, sentence(standing, rater, value), output)
        }
    }

    private func number(on scale: Criterion.Scale?) throws -> Int {
        switch (scale, value.lowercased()) {
        case (.yesNo, "yes"): return 1
        case (.yesNo, "no"): return 0
        case (.choice, "together"): return 1
        case (.choice, "apart"): return 2
        default: break
        }
        guard let number = Int(value) else {
            throw CaseworkError.invalid(
                field: "value", "use a whole number; yes or no where a criterion asks that; together or apart for 6.1")
        }
        return number
    }

    private func sentence(_ standing: CriterionStanding, _ rater: RatedBy, _ value: Int) -> String {
        let criterion = standing.criterion
        let who = rater == .therapist ? "the therapist" : "partner \(rater.code)"
        var text = "\(criterion.number) \(criterion.text): \(who) rates \(value)"
        let meaning = criterion.meaning(of: value)
        if meaning != "\(value)" { text += " (\(meaning))" }
        guard let wanted = criterion.wanted else { return text + ". It is recorded and shown; nothing is to be met." }
        return text + (standing.isMet == true ? ". The criterion is met." : ". Not met yet; it asks for \(wanted).")
    }
}
