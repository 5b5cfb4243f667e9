import CaseModel
import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import Casework

@Suite("A plan of a hot query")
struct HotPlanTests {
    /// What people do all day, in a practice of 6,000 couples: each plan that the server makes for it, those of policies
    /// and functions included, looks at what it needs. `make bench` asks the same of 200,000 cases and 2,000,000 notes.
    @Test("removes at most ten rows for one of its result, and never looks at every note, session or case")
    func looksAtWhatItNeeds() async throws {
        let practice = try await TestPractice()
        let superuser = try await practice.superuser()
        defer { superuser.close() }
        try await grow(superuser)
        let owned = try #require(try await practice.therapist.caseload().first { $0.status == .active }?.handle)
        let file = try #require(Handle(owned, .caseFile))
        let written = try await practice.therapist.openCase(CaseloadTests.couple(), key: CaseloadTests.key())
        let note = try await practice.therapist.writePsychotherapyNote(
            "words", in: written.description, key: CaseloadTests.key()
        ).description
        let (database, environment) = try await explained(practice, superuser)
        defer { database.close() }
        func acting(_ casework: Casework, _ duty: Duty) -> Casework {
            Casework(environment, token: casework.token, acting: duty)
        }
        let before = await logSize()
        let process = try await database.read { try $0.one("select pg_backend_pid()", Int.self) }

        // more than five times, so that the plans for any value come into use, which are kept
        for _ in 0..<7 {
            let therapist = acting(practice.therapist, .therapist)
            #expect(try await therapist.caseload().count == 61)
            _ = try await therapist.casePage(file)
            #expect(try await therapist.notes(of: owned).count == 4)
            _ = try await therapist.openNote(note)
            let day = TestPractice.today
            #expect(try await !therapist.sessions(since: day, until: day.adding(days: 6)).isEmpty)
            let supervisor = acting(practice.otherTherapist, .supervisor)
            #expect(try await supervisor.caseload().count == 61)
            _ = try await supervisor.notes(of: owned)
            let desk = acting(practice.otherTherapist, .frontDesk)
            #expect(try await desk.calendar(since: day, until: day).count == 240)
            #expect(try await desk.reminders(on: day).count == 120)
        }

        let plans = await plans(since: before, of: process)
        #expect(plans.count > 200)
        for plan in plans {
            // the couples that were made have no words, so what would open them removes all it finds
            if !plan.text.contains("open_words.subjects") {
                #expect(plan.ratio <= 10, "\(plan.removed) rows removed for \(plan.rows):\n\(plan.text)")
            }
            for table in ["notes", "sessions", "cases"] {
                #expect(!plan.scansAll(table), "all of \(table):\n\(plan.text)")
            }
        }
    }

    /// Where couples came by the thousand a moment ago the planner takes them for a few, and would go through all of one
    /// table for each of another.
    @Test("of an export goes through no couple more than once, though the server has not counted them yet")
    func exportsRightAfterFiling() async throws {
        let practice = try await TestPractice()
        let superuser = try await practice.superuser()
        defer { superuser.close() }
        try await practice.therapist.fileCases((0..<20).map { _ in CaseloadTests.couple() }, key: .fresh())
        let (database, environment) = try await explained(practice, superuser)
        defer { database.close() }
        let admin = Casework(environment, token: practice.admin.token)
        try await admin.prove(password: TestPractice.password)
        let before = await logSize()
        let process = try await database.read { try $0.one("select pg_backend_pid()", Int.self) }
        _ = try await admin.scanProgress(ProgressColumn.allCases, keepsIDs: false)
        let copies = await plans(since: before, of: process).filter { $0.text.contains("Query Text: copy") }
        #expect(copies.count == 1 && copies.first?.rows == 20)
        #expect(copies.allSatisfy { !$0.text.contains("Nested Loop") }, "\(copies.first?.text ?? "")")
    }

    /// The practice's database with one connection, of which the server writes down every plan.
    private func explained(_ practice: TestPractice, _ superuser: Database) async throws -> (Database, Environment) {
        for command in ExplainedPlan.settings(database: practice.databaseName) {
            try await superuser.write { try $0.script(trusted: command) }
        }
        let database = Database(
            try await TestServer.shared.settings(database: practice.databaseName, user: "troth_gate"),
            pool: PoolSettings(maximum: 1))
        var environment = practice.environment
        environment.database = database
        return (database, environment)
    }

    private func logSize() async -> Int {
        FileManager.default.contents(atPath: await TestServer.shared.logPath)?.count ?? 0
    }

    private func plans(since size: Int, of process: Int) async -> [ExplainedPlan] {
        let text = FileManager.default.contents(atPath: await TestServer.shared.logPath)?.dropFirst(size) ?? Data()
        return ExplainedPlan.all(in: String(decoding: text, as: UTF8.self)).filter { $0.process == process }
    }

    /// Makes the practice large, past its triggers: 100 therapists of 60 couples each, of whom thea is the first and is
    /// supervised by omar.
    private func grow(_ superuser: Database) async throws {
        try await superuser.write { transaction in
            try transaction.execute("set local session_replication_role = replica")
            for statement in Self.practice { try transaction.execute(statement) }
        }
        try await superuser.write { try $0.script(trusted: "analyze") }
    }

    private static let practice: [SQL] = [
        """
        create temp table made on commit drop as
        select p.practice_id, gen_random_uuid() as case_id, n, lpad(upper(to_hex(n)), 7, '0') as tail,
            case when n < 60 then t.staff_id else md5('therapist ' || n / 60)::uuid end as staff_id
        from app.practices p cross join app.staff t cross join generate_series(0, 5999) n where t.login = 'thea'
        """,
        """
        insert into app.staff (practice_id, staff_id, login, name_sealed)
        select distinct on (staff_id) practice_id, staff_id, 't' || lower(tail), '\\x00' from made where n >= 60
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
        select practice_id, gen_random_uuid(), case_id, 'N' || lpad(upper(to_hex(n * 4 + k)), 7, '0'), staff_id,
            'therapist', 'free', '2026-02-01', '\\x00'
        from made cross join generate_series(0, 3) k
        """,
        """
        insert into app.sessions (practice_id, session_id, case_id, handle, starts_at, ends_at, format, modality, state,
            attendance, recorded_by)
        select practice_id, gen_random_uuid(), case_id, 'S' || lpad(upper(to_hex(n * 4 + k)), 7, '0'), at,
            at + interval '50 minutes', 'conjoint', 'office', case when k = 3 then 'booked' else 'held' end,
            case when k < 3 then 'both' end, staff_id
        from made cross join generate_series(0, 3) k
        cross join lateral (select timestamptz '2026-06-15 17:00+00' + make_interval(days => n % 100 + (k - 3) * 7)) t (at)
        """,
        """
        insert into app.stage_events (practice_id, case_id, roadmap_version, seq, stage, started_on, kind, recorded_by)
        select practice_id, case_id, 1, 1, 1, '2026-01-12', 'start', staff_id from made
        """,
        """
        insert into app.staff_duties (practice_id, staff_id, duty)
        select practice_id, staff_id, duty from app.staff cross join unnest(array['supervisor', 'front_desk']) duty
        where login = 'omar'
        """,
        """
        insert into app.supervision (practice_id, supervision_id, supervisor_id, supervisee_id, agreed_by)
        select o.practice_id, gen_random_uuid(), o.staff_id, t.staff_id, o.staff_id
        from app.staff o cross join app.staff t where o.login = 'omar' and t.login = 'thea'
        """,
    ]
}
