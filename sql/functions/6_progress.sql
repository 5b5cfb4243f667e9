-- What an export of progress may be made from: one row a couple, without a name, a word or a date but a year. The
-- partners are unordered: younger and older, never A and B. Couples of whom a partner objects are left out. The case's
-- id is for the ledger of releases and never stands in a file.

drop view if exists app.couple_progress;
create view app.couple_progress with (security_invoker = true) as
select
    c.case_id,
    extract(year from c.opened_on)::smallint as intake_year,
    c.region,
    extract(year from c.opened_on)::smallint - p.later_birth_year as age_younger,
    extract(year from c.opened_on)::smallint - p.earlier_birth_year as age_older,
    c.breach_kind,
    extract(year from c.opened_on)::smallint - c.together_since as years_together,
    c.children,
    road.stage_reached,
    -- whole weeks in each stage, over all stays; null where it was never taken up, -1 where they are in it now
    case
        when road.last_stage = 1 and c.closed_on is null then -1
        when road.last_stage = 1 then (coalesce(road.days_1, 0) + c.closed_on - road.last_started_on) / 7
        else road.days_1 / 7
    end as weeks_stage_1,
    case
        when road.last_stage = 2 and c.closed_on is null then -1
        when road.last_stage = 2 then (coalesce(road.days_2, 0) + c.closed_on - road.last_started_on) / 7
        else road.days_2 / 7
    end as weeks_stage_2,
    case
        when road.last_stage = 3 and c.closed_on is null then -1
        when road.last_stage = 3 then (coalesce(road.days_3, 0) + c.closed_on - road.last_started_on) / 7
        else road.days_3 / 7
    end as weeks_stage_3,
    case
        when road.last_stage = 4 and c.closed_on is null then -1
        when road.last_stage = 4 then (coalesce(road.days_4, 0) + c.closed_on - road.last_started_on) / 7
        else road.days_4 / 7
    end as weeks_stage_4,
    case
        when road.last_stage = 5 and c.closed_on is null then -1
        when road.last_stage = 5 then (coalesce(road.days_5, 0) + c.closed_on - road.last_started_on) / 7
        else road.days_5 / 7
    end as weeks_stage_5,
    case
        when road.last_stage = 6 and c.closed_on is null then -1
        when road.last_stage = 6 then (coalesce(road.days_6, 0) + c.closed_on - road.last_started_on) / 7
        else road.days_6 / 7
    end as weeks_stage_6,
    coalesce(road.returns, 0) as returns,
    coalesce(held.sessions, 0) as sessions,
    (c.closed_on - c.opened_on) / 7 as weeks_in_treatment,
    c.how_it_ended,
    c.relationship,
    -- satisfaction from the first to the last answers, by reliable change, of the partners of one part in the breach
    case
        when coalesce(p.hurt, 0) = 0 then 'none'
        when coalesce(change.hurt_answered, 0) < p.hurt then 'unknown'
        when change.hurt_better = p.hurt then 'better'
        when change.hurt_worse = p.hurt then 'worse'
        when change.hurt_better + change.hurt_worse = 0 then 'no change'
        else 'mixed'
    end as change_hurt,
    case
        when coalesce(p.involved, 0) = 0 then 'none'
        when coalesce(change.involved_answered, 0) < p.involved then 'unknown'
        when change.involved_better = p.involved then 'better'
        when change.involved_worse = p.involved then 'worse'
        when change.involved_better + change.involved_worse = 0 then 'no change'
        else 'mixed'
    end as change_involved,
    case
        when coalesce(p.both, 0) = 0 then 'none'
        when coalesce(change.both_answered, 0) < p.both then 'unknown'
        when change.both_better = p.both then 'better'
        when change.both_worse = p.both then 'worse'
        when change.both_better + change.both_worse = 0 then 'no change'
        else 'mixed'
    end as change_both,
    case
        when coalesce(change.answered, 0) < 2 then 'unknown'
        when change.better = 2 then 'both better'
        when change.worse = 2 then 'both worse'
        when change.better = 1 and change.worse = 1 then 'opposed'
        when change.better = 1 then 'one better'
        when change.worse = 1 then 'one worse'
        else 'neither'
    end as change_couple
