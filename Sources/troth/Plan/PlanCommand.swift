import ArgumentParser
import CaseModel
import Casework

struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "The plan for setbacks, with its follow-up: add, assent, review, end, list.",
        discussion: "The treatment plan of a case is `troth treatment`.",
        subcommands: [PlanAdd.self, PlanAssent.self, PlanReview.self, PlanEnd.self, PlanList.self])
}

struct PlanAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Write down what the couple will do when a setback comes.",
        discussion: """
            It holds once both have assented; with --assent A --assent B at once.

            Example: troth plan add C4XK92TM --follow-up 2027-03-01 --assent A --assent B --text @plan.txt
            """)

    @Argument(help: "The case's handle.") var handle: String
    @Option(help: "The day on which it is followed up, as YYYY-MM-DD.") var followUp: String
    @Option(help: "Who assents: A or B; twice for both.") var assent: [String] = []
    @OptionGroup var record: NewRecordOptions

    func run() async throws {
        let day = try DayArgument.day(followUp, field: "--follow-up")
        try await record.add(.plan(followUpOn: day), to: handle, assents: assent) {
            "Plan \($0), to be followed up on \(day)."
        }
    }
}

struct PlanAssent: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assent", abstract: "Record that a partner assents to a plan.",
        discussion: "Example: troth plan assent R4XK92TM --by B")

    @OptionGroup var record: RecordReplyOptions
    @Option(help: "Who assents: A or B.") var by: String

    func run() async throws {
        let partner = try PartnerArgument.partner(by, field: "--by")
        try await record.reply(.assent(partner)) { "\(partner.rawValue) assents to \($0)." }
    }
}

struct PlanReview: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review", abstract: "Record that a plan was followed up, and when it is next.",
        discussion: "Example: troth plan review R4XK92TM --next 2027-06-01")

    @OptionGroup var record: RecordReplyOptions
    @Option(help: "The day of the next follow-up, as YYYY-MM-DD.") var next: String

    func run() async throws {
        let day = try DayArgument.day(next, field: "--next")
        try await record.reply(.review(next: day)) { "Plan \($0) was followed up; next on \(day)." }
    }
}

struct PlanEnd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "end", abstract: "Record that a plan holds no more.",
        discussion: "Example: troth plan end R4XK92TM")

    @OptionGroup var record: RecordReplyOptions

    func run() async throws { try await record.reply(.end) { "Plan \($0) is ended; its record stays." } }
}

struct PlanList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "A couple's plans for setbacks.", discussion: "Example: troth plan list C4XK92TM"
    )

    @OptionGroup var list: RecordListOptions

    func run() async throws {
        try await list.list(
            [.plan], [.assents, .nextLook, .ended], empty: "No plan yet. `troth plan add` writes one down.")
    }
}
