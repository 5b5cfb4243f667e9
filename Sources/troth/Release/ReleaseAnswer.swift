import ArgumentParser
import CaseModel
import Casework

/// What every answer to a release is told.
struct ReleaseAnswerOptions: ParsableArguments {
    @Argument(help: "The release's id, as `troth release list` shows it.") var id: String
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func settle(
        _ command: String, saying sentence: String, _ work: (Casework, RequestKey) async throws -> Void
    ) async throws {
        try await Office.run(office) { office in
            try await office.change(command, [id], key: key) { try await work(office.casework, $0) }
            try Answer.say(id, sentence, output)
        }
    }
}

struct ReleaseApprove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Approve what somebody else asked to give (supervisor, practice admin).",
        discussion: "Example: troth release approve 6f1e0a52-6c1c-4b6b-9a63-0d6f5b1f3c11")

    @OptionGroup var answer: ReleaseAnswerOptions

    func run() async throws {
        try await answer.settle("release approve", saying: "Approved. Whoever asked may give it now.") {
            try await $0.answerRelease(answer.id, approving: true, key: $1)
        }
    }
}

struct ReleaseRefuse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refuse", abstract: "Refuse what somebody else asked to give (supervisor, practice admin).",
        discussion: "Example: troth release refuse 6f1e0a52-6c1c-4b6b-9a63-0d6f5b1f3c11")

    @OptionGroup var answer: ReleaseAnswerOptions

    func run() async throws {
        try await answer.settle("release refuse", saying: "Refused. Nothing of it leaves.") {
            try await $0.answerRelease(answer.id, approving: false, key: $1)
        }
    }
}

struct ReleaseWithdraw: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw", abstract: "Take back what you asked to give.",
        discussion: "Example: troth release withdraw 6f1e0a52-6c1c-4b6b-9a63-0d6f5b1f3c11")

    @OptionGroup var answer: ReleaseAnswerOptions

    func run() async throws {
        try await answer.settle("release withdraw", saying: "Withdrawn.") {
            try await $0.withdrawRelease(answer.id, key: $1)
        }
    }
}

struct ReleaseReview: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review", abstract: "Review a report that was given at once (supervisor, practice admin).",
        discussion: "Example: troth release review 6f1e0a52-6c1c-4b6b-9a63-0d6f5b1f3c11 --finding justified")

    @OptionGroup var answer: ReleaseAnswerOptions
    @Option(help: "justified or not_justified.") var finding: GlassEntry.Finding

    func run() async throws {
        try await answer.settle("release review \(finding.rawValue)", saying: "Reviewed.") {
            try await $0.reviewRelease(answer.id, finding, key: $1)
        }
    }
}

struct ReleaseList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "The releases of a case; without one, those that wait for an answer or a review.",
        discussion: "Example: troth release list C4XK92TM")

    @Argument(help: "The case's handle.") var handle: String?
    @Flag(help: "Those that are done as well.") var all = false
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let entries = try await office.casework.releases(of: handle, all: all)
            try StandardOutput.stream {
                Self.listing.write(entries, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }

    static let listing = Listing<CopyEntry>(
        empty: "Nothing waits to be given, answered or reviewed.",
        columns: [
            Column("id", "Id", fit: .whole) { .text($0.id) },
            Column("case", "Case", fit: .whole) { .text($0.caseHandle) },
            Column("kind", "Kind") { .text($0.kind.rawValue) },
            Column("to", "To", fit: .wraps) { .text($0.recipient) },
            Column("covers", "Covers") { .text($0.covers.joined(separator: ",")) },
            Column("basis", "Law") { entry in .optional(entry.basis) { .text($0.rawValue) } },
            Column("reason", "Why", fit: .wraps) { entry in .optional(entry.reason) { .text($0) } },
            Column("asked_by", "Asked by") { .text($0.askedBy) },
            Column("asked_at", "Asked") { .text($0.askedAt.description) },
            Column("state", "State") { .text($0.state.rawValue) },
        ],
        handle: { $0.id })
}
