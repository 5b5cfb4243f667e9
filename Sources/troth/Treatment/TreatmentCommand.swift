import ArgumentParser
import CaseModel
import Casework

struct TreatmentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "treatment", abstract: "The treatment plan of a case: problem, frequency, review date, goals.",
        discussion: """
            Its goals are those of `troth goal`; the plan for setbacks is `troth plan`. A new plan takes the place of the \
            one before from its day on, and the earlier ones stay.
            """,
        subcommands: [TreatmentSet.self, TreatmentShow.self])
}

struct TreatmentSet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Write down the plan that holds from now on.",
        discussion: """
            The problem is in words that both partners may read, sealed under their joint key; an insurer's copy holds the \
            frequency and the review date, and none of the words. When the review date has passed the couple asks for a \
            look in `troth caseload`.

            Example: troth treatment set C4XK92TM --problem @problem.txt --frequency fortnightly --review 2027-03-01
            Example: troth treatment set C4XK92TM --problem "Distress after a breach of trust" --frequency "3 weeks" \\
                     --review 2027-03-01
            """)

    @Argument(help: "The case's handle.") var handle: String
    @Option(help: "What is treated. A file's name after @, or - to read it.") var problem: String
    @Option(help: "twice_weekly, weekly, fortnightly, monthly, or such as \"3 weeks\".") var frequency: String
    @Option(help: "The day on which the plan is looked at again, as YYYY-MM-DD.") var review: String
    @Option(name: .customLong("on"), help: "The day it was agreed, as YYYY-MM-DD; today where it is left out.")
    var day: String?
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let handle = try HandleArgument.read(handle, .caseFile)
        let reviewOn = try DayArgument.day(review, field: "--review")
        let on = try day.map { try DayArgument.day($0, field: "--on") }
        guard let frequency = PlannedFrequency(frequency) else {
            throw CaseworkError.invalid(
                field: "--frequency",
                "use twice_weekly, weekly, fortnightly, monthly, or a number of weeks from 2 to 26, such as \"3 weeks\""
            )
        }
        try await Office.run(office) { office in
            let problem = try WordsArgument.read(problem, home: office.home)
            let plan = NewTreatmentPlan(problem: problem, frequency: frequency, reviewOn: reviewOn, on: on)
            let input = [handle.description, problem, frequency.code, review, day]
            let number = try await office.change("treatment set", input, key: key) {
                try await office.casework.setTreatmentPlan(plan, of: handle, key: $0)
            }
            try Answer.say(
                handle.description, "Treatment plan \(number): \(frequency.words), to be reviewed on \(reviewOn).",
                output)
        }
    }
}

struct TreatmentShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "The plan that holds, with the goals; or every plan there was.",
        discussion: "Example: troth treatment show C4XK92TM --all")

    @Argument(help: "The case's handle.") var handle: String
    @Flag(help: "Every plan, the newest first.") var all = false
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let handle = try HandleArgument.read(handle, .caseFile)
        try await Office.run(office) { office in
            let treatment = try await office.casework.treatment(of: handle)
            let screen = Screen.standardOutput(noColor: output.noColor)
            try StandardOutput.stream { stream in
                if let plan = treatment.plan, !all {
                    Self.card.write(
                        one: Page(treatment: treatment, plan: plan), options: output, screen: screen, to: &stream)
                } else {
                    Self.list(treatment.caseHandle).write(treatment.plans, options: output, screen: screen, to: &stream)
                }
            }
        }
    }

    /// The plan that holds, and what stands beside it.
    struct Page: Sendable {
        let treatment: Treatment
        let plan: TreatmentPlan

        var isDue: Bool { plan.reviewOn < treatment.today }

        var goals: String {
            if treatment.goals.isEmpty { return "none yet" }
            return treatment.goals.map { goal in
                "\(goal.handle) \(goal.words.goal), due \(goal.dueOn), "
                    + (goal.latest?.standing.rawValue.replacing("_", with: " ") ?? "not reviewed yet")
            }.joined(separator: "; ")
        }
    }

    static let card = Listing<Page>(
        empty: "",
        columns: [
            Column("case", "Case") { .text($0.treatment.caseHandle) },
            Column("number", "Plan") { .integer($0.plan.number) },
            Column("planned_on", "Agreed") { .date($0.plan.plannedOn.description) },
            Column("problem", "Problem", fit: .wraps) { .text($0.plan.problem) },
            Column("frequency", "Frequency") { .text($0.plan.frequency.words) },
            Column("review_on", "Review", style: { $0.isDue ? .warning : nil }) {
                .date($0.plan.reviewOn.description)
            },
            Column("goals", "Goals", fit: .wraps) { .text($0.goals) },
        ], handle: { $0.treatment.caseHandle })

    static func list(_ handle: String) -> Listing<TreatmentPlan> {
        Listing<TreatmentPlan>(
            empty: "No treatment plan yet. `troth treatment set` writes one down.",
            columns: [
                Column("number", "Plan", align: .trailing) { .integer($0.number) },
                Column("planned_on", "Agreed", fit: .whole) { .date($0.plannedOn.description) },
                Column("frequency", "Frequency") { .text($0.frequency.words) },
                Column("review_on", "Review", fit: .whole) { .date($0.reviewOn.description) },
                Column("problem", "Problem", fit: .wraps) { .text($0.problem) },
            ], handle: { "\(handle) \($0.number)" })
    }
}
