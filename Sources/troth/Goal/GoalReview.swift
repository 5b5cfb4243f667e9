import ArgumentParser
import CaseModel
import Casework

struct GoalReview: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review", abstract: "Record where a goal stands.",
        discussion: "Example: troth goal review G4XK92TM --standing on_track")

    @Argument(help: "The goal's handle.") var handle: String
    @Option(help: "reached, on_track, behind or dropped.") var standing: GoalStanding
    @Option(name: .customLong("on"), help: "The day, as YYYY-MM-DD; today where it is left out.") var day: String?
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let goal = try HandleArgument.read(handle, .goal)
        let given = try day.map { try DayArgument.day($0, field: "--on") }
        try await Office.run(office) { office in
            try await office.change("goal review", [goal.description, standing.rawValue, day], key: key) {
                try await office.casework.reviewGoal(goal, standing: standing, on: given, key: $0)
            }
            try Answer.say(
                goal.description, "Goal \(goal) is \(standing.rawValue.replacing("_", with: " ")).", output)
        }
    }
}
