import CaseModel
import Casework
import FoundationEssentials
import Glibc
import Postgres
import Sealing

/// How many notes a second can be opened and written by as many clients as there are connections, and how long 200
/// therapists wait whose arrivals are random. The references are a bare SELECT and a bare INSERT of the same bytes.
struct CapacityMeasures: Sendable {
    /// A therapist at work: logged in, with a case and signed notes in it.
    private struct Therapist: Sendable {
        let token: LoginToken
        var casework: Casework
        let handle: String
        let notes: [String]
    }

    private let server: BenchServer
    private let workplace: Workplace
    private let practice: BenchPractice
    private static let name = "capacity"
    private static let connections = 8
    private static let therapists = 200
    private static let turns = 5
    private static let turn = 2.0

    init(_ server: BenchServer, _ workplace: Workplace) throws {
        (self.server, self.workplace) = (server, workplace)
        // Only the people of it are employed; its couples are not filed.
        practice = try BenchPractice(server, couples: 20_000)
    }

    func run(_ report: Report) async throws {
        let isNew = try await practice.found(in: Self.name, sql: workplace.sql)
        var staff = try await prepare(isNew: isNew)
        try await server.psql(
            [
                "create table if not exists public.bare (practice_id uuid, note_id uuid, case_id uuid, body bytea, "
                    + "primary key (practice_id, note_id))", "vacuum analyze", "checkpoint",
            ], database: Self.name)
        for isDurable in [true, false] {
            try await server.psql(
                ["alter database \(Self.name) set synchronous_commit = \(isDurable ? "on" : "off")"],
                database: "postgres")
            // what was set for the database is read by new connections only
            let environment = practice.environment(Self.name, connections: Self.connections)
            let bare = server.database(Self.name, connections: Self.connections)
            defer {
                environment.database.close()
                bare.close()
            }
            for person in staff.indices { staff[person].casework = Casework(environment, token: staff[person].token) }
            try await measure(staff, bare, isDurable ? "each commit on the disk" : "commits not waited for", report)
        }
    }

    private func measure(
        _ staff: [Therapist], _ bare: Database, _ words: String, _ report: Report
    ) async throws {
        let ids = try await bare.read {
            try $0.all("select practice_id, note_id from app.notes", UUID.self, UUID.self)
                .map { Bare(id: $0.0, note: $0.1) }
        }
        let body = [UInt8](repeating: 7, count: 549)
        let opening: @Sendable (Int) async throws -> Void = { _ in
            guard let person = staff.randomElement(), let note = person.notes.randomElement() else { return }
            _ = try await person.casework.openNote(note)
        }
        let writing: @Sendable (Int) async throws -> Void = { _ in
            guard let person = staff.randomElement() else { return }
            var random = SystemRandomNumberGenerator()
            _ = try await person.casework.writePsychotherapyNote(
                Self.words, in: person.handle, key: .random(using: &random))
        }
        let opened = try await rates(ours: opening) { _ in
            guard let note = ids.randomElement() else { return }
            _ = try await bare.read { transaction in
                try transaction.one(
                    "select body_sealed from app.notes where practice_id = \(note.id) and note_id = \(note.note)",
                    [UInt8].self)
            }
        }
        add("opening a note", opened, goal: 2_000, words, "bare SELECTs", report)
        let written = try await rates(ours: writing) { _ in
            let (practice, note, file) = (UUID(), UUID(), UUID())
            try await bare.write { transaction in
                try transaction.execute("insert into public.bare values (\(practice), \(note), \(file), \(body))")
            }
        }
        add("writing a note", written, goal: 1_000, words, "bare INSERTs", report)
        for (name, rate, work) in [
            ("opening", median(opened.ours), opening), ("writing", median(written.ours), writing),
        ] {
            let waits = try await arrivals(staff.count, rate: rate / 2, for: 8, work)
            let worst = waits.sorted()[waits.count * 99 / 100] * 1000
            report.add(
                "99 of 100 wait at most, \(staff.count) therapists \(name) notes at half the capacity, \(words)",
                ratio: worst / 50, ours: "\(worst.decimals(1)) ms", reference: "50 ms", n: waits.count, .atMost(1))
        }
    }

    private struct Bare: Sendable {
        let id: UUID
        let note: UUID
    }

    private struct Rates: Sendable {
        var ours: [Double] = []
        var reference: [Double] = []
    }

