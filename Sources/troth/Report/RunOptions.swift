import ArgumentParser
import Casework
import Paper
import Reports

/// What a run is of, for whom and in which formats: of one that is made now and of one that is scheduled.
struct RunOptions: ParsableArguments {
    @Option(name: .customLong("where"), help: ArgumentHelp("Which records.", valueName: "conditions"))
    var conditions: [String] = []
    @Option(help: "Whom the copies are for: file, insurer or partner.") var copy: SummaryCommand.Copy = .file
    @Option(name: .customLong("of"), help: "The client of the insurer, or the partner: A or B.") var client: String?
    @Option(help: "Formats by commas: html, pdf, md, text, json.") var format = "html"
    @Option(help: "The sheet of a PDF: a4 or letter.") var paper: PaperSize = .a4

    /// Whether anything was said of which records, for whom.
    var isSaid: Bool { !conditions.isEmpty || copy != .file || client != nil }

    func check(_ report: BatchReport) throws {
        _ = try formats()
        do {
            if try copy.reportCopy(of: client) != .file, report != .summary {
                throw ValidationError("Only a session\u{2019}s summary has a copy for somebody else.")
            }
            _ = try ReportConditions(conditions)
        } catch let error as CaseworkError {
            throw ValidationError("\(error)")
        }
    }

    /// - Parameter templates: SHA-256 of the templates that word the documents.
    func order(of report: BatchReport, templates: [UInt8]?) throws -> ReportRunOrder {
        ReportRunOrder(
            report: report, copy: try copy.reportCopy(of: client), formats: try formats(), paper: paper.rawValue,
            conditions: try ReportConditions(conditions), templates: templates)
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
