import ArgumentParser
import CaseModel
import Casework

struct SafetyShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Open what was recorded for a couple's safety.",
        discussion: """
            For you alone: do not read it out or hand it on. The opening leaves an event in the audit.

            Example: troth safety show C4XK92TM
            """)

    @Argument(help: "The case's handle.") var handle: String
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let screen = Screen.standardOutput(noColor: output.noColor)
        try await Office.run(office) { office in
            let record = try await office.casework.safetyRecord(of: handle)
            try StandardOutput.stream { stream in
                if output.format == .table, !output.quiet {
                    stream.write(
                        record.isHeld
                            ? "Conjoint sessions and advance are held in \(record.caseHandle).\n\n"
                            : "Nothing is held in \(record.caseHandle).\n\n")
                }
                Self.listing.write(record.entries, options: output, screen: screen, to: &stream)
            }
        }
    }

    static let listing = Listing<SafetyRecord.Entry>(
        empty: "Nothing is recorded. `troth safety screen` records how a partner's screening, alone, went.",
        columns: [
            Column("on", "On", fit: .whole) { .date($0.on.description) },
            Column("kind", "Entry", fit: .whole) { .text($0.kind.rawValue) },
            Column("partner", "Partner") { .optional($0.partner) { .text($0.rawValue) } },
            Column("number", "Flag", align: .trailing) { .optional($0.number) { .integer($0) } },
            Column("what", "What", fit: .whole) { .text($0.what) },
            Column("said", "Said", fit: .wraps) { .text($0.findings.joined(separator: ", ")) },
            Column("instrument", "By") { .optional($0.instrument) { .text($0) } },
            Column("review_on", "Review", fit: .whole) { .optional($0.reviewOn) { .date($0.description) } },
            Column("closed", "Closed") { $0.kind == .flag ? .boolean($0.isClosed) : .null },
            Column("words", "Words", fit: .wraps) { .optional($0.words) { .text($0) } },
            Column("action", "Done", fit: .wraps) { .optional($0.action) { .text($0) } },
        ],
        handle: { $0.number.map(String.init) ?? $0.kind.rawValue })
}

struct SafetyList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Holds, open flags and plans by the day they are looked at again.",
        discussion: """
            Closed cases are among them: a flag outlives the closing of its case. No words are opened.

            Example: troth safety list
            """)

    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let entries = try await office.casework.openSafety()
            try StandardOutput.stream {
                Self.listing.write(entries, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }

    static let listing = Listing<OpenSafety>(
        empty: "No holds, no open flags, no safety plans.",
        columns: [
            Column("case", "Case", fit: .whole) { .text($0.caseHandle) },
            Column("what", "What", fit: .whole) { .text($0.what.rawValue) },
            Column("partner", "Partner") { .optional($0.partner) { .text($0.rawValue) } },
            Column("number", "Flag", align: .trailing) { .optional($0.number) { .integer($0) } },
            Column("kind", "About") { .optional($0.kind) { .text($0.rawValue) } },
            Column("review_on", "Review", fit: .whole, style: { $0.isOverdue ? .warning : nil }) {
                .optional($0.reviewOn) { .date($0.description) }
            },
            Column("case_closed", "Case closed") { .boolean($0.isCaseClosed) },
        ],
        handle: { $0.caseHandle })
}
