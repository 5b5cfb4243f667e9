import ArgumentParser
import CaseModel
import Casework

struct CommitmentList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "A couple's commitments, with what each partner saw of them.",
        discussion: """
            `A saw` and `B saw` count the days that partner reported as kept, of all that partner reported.

            Example: troth commitment list C4XK92TM
            """)

    @Argument(help: "The case's handle.") var handle: String
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let handle = try HandleArgument.read(handle, .caseFile)
        try await Office.run(office) { office in
            let commitments = try await office.casework.commitments(of: handle)
            try StandardOutput.stream {
                Self.listing.write(
                    commitments, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }

    static let listing = Listing<CommitmentOnRoad>(
        empty: "No commitments yet. `troth commitment add` writes one down.",
        columns: [
            Column("commitment", "Handle", fit: .whole) { .text($0.handle) },
            Column("owner", "Owner") { .text($0.owner.rawValue) },
            Column("kind", "Kind") { .text($0.kind.rawValue) },
            Column("rhythm", "Rhythm") { .text($0.rhythm.rawValue) },
            Column("agreed_on", "Agreed", fit: .whole) { .date($0.agreedOn.description) },
            Column("due_on", "Due") { .optional($0.dueOn) { .date($0.description) } },
            Column("kept_seen_by_a", "A saw", align: .trailing, fit: .whole) { seen($0, by: .a) },
            Column("kept_seen_by_b", "B saw", align: .trailing, fit: .whole) { seen($0, by: .b) },
            Column("text", "Commitment", fit: .wraps) { .text($0.text) },
        ],
        handle: { $0.handle })

    private static func seen(_ commitment: CommitmentOnRoad, by viewer: Partner) -> Cell {
        let kept = commitment.kept(asSeenBy: viewer)
        return kept.reported == 0 ? .null : .text("\(kept.kept)/\(kept.reported)")
    }
}
