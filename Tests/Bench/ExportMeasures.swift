import Anonymity
import CaseModel
import Casework
import FoundationEssentials
import Glibc
import Postgres
import Sealing
import TestSupport

/// Releases of a large practice, from PostgreSQL to the written file, against a plain COPY of the same columns by the
/// same role under row security; memory; and what the verification takes.
struct ExportMeasures: Sendable {
    private static let name = "practice_export"
    private let server: BenchServer
    private let workplace: Workplace
    private let practice: BenchPractice
    private let couples: Int
    private static let step = 20_000

    init(_ server: BenchServer, _ workplace: Workplace) throws {
        (self.server, self.workplace) = (server, workplace)
        practice = try BenchPractice(server, couples: 300)
        let text = ProcessInfo.processInfo.environment["BENCH_EXPORT_COUPLES"] ?? "1000000"
        guard let couples = Int(text), couples >= 10_000 else {
            throw BenchError("BENCH_EXPORT_COUPLES is a number of at least 10000.")
        }
        self.couples = couples
    }

    func run(_ report: Report) async throws {
        try await practice.found(in: Self.name, sql: workplace.sql)
        let owner = server.database(Self.name)
        defer { owner.close() }
        let time = try await seconds {
            for first in stride(from: 0, to: couples, by: Self.step) {
                try await ManyCouples.add(first..<min(first + Self.step, couples), to: owner)
            }
            try await server.psql(["vacuum analyze"], database: Self.name)
        }
        say("Made \(Double(couples).grouped) couples in \(time.decimals(0)) s.")
        let environment = practice.environment(Self.name)
        defer { environment.database.close() }
        let session = try await practice.session(nil, environment)
        let admin = Casework(environment, token: session)
        let second = try await practice.secondAdmin(admin, environment)
        // first, while the process holds nothing else
        try await memory(admin, second, report)
        try await rows(admin, session, report)
        try await pseudonyms(admin, session, report)
        try await tables(admin, second, session, report)
    }

    private func rows(_ admin: Casework, _ token: LoginToken, _ report: Report) async throws {
        let columns = ReleaseProfile.research.columns
        let path = workplace.folder + "/progress.csv"
        var verifying: [Double] = []
        var released = 0
        let times = try await Pairs(3) {
            let clock = ContinuousClock()
            let start = clock.now
            try await practice.prove(admin)
            let release = try await admin.previewRelease(.research)
            let data = try write(path) { put in try release.write(to: put) }
            let time = (clock.now - start) / .seconds(1)
            released = release.report.classes?.couples ?? 0
            let check = clock.now
            if let promise = try release.promise() {
                var checking = RowsCheck(promise)
                try checking.read(path)
                try checking.finish(expecting: data)
            }
            verifying.append((clock.now - check) / .seconds(1))
            return time
        } reference: {
            try await copy(columns, token, path)
        }
        report.add(
            "release of rows (research), \(Double(couples).grouped) couples", each: released, "rows", times,
            .atLeast(0.35))
        report.add(
            "verification of that file (k, l, entropy, t, pairs, labels)", ratio: median(verifying) / 2,
            ours: "\(median(verifying).decimals(2)) s", reference: "2 s", n: verifying.count, .atMost(1))
    }

    /// What the process holds more at its peak than before: reading, the ledger's hashes, composing and writing.
    private func memory(_ admin: Casework, _ second: Casework, _ report: Report) async throws {
        var random = SystemRandomNumberGenerator()
        try await admin.addRecipient("anyone", key: .random(using: &random))
        let handle = try await admin.requestRelease(
            ReleaseWish(recipient: "anyone", profile: .research, rule: .classes), key: .random(using: &random))
        try await second.approveRelease(handle, key: .random(using: &random))
        let before = try ProcessCost.memory()
        try ProcessCost.forgetPeak()
        try await practice.prove(admin)
        let release = try await admin.prepareRelease(handle)
        _ = try write(workplace.folder + "/progress.csv") { put in try release.write(to: put) }
        let grown = (try ProcessCost.memoryPeak() - before) * 1024 / 1e6
        let allowed = Double(48 * couples) / 1e6 + 64
        report.add(
            "memory of a release of rows, with its ledger", ratio: grown / allowed, ours: "\(grown.decimals(0)) MB",
            reference: "48 bytes a couple + 64 MB", n: 1, .atMost(1))
    }

