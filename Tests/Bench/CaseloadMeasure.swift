import CaseModel
import Casework
import FoundationEssentials
import Postgres

/// What a therapist with 100 couples and 5,000 notes waits for, against the bare statements that it comes to; and the
/// figures of a whole practice in one pass.
struct CaseloadMeasure: Sendable {
    private static let couples = 100
    private static let sessions = 50
    private let server: BenchServer
    private let workplace: Workplace
    private let practice: BenchPractice

    init(_ server: BenchServer, _ workplace: Workplace) throws {
        (self.server, self.workplace) = (server, workplace)
        practice = try BenchPractice(server, couples: 1000)
    }

    func run(_ report: Report) async throws {
        try await practice.found(in: "caseload", sql: workplace.sql)
        let environment = practice.environment("caseload")
        defer { environment.database.close() }
        try await practice.employ(0, by: try await practice.logIn(nil, environment))
        let therapist = try await practice.logIn(0, environment)
        var random = SystemRandomNumberGenerator()
        try await therapist.fileCases((0..<Self.couples).map(Self.couple), key: .random(using: &random))
        try await server.psql(["vacuum analyze"], database: "caseload")
        let bare = server.database("caseload")
        defer { bare.close() }
        let (practiceID, cases) = try await bare.read { transaction in
            (
                try transaction.one("select practice_id from app.practices", UUID.self),
                try transaction.all("select case_id from app.cases", UUID.self)
            )
        }
        let notes = try await bare.read { try $0.one("select count(*) from app.notes", Int.self) }
        guard cases.count == Self.couples, notes == Self.couples * Self.sessions else {
            throw BenchError("a caseload of \(cases.count) couples and \(notes) notes")
        }
        func ours() async throws -> Double {
            try await seconds {
                guard try await therapist.caseloadInView().count == Self.couples else {
                    throw BenchError("another caseload")
                }
            }
        }
        func reference() async throws -> Double {
            try await seconds {
                try await bare.read { try Self.bareStatements($0, practiceID, cases) }
            }
        }
        for _ in 0..<10 { _ = (try await ours(), try await reference()) }
        let pairs = try await Pairs(60, ours: ours, reference: reference)
        let (mine, theirs) = (median(pairs.ours), median(pairs.reference))
        report.add(
            "caseload of 100 couples and 5,000 notes, against its bare statements", ratio: mine / theirs,
            ours: "\((mine * 1000).decimals(2)) ms", reference: "\((theirs * 1000).decimals(2)) ms", n: 60, .atMost(2))
    }

    /// A couple with a note a week for fifty weeks, and something of each kind that is looked at.
    private static func couple(_ number: Int) -> CaseHistory {
        let today = BenchPractice.today
        var history = CaseHistory(
            a: .init(name: "Person \(number) A", part: .hurt, birthYear: 1980),
            b: .init(name: "Person \(number) B", part: .involved, birthYear: 1981),
            breach: Breach(kind: .online, cameToLight: .told), region: nil, togetherSince: nil, children: nil,
            openedOn: today.adding(days: -400), status: .active)
        let body = NoteBody(format: .free, parts: [.init(.text, String(repeating: "What was said. ", count: 60))])
        history.sessions = (0..<sessions).map { week in
            .init(
                at: LocalTime(day: today.adding(days: -7 * (week + 1)), minute: 600), minutes: 50, format: .conjoint,
                modality: .office, state: .held, attendance: .both, stage: .acknowledge, note: body,
                noteAudience: .joint,
                noteSignedAfterDays: 1)
        }
        if let move = try? StageMove.move(
            from: nil, since: nil, to: .acknowledge, on: today.adding(days: -400), hasReason: false)
        {
            history.stages = [.init(move: move, on: today.adding(days: -400))]
        }
        history.measures = Partner.allCases.flatMap { partner in
            (0..<6).map { index in
                .init(
                    partner: partner, instrument: "CSI-16", score: 30 + (number + index * 7) % 40, answers: nil,
                    on: today.adding(days: -300 + index * 50))
            }
        }
        history.commitments = [
            .init(
                owner: .b, kind: .practical, rhythm: .daily, text: "Call at noon.", agreedOn: today.adding(days: -60),
                dueOn: nil,
                reports: (1...50).map { .init(on: today.adding(days: -$0), by: .a, kept: ($0 + number) % 3 == 0) })
        ]
        history.goals = [
            .init(
                owner: .both, words: GoalWords(goal: "g", measure: "m", target: "t"), agreedOn: today.adding(days: -90),
                dueOn: today.adding(days: number % 2 == 0 ? -1 : 30), reviews: [])
        ]
        return history
    }

