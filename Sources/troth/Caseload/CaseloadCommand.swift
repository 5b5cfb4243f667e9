import ArgumentParser
import CaseModel
import Casework

struct CaseloadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "caseload", abstract: "Your open cases, what needs attention first, and why.",
        discussion: """
            `troth case list` is the plain list, by status. Here a couple stands higher the more urgent the first of its \
            reasons is; docs/how-to/caseload.md says what each rests on. None of it is for a couple's eyes.
            """,
        subcommands: [CaseloadShow.self, CaseloadSet.self], defaultSubcommand: CaseloadShow.self)
}

struct CaseloadShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Your open cases, what needs attention first.",
        discussion: """
            Example: troth caseload
            Example: troth caseload --why
            """)

    @Flag(help: "A line a reason, with the figures that it rests on.") var why = false
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let couples = try await office.casework.caseloadInView()
            let screen = Screen.standardOutput(noColor: output.noColor)
            try StandardOutput.stream {
                if why {
                    let rows = couples.flatMap { couple in
                        couple.reasons.map { Reason(couple: couple.entry, reason: $0) }
                    }
                    return Self.reasons.write(rows, options: output, screen: screen, to: &$0)
                }
                Self.listing.write(couples, options: output, screen: screen, to: &$0)
            }
        }
    }

    struct Reason: Sendable {
        let couple: CaseloadEntry
        let reason: Attention
    }

    static let listing = Listing<CoupleInView>(
        empty: "No open cases. `troth case open` opens one.",
        columns: [
            Column("case", "Case", fit: .whole) { .text($0.entry.handle) },
            Column("couple", "Couple") { .text($0.entry.names) },
            Column("status", "Status") { .text($0.entry.status.rawValue) },
            Column("stage", "Stage") { couple in
                .optional(couple.entry.stage) { .text("\($0.stage.rawValue) \($0.shortName)") }
            },
            Column("last_session", "Last seen") { couple in
                .optional(couple.entry.lastHeldOn) { .date($0.description) }
            },
            Column("next_session", "Next") { couple in .optional(couple.entry.nextAt) { .text($0.description) } },
            Column("attention", "Needs a look", fit: .wraps, style: style) { couple in
                couple.reasons.isEmpty ? .null : .text(couple.reasons.map(\.kind.words).joined(separator: ", "))
            },
        ],
        handle: { $0.entry.handle })

    static let reasons = Listing<Reason>(
        empty: "Nothing asks for a look.",
        columns: [
            Column("case", "Case", fit: .whole) { .text($0.couple.handle) },
            Column("couple", "Couple") { .text($0.couple.names) },
            Column("attention", "Needs a look", fit: .whole) { .text($0.reason.kind.words) },
            Column("why", "Why", fit: .wraps) { .text($0.reason.why) },
        ],
        handle: { $0.couple.handle })

    @Sendable private static func style(_ couple: CoupleInView) -> Style? {
        switch couple.reasons.first?.kind {
        case .safety, .opposed, .deteriorated: .warning
        case nil: .dim
        default: nil
        }
    }
}

struct CaseloadSet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "After how many weeks without a session a couple asks for a look (practice admin).",
        discussion: "Example: troth caseload set --weeks 3")

    @Option(help: "Whole weeks, from 1 to 52; 4 where nothing is set.") var weeks: Int
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            try await office.change("caseload set", [weeks.description], key: key) {
                try await office.casework.setUnseen(weeks: weeks, key: $0)
            }
            try Answer.say(
                weeks.description, "A couple asks for a look after \(weeks) weeks without a session.", output)
        }
    }
}
