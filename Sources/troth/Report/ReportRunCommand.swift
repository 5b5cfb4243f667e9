import ArgumentParser
import CaseModel
import Casework
import Reports

struct ReportRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Make one report of many records, in a folder with a signed manifest.",
        discussion: """
            Of all that your duty reaches, or of what --where lets through: \(ReportConditions.names), with blanks \
            between. Files are named by handles. Until all are made the folder is named DIR.unfinished; a run that \
            was interrupted goes on with --resume.

            Copies for somebody outside (--copy insurer or partner, with --of) are of the sessions that partner attended; \
            one that a rule holds back is listed, and no draft is among them.

            Ends with 0 where every document was made, with 1 where some could not be: they are listed with the reason.

            Example: troth report run summary --where "month=2026-06" --format pdf,html --out june
                     troth report run progress --where "status=active stage=4" --format pdf --out stage-4
                     troth report run summary --copy partner --of A --where "month=2026-06" --out for-a
                     troth report run closing --where "month=2026-06" --template words --out closed
                     troth report run --resume B4XK92TM --out june
            """)

    @Argument(help: "summary, progress or closing.") var report: BatchReport?
    @OptionGroup var what: RunOptions
    @Option(help: ArgumentHelp("Go on with a run that was not finished.", valueName: "run")) var resume: String?
    @OptionGroup var work: WorkOptions
    @OptionGroup var key: KeyOptions
    @OptionGroup var office: OfficeOptions

    func validate() throws {
        try work.check()
        if resume != nil {
            guard report == nil, !what.isSaid else {
                throw ValidationError("A run that is resumed keeps its report and its conditions: leave both out.")
            }
            return
        }
        guard let report else { throw ValidationError("Name the report: summary, progress or closing.") }
        try what.check(report)
    }

    func run() async throws {
        try await Office.run(office) { office in
            let name: String
            if let resume {
                name = resume
            } else if let report {
                try RunFolder.refuseUsed(work.out)
                let order = try what.order(of: report, templates: try work.templates()?.sha256)
                let input = [
                    report.rawValue, order.copy.code, order.conditions.text, what.format, order.paper, work.out,
                    order.templates.map { "\($0)" },
                ]
                name = try await office.change("report run", input, key: key) { key in
                    try await office.casework.startReportRun(order, key: key).description
                }
            } else {
                return
            }
            let shift = try ReportShift(office, try await office.casework.reportRun(name), work)
            try await shift.work()
        }
    }
}

struct ReportWork: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "work", abstract: "Help with a run of yours, from this machine too.",
        discussion: """
            Workers on several machines share one folder (--out), and one login's person. Whoever makes the last \
            document writes the manifest.

            Example: troth report work B4XK92TM --out /shared/june --workers 2
            """)

    @Argument(help: "The run's handle.") var handle: String
    @OptionGroup var work: WorkOptions
    @OptionGroup var office: OfficeOptions

    func validate() throws { try work.check() }

    func run() async throws {
        try await Office.run(office) { office in
            try await ReportShift(office, try await office.casework.reportRun(handle), work).work()
        }
    }
}

/// Where the documents go and how many make them.
struct WorkOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The folder; it must not be there yet, or be empty.", valueName: "folder"))
    var out: String

    @Option(help: ArgumentHelp("How many documents are made at once, 1 to 64.", valueName: "n")) var workers = 1

    @Option(
        help: ArgumentHelp(
            "A folder with the practice\u{2019}s templates; whoever goes on with a run gives the same.",
            valueName: "folder")
    )
    var template: String?

    @Flag(name: .shortAndLong, help: "Print the run's handle only.") var quiet = false

    /// As a command would have read them.
    static func of(out: String, template: String?, workers: Int, quiet: Bool) -> WorkOptions {
        var options = WorkOptions()
        (options.out, options.template, options.workers, options.quiet) = (out, template, workers, quiet)
        return options
    }

    func templates() throws -> Templates? { try template.map(TemplateFolder.templates) }

    func check() throws {
        guard (1...64).contains(workers) else { throw ValidationError("--workers takes 1 to 64.") }
        guard !out.isEmpty else { throw ValidationError("--out needs a folder.") }
    }
}

extension BatchReport: ExpressibleByArgument {}
