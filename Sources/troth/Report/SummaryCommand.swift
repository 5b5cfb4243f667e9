import ArgumentParser
import Casework
import Glibc
import Reports

struct SummaryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "summary", abstract: "Write the summary of one session: for the case file, or for an insurer.",
        discussion: """
            The file's copy is made from the session's note: what was worked on, each partner's response, what changed \
            since the last session, what was agreed, what is due, and the scores with their bands. Psychotherapy notes, \
            contacts and answers to items are never in it. While the note is not signed the summary is marked DRAFT.

            The insurer's copy is made from figures only, of the client that --of names: attendance, scores of symptoms, \
            how many goals are reached, the next date. No word of a note, nothing of the other partner and nothing of \
            the breach is in it. It needs the client's consent to payment and a signed note.

            Example: troth summary S4XK92TM
                     troth summary S4XK92TM --format text --out -
                     troth summary S4XK92TM --copy insurer --of A --format pdf
            """)

    enum Copy: String, ExpressibleByArgument, CaseIterable { case file, insurer, partner }

    @Argument(help: "The session's handle.") var session: String
    @Option(help: "Whom the copy is for: file, insurer or partner.") var copy: Copy = .file
    @Option(name: .customLong("of"), help: "The client of the insurer, or the partner: A or B.") var client: String?
    @OptionGroup var report: ReportOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let copy = try reportCopy()
        try await Office.run(office) { office in
            let made = try await ReportOrder(.summary, of: session, copy: copy).carriedOut(by: office.casework)
            try report.write(made)
            if case .insurer = copy { sayWhatToAdd() }
        }
    }

    private func reportCopy() throws -> ReportCopy {
        if copy == .file {
            if client != nil {
                throw CaseworkError.invalid(field: "--of", "the file's copy is of both; leave it out")
            }
            return .file
        }
        guard let client else {
            throw CaseworkError.invalid(
                field: "--of", copy == .insurer ? "say whose insurer it is for: A or B" : "say for whom: A or B")
        }
        let partner = try PartnerArgument.partner(client, field: "--of")
        return copy == .insurer ? .insurer(of: partner) : .partner(partner)
    }

    private func sayWhatToAdd() {
        if report.quiet || report.out == "-" { return }
        let advice = """
            Add what Troth does not keep: member id, diagnosis and service codes. Then record what you gave to whom with \
            `troth disclosure record`.

            """
        _ = Descriptor.write(Array(advice.utf8), to: STDERR_FILENO)
    }
}
