import ArgumentParser
import CaseModel

struct GoalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "goal", abstract: "Goals of the plan for rebuilding trust: add, review, list.",
        subcommands: [GoalAdd.self, GoalReview.self, GoalList.self])
}

extension GoalStanding: ExpressibleByArgument {}
