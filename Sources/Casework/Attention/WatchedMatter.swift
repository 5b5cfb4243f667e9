import CaseModel
import FoundationEssentials
import Postgres

/// Something of a couple that has a day of its own on which somebody has to look at it: how many of one kind, and the
/// first day. Without words.
struct WatchedMatter: RowDecodable, Sendable {
    enum Kind: String, PostgresCodable {
        /// A partner's last screen is not negative, and no clinician decided anything since.
        case screen
        /// One of the two was screened, and the other not yet.
        case half
        /// Open, whatever its day; PHQ-9's item 9 raises one.
        case flag
        /// A partner's newest safety plan whose day of review is over.
        case safetyPlan = "safety_plan"
        /// Told in confidence under `no secrets`; its day is over and nothing has become of it.
        case matter
        /// A boundary or a plan for setbacks whose day of review is over.
        case agreement
        /// The treatment plan that holds, whose day of review is over.
        case treatment
    }

    let caseID: UUID
    let kind: Kind
    let count: Int
    let firstOn: CalendarDate

    init(row: inout RowReader) throws(PostgresError) {
        caseID = try row.next()
        kind = try row.next()
        count = try row.next()
        firstOn = try row.next()
    }

    /// A couple that was never screened is not here: `troth safety list` names it as held, and a caseload that came from
    /// elsewhere would show nothing else.
    static func query(_ desk: Desk, _ cases: [UUID], _ today: CalendarDate) -> SQL {
        """
        with mine as materialized (
            select c.practice_id, c.case_id, c.status from app.cases c
            where c.practice_id = \(desk.practice) and c.case_id = any (\(cases)::uuid[])
        ), screens as materialized (
            select distinct on (s.case_id, s.partner) s.practice_id, s.case_id, s.result, s.screened_on, s.recorded_at
            from mine m join app.safety_screens s on s.practice_id = m.practice_id and s.case_id = m.case_id
            where m.status <> 'closed'
            order by s.case_id, s.partner, s.recorded_at desc
        )
        select s.case_id, 'screen', count(*), min(s.screened_on) from screens s
        where s.result <> 'negative' and not exists (
            select from app.safety_decisions d
            where d.practice_id = s.practice_id and d.case_id = s.case_id and d.recorded_at > s.recorded_at)
        group by s.case_id
        union all
        select s.case_id, 'half', count(*), min(s.screened_on) from screens s group by s.case_id having count(*) = 1
        union all
        select f.case_id, 'flag', count(*), min(coalesce((
                select v.next_review_on from app.flag_reviews v
                where v.practice_id = f.practice_id and v.case_id = f.case_id and v.flag_id = f.flag_id
                order by v.recorded_at desc limit 1), f.review_on))
        from mine m join app.safety_flags f on f.practice_id = m.practice_id and f.case_id = m.case_id
        where not exists (
            select from app.flag_reviews v
            where v.practice_id = f.practice_id and v.case_id = f.case_id and v.flag_id = f.flag_id
                and v.next_review_on is null)
        group by f.case_id
        union all
        select l.case_id, 'safety_plan', count(*), min(l.review_on) from (
            select distinct on (p.case_id, p.partner) p.case_id, p.review_on
            from mine m join app.safety_plans p on p.practice_id = m.practice_id and p.case_id = m.case_id
            where m.status <> 'closed'
            order by p.case_id, p.partner, p.recorded_at desc) l
        where l.review_on < \(today) group by l.case_id
        union all
        select t.case_id, 'matter', count(*), min(t.due_on)
        from mine m join app.confided_matters t on t.practice_id = m.practice_id and t.case_id = m.case_id
        where m.status <> 'closed' and t.due_on < \(today) and not exists (
            select from app.matter_outcomes o where o.practice_id = t.practice_id and o.matter_id = t.matter_id)
        group by t.case_id
        union all
        select l.case_id, 'agreement', count(*), min(l.look_on) from (
            select r.case_id, coalesce((
                    select a.next_on from app.stage_answers a
                    where a.practice_id = r.practice_id and a.case_id = r.case_id and a.record_id = r.record_id
                        and a.answer = 'reviewed'
                    order by a.answered_on desc, a.recorded_at desc limit 1), r.look_again_on) as look_on
            from mine m join app.stage_records r on r.practice_id = m.practice_id and r.case_id = m.case_id
            where m.status <> 'closed' and r.kind in ('boundary', 'plan') and not exists (
                select from app.stage_answers a
                where a.practice_id = r.practice_id and a.case_id = r.case_id and a.record_id = r.record_id
                    and a.answer = 'ended')) l
        where l.look_on < \(today) group by l.case_id
        union all
        select l.case_id, 'treatment', count(*), min(l.review_on) from (
            select distinct on (t.case_id) t.case_id, t.review_on
            from mine m join app.treatment_plans t on t.practice_id = m.practice_id and t.case_id = m.case_id
            where m.status <> 'closed'
            order by t.case_id, t.number desc) l
        where l.review_on < \(today) group by l.case_id
        """
    }

    /// In a sentence, with the day.
    func attention(_ today: CalendarDate) -> Attention {
        let isOne = count == 1
        return switch kind {
        case .screen:
            Attention(
                .safety,
                (isOne ? "1 screen is" : "\(count) screens are") + " not negative, the first of \(firstOn), and "
                    + "nothing was decided since")
        case .half:
            Attention(.safety, "one partner was screened on \(firstOn), and the other not yet")
        case .flag:
            Attention(
                .safety,
                (isOne ? "1 flag is" : "\(count) flags are") + " open; "
                    + (firstOn < today ? "one was to be looked at on" : "the next look is on") + " \(firstOn)")
        case .safetyPlan:
            Attention(.safety, "a safety plan was to be looked at on \(firstOn)")
        case .matter:
            Attention(
                .reviewDue,
                (isOne ? "1 confided matter was" : "\(count) confided matters were")
                    + " due, the first on \(firstOn), and nothing has become of it")
        case .agreement:
            Attention(
                .reviewDue,
                (isOne ? "1 boundary or plan was" : "\(count) boundaries or plans were")
                    + " to be looked at, the first on \(firstOn)")
        case .treatment:
            Attention(.reviewDue, "the treatment plan was to be reviewed on \(firstOn)")
        }
    }
}
