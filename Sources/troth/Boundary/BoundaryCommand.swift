import ArgumentParser
import CaseModel
import Casework

struct BoundaryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "boundary",
        abstract: "Boundaries that both assent to, their reviews and breaches: agree, assent, review, breach, list.",
        subcommands: [
            BoundaryAgree.self, BoundaryAssent.self, BoundaryReview.self, BoundaryEnd.self, BoundaryBreach.self,
            BoundaryTalkThrough.self, BoundaryList.self, BoundaryBreaches.self,
        ])
}

struct BoundaryAgree: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agree", abstract: "Write down a boundary, and who assents to it.",
        discussion: """
            It holds once both have assented; with --assent A --assent B at once. The areas: honesty, respect, \
            communication, expectations.

            Example: troth boundary agree C4XK92TM --area honesty --review 2026-12-15 --assent A --assent B \\
                     --text "Both phones are open to both"
            """)

    @Argument(help: "The case's handle.") var handle: String
    @Option(help: "honesty, respect, communication or expectations.") var area: BoundaryArea
    @Option(help: "The day on which it is looked at again, as YYYY-MM-DD.") var review: String
    @Option(help: "Who assents: A or B; twice for both.") var assent: [String] = []
    @OptionGroup var record: NewRecordOptions

    func run() async throws {
        let day = try DayArgument.day(review, field: "--review")
        let waits = assent.isEmpty ? " It holds once both assent: `troth boundary assent`." : ""
        try await record.add(.boundary(area, reviewOn: day), to: handle, assents: assent) {
            "Boundary \($0), on \(area.rawValue), to be reviewed on \(day).\(waits)"
        }
    }
}

extension BoundaryArea: ExpressibleByArgument {}

struct BoundaryAssent: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assent", abstract: "Record that a partner assents to a boundary.",
        discussion: "Example: troth boundary assent R4XK92TM --by B")

    @OptionGroup var record: RecordReplyOptions
    @Option(help: "Who assents: A or B.") var by: String

    func run() async throws {
        let partner = try PartnerArgument.partner(by, field: "--by")
        try await record.reply(.assent(partner)) { "\(partner.rawValue) assents to \($0)." }
    }
}

struct BoundaryReview: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "Record that a boundary was looked at and stays, and when it is looked at next.",
        discussion: """
            A boundary that is to be another one is ended, and the new one agreed.

            Example: troth boundary review R4XK92TM --next 2027-01-15
            """)

    @OptionGroup var record: RecordReplyOptions
    @Option(help: "The day of the next review, as YYYY-MM-DD.") var next: String

    func run() async throws {
        let day = try DayArgument.day(next, field: "--next")
        try await record.reply(.review(next: day)) { "\($0) stays; it is looked at next on \(day)." }
    }
}

struct BoundaryEnd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "end", abstract: "Record that a boundary holds no more.",
        discussion: "Example: troth boundary end R4XK92TM")

    @OptionGroup var record: RecordReplyOptions

    func run() async throws { try await record.reply(.end) { "Boundary \($0) is ended; its record stays." } }
}

struct BoundaryBreach: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "breach", abstract: "Write down that a boundary was not kept.",
        discussion: """
            What one partner told alone is their audience: --audience A.

            Example: troth boundary breach R4XK92TM --text "A message was deleted"
            """)

    @Argument(help: ArgumentHelp("The boundary's handle.", valueName: "road-record")) var handle: String
    @OptionGroup var record: NewRecordOptions
    @OptionGroup var audience: AudienceOption

    func run() async throws {
        try await record.add(
            .breach(of: try HandleArgument.read(handle, .record)), to: handle, audience: audience.audience
        ) {
            "Breach \($0). When it was talked through: `troth boundary talk-through \($0)`."
        }
    }
}

struct BoundaryTalkThrough: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "talk-through", abstract: "Record that a breach was talked through.",
        discussion: "Example: troth boundary talk-through R4XK92TM")

    @OptionGroup var record: RecordReplyOptions
    @Option(help: "What came of it; a file's name after @, or - to read it.") var text: String?

    func run() async throws {
        try await record.reply(.talkThrough, text: text) { "Breach \($0) is talked through." }
    }
}

struct BoundaryList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "A couple's boundaries: who assents, when they are looked at next.",
        discussion: "Example: troth boundary list C4XK92TM")

    @OptionGroup var list: RecordListOptions

    func run() async throws {
        try await list.list(
            [.boundary],
            [
                Column("area", "Area") { .optional($0.area) { .text($0.rawValue) } }, .assents, .nextLook, .ended,
            ], empty: "No boundary yet. `troth boundary agree` writes one down.")
    }
}

struct BoundaryBreaches: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "breaches", abstract: "Breaches of boundaries, and whether they were talked through.",
        discussion: "Example: troth boundary breaches C4XK92TM")

    @OptionGroup var list: RecordListOptions

    func run() async throws {
        try await list.list(
            [.breach],
            [
                Column("boundary", "Boundary", fit: .whole) {
                    if case .breach(let of) = $0.details { .text(of) } else { .null }
                }, .audience, .settled("Talked through"),
            ], empty: "No breach is recorded.")
    }
}
