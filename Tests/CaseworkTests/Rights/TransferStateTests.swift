import CaseModel
import FoundationEssentials
import Postgres
import Sealing
import TestSupport
import Testing

@testable import Casework

/// The database and the plain model of `TransferModel` are asked the same, through what the program calls.
@Suite("The states of a transfer")
struct TransferStateTests {
    private typealias Model = TransferModel<String>

    private static let therapists = ["thea", "omar", "tom"]
    private static let start = Model(
        primary: "thea", therapists: Set(therapists),
        overseers: ["sue": ["thea", "tom"], "admin": ["thea", "omar", "tom"]])

    private static let acts: [Model.Act] =
        therapists.flatMap { person in
            therapists.filter { $0 != person }.map { Model.Act.offer(by: person, to: $0) }
                + [.accept(by: person), .decline(by: person), .withdraw(by: person)]
        }
        + ["sue", "admin"].flatMap { overseer in
            therapists.flatMap { leaver in
                therapists.filter { $0 != leaver }.map { Model.Act.handOver(by: overseer, of: leaver, to: $0) }
            }
        }

    private static func words(_ act: Model.Act) -> String {
        switch act {
        case .offer(let by, let to): "offer \(by) \(to)"
        case .accept(let by): "accept \(by)"
        case .decline(let by): "decline \(by)"
        case .withdraw(let by): "withdraw \(by)"
        case .handOver(let by, let of, let to): "hand-over \(by) \(of) \(to)"
        }
    }

    private struct Ground: Sendable {
        let superuser: Database
        let caseID: UUID
        let tokens: String

        init() async throws {
            let group = try await GroupPractice()
            try await group.admin.startSupervision(by: "sue", of: "thea", key: .fresh())
            try await group.admin.startSupervision(by: "sue", of: "tom", key: .fresh())
            try await group.supervisor.prove(password: TestPractice.password)
            let handle = group.handle
            caseID = try await group.therapist.read("test", by: .treating) { try $0.caseID(handle) }
            func token(_ person: Casework) -> String { hexadecimal(person.token?.bytes ?? []) }
            tokens = [
                ("thea", group.therapist), ("omar", group.omar), ("tom", group.trainee), ("sue", group.supervisor),
                ("admin", group.admin),
            ].map { "\($0) \(token($1))" }.joined(separator: ",")
            superuser = try await group.practice.superuser()
            try await superuser.write { try $0.script(trusted: Self.script) }
        }

        func run(_ sequences: [[Model.Act]]) async throws -> [String] {
            let (acts, caseID, tokens) = (
                sequences.map { $0.map(TransferStateTests.words).joined(separator: ",") }, caseID, tokens
            )
            return try await superuser.write(TransactionOptions(statementTimeout: .zero)) { transaction in
                let answers = try transaction.all(
                    """
                    select proof.transfer(s.acts, \(caseID), \(tokens))
                    from unnest(\(acts)::text[]) with ordinality s (acts, place) order by s.place
                    """, String.self)
                return answers
            }
        }

