import CaseModel
import Casework
import Fiction
import FoundationEssentials
import Postgres

/// What a therapist with 60 couples waits for, in practices of 1,000, 10,000 and 100,000 couples.
struct PracticeMeasures: Sendable {
    private let server: BenchServer
    private let workplace: Workplace
    private let practice: BenchPractice
    private let sizes: [Int]
    /// The first therapist with 60 couples.
    private static let therapist = 4

    init(_ server: BenchServer, _ workplace: Workplace) throws {
        (self.server, self.workplace) = (server, workplace)
        practice = try BenchPractice(server, couples: workplace.couples)
        sizes = [workplace.couples / 100, workplace.couples / 10, workplace.couples]
    }

    func run(_ report: Report) async throws {
        try await grow()
        // What grows with the practice must not hide behind the disk's answer to COMMIT.
        for size in sizes {
            try await server.psql(["alter database \(name(size)) set synchronous_commit = off"], database: "postgres")
        }
        try await server.psql(["checkpoint"], database: "postgres")
        let environments = sizes.map { practice.environment(name($0)) }
        defer { for environment in environments { environment.database.close() } }
        var therapists: [Casework] = []
        for environment in environments {
            therapists.append(try await practice.logIn(Self.therapist, environment))
        }
        let handles = try await therapists[0].caseload(includingClosed: true)
            .compactMap { Handle($0.handle, .caseFile) }
        guard handles.count == 60 else { throw BenchError("a caseload of \(handles.count) couples") }
        try await measure("caseload list of 60", 60, therapists, report) { casework, _ in
            let list = try await casework.caseload(includingClosed: true)
            guard list.count == 60 else { throw BenchError("a caseload of \(list.count) couples") }
        }
        try await measure("case page", 300, therapists, report) { casework, call in
            _ = try await casework.casePage(handles[call % handles.count])
        }
    }

    private func name(_ size: Int) -> String { "practice_\(size)" }

    /// Calls in every practice by turns, and compares the medians with that of the smallest.
    private func measure(
        _ name: String, _ calls: Int, _ therapists: [Casework], _ report: Report,
        _ call: (Casework, Int) async throws -> Void
    ) async throws {
        var times = [[Double]](repeating: [], count: therapists.count)
        for turn in -5..<calls {
            for step in therapists.indices {
                let place = (step + turn + 5) % therapists.count
                let time = try await seconds { try await call(therapists[place], turn + 5) }
                if turn >= 0 { times[place].append(time) }
            }
        }
        let medians = times.map(median)
        func words(_ place: Int) -> String { "\((medians[place] * 1000).decimals(2)) ms" }
        for place in sizes.indices.dropFirst() {
            let (large, small) = (Double(sizes[place]).grouped, Double(sizes[0]).grouped)
            report.add(
                "\(name), \(large) couples against \(small)", ratio: medians[place] / medians[0], ours: words(place),
                reference: words(0), n: calls, place == sizes.count - 1 ? .atMost(1.3) : .none)
        }
    }

    /// Founds the practice and files its couples, keeping a clone of the database at each size.
    private func grow() async throws {
        let growing = name(workplace.couples)
        try await practice.found(in: growing, sql: workplace.sql)
        var (therapist, couples) = (0, 0)
        for size in sizes {
            let first = therapist
            while couples < size {
                couples += practice.fiction.cases(of: therapist).underestimatedCount
                therapist += 1
            }
            let time = try await seconds { try await file(first..<therapist, in: growing) }
            try await server.psql(["vacuum analyze"], database: growing)
            let rows = try await rows(of: growing)
            say(
                "Filed up to \(Double(couples).grouped) couples, \(Double(rows).grouped) rows in all; "
                    + "this step took \(time.decimals(1)) s.")
            if size < workplace.couples {
                try await server.cluster.createDatabase(name(size), template: growing)
            }
        }
    }

    /// Two therapists file at a time: while one's rows are sealed, the other's are inserted.
    private func file(_ therapists: Range<Int>, in database: String) async throws {
        let environment = practice.environment(database)
        defer { environment.database.close() }
        let admin = try await practice.logIn(nil, environment)
        try await withThrowingTaskGroup { group in
            for lane in 0..<2 {
                group.addTask {
                    for therapist in stride(from: therapists.lowerBound + lane, to: therapists.upperBound, by: 2) {
                        try await file(therapist, admin, environment)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    private func file(_ therapist: Int, _ admin: Casework, _ environment: Environment) async throws {
        try await practice.employ(therapist, by: admin)
        let casework = try await practice.logIn(therapist, environment)
        var random = SystemRandomNumberGenerator()
        try await casework.fileCases(practice.fiction.cases(of: therapist), key: .random(using: &random))
    }

    private func rows(of database: String) async throws -> Int {
        let database = server.database(database)
        defer { database.close() }
        return try await database.read { transaction in
            try transaction.one(
                """
                select coalesce(sum(c.reltuples), 0)::bigint from pg_class c
                where c.relnamespace = 'app'::regnamespace and c.relkind = 'r'
                """, Int.self)
        }
    }
}
