import CaseModel
import FoundationEssentials
import Postgres
import Sealing
import TestSupport
import Testing

@testable import Casework

/// The database and the plain model of `ReleaseState` are asked the same, through the functions that the program calls.
@Suite("The states of a release")
struct ReleaseStateTests {
    /// One practice, in which acts are carried out by SQL as the people they belong to.
    private struct Ground: Sendable {
        let practice: TestPractice
        let caseID: UUID
        let tokens: [String: String]
        let superuser: Database

        init() async throws {
            let practice = try await TestPractice()
            let handle = try await practice.therapist.openCase(CaseloadTests.couple(), key: .fresh())
            // the therapist is an admin as well, so that she could answer herself if nothing kept her
            try await practice.admin.prove(password: TestPractice.password)
            try await practice.admin.giveDuty(.practiceAdmin, to: "thea", key: .fresh())
            caseID = try await practice.therapist.read("test", by: .treating) { try $0.caseID(handle) }
            func token(_ person: Casework) -> String { hexadecimal(person.token?.bytes ?? []) }
            tokens = ["self": token(practice.therapist), "other": token(practice.admin)]
            superuser = try await practice.superuser()
            self.practice = practice
            try await superuser.write { try $0.script(trusted: Self.script) }
        }

        /// Runs sequences of acts, each on a release of its own, and answers after each act whether it was taken and
        /// where the release then stands.
        func run(
            _ sequences: [[ReleaseState.Act]], from kinds: [String], alone: Bool, dayIsOver: Bool
        ) async throws -> [[String]] {
            let (acts, caseID, tokens) = (
                sequences.map { $0.map { "\($0)" }.joined(separator: ",") }, caseID, tokens
            )
            let answers = try await superuser.write(TransactionOptions(statementTimeout: .zero)) { transaction in
                let answers = try transaction.all(
                    """
                    select proof.run(s.acts, s.kind, \(caseID), \(tokens["self"]), \(tokens["other"]), \(alone), \(dayIsOver))
                    from unnest(\(acts)::text[], \(kinds)::text[]) with ordinality s (acts, kind, place) order by s.place
                    """, String.self)
                return answers
            }
            return answers.map { $0.split(separator: ",").map(String.init) }
        }

        private static let script = """
            create schema proof;
            create function proof.as_person(token text, duty text) returns void language plpgsql as $$
            begin
                perform set_config('troth.token', token, true), set_config('role', 'troth_' || duty, true);
            end $$;
            create function proof.state(id uuid) returns text language sql as $$
                select case when r.reviewed_at is not null then 'reviewed'
                    when r.released_at is not null and r.kind = 'mandated' then 'to_review'
                    when r.released_at is not null then 'released' when r.withdrawn_at is not null then 'withdrawn'
                    when r.answer = 'refused' then 'refused' when r.answer = 'approved' then 'approved'
                    else 'asked' end from app.case_releases r where r.release_id = id $$;
            create function proof.run(acts text, kind text, case_id uuid, self_token text, other_token text,
                alone boolean, day_is_over boolean) returns text language plpgsql as $$
            declare
                id uuid := gen_random_uuid();
                act text;
                taken boolean;
                answer text := '';
                mac bytea := sha256('somebody');
                word bytea := (select name_sealed from app.partners p where p.case_id = run.case_id limit 1);
            begin
                update app.staff_duties d set ends_at = case when alone then now() end
                from app.staff s where s.staff_id = d.staff_id and s.login = 'admin' and d.duty = 'practice_admin';
                perform proof.as_person(self_token, 'therapist');
                if kind = 'mandated' then
                    perform private.record_mandated(id, case_id, mac, 'mandated_report', word, gen_random_uuid(),
                        current_date, 'joint', word, word, word);
                else
                    perform private.ask_release(id, case_id, 'person', mac, '{joint}', 'court_order', word);
                end if;
                perform set_config('role', 'none', true);
                if day_is_over then
                    update app.case_releases r set asked_at = r.asked_at - interval '24 hours',
                        released_at = r.released_at - interval '24 hours' where r.release_id = id;
                end if;
                foreach act in array string_to_array(acts, ',') loop
                    if act like '%BySelf' or act = 'give' or act = 'withdrawByAsker' then
                        perform proof.as_person(self_token,
                            case when act in ('give', 'withdrawByAsker') then 'therapist' else 'practice_admin' end);
                    else
                        perform proof.as_person(other_token,
                            case when act = 'withdrawByOther' then 'therapist' else 'practice_admin' end);
                    end if;
                    begin
                        if act like 'approve%' then taken := private.answer_release(id, 'approved');
                        elsif act like 'refuse%' then taken := private.answer_release(id, 'refused');
                        elsif act like 'withdraw%' then taken := private.withdraw_release(id);
                        elsif act = 'give' then
                            taken := private.give_release(id, sha256('package'), gen_random_uuid(), current_date, 'joint',
                                word, word, word);
                        else taken := private.review_release(id, 'justified');
                        end if;
                    exception when check_violation or insufficient_privilege then
                        taken := false;
                    end;
                    perform set_config('role', 'none', true);
                    answer := answer || case when taken then '+' else '-' end || proof.state(id) || ',';
                end loop;
                return answer;
            end $$;
            """
    }

