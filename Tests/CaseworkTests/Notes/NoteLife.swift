import CaseModel
import Casework
import FoundationEssentials
import Postgres
import TestSupport

/// The steps of `NoteModel` as statements, each under its person's token and role, on a real database.
struct NoteLife: Sendable {
    let database: Database
    private let practice: UUID
    private let caseID: UUID
    private let session: UUID
    private let staff: [String: UUID]

    private static let roles: [NoteModel.Person: String] = [
        .tom: "troth_trainee", .tia: "troth_trainee", .thea: "troth_therapist", .sue: "troth_supervisor",
        .max: "troth_supervisor",
    ]

    /// One case of Tom's with Tia and Thea beside him, a session in it, and the tool that tries a sequence and undoes it.
    init() async throws {
        let practice = try await TestPractice()
        try await practice.admin.prove(password: TestPractice.password)
        for (login, duties) in [
            ("tom", [Duty.trainee]), ("tia", [.trainee, .supervisor]), ("sue", [.supervisor]),
            ("max", [.supervisor]),
        ] {
            _ = try await practice.admin.addStaff(
                NewStaffMember(
                    login: login, name: login, credential: "LMFT", duties: Set(duties),
                    password: TestPractice.password), key: .fresh())
        }
        for (supervisor, supervisee) in [("sue", "tom"), ("sue", "tia"), ("tia", "tom")] {
            try await practice.admin.startSupervision(by: supervisor, of: supervisee, key: .fresh())
        }
        let login = try await practice.stranger.logIn(login: "tom", password: TestPractice.password)
        let tom = Casework(practice.environment, token: login.token)
        let handle = try await tom.openCase(CaseloadTests.couple(), key: .fresh())
        for person in ["tia", "thea"] {
            try await practice.admin.assignCase(handle, to: person, as: .coTherapist, key: .fresh())
        }
        _ = try await tom.recordSession(
            TreatedCouple.plan("2026-06-14 10:00"), SessionOutcome(state: .held, attendance: .both),
            in: handle.description, key: .fresh())
        database = try await practice.superuser()
        try await database.write { transaction in try transaction.script(trusted: Self.tool) }
        let ids = try await database.read { transaction in
            try transaction.one(
                """
                select s.practice_id, s.case_id, s.session_id from app.sessions s
                join app.cases c on c.practice_id = s.practice_id and c.case_id = s.case_id
                """, UUID.self, UUID.self, UUID.self)
        }
        (self.practice, caseID, session) = ids
        staff = Dictionary(
            uniqueKeysWithValues: try await database.read { transaction in
                try transaction.all("select login, staff_id from app.staff", String.self, UUID.self).map {
                    ($0.0, $0.1)
                }
            })
        try await database.write { transaction in
            try transaction.execute(
                """
                insert into private.login_sessions (practice_id, staff_id, token_sha256, expires_at, idle_limit)
                select practice_id, staff_id, sha256(convert_to(login, 'UTF8')), now() + interval '1 day',
                    interval '1 day' from app.staff
                where login in ('tom', 'tia', 'thea', 'sue', 'max')
                """)
            try transaction.execute(
                """
                insert into private.login_uses (practice_id, login_session_id)
                select s.practice_id, s.login_session_id from private.login_sessions s
                where not exists (select from private.login_uses u where u.login_session_id = s.login_session_id)
                """)
        }
    }

    /// After each step the outcome (`ok`, `none`, or the state of the refusal) and every note's phase; then undone.
    func run(_ steps: [NoteModel.Step], _ transaction: Transaction) throws -> [String] {
        let told = steps.map { step -> (role: String, token: String, statement: String) in
            let (person, statement) = self.statement(step)
            return (step.isReview ? "troth_supervisor" : Self.roles[person] ?? "", hex(person.rawValue), statement)
        }
        return try transaction.one(
            """
            select proof.notes_run(\(told.map(\.role))::text[], \(told.map(\.token))::text[],
                \(told.map(\.statement))::text[])
            """, [String].self)
    }

    private func hex(_ text: String) -> String {
        text.utf8.map { String($0, radix: 16) }.joined()
    }

    /// The id of the note at a place; `proof.note_id` gives the same.
    private func id(_ place: Int) -> String {
        let digits = String(place)
        return "00000000-0000-4000-8000-00000000f" + String(repeating: "0", count: 3 - digits.count) + digits
    }

    private func statement(_ step: NoteModel.Step) -> (NoteModel.Person, String) {
        switch step {
        case .write(let person):
            return (person, draft(person, relation: "null", of: "null"))
        case .correct(let person, let place):
            return (person, draft(person, relation: "'correction'", of: "'\(id(place))'"))
        case .amend(let person, let place):
            return (person, draft(person, relation: "'addendum'", of: "'\(id(place))'"))
        case .edit(let person, let place):
            return (person, "update app.drafts set version = version + 1 where note_id = '\(id(place))'")
        case .sign(let person, let place): return (person, sign(place, at: "2026-06-15 00:00Z"))
        case .signLate(let person, let place): return (person, sign(place, at: "2026-06-25 00:00Z"))
        case .cosign(let person, let place): return (person, review(person, place, "'cosigned', null"))
        case .giveBack(let person, let place): return (person, review(person, place, "'returned', '\\x01'"))
        case .tamper(let person, let place, let number): return (person, tampering(place, number))
        }
    }

