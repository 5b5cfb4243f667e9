import CaseModel
import FoundationEssentials
import Postgres
import TestSupport

@testable import Casework

/// Couples in each state of the road, and rows that are tried on them by SQL, past the program.
struct RoadRows: Sendable {
    struct Outcome: Sendable {
        var right = 0
        var wrong: [String] = []
    }

    /// A row that is tried. Days are days after 2026-03-01, on which the couples of the states began.
    struct Row: Sendable, Hashable {
        var seqAhead: Int
        var stage: Int
        var kind: String
        var day: Int
        var hasReason: Bool
        var setback: String
        var hasUnmet: Bool
        /// Names the move before the last as the one it follows.
        var isStale: Bool
    }

    /// Where a couple stands: stage 0 before the road begins.
    struct State: Hashable {
        var stage: Int
        var day: Int
        var moves: Int
    }

    let practice: TestPractice

    init() async throws {
        practice = try await TestPractice()
        try await practice.keepLoginsOpen()
        let histories = (0...6).map { stage in
            var history = RoadCouple.history()
            if let first = Stage(rawValue: Int16(stage)) {
                history.stages = [.init(move: StageMove(to: first, kind: .start), on: day("2026-03-01"), reason: "x")]
            }
            history.records = [
                .init(.setback, text: "x", on: day("2026-02-01")),
                .init(.setback, text: "x", audience: .a, on: day("2026-02-01")),
                .init(.talk(withoutAccusation: true), text: "x", on: day("2026-02-01")),
            ]
            return history
        }
        try await practice.therapist.fileCases(histories, key: .fresh())
        let owner = try await practice.superuser()
        defer { owner.close() }
        try await owner.write { try $0.script(trusted: Self.script) }
    }

    /// The rule once more, in its own words.
    static func allows(_ row: Row, in state: State) -> Bool {
        guard row.seqAhead == 1, !row.isStale || state.moves == 0, (1...6).contains(row.stage) else { return false }
        guard row.setback != "confided", row.setback != "talk" else { return false }
        let names = row.setback == "joint"
        if state.stage == 0 {
            return row.kind == "start" && !names && !row.hasUnmet && (row.stage == 1 || row.hasReason)
        }
        guard row.day >= state.day else { return false }
        switch row.kind {
        case "advance": return row.stage == state.stage + 1 && !names && (row.hasReason || !row.hasUnmet)
        case "skip": return row.stage > state.stage + 1 && row.hasReason && !names && !row.hasUnmet
        case "return": return row.stage < state.stage && names && !row.hasUnmet
        default: return false
        }
    }

    /// Every place of the table, each on a couple that stands in that state and is left in it.
    func exhaustive(every step: Int) async throws -> Outcome {
        var rows: [(state: State, row: Row)] = []
        for stage in 0...6 {
            let state = State(stage: stage, day: 0, moves: stage == 0 ? 0 : 1)
            for kind in ["start", "advance", "skip", "return", "move"] {
                for target in 0...7 {
                    for day in [-1, 0, 1] {
                        for place in 0..<48 {
                            rows.append(
                                (
                                    state,
                                    Row(
                                        seqAhead: [1, 0, 2][place % 3], stage: target, kind: kind, day: day,
                                        hasReason: place / 3 % 2 == 0,
                                        setback: ["none", "joint", "confided", "talk"][place / 6 % 4],
                                        hasUnmet: place / 24 == 0, isStale: false)
                                ))
                        }
                    }
                }
            }
        }
        let chosen = rows.enumerated().filter { $0.offset % step == 0 }.map(\.element)
        var outcome = Outcome()
        for first in stride(from: 0, to: chosen.count, by: 2_000) {
            let piece = chosen[first..<min(first + 2_000, chosen.count)]
            let got = try await tried(
                piece.map(\.row), on: piece.map(\.state.stage), restart: piece.map { _ in true }, asTherapist: true)
            for (one, accepted) in zip(piece, got) {
                if accepted == Self.allows(one.row, in: one.state) {
                    outcome.right += 1
                } else {
                    outcome.wrong.append("\(accepted ? "accepted" : "refused") \(one.row) in \(one.state)")
                }
            }
        }
        return outcome
    }

    /// Sequences of some rows each, most of them near to what is allowed; each begins anew, on one of the couples.
    func sequences(seed: Int, count: Int) async throws -> Outcome {
        var random = SeededNumbers(seed: UInt64(seed) &+ 1_000_003)
        var (rows, places, restarts, expected) = ([Row](), [Int](), [Bool](), [Bool]())
        var ends: [Int] = []
        for _ in 0..<count {
            let place = random.below(7)
            var state = State(stage: place, day: 0, moves: place == 0 ? 0 : 1)
            for step in 0..<(3 + random.below(6)) {
                let row = Self.likely(after: state, using: &random)
                let isAllowed = Self.allows(row, in: state)
                if isAllowed { state = State(stage: row.stage, day: row.day, moves: state.moves + 1) }
                rows.append(row)
                places.append(place)
                restarts.append(step == 0)
                expected.append(isAllowed)
            }
            ends.append(rows.count)
        }
        let got = try await tried(rows, on: places, restart: restarts, asTherapist: false)
        var outcome = Outcome()
        var first = 0
        for end in ends {
            if let wrong = (first..<end).first(where: { got[$0] != expected[$0] }) {
                outcome.wrong.append("\(got[wrong] ? "accepted" : "refused") \(rows[first...wrong])")
            } else {
                outcome.right += 1
            }
            first = end
        }
        return outcome
    }

