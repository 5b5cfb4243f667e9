-- What an export of progress may be made from: one row a couple, without an id, a name, a word or a date but a year.
-- The partners are unordered: younger and older, never A and B. Couples of whom a partner objects are left out.

create or replace view app.couple_progress with (security_invoker = true) as
select
    extract(year from c.opened_on)::smallint as intake_year,
    c.region,
    extract(year from c.opened_on)::smallint - p.later_birth_year as age_younger,
    extract(year from c.opened_on)::smallint - p.earlier_birth_year as age_older,
    c.breach_kind,
    extract(year from c.opened_on)::smallint - c.together_since as years_together,
    c.children,
    c.status,
    c.how_it_ended,
    c.relationship,
    road.stage_reached,
    road.returns,
    coalesce(held.sessions, 0) as sessions,
    (c.closed_on - c.opened_on) / 7 as weeks_in_treatment,
    satisfaction.answered,
    satisfaction.better,
    satisfaction.worse
from app.cases c
join (
    select p.practice_id, p.case_id,
        -- an age that is known of one partner only says nothing of who is the younger
        case when count(p.birth_year) = 2 then max(p.birth_year) end as later_birth_year,
        case when count(p.birth_year) = 2 then min(p.birth_year) end as earlier_birth_year,
        bool_or(p.objects_to_research) as objects
    from app.partners p
    group by p.practice_id, p.case_id
) p on p.practice_id = c.practice_id and p.case_id = c.case_id
left join (
    select e.practice_id, e.case_id, max(e.stage) as stage_reached,
        count(*) filter (where e.kind = 'return') as returns
    from app.stage_events e
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
        count(*) filter (where r.gain <= -m.reliable) as worse
    from (
        select r.practice_id, r.case_id, r.partner, max(r.measure_version) as version,
            (array_agg(r.score order by r.answered_on desc, r.score))[1]
                - (array_agg(r.score order by r.answered_on, r.score))[1] as gain
        from app.measure_responses r
        where r.measure = 'CSI-16'
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
) satisfaction on satisfaction.practice_id = c.practice_id and satisfaction.case_id = c.case_id
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