    /// What has a day of its own, as `WatchedMatter.query` asks for it.
    private static func bareWatched(_ practice: UUID, _ cases: [UUID], _ today: CalendarDate) -> SQL {
        """
        with mine as materialized (
            select c.practice_id, c.case_id, c.status from app.cases c
            where c.practice_id = \(practice) and c.case_id = any (\(cases)::uuid[])
        ), screens as materialized (
            select distinct on (s.case_id, s.partner) s.practice_id, s.case_id, s.result, s.recorded_at
            from mine m join app.safety_screens s on s.practice_id = m.practice_id and s.case_id = m.case_id
            order by s.case_id, s.partner, s.recorded_at desc
        )
        select s.case_id, 'screen', count(*) from screens s
        where s.result <> 'negative' and not exists (
            select from app.safety_decisions d
            where d.practice_id = s.practice_id and d.case_id = s.case_id and d.recorded_at > s.recorded_at)
        group by s.case_id
        union all
        select s.case_id, 'half', count(*) from screens s group by s.case_id having count(*) = 1
        union all
        select f.case_id, 'flag', count(*)
        from mine m join app.safety_flags f on f.practice_id = m.practice_id and f.case_id = m.case_id
        where not exists (
            select from app.flag_reviews v
            where v.practice_id = f.practice_id and v.case_id = f.case_id and v.flag_id = f.flag_id
                and v.next_review_on is null)
        group by f.case_id
        union all
        select l.case_id, 'safety_plan', count(*) from (
            select distinct on (p.case_id, p.partner) p.case_id, p.review_on
            from mine m join app.safety_plans p on p.practice_id = m.practice_id and p.case_id = m.case_id
            order by p.case_id, p.partner, p.recorded_at desc) l
        where l.review_on < \(today) group by l.case_id
        union all
        select t.case_id, 'matter', count(*)
        from mine m join app.confided_matters t on t.practice_id = m.practice_id and t.case_id = m.case_id
        where t.due_on < \(today) and not exists (
            select from app.matter_outcomes o where o.practice_id = t.practice_id and o.matter_id = t.matter_id)
        group by t.case_id
        union all
        select r.case_id, 'agreement', count(*)
        from mine m join app.stage_records r on r.practice_id = m.practice_id and r.case_id = m.case_id
        where r.kind in ('boundary', 'plan') and r.look_again_on < \(today) group by r.case_id
        union all
        select l.case_id, 'treatment', count(*) from (
            select distinct on (t.case_id) t.case_id, t.review_on
            from mine m join app.treatment_plans t on t.practice_id = m.practice_id and t.case_id = m.case_id
            order by t.case_id, t.number desc) l
        where l.review_on < \(today) group by l.case_id
        """
    }

    /// The same facts without row security, audit, keys or sealed words opened: rows alone.
    private static func bareStatements(_ transaction: Transaction, _ practice: UUID, _ cases: [UUID]) throws {
        let today = BenchPractice.today
        let ours: SQL = "practice_id = \(practice) and case_id = any (\(cases)::uuid[])"
        _ = try transaction.all(
            """
            select c.case_id, c.status, road.stage, road.started_on, held.last_at, booked.next_at, late.notes, due.goals
            from app.cases c
            left join lateral (select e.stage, e.started_on from app.stage_events e
                where e.practice_id = c.practice_id and e.case_id = c.case_id order by e.seq desc limit 1) road on true
            left join lateral (select max(s.starts_at) as last_at from app.sessions s
                where s.practice_id = c.practice_id and s.case_id = c.case_id and s.state = 'held') held on true
            left join lateral (select min(s.starts_at) as next_at from app.sessions s
                where s.practice_id = c.practice_id and s.case_id = c.case_id and s.state = 'booked') booked on true
            left join lateral (select count(*) as notes from app.sessions s
                where s.practice_id = c.practice_id and s.case_id = c.case_id and s.state in ('held', 'phone_contact')
                    and not exists (select from app.notes n
                                    where n.practice_id = s.practice_id and n.session_id = s.session_id)) late on true
            left join lateral (select count(*) as goals from app.goals g
                where g.practice_id = c.practice_id and g.case_id = c.case_id and g.due_on < \(today)
                    and coalesce((select v.standing from app.goal_reviews v where v.practice_id = g.practice_id
                                  and v.goal_id = g.goal_id order by v.reviewed_on desc limit 1), '')
                        not in ('reached', 'dropped')) due on true
            where c.\(ours)
            """, UUID.self, String.self, Int?.self, CalendarDate?.self, Timestamp?.self, Timestamp?.self, Int.self,
            Int.self)
        _ = try transaction.all(
            """
            select r.case_id, r.partner, r.measure, (array_agg(r.score order by r.answered_on, r.recorded_at))[1],
                (array_agg(r.score order by r.answered_on desc, r.recorded_at desc))[1]
            from app.measure_responses r where r.\(ours) group by r.case_id, r.partner, r.measure having count(*) > 1
            """, UUID.self, String.self, String.self, Int.self, Int.self)
        _ = try transaction.all(
            """
            select r.case_id, r.reported_by, sum(r.kept)::bigint, sum(r.reported)::bigint
            from (
                select r.practice_id, r.case_id, r.commitment_id, r.reported_by, count(*) filter (where r.kept) as kept,
                    count(*) as reported
                from app.commitment_reports r where r.\(ours) and r.on_day > \(today.adding(days: -28))
                group by r.practice_id, r.case_id, r.commitment_id, r.reported_by) r
            join app.commitments k on k.practice_id = r.practice_id and k.commitment_id = r.commitment_id
            where k.owner <> r.reported_by group by r.case_id, r.reported_by
            """, UUID.self, String.self, Int.self, Int.self)
        _ = try transaction.all(bareWatched(practice, cases, today), UUID.self, String.self, Int.self)
        _ = try transaction.all(
            "select case_id, partner, name_sealed from app.partners where \(ours)", UUID.self,
            String.self, [UInt8].self)
    }
}