    private func add(
        _ name: String, _ rates: Rates, goal: Double, _ words: String, _ bare: String, _ report: Report
    ) {
        let (ours, reference) = (median(rates.ours), median(rates.reference))
        report.add(
            "\(name), \(words), against \(goal.grouped) a second", ratio: ours / goal, ours: "\(ours.grouped)/s",
            reference: "\(goal.grouped)/s", n: rates.ours.count, .atLeast(1))
        report.add(
            "\(name), \(words), against \(bare)", ratio: ours / reference, ours: "\(ours.grouped)/s",
            reference: "\(reference.grouped)/s", n: rates.ours.count, .none)
    }

    /// Both by turns, each with a client a connection.
    private func rates(
        ours: @escaping @Sendable (Int) async throws -> Void, reference: @escaping @Sendable (Int) async throws -> Void
    ) async throws -> Rates {
        var rates = Rates()
        for turn in -1..<Self.turns {
            for side in turn.isMultiple(of: 2) ? [0, 1] : [1, 0] {
                let rate = try await rate(side == 0 ? ours : reference)
                if turn < 0 { continue }
                if side == 0 { rates.ours.append(rate) } else { rates.reference.append(rate) }
            }
        }
        return rates
    }

    private func rate(_ work: @escaping @Sendable (Int) async throws -> Void) async throws -> Double {
        let start = ContinuousClock.now
        let done = try await withThrowingTaskGroup(of: Int.self) { group in
            for client in 0..<Self.connections {
                group.addTask {
                    var done = 0
                    while (ContinuousClock.now - start) / .seconds(1) < Self.turn {
                        try await work(client)
                        done += 1
                    }
                    return done
                }
            }
            return try await group.reduce(0, +)
        }
        return Double(done) / ((ContinuousClock.now - start) / .seconds(1))
    }

    /// Arrivals at random, each person's apart: seconds from the moment at which a person meant to begin to the answer,
    /// so that waiting for a slow one before counts too.
    private func arrivals(
        _ people: Int, rate: Double, for time: Double, _ work: @escaping @Sendable (Int) async throws -> Void
    ) async throws -> [Double] {
        let pause = Double(people) / rate
        let start = ContinuousClock.now
        return try await withThrowingTaskGroup(of: [Double].self) { group in
            for person in 0..<people {
                group.addTask {
                    var (waits, meant) = ([Double](), 0.0)
                    while true {
                        meant += -log(Double.random(in: Double.leastNonzeroMagnitude..<1)) * pause
                        if meant > time { return waits }
                        try await Task.sleep(until: start + .seconds(meant), clock: .continuous)
                        try await work(person)
                        waits.append((ContinuousClock.now - start) / .seconds(1) - meant)
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }

    private func prepare(isNew: Bool) async throws -> [Therapist] {
        let environment = practice.environment(Self.name, connections: Self.connections)
        defer { environment.database.close() }
        let admin = try await practice.logIn(nil, environment)
        var staff: [Therapist] = []
        for number in 0..<Self.therapists {
            if isNew { try await practice.employ(number, by: admin) }
            let token = try await practice.token(number, environment)
            let casework = Casework(environment, token: token)
            if !isNew {
                guard let handle = try await casework.caseload().first?.handle else {
                    throw BenchError("a case is missing")
                }
                let notes = try await casework.notes(of: handle).filter { $0.standing.isSigned }.map(\.handle)
                staff.append(Therapist(token: token, casework: casework, handle: handle, notes: notes))
                continue
            }
            var random = SystemRandomNumberGenerator()
            let couple = CaseHistory(
                a: .init(name: "Ana Ruiz", part: .hurt, birthYear: nil),
                b: .init(name: "Dan Roth", part: .involved, birthYear: nil), breach: Breach(kind: .financial),
                region: nil, togetherSince: nil, children: nil, openedOn: BenchPractice.today, status: .active)
            let handle = try await casework.openCase(couple, key: .random(using: &random)).description
            var notes: [String] = []
            for _ in 0..<3 {
                let note = try await casework.writePsychotherapyNote(
                    Self.words, in: handle, key: .random(using: &random)
                ).description
                _ = try await casework.signNote(note, key: .random(using: &random))
                notes.append(note)
            }
            staff.append(Therapist(token: token, casework: casework, handle: handle, notes: notes))
        }
        return staff
    }

    private static let words = String(repeating: "They spoke about the weekend and what each of them heard. ", count: 7)
}

extension NoteEntry.Standing {
    fileprivate var isSigned: Bool {
        if case .signed = self { true } else { false }
    }
}
