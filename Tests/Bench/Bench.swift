import Casework
import FoundationEssentials
import Glibc
import Postgres

/// Measures the speed claims, each as a ratio against its reference in one go. Started by `deploy/bench`.
///
/// `Bench FOLDER PYTHON` measures with a server of its own in the folder; `Bench --remove FOLDER` deletes that server.
@main
struct Bench {
    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        do {
            switch arguments.first {
            case "--remove" where arguments.count == 2:
                try await BenchServer(folder: arguments[1]).remove()
            case .some(let folder) where arguments.count == 2:
                try await run(Workplace(folder: folder, python: arguments[1]))
            default:
                throw BenchError("Start it by `make bench`.")
            }
        } catch {
            say("The benchmark stopped: \(error)")
            exit(1)
        }
    }

    private static func run(_ workplace: Workplace) async throws {
        say("Load at the start: \(load())")
        let server = BenchServer(folder: workplace.folder)
        try await server.start()
        let report = Report()
        if workplace.measures("client") { try await ClientMeasures(server, workplace).run(report) }
        if workplace.measures("practice") { try await PracticeMeasures(server, workplace).run(report) }
        if workplace.measures("outcomes") { try await OutcomesMeasure(server, workplace).run(report) }
        if workplace.measures("capacity") { try await CapacityMeasures(server, workplace).run(report) }
        if workplace.measures("access") { try await AccessMeasures(server, workplace).run(report) }
        if workplace.measures("caseload") { try await CaseloadMeasure(server, workplace).run(report) }
        if workplace.measures("import") { try await ImportMeasure(server, workplace).run(report) }
        if workplace.measures("reports") { try await ReportMeasures(server, workplace).run(report) }
        if workplace.measures("audit") { try await AuditMeasure(server, workplace).run(report) }
        if workplace.measures("anonymity") { try await AnonymityMeasures(server, workplace).run(report) }
        if workplace.measures("anonymity") { try await MemoryMeasure(server, workplace).run(report) }
        if workplace.measures("export") { try await ExportMeasures(server, workplace).run(report) }
        try await workplace.isKept ? server.cluster.stop() : server.remove()
        say("Load at the end: \(load())")
        say(report.verdict)
    }

    /// The machine's load over 1, 5 and 15 minutes: others at work make every figure worth less.
    private static func load() -> String {
        let text = FileManager.default.contents(atPath: "/proc/loadavg") ?? Data()
        return String(decoding: text, as: UTF8.self).split(separator: " ").prefix(3).joined(separator: ", ")
    }
}

/// What stopped the benchmark, in words.
struct BenchError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
