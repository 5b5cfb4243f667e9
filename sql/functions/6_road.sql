-- The road: whether a couple may be moved on, and correcting what was recorded of it.

-- Moving on may wait for a clinician's decision: private.advance_is_held (9_safety.sql) says so, and this trigger refuses
-- the move by whatever path it comes. Recording is never held, nor is a return.
create or replace function private.refuse_held_move() returns trigger
    language plpgsql
    set search_path = pg_catalog
as $$
begin
    -- a correction repeats moves that were made; that it does not move anybody on it sees to itself
    if current_user <> 'troth_surveyor' and private.advance_is_held(new.practice_id, new.case_id) then
        raise exception 'held' using errcode = 'check_violation',
            constraint = 'stage_events_held', schema = 'app', table = 'stage_events';
    end if;
    return new;
end
$$;

create or replace trigger refuse_held_move before insert on app.stage_events
    for each row when (new.kind in ('advance', 'skip')) execute function private.refuse_held_move();

-- Puts a corrected road in the place of the one that was read, and keeps how it stood: all in one transaction, each move
-- held to the same constraints as a new one. `seen` are the moves that the program read; whoever moved the couple in the
-- meantime is not overwritten. A move that stays keeps its event, its reason and who recorded it. For whoever treats the
-- case now.
grant usage on schema app, private to troth_surveyor;
grant select, insert, delete on app.stage_events to troth_surveyor;
grant insert on app.stage_corrections to troth_surveyor;
grant select on app.assignments, app.cases to troth_surveyor;
-- so that a row can be locked; no update passes the policy
grant update (version) on app.cases to troth_surveyor;
grant create on schema private to troth_surveyor;

create or replace function private.correct_road(
    case_id uuid, correction_id uuid, correction_reason bytea, seen uuid[], event_ids uuid[], stages smallint[],
    days date[], kinds text[], unmet text[], setbacks uuid[], reasons bytea[])
    returns void
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
declare
    me record;
    road smallint;
    old_ids uuid[];
    old_reasons bytea[];
    old_people uuid[];
    old_last smallint;
    before jsonb;
begin
    select * into me from private.acting() a
    where exists (
        select from app.assignments s
        where s.practice_id = a.practice_id and s.case_id = correct_road.case_id and s.staff_id = a.staff_id
            and s.part <> 'break_glass' and s.starts_at <= now() and (s.ends_at is null or s.ends_at > now()));
    if not found then
        raise exception 'not a case that this person treats' using errcode = 'insufficient_privilege';
    end if;
    -- a move that is under way waits here, or makes this wait
    select c.roadmap_version into road from app.cases c
    where c.practice_id = me.practice_id and c.case_id = correct_road.case_id for update;
    select array_agg(e.event_id order by e.seq), array_agg(e.reason_sealed order by e.seq),
        array_agg(e.recorded_by order by e.seq), (array_agg(e.stage order by e.seq desc))[1],
        coalesce(jsonb_agg(jsonb_build_array(e.event_id, e.stage, e.started_on, e.kind) order by e.seq), '[]')
    into old_ids, old_reasons, old_people, old_last, before
    from app.stage_events e where e.practice_id = me.practice_id and e.case_id = correct_road.case_id;
    if coalesce(old_ids, '{}') is distinct from seen then
        raise exception 'the couple was moved in the meantime' using errcode = 'serialization_failure';
    end if;
    if stages[cardinality(stages)] > old_last and private.advance_is_held(me.practice_id, correct_road.case_id) then
        raise exception 'held' using errcode = 'check_violation',
            constraint = 'stage_events_held', schema = 'app', table = 'stage_events';
    end if;
    insert into app.stage_corrections (practice_id, correction_id, case_id, corrected_by, reason_sealed, road_before)
    values (me.practice_id, correct_road.correction_id, correct_road.case_id, me.staff_id, correction_reason, before);
    delete from app.stage_events e where e.practice_id = me.practice_id and e.case_id = correct_road.case_id;
    insert into app.stage_events (practice_id, case_id, roadmap_version, seq, event_id, stage, started_on, kind, unmet,
        reason_sealed, setback_id, prev_stage, prev_started_on, recorded_by)
    select me.practice_id, correct_road.case_id, road, n.seq, n.event_id, n.stage, n.started_on, n.kind,
        string_to_array(n.unmet, ' '), coalesce(o.reason, n.reason), n.setback,
        lag(n.stage) over (order by n.seq), lag(n.started_on) over (order by n.seq), coalesce(o.person, me.staff_id)
    from unnest(event_ids, stages, days, kinds, correct_road.unmet, setbacks, reasons) with ordinality
        n (event_id, stage, started_on, kind, unmet, setback, reason, seq)
    left join unnest(old_ids, old_reasons, old_people) o (event_id, reason, person) on o.event_id = n.event_id
    order by n.seq;
end
$$;

alter function private.correct_road(
    uuid, uuid, bytea, uuid[], uuid[], smallint[], date[], text[], text[], uuid[], bytea[]) owner to troth_surveyor;
revoke create on schema private from troth_surveyor;
