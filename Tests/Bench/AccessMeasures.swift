import CaseModel
import Casework
import Fiction
import FoundationEssentials
import Postgres
import Sealing
import TestSupport

/// What row security and the badge cost in a practice with 200,000 cases and 2,000,000 notes, and whether a plan looks
/// at more than it needs.
struct AccessMeasures: Sendable {
    private let server: BenchServer
    private let workplace: Workplace
    private let practice: BenchPractice
    private let cases: Int
    /// The therapist, with 60 couples, who asks.
    private static let therapist = 4
    private static let database = "access"

    init(_ server: BenchServer, _ workplace: Workplace) throws {
        (self.server, self.workplace) = (server, workplace)
        practice = try BenchPractice(server, couples: 10_000)
        cases = workplace.couples * 2
    }

    func run(_ report: Report) async throws {
        let isNew = try await practice.found(in: Self.database, sql: workplace.sql)
        // an earlier run of this folder left the server explaining its plans
        try await server.psql(["alter database \(Self.database) reset all"], database: "postgres")
        let environment = practice.environment(Self.database)
        defer { environment.database.close() }
        if isNew {
            let admin = try await practice.logIn(nil, environment)
            try await practice.employ(Self.therapist, by: admin)
            let casework = try await practice.logIn(Self.therapist, environment)
            var random = SystemRandomNumberGenerator()
            try await casework.fileCases(practice.fiction.cases(of: Self.therapist), key: .random(using: &random))
            let growing = try await seconds { try await grow() }
            say("Made \(Double(cases).grouped) cases and ten notes each in \(growing.decimals(0)) s.")
        }
        try await compare(environment, report)
        try await lookAtPlans(report)
    }

    /// Other therapists' cases, 60 each, made in the database: past the triggers, since nobody reads their words.
    private func grow() async throws {
        let owner = server.database(Self.database)
        defer { owner.close() }
        try await owner.write(TransactionOptions(statementTimeout: .zero)) { transaction in
            try transaction.execute("set local session_replication_role = replica")
            try transaction.execute(
                """
                create temp table made on commit drop as
                select p.practice_id, gen_random_uuid() as case_id, n,
                    lpad(upper(to_hex(n)), 7, '0') as tail, md5('therapist ' || n / 60)::uuid as staff_id
                from app.practices p cross join generate_series(1, \(cases)) n
                """)
            for table in Self.tables { try transaction.execute(table) }
            try name(in: transaction)
        }
        try await server.psql(["vacuum analyze", "checkpoint"], database: Self.database)
    }

    /// Gives the therapists that were made names that open: pages show who treats.
    private func name(in transaction: Transaction) throws {
        let (id, wrapped) = try transaction.one(
            "select practice_id, wrapped from app.practice_keys", UUID.self, [UInt8].self)
        let key = try practice.keyring.unwrap(wrapped, practice: id)
        let staff = try transaction.all(
            "select staff_id from app.staff where octet_length(name_sealed) = 1", UUID.self)
        let names = try staff.map { person in
            try key.words.seal(
                Array("A therapist".utf8), at: Place(practice: id, row: person, column: "staff.name"), revision: 1)
        }
        try transaction.execute(
            """
            update app.staff s set name_sealed = n.sealed
            from unnest(\(staff)::uuid[], \(names)::bytea[]) n (staff_id, sealed) where s.staff_id = n.staff_id
            """)
    }

    private static let tables: [SQL] = [
        """
        insert into app.staff (practice_id, staff_id, login, name_sealed)
        select distinct on (staff_id) practice_id, staff_id, 't' || lower(tail), '\\x00' from made
        """,
        """
        insert into app.cases (practice_id, case_id, handle, opened_by, opened_on, status, roadmap_version, breach_kind)
        select practice_id, case_id, 'C' || tail, staff_id, '2026-01-12', 'active', 1, 'financial' from made
        """,
        """
        insert into app.assignments (practice_id, case_id, staff_id, part)
        select practice_id, case_id, staff_id, 'primary' from made
        """,
        """
        insert into app.partners (practice_id, case_id, partner, part, birth_year)
        select practice_id, case_id, p, 'both', 1980 from made cross join unnest(array['A', 'B']) p
        """,
        """
        insert into app.notes (practice_id, note_id, case_id, handle, author_id, audience, format, written_on, body_sealed)
        select practice_id, gen_random_uuid(), case_id, 'N' || lpad(upper(to_hex(n * 10 + k)), 7, '0'), staff_id,
            'therapist', 'free', '2026-02-01', '\\x00'
        from made cross join generate_series(0, 9) k
        """,
        """
        insert into app.sessions (practice_id, session_id, case_id, handle, starts_at, ends_at, format, modality, state,
            attendance, recorded_by)
        select practice_id, gen_random_uuid(), case_id, 'S' || lpad(upper(to_hex(n * 10 + k)), 7, '0'),
            timestamptz '2026-02-01 10:00' + k * interval '7 days', timestamptz '2026-02-01 11:00' + k * interval '7 days',
            'conjoint', 'office', 'held', 'both', staff_id
        from made cross join generate_series(0, 9) k
        """,
        """
        insert into app.stage_events
            (practice_id, case_id, roadmap_version, seq, stage, started_on, kind, recorded_by)
        select practice_id, case_id, 1, 1, 1, '2026-01-12', 'start', staff_id from made
        """,
    ]

