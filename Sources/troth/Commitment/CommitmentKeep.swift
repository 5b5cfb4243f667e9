import ArgumentParser
import CaseModel
import Casework

struct CommitmentKeep: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keep", abstract: "Record that commitments were kept, as one partner saw it.",
        discussion: """
            The owner's view and the other's stand apart: each is asked, each is recorded. Several commitments of one \
            day can be given at once; all are recorded or none.

            Example: troth commitment keep K4XK92TM K7MB31QQ --as-seen-by A --on 2026-11-16
            """)

    @OptionGroup var report: CommitmentReportOptions

    func run() async throws { try await report.record(kept: true) }
}

struct CommitmentMiss: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "miss", abstract: "Record that commitments were missed, as one partner saw it.",
        discussion: "Example: troth commitment miss K4XK92TM --as-seen-by B")

    @OptionGroup var report: CommitmentReportOptions

    func run() async throws { try await report.record(kept: false) }
}

/// What `keep` and `miss` have in common: all but the verdict.
struct CommitmentReportOptions: ParsableArguments {
    @Argument(help: "The handles of the commitments.") var handles: [String]
    @Option(help: "Who saw it so: A or B.") var asSeenBy: String
    @Option(name: .customLong("on"), help: "The day it was for, as YYYY-MM-DD; today where it is left out.")
    var day: String?
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func record(kept: Bool) async throws {
        let commitments = try handles.map { try HandleArgument.read($0, .commitment) }
        let viewer = try PartnerArgument.partner(asSeenBy, field: "--as-seen-by")
        let given = try day.map { try DayArgument.day($0, field: "--on") }
        try await Office.run(office) { office in
            let input = commitments.map(\.description) + [viewer.rawValue, day]
            try await office.change(kept ? "commitment keep" : "commitment miss", input, key: key) {
                try await office.casework.reportCommitments(
                    commitments, kept: kept, asSeenBy: viewer, on: given, key: $0)
            }
            let names = commitments.map(\.description)
            try Answer.say(
                names.joined(separator: output.quiet ? "\n" : " "),
                "\(kept ? "Kept" : "Missed"), as \(viewer.rawValue) saw it: \(names.joined(separator: ", ")).", output)
        }
    }
}

/// Reads a partner as people type one.
enum PartnerArgument {
    static func partner(_ text: String, field: String) throws -> Partner {
        guard let partner = Partner(rawValue: text.uppercased()) else {
            throw CaseworkError.invalid(field: field, "use A or B")
        }
        return partner
    }
}
