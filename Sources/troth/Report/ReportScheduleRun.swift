import ArgumentParser
import CaseModel
import Casework
import FoundationEssentials
import Glibc
import Postgres
import Reports

struct ReportScheduleRun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Make what is due of all schedules of this machine. For the timer.",
        discussion: """
            Makes every month that is over and has no finished folder yet, each under a login of its own, which ends with it; \
            an unfinished one goes on where it stopped. Nobody need be logged in. Ends with 1 where something could not be \
            made: it is said, and the others are made.

            Example: troth report schedule run
            """)

    @Option(help: "How many documents are made at once, 1 to 64.") var workers = 1
    @Flag(name: .shortAndLong, help: "Print nothing but what went wrong.") var quiet = false
    @OptionGroup var office: OfficeOptions

    func validate() throws {
        guard (1...64).contains(workers) else { throw ValidationError("--workers takes 1 to 64.") }
    }

    func run() async throws {
        try await Office.run(office, loggingIn: true) { office in
            let today = CalendarDate(dayNumber: Int(Date().timeIntervalSince1970 / 86_400))
            var isWhole = true
            for file in try ScheduleFile.all(office.home) {
                for month in file.monthsOver(on: today) {
                    let made = try await make(month, of: file, office)
                    isWhole = isWhole && made
                }
            }
            if !isWhole { throw ExitCode(1) }
        }
    }

    /// Makes one month; false where something of it is missing.
    private func make(_ month: CalendarDate, of file: ScheduleFile, _ office: Office) async throws -> Bool {
        let path = file.folder(of: month)
        let folder = RunFolder(path, run: "")
        if folder.isFinished { return true }
        do {
            try FileManager.default.createDirectory(atPath: file.out, withIntermediateDirectories: true)
            let work = try await office.casework.beginScheduled(file.secret, month: month)
            let outcome: Result<Bool, any Error>
            do {
                outcome = .success(try await make(work, in: folder, path, file, office))
            } catch {
                outcome = .failure(error)
            }
            try? await work.casework.logOut()
            return try outcome.get()
        } catch let error where !(error is CancellationError) {
            tell("\(file.handle), \(MonthText.of(month)): \(Self.words(error))")
            return false
        }
    }

    private func make(
        _ work: ScheduledWork, in folder: RunFolder, _ path: String, _ file: ScheduleFile, _ office: Office
    ) async throws -> Bool {
        let name: String
        if let unfinished = try folder.unfinishedRun {
            name = unfinished
        } else {
            try RunFolder.refuseUsed(path)
            do {
                var random = SystemRandomNumberGenerator()
                name = try await work.casework.startReportRun(work.order, key: .random(using: &random)).description
            } catch .invalid(field: "--where", _) {
                // a month without a session is no failure, and leaves no folder
                return true
            }
        }
        let options = WorkOptions.of(out: path, template: file.template, workers: workers, quiet: true)
        let shift = try ReportShift(office.under(work.casework), try await work.casework.reportRun(name), options)
        do {
            try await shift.work(isSilent: true)
        } catch is ExitCode {
            tell("\(file.handle): not every document could be made; `manifest.json` in \(VisibleText.of(path)) says why")
            return false
        }
        if !quiet { print("\(file.handle): \(VisibleText.of(path)) is finished.") }
        return true
    }

    private func tell(_ words: String) {
        _ = Descriptor.write(Array((words + "\n").utf8), to: STDERR_FILENO)
    }

    private static func words(_ error: any Error) -> String {
        if case .notLoggedIn? = error as? CaseworkError {
            return "cannot begin: it was ended, or its person does not hold the duty any more. Have it granted anew with "
                + "`troth report schedule add`, or take its file out of the folder `schedules`."
        }
        if let unfinished = error as? UnfinishedRun { return "\(unfinished.cause). The next run of the timer goes on." }
        return "\(error)"
    }
}
