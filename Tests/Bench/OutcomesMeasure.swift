import Casework
import FoundationEssentials
import Postgres
import TestSupport

/// The figures of a whole practice in one pass, over couples that the database makes by itself: their time against a bare
/// pass over the same rows, and that their memory does not grow with the practice.
struct OutcomesMeasure: Sendable {
    private static let name = "outcomes"
    private static let step = 20_000
    private let server: BenchServer
    private let workplace: Workplace
    private let practice: BenchPractice

    init(_ server: BenchServer, _ workplace: Workplace) throws {
        (self.server, self.workplace) = (server, workplace)
        practice = try BenchPractice(server, couples: 300)
    }

    func run(_ report: Report) async throws {
        let isNew = try await practice.found(in: Self.name, sql: workplace.sql)
        let owner = server.database(Self.name)
        let environment = practice.environment(Self.name)
        defer {
            owner.close()
            environment.database.close()
        }
        let couples = workplace.couples
        for first in stride(from: 0, to: isNew ? couples : 0, by: Self.step) {
            try await ManyCouples.add(first..<min(first + Self.step, couples), to: owner)
        }
        try await server.psql(["vacuum analyze", "checkpoint"], database: Self.name)
        let admin = try await practice.logIn(nil, environment)
        try ProcessCost.forgetPeak()
        let before = try ProcessCost.memory()
        func ours() async throws -> Double {
            try await seconds {
                let found = try await admin.practiceOutcomes().outcomes.couples
                // some were opened after the end of the last quarter
                guard found > couples / 2 else { throw BenchError("\(found) couples of \(couples)") }
            }
        }
        let first = try await ours()
        let grown = (try ProcessCost.memoryPeak() - before) / 1024
        let pairs = try await Pairs(3, ours: ours) { try await seconds { try await Self.barePass(owner) } }
        let (mine, theirs) = (median(pairs.ours), median(pairs.reference))
        report.add(
            "practice figures of \(Double(couples).grouped) couples, against the bare pass", ratio: mine / theirs,
            ours: "\(mine.decimals(2)) s, at first \(first.decimals(2)) s", reference: "\(theirs.decimals(2)) s", n: 3,
            .none)
        report.add(
            "their memory, above what the program had", ratio: grown / 32, ours: "\(grown.decimals(1)) MiB",
            reference: "32 MiB", n: 1, .atMost(1))
    }

    private static func barePass(_ owner: Database) async throws {
        try await owner.read(TransactionOptions(statementTimeout: .zero)) { transaction in
            var rows = 0
            try transaction.forEach(
                """
                select c.opened_on, c.closed_on, count(e.stage), min(e.started_on) filter (where e.stage >= 2)
                from app.cases c
                left join app.stage_events e on e.practice_id = c.practice_id and e.case_id = c.case_id
                group by c.practice_id, c.case_id
                """
            ) { _ in rows += 1 }
            guard rows > 0 else { throw BenchError("no couples") }
        }
    }
}
