import Anonymity
import ArgumentParser
import Glibc

struct AnonymizeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "anonymize", abstract: "Make a CSV file of anybody's k-anonymous, without a practice.",
        discussion: """
            Every combination of the quasi-identifiers (what somebody could know of a person) gets at least k rows, with \
            labels from your hierarchies alone. With --sensitive every such class also holds at least l different values \
            and is at most t away from the whole. Columns that are not named are dropped.

            A hierarchy is a file COLUMN.csv or ..._hierarchy_COLUMN.csv, a line a value: value;level 1;...;*

            The finished file is read again and checked by other code before it gets its name; `troth export verify` \
            does it again for anyone. docs/how-to/anonymize.md is the guide.

            Example: troth anonymize adult.csv --separator ';' --hierarchies . --quasi sex,age,race --sensitive \
            salary-class --k 5 --l 2 --out out.csv --report report.json
            """)

    @Argument(help: "The CSV file, UTF-8, its first line the names of the columns; - is standard input.")
    var file: String
    @Option(help: "The folder with the hierarchies.") var hierarchies: String?
    @Option(help: ArgumentHelp("Columns that somebody could know, by commas.", valueName: "columns"))
    var quasi: [String] = []
    @Option(help: ArgumentHelp("Columns that nobody should learn, by commas.", valueName: "columns"))
    var sensitive: [String] = []
    @Option(help: ArgumentHelp("Other columns to keep as they are, by commas.", valueName: "columns"))
    var keep: [String] = []
    @Option(help: "The fewest rows of a class.") var k = 11
    @Option(help: "The fewest different values of each sensitive column in a class.") var l = 1
    @Option(help: "The least entropy of each sensitive column in a class, as a number of equally frequent values.")
    var entropyL = 1.0
    @Option(help: "The farthest a class may be from the whole in each sensitive column, 0 to 1.") var t: Double?
    @Option(help: "fine (each class as finely as it can be) or uniform (one level a column).")
    var method: Anonymity.Method = .fine
    @Option(
        help: ArgumentHelp(
            "A column of whole numbers with every interval between published points: age=0-120, or age=0-120/5.",
            valueName: "column=low-high[/step]"))
    var grid: [String] = []
    @Option(
        help: ArgumentHelp(
            "Columns whose values are numbers: loss is measured by width, and t by rank.", valueName: "columns"))
    var numbers: [String] = []
    @Option(
        help: ArgumentHelp(
            "Quasi-identifiers to write as two columns of numbers, COLUMN_low and COLUMN_high.", valueName: "columns"))
    var lowHigh: [String] = []
    @Option(help: "The largest share of rows, in percent, that uniform may leave out; 1 at most.") var leaveOut = 1.0
    @Option(
        help: ArgumentHelp(
            "The most memory to take, in millions of bytes: the file is read several times, in random parts that are each "
                + "recoded by themselves.", valueName: "MB"))
    var memory: Int?
    @Option(help: "What stands between the cells of the file, and of the result.") var separator = ","
    @Flag(help: "Write JSON Lines instead of CSV.") var jsonLines = false
    @Option(help: "The file to write; it must not exist.") var out: String
    @Option(help: "The report to write, as JSON; it must not exist.") var report: String
    /// Rows are shuffled with it instead of the system's random numbers: for tests alone.
    @Option(help: .hidden) var seed: UInt64?

    func run() async throws {
        let plan = try AnonymizePlan(self)
        let results = try AnonymizedFiles(out: out, dictionary: out + "-metadata.json", report: report)
        do {
            let document: AnonymizationReport
            if let seed {
                document = try await make(plan, results, SeededShuffle(state: seed))
            } else {
                document = try await make(plan, results, SystemEntropy())
            }
            try results.publish(document, ColumnDictionary(document.promise, name: results.written.name))
            try say(document)
        } catch {
            results.discard()
            throw error
        }
    }

    private func make(
        _ plan: AnonymizePlan, _ results: AnonymizedFiles, _ random: some RandomNumberGenerator
    ) async throws -> AnonymizationReport {
        if let memory = plan.memory {
            return try await PartedAnonymization(file: file, plan: plan).make(results, within: memory, random)
        }
        var random = random
        let table = try await ProgressBar.run("Reading", total: nil) { _ in try plan.read(file) }
        let recoding = try await ProgressBar.run("Anonymizing", total: nil) { _ in try plan.recode(table) }
        let writer = try plan.writer(of: recoding)
        try results.write { put in try writer.write(shuffledBy: &random, put: put) }
        let promise = writer.promise()
        try results.check(promise)
        return AnonymizationReport(
            plan, figures: RiskReport(recoding), reached: recoding.reached, promise: promise, dropped: table.dropped,
            file: results.written)
    }

    private func say(_ report: AnonymizationReport) throws {
        let figures = report.figures
        var lines = [
            "\(DecimalText.grouped(figures.releasedRows)) rows in \(DecimalText.grouped(figures.classes)) classes of at "
                + "least \(figures.smallestClass) are in \(out). \(DecimalText.grouped(figures.suppressedRows)) left out."
        ]
        for reached in report.reached {
            let t = DecimalText(reached.closeness, decimals: 3)?.description ?? "-"
            lines.append("\(reached.column): at least \(reached.distinct) values a class, at most \(t) from the whole.")
        }
        if !report.dropped.isEmpty { lines.append("Dropped: \(report.dropped.joined(separator: ", ")).") }
        lines.append("Checked after writing. Read \(self.report) before you give it to anyone.")
        try StandardOutput.stream { $0.write(lines.map { VisibleText.of($0) }.joined(separator: "\n") + "\n") }
    }
}

extension Anonymity.Method: ExpressibleByArgument {}

/// A generator that repeats itself (SplitMix64).
struct SeededShuffle: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
