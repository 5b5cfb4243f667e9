import FoundationEssentials

/// Where the benchmark works and what it was asked to do, from its arguments and `BENCH_...` variables.
struct Workplace: Sendable {
    let folder: String
    /// A Python with psycopg 3.
    let python: String
    /// How many couples the largest practice has; the others have a tenth and a hundredth.
    let couples: Int
    /// How many summaries the batch of reports has at least.
    let documents: Int
    /// Whether the folder and its server stay, for a later run that need not load them again.
    let isKept: Bool
    private let only: [String]

    init(folder: String, python: String) throws {
        (self.folder, self.python) = (folder, python)
        let environment = ProcessInfo.processInfo.environment
        guard let couples = Int(environment["BENCH_COUPLES"] ?? "100000"), couples >= 10_000 else {
            throw BenchError("BENCH_COUPLES is a number of at least 10000: the smallest practice needs 100 couples.")
        }
        self.couples = couples
        guard let documents = Int(environment["BENCH_DOCUMENTS"] ?? "10000"), documents >= 100 else {
            throw BenchError("BENCH_DOCUMENTS is a number of at least 100.")
        }
        self.documents = documents
        isKept = environment["BENCH_FOLDER"] != nil
        only = (environment["BENCH_ONLY"] ?? "").split(separator: ",").map(String.init)
    }

    /// Whether a group of measures is to be run: all of them, or those in `BENCH_ONLY`.
    func measures(_ group: String) -> Bool { only.isEmpty || only.contains(group) }

    /// The repository's folder of reference scripts.
    var references: String { Self.repository + "/Tests/Bench/References" }
    /// The repository's SQL.
    var sql: String { Self.repository + "/sql" }

    private static var repository: String {
        "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    }
}
