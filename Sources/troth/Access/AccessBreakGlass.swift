import ArgumentParser
import CaseModel
import Casework

struct AccessBreakGlass: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "break-glass", abstract: "Open one case that is not yours, to read, for an hour at most.",
        discussion: """
            For what cannot wait until the case is assigned to you. Say why in 20 characters or more; your password is \
            asked for again. Supervisors and auditors are told at once, and somebody else reviews it within 72 hours.

            Example: troth access break-glass C4XK92TM --reason "Partner A called in crisis, Omar is on leave"
            """)

    @Argument(help: "The case's handle.") var handle: String
    @Option(help: "Why it cannot wait; it is sealed.") var reason: String
    @Option(help: "For how many minutes, 1 to 60.") var minutes = 60
    @OptionGroup var proof: ProofOptions
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let caseHandle = try HandleArgument.read(handle, .caseFile)
        try await Office.run(office) { office in
            let opened = try await office.proved(proof) {
                try await office.change("access break-glass", [handle, reason, String(minutes)], key: key) {
                    try await office.casework.breakGlass(caseHandle, because: reason, minutes: minutes, key: $0)
                }
            }
            try Answer.say(
                opened,
                "Case \(caseHandle) is open to you for \(minutes) min. Supervisors and auditors have been told; somebody "
                    + "else will review it.", output)
        }
    }
}

struct AccessReviews: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reviews", abstract: "What was opened by break-glass and is to be reviewed.",
        discussion: """
            Supervisors and practice admins review with `troth access review-glass`. Auditors see that it happened, not \
            why; a therapist sees their own.

            Example: troth access reviews --all
            """)

    @Flag(help: "What was reviewed too.") var all = false
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let openings = try await office.casework.glassOpenings(all: all)
            try StandardOutput.stream {
                Self.listing.write(
                    openings, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }

    static let listing = Listing<GlassEntry>(
        empty: "Nothing is to be reviewed.",
        columns: [
            Column("opening", "Opening", fit: .whole) { .text($0.id) },
            Column("case", "Case", fit: .whole) { .text($0.caseHandle) },
            Column("opened_by", "By", fit: .whole) { .text($0.openedBy) },
            Column("opened_at", "Opened") { .text($0.openedAt.description) },
            Column("ends_at", "Until") { .text($0.endsAt.description) },
            Column("review_due", "Review due", style: { $0.isLate ? .warning : nil }) {
                .text($0.reviewDueAt.description + ($0.isLate ? " late" : ""))
            },
            Column("reason", "Reason", fit: .wraps) { entry in .optional(entry.reason) { .text($0) } },
            Column("finding", "Finding") { entry in .optional(entry.finding) { .text($0.rawValue) } },
            Column("reviewed_by", "Reviewed by") { entry in .optional(entry.reviewedBy) { .text($0) } },
            Column("comment", "Comment", fit: .wraps) { entry in .optional(entry.comment) { .text($0) } },
        ],
        handle: { $0.id })
}

struct AccessReviewGlass: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review-glass", abstract: "Review what somebody else opened by break-glass.",
        discussion: """
            Not your own. A review stays as it was made.

            Example: troth access review-glass 0b7c9a52-… --finding justified --comment "Spoke with Omar"
            """)

    @Argument(help: "The opening's id, from `troth access reviews`.") var opening: String
    @Option(help: "justified or not_justified.") var finding: GlassEntry.Finding
    @Option(help: "What you found; it is sealed.") var comment: String?
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            try await office.change("access review-glass", [opening, finding.rawValue, comment], key: key) {
                try await office.casework.reviewGlass(opening, finding, comment: comment, key: $0)
            }
            try Answer.say(opening, "Reviewed.", output)
        }
    }
}

extension GlassEntry.Finding: ExpressibleByArgument {}
