-- How long couples of the practice stay in a stage. Worked out once a day by whoever asks first, so that a caseload costs
-- what its own couples cost; figures of the whole practice, and none under 20 couples.

grant create on schema private to troth_reader;
grant select (practice_id, case_id, status, roadmap_version, closed_on) on app.cases to troth_reader;
grant select, insert, update on private.kept_stage_norms to troth_reader;

-- Of each couple its first time in the stage: over where it moved on, still running where it is there or its case was
-- closed. The day by which three quarters had left, by the method of Kaplan and Meier; null where that was never seen.
create or replace function private.work_out_stage_norms(practice_id uuid, on_day date)
    returns table (roadmap_version smallint, stage smallint, couples integer, days integer)
    language sql stable
    set search_path = pg_catalog
    begin atomic
        with moves as (
            select e.case_id, c.roadmap_version, e.stage, e.seq, e.started_on, c.closed_on,
                lead(e.started_on) over (partition by e.case_id order by e.seq) as left_on
            from app.stage_events e
            join app.cases c on c.practice_id = e.practice_id and c.case_id = e.case_id
            where e.practice_id = work_out_stage_norms.practice_id and e.started_on <= work_out_stage_norms.on_day
        ), times as (
            select distinct on (m.case_id, m.stage) m.roadmap_version, m.stage,
                greatest(0, coalesce(m.left_on, least(m.closed_on, work_out_stage_norms.on_day),
                                     work_out_stage_norms.on_day) - m.started_on) as days,
                m.left_on is not null as has_left
            from moves m order by m.case_id, m.stage, m.seq
        ), counted as (
            select t.roadmap_version, t.stage, t.days, count(*) filter (where t.has_left) as events, count(*) as couples
            from times t group by t.roadmap_version, t.stage, t.days
        ), risks as (
            select c.*, sum(c.couples) over (
                partition by c.roadmap_version, c.stage order by c.days desc) as at_risk
            from counted c
        ), shares as (
            select r.roadmap_version, r.stage, r.days,
                exp(sum(ln(nullif(1 - r.events::float8 / r.at_risk::float8, 0)))
                    over (partition by r.roadmap_version, r.stage order by r.days)) as share,
                bool_or(r.events = r.at_risk) over (partition by r.roadmap_version, r.stage order by r.days) as all_left
            from risks r
        )
        select c.roadmap_version, c.stage, sum(c.couples)::integer,
            (select min(s.days) from shares s
             where s.roadmap_version = c.roadmap_version and s.stage = c.stage
                 and (s.all_left or s.share <= 0.25 + 1e-12))
        from counted c group by c.roadmap_version, c.stage
        having sum(c.couples) >= 20;
    end;

-- Today's norms of the acting person's practice.
create or replace function private.stage_norms(today date)
    returns table (roadmap_version smallint, stage smallint, couples integer, days integer)
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
#variable_conflict use_column
declare
    mine uuid;
begin
    select a.practice_id into mine from private.acting() a where a.duty in ('therapist', 'trainee', 'supervisor');
    if mine is null then return; end if;
    if not exists (select from private.kept_stage_norms k where k.practice_id = mine and k.worked_out_on = today) then
        insert into private.kept_stage_norms as k (practice_id, worked_out_on, norms)
        select mine, today, coalesce(jsonb_agg(to_jsonb(n)), '[]') from private.work_out_stage_norms(mine, today) n
        on conflict (practice_id) do update set worked_out_on = excluded.worked_out_on, norms = excluded.norms
            where k.worked_out_on <> excluded.worked_out_on;
    end if;
    return query
        select n.roadmap_version, n.stage, n.couples, n.days
        from private.kept_stage_norms k
        cross join lateral jsonb_to_recordset(k.norms) n (
            roadmap_version smallint, stage smallint, couples integer, days integer)
        where k.practice_id = mine;
end
$$;

alter function private.work_out_stage_norms(uuid, date) owner to troth_reader;
alter function private.stage_norms(date) owner to troth_reader;
revoke create on schema private from troth_reader;