    /// Rows with pseudonyms and no classes: what no profile releases, to see what classes cost.
    private func pseudonyms(_ admin: Casework, _ token: LoginToken, _ report: Report) async throws {
        let columns = ReleaseProfile.research.columns
        let path = workplace.folder + "/pseudonyms.csv"
        let times = try await Pairs(3) {
            try await seconds {
                try await practice.prove(admin)
                let scanned = try await admin.scanProgress(columns, keepsIDs: false)
                _ = try write(path) { put in try PseudonymRows(scanned.table).write(to: put) }
            }
        } reference: {
            try await copy(columns, token, path)
        }
        report.add(
            "rows with labels and pseudonyms, without classes", each: couples, "rows", times, .atLeast(0.8))
    }

    private func tables(
        _ admin: Casework, _ second: Casework, _ token: LoginToken, _ report: Report
    ) async throws {
        var random = SystemRandomNumberGenerator()
        // what was measured before took longer than a proof of the password holds
        for person in [admin, second] { try await practice.prove(person) }
        let handle = try await admin.requestRelease(
            ReleaseWish(recipient: "anyone", profile: .public, rule: .gaussian, rho: Rational(1, 10)),
            key: .random(using: &random))
        try await second.approveRelease(handle, key: .random(using: &random))
        let columns: [ProgressColumn] = [
            .intakeYear, .region, .ageOlder, .yearsTogether, .breachKind, .stageReached, .sessions, .howItEnded,
            .relationship, .changeCouple,
        ]
        let path = workplace.folder + "/tables.csv"
        let times = try await Pairs(3) {
            try await seconds {
                try await practice.prove(admin)
                let release = try await admin.prepareRelease(handle)
                _ = try write(path) { put in try release.write(to: put) }
            }
        } reference: {
            try await copy(columns, token, path)
        }
        report.add(
            "release of tables (public), \(Double(couples).grouped) couples", each: couples, "couples", times,
            .atLeast(0.8))
    }

    /// The reference: the columns as they are, as CSV, to a file.
    private func copy(_ columns: [ProgressColumn], _ token: LoginToken, _ path: String) async throws -> Double {
        let database = server.database(Self.name, user: "troth_gate")
        defer { database.close() }
        let hex = token.bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let options = TransactionOptions(role: "troth_exporter", settings: [("troth.token", hex)])
        var list: SQL = "case_id"
        for column in columns { list = "\(list), \(identifier: column.rawValue)" }
        let query = list
        return try await seconds {
            try await database.read(options) { transaction in
                _ = try write(path) { put in
                    try transaction.copyOut(
                        "copy (select \(query) from app.couple_progress) to stdout (format csv)", to: put)
                }
            }
        }
    }
}

/// Writes a file in pieces and brings it to the disk.
private func write<Answer>(_ path: String, _ body: (([UInt8]) throws -> Void) throws -> Answer) throws -> Answer {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw BenchError("cannot write \(path)") }
    defer { close(file) }
    let answer = try body { bytes in
        guard bytes.withUnsafeBytes({ Glibc.write(file, $0.baseAddress, $0.count) }) == bytes.count else {
            throw BenchError("cannot write \(path)")
        }
    }
    fsync(file)
    return answer
}

extension RowsCheck {
    fileprivate mutating func read(_ path: String) throws {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw BenchError("cannot read \(path)") }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = bytes.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            read(Array(bytes[0..<count]))
        }
    }
}
