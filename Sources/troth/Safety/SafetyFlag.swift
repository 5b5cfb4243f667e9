import ArgumentParser
import CaseModel
import Casework

struct SafetyFlag: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "flag", abstract: "Raise a flag about one partner, with the day it is looked at again.",
        discussion: """
            A flag stays open until it is closed with an assessment and the action taken (`troth safety assess`), also \
            when the case is closed. An answer above 0 to item 9 of the PHQ-9 raises one by itself.

            Example: troth safety flag C4XK92TM --partner A --kind self_harm --review 2026-12-01 --words "Asked about it"
            """)

    @Argument(help: "The case's handle.") var handle: String
    @Option(help: "About whom: A or B.") var partner: String
    @Option(help: "self_harm, violence, child or other.") var kind: FlagKind
    @Option(help: "What it is; sealed. A file's name after @, or - to read it.") var words: String
    @Option(name: .customLong("review"), help: "When it is looked at again, as YYYY-MM-DD.") var due: String
    @Option(name: .customLong("on"), help: "The day, as YYYY-MM-DD; today where it is left out.") var day: String?
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let who = try PartnerArgument.partner(partner, field: "--partner")
        let review = try DayArgument.day(due, field: "--review")
        let on = try day.map { try DayArgument.day($0, field: "--on") }
        try await Office.run(office) { office in
            let said = try WordsArgument.read(words, home: office.home)
            let flag = NewFlag(partner: who, kind: kind, words: said, reviewOn: review, on: on)
            let number = try await office.change(
                "safety flag", [handle, partner, kind.rawValue, said, due, day], key: key
            ) { try await office.casework.raiseFlag(flag, in: handle, key: $0) }
            try Answer.say(
                handle, "Flag \(number) about \(who.rawValue), looked at again on \(review).", output)
        }
    }
}

struct SafetyAssess: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assess", abstract: "Look at a flag: what was assessed, what was done.",
        discussion: """
            With --review it stays open until that day; without, it is closed, which needs both --assessment and --action.

            Example: troth safety assess C4XK92TM 1 --assessment @risk.txt --action @done.txt
            Example: troth safety assess C4XK92TM 1 --assessment "No plan, no means" --review 2026-12-01
            """)

    @Argument(help: "The case's handle.") var handle: String
    @Argument(help: "The flag's number.") var number: Int
    @Option(help: "What was assessed; sealed. A file's name after @, or - to read it.") var assessment: String?
    @Option(help: "What was done; sealed. A file's name after @, or - to read it.") var action: String?
    @Option(name: .customLong("review"), help: "When it is looked at again, as YYYY-MM-DD.") var due: String?
    @Option(name: .customLong("on"), help: "The day, as YYYY-MM-DD; today where it is left out.") var day: String?
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let next = try due.map { try DayArgument.day($0, field: "--review") }
        let on = try day.map { try DayArgument.day($0, field: "--on") }
        try await Office.run(office) { office in
            let first = try assessment.map { try WordsArgument.read($0, home: office.home) }
            let second = try action.map { try WordsArgument.read($0, home: office.home) }
            let review = FlagReview(assessment: first, action: second, nextReviewOn: next, on: on)
            let input = [handle, number.description, first, second, due, day]
            try await office.change("safety assess", input, key: key) {
                try await office.casework.reviewFlag(number, in: handle, review, key: $0)
            }
            try Answer.say(
                handle,
                next.map { "Flag \(number) stays open, looked at again on \($0)." } ?? "Flag \(number) is closed.",
                output)
        }
    }
}

struct SafetyPlan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Record a partner's safety plan; the newest holds.",
        discussion: "Example: troth safety plan C4XK92TM --partner A --review 2026-12-01 --words @plan.txt")

    @Argument(help: "The case's handle.") var handle: String
    @Option(help: "Whose: A or B.") var partner: String
    @Option(help: "The plan; sealed. A file's name after @, or - to read it.") var words: String
    @Option(name: .customLong("review"), help: "When it is looked at again, as YYYY-MM-DD.") var due: String
    @Option(name: .customLong("on"), help: "The day, as YYYY-MM-DD; today where it is left out.") var day: String?
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let who = try PartnerArgument.partner(partner, field: "--partner")
        let review = try DayArgument.day(due, field: "--review")
        let on = try day.map { try DayArgument.day($0, field: "--on") }
        try await Office.run(office) { office in
            let plan = try WordsArgument.read(words, home: office.home)
            try await office.change("safety plan", [handle, partner, plan, due, day], key: key) {
                try await office.casework.writeSafetyPlan(
                    plan, for: who, in: handle, reviewOn: review, on: on, key: $0)
            }
            try Answer.say(
                handle, "Recorded the safety plan of \(who.rawValue), looked at again on \(review).", output)
        }
    }
}
