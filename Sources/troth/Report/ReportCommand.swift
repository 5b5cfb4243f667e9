import ArgumentParser
import Casework
import Reports

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Reports over a case, a caseload, supervision or the practice; one, or many.",
        subcommands: [
            ReportMake.self, ReportRunCommand.self, ReportWork.self, ReportScheduleCommand.self, ReportList.self,
            ReportVerify.self, ReportKey.self,
            ReportTemplateCommand.self,
        ], defaultSubcommand: ReportMake.self)
}

struct ReportMake: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "make", abstract: "Write one report, by its name.",
        discussion: """
            summary      one session; also as `troth summary`, with copies for others
            progress     one couple's road so far; also as `troth progress`
            closing      how the work with one couple ended; for a closed case
            caseload     your open cases: stages, next dates, notes overdue
            supervision  the cases of those whom you supervise, and how their notes keep up
            outcomes     the practice's couples in figures, small counts withheld; for its admin

            Example: troth report make closing C4XK92TM
                     troth report make caseload --format pdf
            """)

    @Argument(help: "summary, progress, closing, caseload, supervision or outcomes.") var name: ReportName
    @Argument(help: "The handle of the session or the case, where the report is about one.") var subject: String?
    @OptionGroup var report: ReportOptions
    @OptionGroup var office: OfficeOptions

    func validate() throws {
        if name.subject == nil, subject != nil {
            throw ValidationError("\(name.rawValue) is about all that is yours; leave the handle out.")
        }
        if let kind = name.subject, subject == nil {
            throw ValidationError("Give the handle of the \(kind) that the \(name.rawValue) report is about.")
        }
    }

    func run() async throws {
        try await Office.run(office) { office in
            try report.write(try await ReportOrder(name, of: subject).carriedOut(by: office.casework))
        }
    }
}

extension ReportName: ExpressibleByArgument {}