from app.cases c
join (
    select p.practice_id, p.case_id,
        -- an age that is known of one partner only says nothing of who is the younger
        case when count(p.birth_year) = 2 then max(p.birth_year) end as later_birth_year,
        case when count(p.birth_year) = 2 then min(p.birth_year) end as earlier_birth_year,
        count(*) filter (where p.part = 'hurt') as hurt,
        count(*) filter (where p.part = 'involved') as involved,
        count(*) filter (where p.part = 'both') as both,
        bool_or(p.objects_to_research) as objects
    from app.partners p
    group by p.practice_id, p.case_id
) p on p.practice_id = c.practice_id and p.case_id = c.case_id
left join (
    select e.practice_id, e.case_id, max(e.stage) as stage_reached,
        count(*) filter (where e.kind = 'return') as returns,
        max(e.stage) filter (where e.days is null) as last_stage,
        max(e.started_on) filter (where e.days is null) as last_started_on,
        (sum(e.days) filter (where e.stage = 1))::integer as days_1,
        (sum(e.days) filter (where e.stage = 2))::integer as days_2,
        (sum(e.days) filter (where e.stage = 3))::integer as days_3,
        (sum(e.days) filter (where e.stage = 4))::integer as days_4,
        (sum(e.days) filter (where e.stage = 5))::integer as days_5,
        (sum(e.days) filter (where e.stage = 6))::integer as days_6
    from (
        select e.practice_id, e.case_id, e.stage, e.kind, e.started_on,
            lead(e.started_on) over (partition by e.practice_id, e.case_id order by e.seq) - e.started_on as days
        from app.stage_events e
    ) e
    group by e.practice_id, e.case_id
) road on road.practice_id = c.practice_id and road.case_id = c.case_id
left join (
    select s.practice_id, s.case_id, count(*) as sessions
    from app.sessions s where s.state = 'held'
    group by s.practice_id, s.case_id
) held on held.practice_id = c.practice_id and held.case_id = c.case_id
left join (
    -- how many partners answered on two days at least, and how many changed reliably from the first to the last
    select r.practice_id, r.case_id, count(*) as answered,
        count(*) filter (where r.gain >= m.reliable) as better,
        count(*) filter (where r.gain <= -m.reliable) as worse,
        count(*) filter (where r.part = 'hurt') as hurt_answered,
        count(*) filter (where r.part = 'hurt' and r.gain >= m.reliable) as hurt_better,
        count(*) filter (where r.part = 'hurt' and r.gain <= -m.reliable) as hurt_worse,
        count(*) filter (where r.part = 'involved') as involved_answered,
        count(*) filter (where r.part = 'involved' and r.gain >= m.reliable) as involved_better,
        count(*) filter (where r.part = 'involved' and r.gain <= -m.reliable) as involved_worse,
        count(*) filter (where r.part = 'both') as both_answered,
        count(*) filter (where r.part = 'both' and r.gain >= m.reliable) as both_better,
        count(*) filter (where r.part = 'both' and r.gain <= -m.reliable) as both_worse
    from (
        select r.practice_id, r.case_id, r.partner, max(r.part) as part, max(r.measure_version) as version,
            (array_agg(r.score order by r.answered_on desc, r.score))[1]
                - (array_agg(r.score order by r.answered_on, r.score))[1] as gain
        from (
            select r.practice_id, r.case_id, r.partner, q.part, r.measure_version, r.score, r.answered_on
            from app.measure_responses r
            join app.partners q on q.practice_id = r.practice_id and q.case_id = r.case_id and q.partner = r.partner
            where r.measure = 'CSI-16'
        ) r
        group by r.practice_id, r.case_id, r.partner
        having min(r.answered_on) < max(r.answered_on)
    ) r
    join (
        -- Jacobson and Truax 1991, where no threshold is published; CSI-16 rises as satisfaction does
        select m.practice_id, m.version,
            coalesce(m.reliable_change, 1.96 * sqrt(2) * m.standard_deviation * sqrt(1 - m.reliability)) as reliable
        from app.measures m
        where m.measure = 'CSI-16'
    ) m on m.practice_id = r.practice_id and m.version = r.version and m.reliable is not null
    group by r.practice_id, r.case_id
) change on change.practice_id = c.practice_id and change.case_id = c.case_id
where not p.objects;

-- The event of an export, in the transaction that reads the couples. Only a practice admin can leave one, and only with
-- the password proved afresh.
grant create on schema private to troth_reader;

create or replace function private.record_export() returns boolean
    language sql volatile security definer
    set search_path = pg_catalog
    begin atomic
        with event as materialized (
            select private.record_event(w.practice_id, w.login_session_id, w.staff_id, 'export', 'couple_progress')
            from private.whoami() w
            where w.staff_id = private.actor('practice_admin') and private.require_fresh_proof()
        )
        select exists (select from event);
    end;

alter function private.record_export() owner to troth_reader;
revoke create on schema private from troth_reader;
