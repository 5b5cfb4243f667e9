import ArgumentParser
import Casework
import Glibc
import Reports

struct SummaryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "summary",
        abstract: "Write the summary of one session: for the case file, an insurer or a partner.",
        discussion: """
            The file's copy is made from the session's note: what was worked on, each partner's response, what changed \
            since the last session, what was agreed, what is due, and the scores with their bands. Psychotherapy notes, \
            contacts and answers to items are never in it. While the note is not signed the summary is marked DRAFT.

            The insurer's copy is of the client that --of names, and of figures, codes and terms of fixed lists alone: \
            member id and codes (`troth coverage`), attendance, scores of symptoms, interventions, response and risk \
            (`troth session record`), how many goals are reached, frequency and review of the plan (`troth treatment`), \
            the next date. No word of a note, nothing of the other partner and nothing of the breach is in it. It needs \
            the client's consent to payment and a signed note.

            The partner's copy is in plain words: what was worked on and agreed, who does what next, the partner's own \
            scores that they share, the next date, and the practice's crisis line. Of a session of both it needs both \
            partners' authorizations; of the partner's own session nobody's. Nothing is in it that only the other told, \
            answered or rated.

            Example: troth summary S4XK92TM
                     troth summary S4XK92TM --format text --out -
                     troth summary S4XK92TM --copy insurer --of A --format pdf
                     troth summary S4XK92TM --copy partner --of B --paper letter --format pdf
            """)

    enum Copy: String, ExpressibleByArgument, CaseIterable { case file, insurer, partner }

    @Argument(help: "The session's handle.") var session: String
    @Option(help: "Whom the copy is for: file, insurer or partner.") var copy: Copy = .file
    @Option(name: .customLong("of"), help: "The client of the insurer, or the partner: A or B.") var client: String?
    @OptionGroup var report: ReportOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let copy = try copy.reportCopy(of: client)
        try await Office.run(office) { office in
            let made = try await ReportOrder(.summary, of: session, copy: copy).carriedOut(by: office.casework)
            try report.write(made)
            sayWhatToDo(copy)
        }
    }

    private func sayWhatToDo(_ copy: ReportCopy) {
        if copy == .file || report.quiet || report.out == "-" { return }
        let advice =
            if case .insurer = copy {
                "What is `not recorded` comes with `troth coverage`, `troth treatment`, `troth session record` and `troth staff "
                    + "licence`. "
            } else {
                "Read it before you hand it out: the words of a note are in it. "
            }
        let record = "Then record what you gave to whom with `troth disclosure record`.\n"
        _ = Descriptor.write(Array((advice + record).utf8), to: STDERR_FILENO)
    }
}

extension SummaryCommand.Copy {
    /// The copy with whose it is, as `--of` says.
    func reportCopy(of client: String?) throws -> ReportCopy {
        if self == .file {
            guard client == nil else {
                throw CaseworkError.invalid(field: "--of", "the file\u{2019}s copy is of both; leave it out")
            }
            return .file
        }
        guard let client else {
            throw CaseworkError.invalid(
                field: "--of", self == .insurer ? "say whose insurer it is for: A or B" : "say for whom: A or B")
        }
        let partner = try PartnerArgument.partner(client, field: "--of")
        return self == .insurer ? .insurer(of: partner) : .partner(partner)
    }
}
