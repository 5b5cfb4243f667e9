import ArgumentParser
import CaseModel
import Casework

struct GoalAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Set a goal with its measure, target and due date.",
        discussion: """
            The words are sealed under the couple's joint key. Each comes from its option, from a file (@FILE), or one \
            of them from standard input (-).

            Example: troth goal add C4XK92TM --owner both --goal "Understand what the other needs after a hard day" \\
                     --measure "Talks of twenty minutes a week" --target "3 a week for a month" --due 2027-02-01
            """)

    @Argument(help: "The case's handle.") var handle: String
    @Option(help: "Whose goal it is: A, B or both.") var owner: Owner
    @Option(help: "What is to be reached.") var goal: String
    @Option(help: "How it is measured.") var measure: String
    @Option(help: "What counts as reached.") var target: String
    @Option(help: "The day by which, as YYYY-MM-DD.") var due: String
    @Flag(help: "It is about understanding each other.") var understanding = false
    @Option(name: .customLong("on"), help: "The day it was agreed, as YYYY-MM-DD; today where it is left out.")
    var day: String?
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let handle = try HandleArgument.read(handle, .caseFile)
        let dueOn = try DayArgument.day(due, field: "--due")
        let given = try day.map { try DayArgument.day($0, field: "--on") }
        try await Office.run(office) { office in
            let words = GoalWords(
                goal: try WordsArgument.read(goal, home: office.home),
                measure: try WordsArgument.read(measure, home: office.home),
                target: try WordsArgument.read(target, home: office.home))
            let input = [
                handle.description, owner.rawValue, words.goal, words.measure, words.target, due, day,
                "\(understanding)",
            ]
            let added = try await office.change("goal add", input, key: key) {
                try await office.casework.addGoal(
                    to: handle, owner: owner, words: words, dueOn: dueOn, isMutual: understanding, on: given, key: $0)
            }
            try Answer.say(
                added.description, "Goal \(added), due \(dueOn). Review it with `troth goal review \(added)`.", output)
        }
    }
}
