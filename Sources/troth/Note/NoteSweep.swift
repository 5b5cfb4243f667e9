import ArgumentParser
import CaseModel
import Casework

struct NoteSweep: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sweep", abstract: "What is unsigned, late, returned or waiting for a co-signature.",
        discussion: """
            A therapist or trainee sees their own; a supervisor (--as supervisor) that of whom they supervise; a practice \
            admin (--as practice_admin) the whole practice: handles and times, no words. When notes and co-signatures are \
            due says `troth practice settings`.

            Example: troth note sweep
            Example: troth note sweep --as practice_admin --counts
            """)

    @Flag(help: "How many of each, a line a therapist.") var counts = false
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let found = try await office.casework.sweepNotes()
            let screen = Screen.standardOutput(noColor: output.noColor)
            try StandardOutput.stream {
                if counts {
                    Self.totals.write(SweepTotals.of(found), options: output, screen: screen, to: &$0)
                } else {
                    Self.listing.write(found, options: output, screen: screen, to: &$0)
                }
            }
        }
    }

    static let listing = Listing<SweptNote>(
        empty: "Nothing is unsigned, late, returned or waiting for a co-signature.",
        columns: [
            Column("therapist", "Therapist") { .text($0.therapist) },
            Column("standing", "What", fit: .whole, style: { $0.isOverdue ? .warning : nil }) {
                .text($0.standing.words)
            },
            Column("due", "Due", fit: .whole) { .optional($0.dueAt) { .date($0.description) } },
            Column("since", "Since", fit: .whole) { .date($0.since.description) },
            Column("session", "Session", fit: .whole) { .text($0.sessionHandle) },
            Column("note", "Note", fit: .whole) { .optional($0.noteHandle) { .text($0) } },
            Column("case", "Case", fit: .whole) { .text($0.caseHandle) },
        ],
        handle: { $0.noteHandle ?? $0.sessionHandle })

    static let totals = Listing<SweepTotals>(
        empty: "Nothing is unsigned, late, returned or waiting for a co-signature.",
        columns: [
            Column("therapist", "Therapist") { .text($0.therapist) },
            Column("unsigned", "Unsigned", align: .trailing) { .integer($0[.unsigned]) },
            Column("late", "Late", align: .trailing, style: { $0[.late] > 0 ? .warning : nil }) {
                .integer($0[.late])
            },
            Column("to_cosign", "To co-sign", align: .trailing) { .integer($0[.toCosign]) },
            Column("cosign_late", "Co-sign late", align: .trailing, style: { $0[.cosignLate] > 0 ? .warning : nil }) {
                .integer($0[.cosignLate])
            },
            Column("returned", "Returned", align: .trailing) { .integer($0[.returned]) },
        ],
        handle: { $0.therapist })
}

/// How much of each one therapist has.
struct SweepTotals: Sendable {
    let therapist: String
    private let counts: [SweptNote.Standing: Int]

    subscript(_ standing: SweptNote.Standing) -> Int { counts[standing] ?? 0 }

    static func of(_ found: [SweptNote]) -> [SweepTotals] {
        Dictionary(grouping: found, by: \.therapist).sorted { $0.key < $1.key }.map { login, notes in
            SweepTotals(therapist: login, counts: notes.reduce(into: [:]) { $0[$1.standing, default: 0] += 1 })
        }
    }
}

extension SweptNote {
    fileprivate var isOverdue: Bool { standing == .late || standing == .cosignLate }
}

extension SweptNote.Standing {
    /// As a person says it.
    var words: String {
        switch self {
        case .unsigned: "unsigned"
        case .late: "late"
        case .toCosign: "to co-sign"
        case .cosignLate: "co-signature late"
        case .returned: "returned"
        }
    }
}
