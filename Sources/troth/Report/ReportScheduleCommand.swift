import ArgumentParser
import CaseModel
import Casework
import Paper
import Reports

struct ReportScheduleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schedule", abstract: "Have reports made by themselves at the end of months.",
        subcommands: [
            ReportScheduleAdd.self, ReportScheduleList.self, ReportScheduleEnd.self, ReportScheduleRun.self,
        ])
}

struct ReportScheduleAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Grant a report for the ends of months.",
        discussion: """
            Needs your password afresh. What you grant is this report, of what --where lets through, for these months, by \
            the duty you act by now. Each run logs in by itself for this alone: it opens the cases that you have then, and \
            changes nothing. It ends with your duty, and a case that is taken from you is taken from it.

            The documents of June come to FOLDER/summary-2026-06 on the second of July, by the timer of deploy/systemd or by \
            `troth report schedule run`, on the machine where you grant it.

            Example: troth report schedule add summary --from 2026-06 --until 2026-12 --format pdf --out /srv/reports
            """)

    @Argument(help: "summary, progress or closing.") var report: BatchReport
    @Option(help: ArgumentHelp("The first month, as YYYY-MM.", valueName: "month")) var from: String
    @Option(help: ArgumentHelp("The last month, as YYYY-MM.", valueName: "month")) var until: String
    @OptionGroup var what: RunOptions
    @Option(help: ArgumentHelp("The folder that the months' folders come into.", valueName: "folder")) var out: String
    @Option(help: ArgumentHelp("A folder with the practice\u{2019}s templates.", valueName: "folder"))
    var template: String?
    @Flag(name: .shortAndLong, help: "Print the handle only.") var quiet = false
    @OptionGroup var proof: ProofOptions
    @OptionGroup var key: KeyOptions
    @OptionGroup var office: OfficeOptions

    func validate() throws {
        try what.check(report)
        _ = (try MonthText.first(from, "--from"), try MonthText.first(until, "--until"))
        guard !out.isEmpty else { throw ValidationError("--out needs a folder.") }
    }

    func run() async throws {
        try await Office.run(office) { office in
            let (first, last) = (try MonthText.first(from, "--from"), try MonthText.first(until, "--until"))
            let templates = try template.map(TemplateFolder.templates)
            let order = try what.order(of: report, templates: templates?.sha256)
            let input = [
                report.rawValue, order.copy.code, order.conditions.text, what.format, order.paper, first.description,
                last.description, out, template,
            ]
            let granted = try await office.proved(proof) {
                try await office.change("report schedule add", input, key: key) { key in
                    try await office.casework.scheduleReports(
                        order, from: first, until: last, key: key)
                }
            }
            try ScheduleFile(
                handle: granted.handle.description, report: report, secret: granted.secret, first: first, last: last,
                out: out,
                template: template
            ).write(office.home)
            let sentence =
                "Scheduled as \(granted.handle): \(report.rawValue), \(from) to \(until). The first documents come on the second day "
                + "after a month\u{2019}s end, by the timer or `troth report schedule run`."
            try StandardOutput.stream { $0.write((quiet ? granted.handle.description : sentence) + "\n") }
        }
    }
}

struct ReportScheduleList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "What you granted, the newest first.",
        discussion: "Example: troth report schedule list")

    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let schedules = try await office.casework.reportSchedules()
            let screen = Screen.standardOutput(noColor: output.noColor)
            try StandardOutput.stream { Self.listing.write(schedules, options: output, screen: screen, to: &$0) }
        }
    }

    private static let listing = Listing<ReportSchedule>(
        empty: "Nothing is scheduled. `troth report schedule add` grants a report for the ends of months.",
        columns: [
            Column("schedule", "Schedule") { .text($0.handle) },
            Column("report", "Report") { .text($0.report.rawValue) },
            Column("copy", "Copy") { .text($0.copy.code) },
            Column("where", "Where") { $0.conditions.isEmpty ? .text("all") : .text($0.conditions) },
            Column("formats", "Formats") { .text($0.formats.joined(separator: ",")) },
            Column("from", "From") { .text(MonthText.of($0.firstMonth)) },
            Column("until", "Until") { .text(MonthText.of($0.lastMonth)) },
            Column("duty", "By") { .text($0.duty.rawValue) },
            Column("granted_on", "Granted") { .date($0.grantedOn.description) },
            Column("ended_on", "Ended") { .optional($0.endedOn) { .date($0.description) } },
        ],
        handle: { $0.handle })
}

struct ReportScheduleEnd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "end", abstract: "Take a grant of yours back. A run of it that is under way stops.",
        discussion: "Example: troth report schedule end Q4XK92TM")

    @Argument(help: "The schedule's handle.") var handle: String
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            guard let handle = Handle(handle, .reportSchedule) else {
                throw CaseworkError.invalid(
                    field: "schedule", "it is no handle such as Q4XK92TM; `troth report schedule list` shows yours")
            }
            try await office.casework.endReportSchedule(handle)
            ScheduleFile.remove(handle.description, office.home)
            try Answer.say(handle.description, "Ended \(handle). What it made stays where it is.", output)
        }
    }
}

/// Months as people write them: `2026-06`.
enum MonthText {
    static func first(_ text: String, _ field: String) throws -> CalendarDate {
        guard let day = CalendarDate(text + "-01") else {
            throw ValidationError("\(field) takes a month as YYYY-MM.")
        }
        return day
    }

    static func of(_ day: CalendarDate) -> String { String(day.description.dropLast(3)) }
}
