import ArgumentParser
import CaseModel
import Casework

struct GoalList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "A couple's goals, and where each stood at its last review.",
        discussion: "Example: troth goal list C4XK92TM")

    @Argument(help: "The case's handle.") var handle: String
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let handle = try HandleArgument.read(handle, .caseFile)
        try await Office.run(office) { office in
            let goals = try await office.casework.goals(of: handle)
            try StandardOutput.stream {
                Self.listing.write(goals, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }

    static let listing = Listing<GoalOnRoad>(
        empty: "No goals yet. `troth goal add` sets one.",
        columns: [
            Column("goal", "Handle", fit: .whole) { .text($0.handle) },
            Column("owner", "Owner") { .text($0.owner.rawValue) },
            Column("due_on", "Due", fit: .whole) { .date($0.dueOn.description) },
            Column("standing", "Stands", style: style) { goal in
                .optional(goal.latest) { .text($0.standing.rawValue) }
            },
            Column("reviewed_on", "Reviewed", fit: .whole) { .optional($0.latest) { .date($0.on.description) } },
            Column("reviews", "Reviews", align: .trailing) { .integer($0.reviews.count) },
            Column("words", "Goal", fit: .wraps) { .text($0.words.goal) },
            Column("measure", "Measured by", fit: .wraps) { .text($0.words.measure) },
            Column("target", "Reached at", fit: .wraps) { .text($0.words.target) },
        ],
        handle: { $0.handle })

    @Sendable private static func style(_ goal: GoalOnRoad) -> Style? {
        switch goal.latest?.standing {
        case .reached: .good
        case .behind: .warning
        case .dropped: .dim
        case .onTrack, nil: nil
        }
    }
}
