import ArgumentParser
import CaseModel
import Casework
import Paper
import Reports

struct ReportRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Make one report of many records, in a folder with a signed manifest.",
        discussion: """
            Of all that your duty reaches, or of what --where lets through: \(ReportConditions.names), with blanks \
            between. Files are named by handles. Until all are made the folder is named DIR.unfinished; a run that \
            was interrupted goes on with --resume.

            Ends with 0 where every document was made, with 1 where some could not be: they are listed with the reason.

            Example: troth report run summary --where "month=2026-06" --format pdf,html --out june
                     troth report run progress --where "status=active stage=4" --format pdf --out stage-4
                     troth report run --resume B4XK92TM --out june
            """)

    @Argument(help: "summary or progress.") var report: BatchReport?
    @Option(name: .customLong("where"), help: ArgumentHelp("Which records.", valueName: "conditions"))
    var conditions: [String] = []
    @Option(help: "Formats by commas: html, pdf, md, text, json.") var format = "html"
    @Option(help: "The sheet of a PDF: a4 or letter.") var paper: PaperSize = .a4
    @Option(help: ArgumentHelp("Go on with a run that was not finished.", valueName: "run")) var resume: String?
    @OptionGroup var work: WorkOptions
    @OptionGroup var key: KeyOptions
    @OptionGroup var office: OfficeOptions

    func validate() throws {
        try work.check()
        if resume != nil {
            guard report == nil, conditions.isEmpty else {
                throw ValidationError("A run that is resumed keeps its report and its conditions: leave both out.")
            }
            return
        }
        guard report != nil else { throw ValidationError("Name the report: summary or progress.") }
        _ = try formats()
        do {
            _ = try ReportConditions(conditions)
        } catch {
            throw ValidationError("\(error)")
        }
    }

    func run() async throws {
        try await Office.run(office) { office in
            let name: String
            if let resume {
                name = resume
            } else if let report {
                try RunFolder.refuseUsed(work.out)
                let order = ReportRunOrder(
                    report: report, formats: try formats(), paper: paper.rawValue,
                    conditions: try ReportConditions(conditions))
                let input = [report.rawValue, order.conditions.text, format, paper.rawValue, work.out]
                name = try await office.change("report run", input, key: key) { key in
                    try await office.casework.startReportRun(order, key: key).description
                }
            } else {
                return
            }
            try await ReportShift(office, try await office.casework.reportRun(name), work).work()
        }
    }

    /// Each once and in one order, so that the same question is the same run.
    private func formats() throws -> [String] {
        let asked = format.split(separator: ",").map(String.init)
        guard !asked.isEmpty, asked.allSatisfy({ DocumentFormat(rawValue: $0) != nil }) else {
            throw ValidationError(
                "--format takes \(DocumentFormat.allCases.map(\.rawValue).joined(separator: ", ")), with commas between."
            )
        }
        return DocumentFormat.allCases.map(\.rawValue).filter(asked.contains)
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

    @Flag(name: .shortAndLong, help: "Print the run's handle only.") var quiet = false

    func check() throws {
        guard (1...64).contains(workers) else { throw ValidationError("--workers takes 1 to 64.") }
        guard !out.isEmpty else { throw ValidationError("--out needs a folder.") }
    }
}

extension BatchReport: ExpressibleByArgument {}