    private func draft(_ person: NoteModel.Person, relation: String, of: String) -> String {
        // the tool gives the next free place to the draft, so that a refused one takes none
        """
        insert into app.drafts (practice_id, note_id, case_id, handle, session_id, author_id, audience, format,
            written_on, body_sealed, relation, of_id)
        values ('\(practice)', '{id}', '\(caseID)', '{handle}', '\(session)',
            '\(staff[person.rawValue]?.uuidString ?? "")', 'joint', 'free', '2026-06-14', '\\x00', \(relation), \(of))
        """
    }

    private func sign(_ place: Int, at time: String) -> String {
        """
        with signed as (
            insert into app.notes (practice_id, note_id, case_id, handle, session_id, author_id, audience, format,
                written_on, body_sealed, signed_at, relation, of_id)
            select d.practice_id, d.note_id, d.case_id, d.handle, d.session_id, d.author_id, d.audience, d.format,
                d.written_on, w.sealed, '\(time)', d.relation, d.of_id
            from app.drafts d cross join app.open_note(d.note_id::text) w where d.note_id = '\(id(place))'
            returning note_id)
        delete from app.drafts where note_id in (select note_id from signed)
        """
    }

    private func review(_ person: NoteModel.Person, _ place: Int, _ outcome: String) -> String {
        """
        insert into app.note_reviews (practice_id, note_id, case_id, author_id, audience, reviewed_by, outcome,
            comment_sealed)
        select practice_id, note_id, case_id, author_id, audience, '\(staff[person.rawValue]?.uuidString ?? "")',
            \(outcome)
        from app.notes where note_id = '\(id(place))'
        """
    }

    private func tampering(_ place: Int, _ number: Int) -> String {
        let id = id(place)
        return switch number {
        case 0: "update app.notes set format = 'soap' where note_id = '\(id)'"
        case 1: "delete from app.notes where note_id = '\(id)'"
        case 2: "update app.note_reviews set outcome = 'cosigned', comment_sealed = null where note_id = '\(id)'"
        case 3: "delete from app.note_reviews where note_id = '\(id)'"
        case 4:
            """
            insert into app.notes (practice_id, note_id, case_id, handle, session_id, author_id, audience, format,
                written_on, body_sealed, signed_at, by_trainee)
            select practice_id, gen_random_uuid(), case_id, 'N9999999', session_id, author_id, audience, format,
                written_on, '\\x00', signed_at, false from app.notes where note_id = '\(id)'
            """
        default:
            """
            insert into app.notes (practice_id, note_id, case_id, handle, session_id, author_id, audience, format,
                written_on, body_sealed, signed_at, came_signed)
            select s.practice_id, gen_random_uuid(), s.case_id, 'N9999998', s.session_id,
                (select staff_id from private.whoami()), 'A', 'free', '2026-06-14', '\\x00', '2026-07-01', true
            from app.sessions s
            """
        }
    }

    private static let tool = #"""
        create schema proof;
        create function proof.note_id(place int) returns text language sql immutable as
            $$ select '00000000-0000-4000-8000-00000000f' || lpad(place::text, 3, '0') $$;
        create function proof.notes_state() returns text language sql as $$
            select coalesce(string_agg(right(n.note_id::text, 3)::int || ':' || n.phase, ' '
                order by right(n.note_id::text, 3)::int), '')
            from (select note_id, 'draft' as phase from app.drafts
                  union all
                  select n.note_id, coalesce(r.outcome, case when n.needs_cosign then 'waiting' else 'signed' end)
                  from app.notes n left join app.note_reviews r using (practice_id, note_id)) n $$;
        create function proof.notes_run(roles text[], tokens text[], statements text[]) returns text[]
            language plpgsql as $$
        declare
            told text[] := '{}';
            outcome text;
            statement text;
            n bigint;
            place int := 0;
        begin
            begin
                for i in 1..cardinality(roles) loop
                    statement := replace(replace(statements[i], '{id}', proof.note_id(place)),
                        '{handle}', 'N' || lpad(place::text, 7, '0'));
                    begin
                        perform set_config('troth.token', tokens[i], true), set_config('role', roles[i], true);
                        execute statement;
                        get diagnostics n = row_count;
                        outcome := case when n > 0 then 'ok' else 'none' end;
                        perform set_config('role', 'none', true);
                        if n > 0 and statement <> statements[i] then place := place + 1; end if;
                    exception when others then
                        get stacked diagnostics outcome = returned_sqlstate;
                        perform set_config('role', 'none', true);
                    end;
                    told := told || outcome || proof.notes_state();
                end loop;
                raise exception using errcode = 'PRF00', message = array_to_string(told, E'\n', '');
            exception when sqlstate 'PRF00' then
                perform set_config('role', 'none', true);
            end;
            return told;
        end $$;
        """#
}

extension NoteModel.Step {
    fileprivate var isReview: Bool {
        switch self {
        case .cosign, .giveBack: true
        default: false
        }
    }
}