        private static let script = """
            create schema proof;
            create function proof.transfer(acts text, case_id uuid, tokens text) returns text language plpgsql as $$
            declare
                act text;
                word text[];
                taken boolean;
                answer text := '';
                mine uuid;
                handle text;
                offer uuid;
            begin
                select c.practice_id, c.handle into mine, handle from app.cases c where c.case_id = transfer.case_id;
                update private.login_sessions set proved_at = now(), idle_limit = interval '1 day';
                delete from app.transfers;
                delete from app.hand_overs;
                delete from app.assignments;
                insert into app.assignments (practice_id, case_id, staff_id, part, starts_at)
                select mine, transfer.case_id, s.staff_id, 'primary', now() - interval '1 hour' from app.staff s
                where s.login = 'thea';
                foreach act in array string_to_array(acts, ',') loop
                    word := string_to_array(act, ' ');
                    perform set_config('troth.token', (
                        select split_part(t, ' ', 2) from unnest(string_to_array(tokens, ',')) t
                        where split_part(t, ' ', 1) = word[2]), true);
                    offer := (select t.transfer_id from app.transfers t
                              where num_nonnulls(t.accepted_at, t.declined_at, t.withdrawn_at) = 0);
                    perform set_config('role', 'troth_' || case word[2] when 'tom' then 'trainee' when 'sue' then 'supervisor'
                        when 'admin' then 'practice_admin' else 'therapist' end, true);
                    begin
                        if word[1] = 'offer' then
                            insert into app.transfers (practice_id, transfer_id, case_id, from_id, to_id, case_handle)
                            select mine, gen_random_uuid(), transfer.case_id, f.staff_id, t.staff_id, handle
                            from app.staff f, app.staff t where f.login = word[2] and t.login = word[3];
                            taken := found;
                        elsif word[1] = 'hand-over' then
                            taken := coalesce(private.hand_over(gen_random_uuid(),
                                (select staff_id from app.staff where login = word[3]),
                                (select staff_id from app.staff where login = word[4]), 'left', null, array[handle],
                                array[gen_random_uuid()], array['\\x01'::bytea]), 0) > 0;
                        else
                            taken := private.answer_transfer(offer, word[1]);
                        end if;
                    exception when insufficient_privilege or unique_violation or check_violation then
                        taken := false;
                    end;
                    perform set_config('role', 'none', true);
                    answer := answer || case when taken then '+' else '-' end || (
                        select string_agg(s.login, '&') from app.assignments a
                        join app.staff s on s.staff_id = a.staff_id
                        where a.part = 'primary' and a.ends_at is null) || coalesce((
                        select ' ' || f.login || '>' || t.login from app.transfers x
                        join app.staff f on f.staff_id = x.from_id join app.staff t on t.staff_id = x.to_id
                        where num_nonnulls(x.accepted_at, x.declined_at, x.withdrawn_at) = 0), '') || ',';
                end loop;
                return answer;
            end $$;
            """
    }

    private static func expected(_ acts: [Model.Act]) -> String {
        var model = start
        return acts.map { act in
            let taken = model.take(act)
            let offer = model.offer.map { " \($0.from)>\($0.to)" } ?? ""
            return (taken ? "+" : "-") + model.primary + offer + ","
        }.joined()
    }

    @Test("are the model's, for every act in every state")
    func exhaustive() async throws {
        let ground = try await Ground()
        // every state there is: who has the case, and what is offered
        let states = [[]] + Self.acts.flatMap { first in [[first]] + Self.acts.map { [first, $0] } }
        var seen: Set<String> = []
        let fresh = states.filter { path in
            seen.insert(path.isEmpty ? "" : String(Self.expected(path).split(separator: ",").last?.dropFirst() ?? ""))
                .inserted
        }
        let sequences = fresh.flatMap { path in Self.acts.map { path + [$0] } }
        let answers = try await ground.run(sequences)
        for (sequence, answer) in zip(sequences, answers) {
            #expect(answer == Self.expected(sequence), "\(sequence.map(Self.words))")
        }
        #expect(sequences.count >= 9 * Self.acts.count)
    }

    @Test("are the model's after every act of random sequences")
    func random() async throws {
        let proof = Proof(
            "a transfer leaves one primary therapist and the model's state, after random sequences of acts")
        let ground = try await Ground()
        var generator = SplitMix(state: 9)
        var left = Proof.size(300, full: 100_000)
        while left > 0 {
            // Few to a transaction: what one sequence leaves dead, the next would read again.
            let count = min(left, 50)
            left -= count
            let sequences = (0..<count).map { _ in
                (0..<Int.random(in: 2...8, using: &generator)).map { _ in
                    Self.acts.randomElement(using: &generator) ?? .accept(by: "omar")
                }
            }
            for (sequence, answer) in zip(sequences, try await ground.run(sequences)) {
                #expect(proof.holds(answer == Self.expected(sequence)), "\(sequence.map(Self.words)): \(answer)")
            }
        }
        proof.report()
    }
}