    private static func likely(after state: State, using random: inout SeededNumbers) -> Row {
        let target = random.below(4) == 0 ? random.below(8) : max(1, min(6, state.stage - 1 + random.below(4)))
        let fitting =
            state.stage == 0
            ? "start" : target < state.stage ? "return" : target == state.stage + 1 ? "advance" : "skip"
        let kind = random.below(6) == 0 ? ["start", "advance", "skip", "return"][random.below(4)] : fitting
        let names = random.below(8) == 0 ? random.below(4) : fitting == "return" ? 1 : 0
        return Row(
            seqAhead: random.below(12) == 0 ? [0, 2][random.below(2)] : 1, stage: target, kind: kind,
            day: state.day + [-1, 0, 0, 1, 3][random.below(5)], hasReason: random.below(3) != 0,
            setback: ["none", "joint", "confided", "talk"][names], hasUnmet: random.below(5) == 0,
            isStale: random.below(15) == 0)
    }

    /// Whether each row was accepted. Where `restart` says so the couple is put back to where it began before.
    ///
    /// As a therapist's role, or past its policies: they cost ten times what the constraints do, and let through the same.
    private func tried(
        _ rows: [Row], on places: [Int], restart: [Bool], asTherapist: Bool
    ) async throws -> [Bool] {
        if asTherapist {
            var options = practice.therapist.options("proof", role: "troth_therapist")
            options.statementTimeout = .zero
            return try await practice.database.write(options) { transaction in
                try Self.tried(rows, on: places, restart: restart, transaction)
            }
        }
        let owner = try await practice.superuser()
        defer { owner.close() }
        return try await owner.write(TransactionOptions(statementTimeout: .zero)) { transaction in
            try Self.tried(rows, on: places, restart: restart, transaction)
        }
    }

    private static func tried(
        _ rows: [Row], on places: [Int], restart: [Bool], _ transaction: Transaction
    ) throws -> [Bool] {
        try transaction.one(
            """
            select proof.try_rows(\(places)::int[], \(restart)::boolean[], \(rows.map(\.seqAhead))::int[],
                \(rows.map(\.stage))::int[], \(rows.map(\.kind))::text[], \(rows.map(\.day))::int[],
                \(rows.map(\.hasReason))::boolean[], \(rows.map(\.setback))::text[],
                \(rows.map(\.hasUnmet))::boolean[], \(rows.map(\.isStale))::boolean[])
            """, [Bool].self)
    }

    /// Tries rows as whoever calls it, in sub-transactions: a sequence stands until the next begins, and then is undone.
    private static let script = """
        create schema proof;
        create table proof.couples as
            select c.practice_id, c.case_id, c.opened_by, coalesce(e.stage, 0)::int as place,
                j.record_id as joint, a.record_id as confided, t.record_id as talk
            from app.cases c
            left join app.stage_events e on e.case_id = c.case_id
            join app.stage_records j on j.case_id = c.case_id and j.form = 'setback couple joint'
            join app.stage_records a on a.case_id = c.case_id and a.form = 'setback couple A'
            join app.stage_records t on t.case_id = c.case_id and t.kind = 'talk';
        create function proof.try_rows(places int[], restarts boolean[], ahead int[], stages int[], kinds text[],
            days int[], reasons boolean[], setbacks text[], unmets boolean[], stales boolean[])
            returns boolean[] language plpgsql as $$
        declare
            accepted boolean[] := array_fill(false, array[cardinality(places)]);
            i int := 1;
            couple proof.couples;
            last record;
            n constant int := cardinality(places);
        begin
            while i <= n loop
                begin
                    select * into couple from proof.couples p where p.place = places[i];
                    loop
                        last := null;
                        select e.seq, e.stage, e.started_on into last from app.stage_events e
                        where e.practice_id = couple.practice_id and e.case_id = couple.case_id
                        order by e.seq desc offset case when stales[i] then 1 else 0 end limit 1;
                        begin
                            insert into app.stage_events (practice_id, case_id, roadmap_version, seq, stage, started_on,
                                kind, unmet, reason_sealed, setback_id, prev_stage, prev_started_on, recorded_by)
                            values (couple.practice_id, couple.case_id, 1, coalesce(last.seq, 0) + ahead[i], stages[i],
                                date '2026-03-01' + days[i], kinds[i], case when unmets[i] then '{1.1}' else '{}' end::text[],
                                case when reasons[i] then '\\x00'::bytea end,
                                case setbacks[i] when 'joint' then couple.joint when 'confided' then couple.confided
                                    when 'talk' then couple.talk end,
                                last.stage, last.started_on, couple.opened_by);
                            accepted[i] := true;
                        exception when integrity_constraint_violation then
                            null;
                        end;
                        i := i + 1;
                        exit when i > n or restarts[i];
                    end loop;
                    raise exception using errcode = 'PRF00';
                exception when sqlstate 'PRF00' then
                    null;
                end;
            end loop;
            return accepted;
        end $$;
        grant usage on schema proof to public;
        grant select on proof.couples to public;
        """
}
