import CaseModel
import Casework
import FoundationEssentials
import Postgres
import Reports
import Subprocess
import SystemPackage

/// Ten thousand session summaries of a caseload: PDF and HTML against what one would take from Python, the whole way
/// against reading alone, two workers against one, and whether memory or the size of the practice tell.
struct ReportMeasures: Sendable {
    private let server: BenchServer
    private let workplace: Workplace
    private let batch: ReportBatch
    /// The reference makes so many PDFs: each takes it long enough.
    private static let referencePDFs = 60
    /// Documents in memory at once for the comparison of HTML.
    private static let models = 400

    init(_ server: BenchServer, _ workplace: Workplace) throws {
        (self.server, self.workplace) = (server, workplace)
        batch = try ReportBatch(server, workplace)
    }

    func run(_ report: Report) async throws {
        try await batch.load(others: workplace.couples)
        let casework = try await batch.open()
        defer { casework.environment.database.close() }
        let run = try await batch.order(casework)
        say("\(Double(run.items).grouped) session summaries are to be made.")
        let models = try await keepModels(casework, run)
        try await compareHTML(models, report)
        try await comparePDF(casework, report)
        try await compareReading(casework, report)
        try await compareWorkers(casework, report)
        try await comparePractices(casework, report)
    }

    // MARK: HTML and PDF

    /// The documents in memory, and as JSON in a table for the reference, past every door.
    private func keepModels(_ casework: Casework, _ run: ReportRun) async throws -> [Document] {
        var models: [Document] = []
        let items = try await casework.claimReportItems(of: run, worker: UUID(), limit: Self.models)
        for opened in try await casework.openReportItems(items, of: run) {
            if case .success(.summary(let record)) = opened.record { models.append(SessionSummary(record).document) }
        }
        guard models.count == items.count else { throw BenchError("\(models.count) models of \(items.count)") }
        let texts = models.map { $0.rendered(as: .json) }
        let owner = server.database(ReportBatch.database)
        defer { owner.close() }
        try await owner.write { transaction in
            _ = try transaction.execute("drop table if exists public.models")
            _ = try transaction.execute("create table public.models (id integer primary key, model text not null)")
            _ = try transaction.execute(
                "insert into public.models select o, t from unnest(\(texts)::text[]) with ordinality m (t, o)")
        }
        return models
    }

    private func reference(_ measure: String, _ amount: Int) async throws -> Double {
        let lines = try await server.run(
            .path(FilePath(workplace.python)), [workplace.references + "/reports.py", measure, "\(amount)"],
            database: ReportBatch.database)
        guard let seconds = lines.last.flatMap(Double.init) else { throw BenchError("reports.py: \(lines)") }
        return seconds
    }

    private func compareHTML(_ models: [Document], _ report: Report) async throws {
        let times = try await Pairs(7) {
            try await seconds {
                var bytes = 0
                for model in models { bytes += model.bytes(as: .html).count }
                return bytes
            }
        } reference: {
            try await reference("html", models.count)
        }
        report.add("HTML from models in memory", each: models.count, "documents", times, .atLeast(5))
    }

    private func comparePDF(_ casework: Casework, _ report: Report) async throws {
        let run = try await batch.order(casework, ["pdf"])
        let before = try ProcessCost.memory()
        let watch = Task.detached {
            while try await casework.reportRun(run.handle).done < run.items / 2 {
                try await Task.sleep(for: .milliseconds(200))
            }
            return try ProcessCost.memory()
        }
        let ours = try await batch.make(casework, run).wall
        let middle = try await watch.value
        let after = try ProcessCost.memory()
        let theirs = try await reference("pdf", Self.referencePDFs)
        let (rate, referenceRate) = (Double(run.items) / ours, Double(Self.referencePDFs) / theirs)
        report.add(
            "PDF, the whole way, by one worker", ratio: rate / referenceRate, ours: "\(rate.decimals(1)) documents/s",
            reference: "\(referenceRate.decimals(1)) documents/s", n: run.items, .atLeast(10))
        report.add(
            "KiB that a document leaves in memory, in the second half of the PDFs",
            ratio: max(0, after - middle) / Double(run.items / 2), ours: "\((after / 1024).decimals(0)) MiB at the end",
            reference: "\((middle / 1024).decimals(0)) MiB at half, \((before / 1024).decimals(0)) before",
            n: run.items / 2, .atMost(0.1))
    }

    // MARK: The whole way

    /// Reads and decrypts the same rows, portion by portion as a worker does, and renders nothing.
    private func readAll(_ casework: Casework, _ run: ReportRun) async throws {
        let worker = UUID()
        let working = casework.working(on: run)
        var read: [ReportOutcome] = []
        while true {
            let items = try await working.claimReportItems(of: run, worker: worker, limit: 40, after: read)
            if items.isEmpty { return }
            _ = try await working.openReportItems(items, of: run)
            // nothing was made of them, which is written down as well as a document would be
            read = items.map { ReportOutcome(item: $0.item, .failed(.noNote)) }
        }
    }

    private func compareReading(_ casework: Casework, _ report: Report) async throws {
        var count = 0
        let times = try await Pairs(3) {
            let run = try await batch.order(casework)
            count = run.items
            return try await batch.make(casework, run).wall
        } reference: {
            let run = try await batch.order(casework)
            return try await seconds { try await readAll(casework, run) }
        }
        report.add("HTML the whole way, against reading alone", each: count, "documents", times, .atLeast(0.6))
    }

    private func compareWorkers(_ casework: Casework, _ report: Report) async throws {
        var cost: [Double] = []
        var busy = 0.0
        for workers in 1...2 {
            let run = try await batch.order(casework, ["pdf"])
            let spent = try await batch.make(casework, run, workers: workers)
            cost.append(spent.processor / Double(run.items))
            busy = spent.processor / (2 * spent.wall)
        }
        report.add(
            "processor seconds a document, two workers against one", ratio: cost[1] / cost[0],
            ours: "\((cost[1] * 1000).decimals(2)) ms", reference: "\((cost[0] * 1000).decimals(2)) ms", n: 1,
            .atMost(1.15))
        report.add(
            "both cores busy with two workers, the server\u{2019}s share too", ratio: busy,
            ours: "\((busy * 200).decimals(0)) %", reference: "200 %", n: 1, .atLeast(0.9))
    }

    /// The same documents in the same database, and in a copy of it that has many more couples of others.
    private func comparePractices(_ casework: Casework, _ report: Report) async throws {
        func time(_ casework: Casework) async throws -> Double {
            let run = try await batch.order(casework, where: "until=2026-03-31")
            return try await batch.make(casework, run).wall / Double(run.items)
        }
        let large = try await batch.open(large: true)
        defer { large.environment.database.close() }
        let times = try await Pairs(3) {
            try await time(large)
        } reference: {
            try await time(casework)
        }
        let (ours, reference) = (median(times.ours), median(times.reference))
        report.add(
            "a document in a practice of \(Double(workplace.couples).grouped) more couples", ratio: ours / reference,
            ours: "\((ours * 1000).decimals(2)) ms", reference: "\((reference * 1000).decimals(2)) ms", n: 3,
            .atMost(1.15))
    }
}
