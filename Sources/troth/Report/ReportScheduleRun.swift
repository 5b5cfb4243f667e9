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
            let missing = try await makeAll(office)
            if missing > 0 { throw ExitCode(1) }
        }
    }

    /// How many months could not be made whole.
    private func makeAll(_ office: Office) async throws -> Int {
        let today = CalendarDate(dayNumber: Int(Date().timeIntervalSince1970 / 86_400))
        var missing = 0
        for file in try ScheduleFile.all(office.home) {
            for month in file.monthsOver(on: today) {
                let isMade = try await isMade(month, of: file, office)
                if !isMade { missing += 1 }
            }
        }
        return missing
    }

    private func isMade(_ month: CalendarDate, of file: ScheduleFile, _ office: Office) async throws -> Bool {
        do {
            return try await make(month, of: file, office)
        } catch {
            if error is CancellationError { throw error }
            tell("\(file.handle), \(MonthText.of(month)): \(Self.words(error))")
            return false
        }
    }

    /// Makes one month under a login of its own; false where something of it is missing.
    private func make(_ month: CalendarDate, of file: ScheduleFile, _ office: Office) async throws -> Bool {
        if RunFolder(file.folder(of: month), run: "").isFinished { return true }
        try FileManager.default.createDirectory(atPath: file.out, withIntermediateDirectories: true)
        let work = try await office.casework.beginScheduled(file.secret, month: month)
        let outcome = await outcome(of: work, in: file.folder(of: month), file, office)
        try? await work.casework.logOut()
        return try outcome.get()
    }

    private func outcome(
        of work: ScheduledWork, in path: String, _ file: ScheduleFile, _ office: Office
    ) async -> Result<Bool, any Error> {
        do {
            return .success(try await make(work, in: path, file, office))
        } catch {
            return .failure(error)
        }
    }

    private func make(
        _ work: ScheduledWork, in path: String, _ file: ScheduleFile, _ office: Office
    ) async throws -> Bool {
        // a month without a session is no failure, and leaves no folder
        guard let name = try await run(of: work, in: path) else { return true }
        let options = WorkOptions.of(out: path, template: file.template, workers: workers, quiet: true)
        let shift = try ReportShift(office.under(work.casework), try await work.casework.reportRun(name), options)
        let manifest = try await shift.manifest()
        guard manifest.missing.isEmpty else {
            tell(
                "\(file.handle): not every document could be made; `manifest.json` in \(VisibleText.of(path)) says why")
            return false
        }
        if !quiet { print("\(file.handle): \(VisibleText.of(path)) is finished.") }
        return true
    }

    /// The run that the folder was left by, or a new one; nil where the month has nothing to report of.
    private func run(of work: ScheduledWork, in path: String) async throws -> String? {
        let left = try RunFolder(path, run: "").unfinishedRun
        if let left { return left }
        try RunFolder.refuseUsed(path)
        do {
            return try await work.casework.startReportRun(work.order, key: Self.key()).description
        } catch {
            guard case .invalid(let field, _) = error, field == "--where" else { throw error }
            return nil
        }
    }

    private static func key() -> RequestKey {
        var random = SystemRandomNumberGenerator()
        return .random(using: &random)
    }

    private func tell(_ words: String) {
        _ = Descriptor.write(Array((words + "\n").utf8), to: STDERR_FILENO)
    }

    private static func words(_ error: any Error) -> String {
        if case .notLoggedIn? = error as? CaseworkError {
            return
                "cannot begin: it was ended, or its person does not hold the duty any more. Have it granted anew with "
                + "`troth report schedule add`, or take its file out of the folder `schedules`."
        }
        if let unfinished = error as? UnfinishedRun { return "\(unfinished.cause). The next run of the timer goes on." }
        return "\(error)"
    }
}