    /// What the model says of a sequence, in the same words.
    private static func expected(
        _ acts: [ReleaseState.Act], from start: ReleaseState, _ around: ReleaseState.Circumstances
    ) -> [String] {
        var state = start
        return acts.map { act in
            let next = state.after(act, in: around)
            state = next ?? state
            return (next == nil ? "-" : "+") + state.rawValue
        }
    }

    /// Nobody else can answer in a practice of one: those acts are then nobody's to try.
    private static func acts(alone: Bool) -> [ReleaseState.Act] {
        ReleaseState.Act.allCases.filter { !alone || !"\($0)".hasSuffix("ByOther") }
    }

    private static let paths: [(kind: String, state: ReleaseState, acts: [ReleaseState.Act])] = [
        ("override", .asked, []), ("override", .approved, [.approveByOther]), ("override", .refused, [.refuseByOther]),
        ("override", .withdrawn, [.withdrawByAsker]), ("override", .released, [.approveByOther, .give]),
        ("mandated", .toReview, []), ("mandated", .reviewed, [.reviewByOther]),
    ]

    @Test("are the model's, for every state, act, practice of one and time")
    func exhaustive() async throws {
        let ground = try await Ground()
        var tried = 0
        for alone in [false, true] {
            for dayIsOver in [false, true] {
                let around = ReleaseState.Circumstances(isAlone: alone, dayIsOver: dayIsOver)
                for path in Self.paths where !alone || !path.acts.contains(where: { "\($0)".hasSuffix("ByOther") }) {
                    let sequences = Self.acts(alone: alone).map { path.acts + [$0] }
                    let answers = try await ground.run(
                        sequences, from: sequences.map { _ in path.kind }, alone: alone, dayIsOver: dayIsOver)
                    let start: ReleaseState = path.kind == "mandated" ? .toReview : .asked
                    for (sequence, answer) in zip(sequences, answers) {
                        #expect(answer == Self.expected(sequence, from: start, around), "\(sequence) \(around)")
                        if path.acts.count > 0 { #expect(answer.dropLast().last == "+\(path.state.rawValue)") }
                        tried += 1
                    }
                }
            }
        }
        #expect(tried == 2 * 7 * 9 + 2 * 3 * 5)
    }

    @Test("are the model's after every act of random sequences")
    func random() async throws {
        let proof = Proof("a release is in no state that the rules forbid, after random sequences of acts")
        let ground = try await Ground()
        var generator = SplitMix(state: 20_261_126)
        let total = Proof.size(400, full: 100_000)
        for batch in 0..<4 {
            let (alone, dayIsOver) = (batch & 1 == 1, batch & 2 == 2)
            let around = ReleaseState.Circumstances(isAlone: alone, dayIsOver: dayIsOver)
            var left = total / 4
            while left > 0 {
                // Few to a transaction: what one sequence leaves dead, the next would read again.
                let count = min(left, 50)
                left -= count
                let kinds = (0..<count).map { _ in Bool.random(using: &generator) ? "override" : "mandated" }
                let sequences = kinds.map { _ in
                    (0..<Int.random(in: 2...6, using: &generator)).map { _ in
                        Self.acts(alone: alone).randomElement(using: &generator) ?? .give
                    }
                }
                let answers = try await ground.run(sequences, from: kinds, alone: alone, dayIsOver: dayIsOver)
                for (index, answer) in answers.enumerated() {
                    let start: ReleaseState = kinds[index] == "mandated" ? .toReview : .asked
                    let expected = Self.expected(sequences[index], from: start, around)
                    #expect(proof.holds(answer == expected), "\(sequences[index]) \(around): \(answer)")
                }
            }
        }
        proof.report()
    }

    @Test("that the rules forbid are refused by the database itself, whoever writes them")
    func forbidden() async throws {
        let ground = try await Ground()
        let (caseID, superuser) = (ground.caseID, ground.superuser)
        let changes: [SQL] = [
            "answered_at = now(), answered_by = asked_by, answer = 'approved'",
            "answer = 'approved'",
            "released_at = now(), released_by = asked_by, disclosure_id = \(UUID())",
            "reviewed_at = now(), reviewed_by = asked_by, finding = 'justified'",
            "covers = '{therapist}'", "recipient = 'A', recipient_mac = null, covers = '{B}'", "kind = 'authorized'",
            "package_sha256 = sha256('x')", "basis = null", "recipient_mac = null",
        ]
        for change in changes {
            await #expect(throws: PostgresError.self) {
                try await superuser.write { transaction in
                    try transaction.execute(
                        """
                        insert into app.case_releases (practice_id, release_id, case_id, case_handle, kind, recipient,
                            recipient_mac, covers, basis, reason_sealed, asked_by)
                        select c.practice_id, gen_random_uuid(), c.case_id, c.handle, 'override', 'person', sha256('x'),
                            '{joint}', 'court_order', '\\x00', c.opened_by
                        from app.cases c where c.case_id = \(caseID)
                        """)
                    try transaction.execute("update app.case_releases set \(change)")
                }
            }
        }
    }
}