    /// The same transactions as the gate, by the duty's role and the badge, and as the superuser, whom neither binds.
    private func compare(_ environment: Environment, _ report: Report) async throws {
        let owner = server.database(Self.database)
        defer { owner.close() }
        let token = try await practice.token(Self.therapist, environment)
        let gate = TransactionOptions(
            role: "troth_therapist", settings: [("troth.act", "bench"), ("troth.token", token.bytes.hexadecimal)])
        let bare = TransactionOptions(settings: [("troth.act", "bench"), ("troth.token", "")])
        let mine = try await environment.database.read(gate) { transaction in
            try transaction.all("select practice_id, case_id from app.cases", UUID.self, UUID.self)
        }
        guard mine.count == 60, let practiceID = mine.first?.0 else { throw BenchError("\(mine.count) cases of 60") }
        func reading(_ database: Database, _ options: TransactionOptions) -> () async throws -> Double {
            {
                try await seconds {
                    for turn in 0..<600 {
                        try await database.read(options) { transaction in
                            let id = mine[turn % mine.count].1
                            _ = try transaction.one(
                                """
                                select handle, status, opened_on, version from app.cases
                                where practice_id = \(practiceID) and case_id = \(id)
                                """, String.self, String.self, CalendarDate.self, Int.self)
                        }
                    }
                }
            }
        }
        let read = try await Pairs(
            11, ours: reading(environment.database, gate), reference: reading(owner, bare))
        report.add("one-case read with row security and badge", each: 600, "reads", read, .atLeast(0.75))
        func listing(
            _ database: Database, _ options: TransactionOptions, _ which: SQL
        ) -> () async throws -> Double {
            {
                try await seconds {
                    for _ in 0..<100 {
                        try await database.read(options) { transaction in
                            let rows = try transaction.all(
                                """
                                select c.handle, c.status, c.opened_on,
                                    (select s.starts_at from app.sessions s
                                     where s.practice_id = c.practice_id and s.case_id = c.case_id
                                     order by s.starts_at desc limit 1)
                                from app.cases c where c.practice_id = \(practiceID) and c.case_id = any (\(which))
                                order by c.opened_on, c.handle
                                """, String.self, String.self, CalendarDate.self, Timestamp?.self)
                            guard rows.count == 60 else { throw BenchError("\(rows.count) rows of 60") }
                        }
                    }
                }
            }
        }
        let ids = mine.map(\.1)
        let list = try await Pairs(
            11, ours: listing(environment.database, gate, "(select private.my_case_ids('therapist'))::uuid[]"),
            reference: listing(owner, bare, "\(ids)::uuid[]"))
        report.add(
            "list of 60 cases against the explicit query", ratio: median(list.ours) / median(list.reference),
            ours: "\((median(list.ours) * 10).decimals(2)) ms",
            reference: "\((median(list.reference) * 10).decimals(2)) ms",
            n: list.ours.count, .atMost(1.5))
    }

    /// Every plan that the program's pages make, as the server explains them itself: the rows that a filter removed
    /// against those that came of it.
    private func lookAtPlans(_ report: Report) async throws {
        try await server.psql(ExplainedPlan.settings(database: Self.database), database: "postgres")
        let path = server.cluster.logPath
        let before = FileManager.default.contents(atPath: path)?.count ?? 0
        let environment = practice.environment(Self.database)
        defer { environment.database.close() }
        let casework = try await practice.logIn(Self.therapist, environment)
        let list = try await casework.caseload(includingClosed: true)
        for entry in list.prefix(5) {
            guard let handle = Handle(entry.handle, .caseFile) else { continue }
            _ = try await casework.casePage(handle)
            _ = try await casework.notes(of: entry.handle)
            _ = try await casework.road(of: handle)
            _ = try await casework.progressRecord(of: entry.handle)
            for session in try await casework.sessions(of: entry.handle).prefix(1) {
                _ = try await casework.openNoteIfThere(session.handle)
            }
        }
        let log = FileManager.default.contents(atPath: path)?.dropFirst(before) ?? Data()
        let plans = ExplainedPlan.all(in: String(decoding: log, as: UTF8.self))
        guard let worst = plans.max(by: { $0.ratio < $1.ratio }) else { throw BenchError("no plan was explained") }
        report.add(
            "rows that the worst of \(plans.count) plans removes, a row of its result", ratio: worst.ratio,
            ours: "\(Double(worst.removed).grouped) removed", reference: "\(Double(worst.rows).grouped) rows",
            n: plans.count,
            .atMost(10))
        if worst.ratio > 10 { say(worst.text) }
    }
}

extension Casework {
    fileprivate func openNoteIfThere(_ session: String) async throws -> OpenedNote? {
        try await draft(onSession: session)
    }
}

extension [UInt8] {
    fileprivate var hexadecimal: String {
        map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
