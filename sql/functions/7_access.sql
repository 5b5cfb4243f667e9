-- Who may open a case, as it changes: bars, transfer, break-glass and its notices, and the lists of who reaches what.
-- These functions belong to troth_warden, which sees and writes just the tables they are about.

grant usage on schema app, private to troth_warden;
grant select on app.staff, app.staff_duties, app.supervision, app.assignments, app.transfers, app.bars,
    app.glass_openings, app.access_notices to troth_warden;
grant select (practice_id, case_id, handle, status) on app.cases to troth_warden;
grant insert on app.assignments, app.glass_openings, app.access_notices to troth_warden;
grant update (ends_at) on app.assignments to troth_warden;
grant update (accepted_at, declined_at, withdrawn_at) on app.transfers to troth_warden;
-- to lock the row, and nothing else: the policy lets no update through
grant update (version) on app.cases to troth_warden;
grant select (practice_id, staff_id, began_at) on private.login_sessions to troth_warden;
grant create on schema private to troth_warden;

-- A bar ends what opens the case to that person, at once. The case's row is locked first, so that an assignment which
-- is being made at the same moment is seen here, or sees the bar there.
create or replace function private.end_barred() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog
as $$
begin
    perform from app.cases c
    where (c.practice_id, c.case_id) in (select b.practice_id, b.case_id from barred b)
    for update;
    update app.assignments a set ends_at = greatest(now(), a.starts_at)
    from barred b
    where a.practice_id = b.practice_id and a.case_id = b.case_id and a.staff_id = b.staff_id and b.lifted_at is null
        and (a.ends_at is null or a.ends_at > now());
    return null;
end
$$;

create or replace function private.refuse_barred() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog
as $$
begin
    if exists (
        select from assigned a
        join app.bars b on b.practice_id = a.practice_id and b.staff_id = a.staff_id and b.case_id = a.case_id
        where b.lifted_at is null and (a.ends_at is null or a.ends_at > greatest(now(), a.starts_at))) then
        raise exception 'this person is barred from this case' using errcode = 'check_violation',
            constraint = 'assignments_barred', schema = 'app', table = 'assignments';
    end if;
    return null;
end
$$;

-- Giving somebody a duty needs the admin's password afresh. Who founds a practice has just made one.
create or replace function private.require_proof_for_duty() returns trigger
    language plpgsql
    set search_path = pg_catalog
as $$
begin
    if private.acting_duty() = 'practice_admin' then
        perform private.require_fresh_proof();
    end if;
    return null;
end
$$;

-- Everyone who holds one of the duties today.
create or replace function private.holders(practice_id uuid, duties text[]) returns setof uuid
    language sql stable security definer
    set search_path = pg_catalog
    begin atomic
        select distinct d.staff_id from app.staff_duties d
        where d.practice_id = holders.practice_id and d.duty = any (holders.duties)
            and d.starts_at <= now() and (d.ends_at is null or d.ends_at > now());
    end;

-- Opens one case to the token's therapist or supervisor, to read, for some minutes: the assignment, why, and a notice to
-- every supervisor and auditor of the practice, or to its admins where there is neither. Empty where there is no such
-- case, or the person is barred from it: which of them is not said. Needs the password afresh.
create or replace function private.break_glass(
    case_handle text, glass_id uuid, minutes integer, reason_sealed bytea)
    returns uuid
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
#variable_conflict use_column
declare
    me record;
    found_case uuid;
    closes_at constant timestamptz := now() + make_interval(mins => break_glass.minutes);
begin
    perform private.require_fresh_proof();
    select a.practice_id, a.staff_id, a.login_session_id, a.duty into me from private.acting() a
    where a.duty in ('therapist', 'supervisor');
    if not found then return null; end if;
    select c.case_id into found_case from app.cases c
    where c.practice_id = me.practice_id and c.handle = break_glass.case_handle
        and c.case_id <> all (private.barred_case_ids(me.duty));
    if not found then return null; end if;
    insert into app.glass_openings (practice_id, glass_id, case_id, staff_id, case_handle, ends_at, reason_sealed)
    values (me.practice_id, break_glass.glass_id, found_case, me.staff_id, break_glass.case_handle, closes_at,
        break_glass.reason_sealed);
    insert into app.assignments (practice_id, case_id, staff_id, part, ends_at)
    values (me.practice_id, found_case, me.staff_id, 'break_glass', closes_at);
    insert into app.access_notices (practice_id, glass_id, staff_id, day)
    select me.practice_id, break_glass.glass_id, told.staff_id, 0
    from (
        select h.staff_id from private.holders(me.practice_id, array['supervisor', 'auditor']) h (staff_id)
        union
        select h.staff_id from private.holders(me.practice_id, array['practice_admin']) h (staff_id)
        where not exists (
            select from private.holders(me.practice_id, array['supervisor', 'auditor']) o (staff_id)
            where o.staff_id <> me.staff_id)
    ) told
    where told.staff_id <> me.staff_id and not exists (
        select from app.bars b
        where b.practice_id = me.practice_id and b.staff_id = told.staff_id and b.case_id = found_case
            and b.lifted_at is null);
    perform private.record_event(me.practice_id, me.login_session_id, me.staff_id, 'break_glass', 'cases',
        array[found_case], array[break_glass.glass_id]);
    return found_case;
end
$$;

-- How many notices the token's person has not seen. Writes those that are due first: one for each day that a review is
-- late, to supervisors, auditors and practice admins. Whoever asks writes for everyone, so that nothing has to run by a
-- clock, and a day on which nobody asked is made up for.
create or replace function private.unseen_notices() returns bigint
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
declare
    me record;
begin
    select w.practice_id, w.staff_id into me from private.whoami() w where cardinality(w.duties) > 0;
    if not found then return 0; end if;
    insert into app.access_notices (practice_id, glass_id, staff_id, day, made_at)
    select g.practice_id, g.glass_id, told.staff_id, d.day, g.review_due_at + (d.day - 1) * interval '1 day'
    from app.glass_openings g
    cross join generate_series(1, least(1000,
        1 + floor(extract(epoch from now() - g.review_due_at) / 86400)::integer)) d (day)
    cross join private.holders(g.practice_id, array['supervisor', 'auditor', 'practice_admin']) told (staff_id)
    where g.practice_id = me.practice_id and g.reviewed_at is null and g.review_due_at <= now()
        and told.staff_id <> g.staff_id and not exists (
            select from app.bars b
            where b.practice_id = g.practice_id and b.staff_id = told.staff_id and b.case_id = g.case_id
                and b.lifted_at is null)
    on conflict do nothing;
    return (
        select count(*) from app.access_notices n
        where n.practice_id = me.practice_id and n.staff_id = me.staff_id and n.seen_at is null);
end
$$;

-- Answers an offered transfer: `accept` and `decline` by whom it was offered to, `withdraw` by who offered it. Accepted,
-- the giver's assignment ends and the taker's begins in this transaction, the taker's earlier one in the case with it.
-- False where there is no such open offer, or the giver no longer has the case to give.
create or replace function private.answer_transfer(transfer_id uuid, answer text) returns boolean
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
#variable_conflict use_column
declare
    me record;
    offer record;
begin
    select a.practice_id, a.staff_id into me from private.acting() a where a.duty in ('therapist', 'trainee');
    if not found then return false; end if;
    select t.* into offer from app.transfers t
    where t.practice_id = me.practice_id and t.transfer_id = answer_transfer.transfer_id
        and num_nonnulls(t.accepted_at, t.declined_at, t.withdrawn_at) = 0
        and case answer_transfer.answer when 'withdraw' then t.from_id else t.to_id end = me.staff_id
    for update;
    if not found then return false; end if;
    if answer_transfer.answer = 'accept' then
        update app.assignments a set ends_at = now()
        where a.practice_id = offer.practice_id and a.case_id = offer.case_id and a.staff_id = offer.from_id
            and a.part = 'primary' and a.starts_at <= now() and (a.ends_at is null or a.ends_at > now());
        if not found then return false; end if;
        update app.assignments a set ends_at = greatest(now(), a.starts_at)
        where a.practice_id = offer.practice_id and a.case_id = offer.case_id and a.staff_id = offer.to_id
            and (a.ends_at is null or a.ends_at > now());
        insert into app.assignments (practice_id, case_id, staff_id, part)
        values (offer.practice_id, offer.case_id, offer.to_id, 'primary');
    end if;
    update app.transfers t set
        accepted_at = case answer_transfer.answer when 'accept' then now() end,
        declined_at = case answer_transfer.answer when 'decline' then now() end,
        withdrawn_at = case answer_transfer.answer when 'withdraw' then now() end
    where t.practice_id = offer.practice_id and t.transfer_id = offer.transfer_id;
    return true;
end
$$;

-- Who can open a case now, and why; and, for a practice admin, who is barred from it. For a practice admin, and for those
-- who may read the case by the duty they act under.
create or replace function private.who_reaches(case_id uuid)
    returns table (staff_id uuid, login text, why text, through text, starts_at timestamptz, ends_at timestamptz)
    language sql stable security definer
    set search_path = pg_catalog
    begin atomic
        with me as materialized (
            select a.practice_id, a.duty from private.acting() a
            where a.duty = 'practice_admin' and who_reaches.case_id <> all (private.barred_case_ids('practice_admin'))
                or who_reaches.case_id = any (private.my_case_ids(a.duty))
        ), running as materialized (
            select a.practice_id, a.staff_id, a.part, a.starts_at, a.ends_at from me m
            join app.assignments a on a.practice_id = m.practice_id and a.case_id = who_reaches.case_id
            where a.starts_at <= now() and (a.ends_at is null or a.ends_at > now())
        ), reached as (
            select r.practice_id, r.staff_id, r.part as why, null::text as through, r.starts_at, r.ends_at from running r
            union all
            select v.practice_id, v.supervisor_id, 'supervision', s.login, greatest(v.starts_at, r.starts_at),
                least(v.ends_at, r.ends_at)
            from running r
            join app.supervision v on v.practice_id = r.practice_id and v.supervisee_id = r.staff_id
            join app.staff s on s.practice_id = r.practice_id and s.staff_id = r.staff_id
            where r.part <> 'break_glass' and v.starts_at <= now() and (v.ends_at is null or v.ends_at > now())
                and not exists (
                    select from app.bars b
                    where b.practice_id = v.practice_id and b.staff_id = v.supervisor_id
                        and b.case_id = who_reaches.case_id and b.lifted_at is null)
            union all
            select b.practice_id, b.staff_id, 'barred', null, b.barred_at, null from me m
            join app.bars b on b.practice_id = m.practice_id and b.case_id = who_reaches.case_id
            where m.duty = 'practice_admin' and b.lifted_at is null
        )
        select r.staff_id, s.login, r.why, r.through, r.starts_at, r.ends_at
        from reached r join app.staff s on s.practice_id = r.practice_id and s.staff_id = r.staff_id
        order by array_position(array['primary', 'co_therapist', 'supervision', 'break_glass', 'barred'], r.why), s.login;
    end;

-- When each person of a practice last opened something, for the yearly review; never what. It belongs to the audit's own
-- reader, and only the review may call it.
grant create on schema private to troth_examiner;
create or replace function private.last_openings(practice_id uuid) returns table (actor_id uuid, at timestamptz)
    language sql stable security definer
    set search_path = pg_catalog
    begin atomic
        select e.actor_id, max(e.at) from private.audit_events e
        where e.practice_id = last_openings.practice_id and e.operation = 'open'
        group by e.actor_id;
    end;
create or replace function private.last_case_openings(practice_id uuid)
    returns table (actor_id uuid, case_id uuid, at timestamptz)
    language sql stable security definer
    set search_path = pg_catalog
    begin atomic
        select e.actor_id, c.case_id, max(e.at)
        from private.audit_events e cross join lateral unnest(e.case_ids) c (case_id)
        where e.practice_id = last_case_openings.practice_id and e.operation = 'open' and e.object <> 'audit_events'
        group by e.actor_id, c.case_id;
    end;
alter function private.last_openings(uuid) owner to troth_examiner;
alter function private.last_case_openings(uuid) owner to troth_examiner;
revoke create on schema private from troth_examiner;

-- What each person of the practice can reach by each duty, and when they last logged in and last opened something, for
-- the yearly review. Cases are counted, not named.
create or replace function private.access_review()
    returns table (login text, duty text, since timestamptz, until timestamptz, cases bigint, bars bigint,
                   last_login_at timestamptz, last_opened_at timestamptz)
    language sql stable security definer
    set search_path = pg_catalog
    begin atomic
        with me as materialized (
            select a.practice_id from private.acting() a where a.duty = 'practice_admin'
        ), used as materialized (
            select e.actor_id, e.at from me m cross join lateral private.last_openings(m.practice_id) e
        ), logins as materialized (
            select l.staff_id, max(l.began_at) as at from me m
            join private.login_sessions l on l.practice_id = m.practice_id
            group by l.staff_id
        ), own as materialized (
            select a.staff_id, count(distinct a.case_id) as cases from me m
            join app.assignments a on a.practice_id = m.practice_id
            where a.starts_at <= now() and (a.ends_at is null or a.ends_at > now())
            group by a.staff_id
        ), supervised as materialized (
            select v.supervisor_id, count(distinct a.case_id) as cases from me m
            join app.supervision v on v.practice_id = m.practice_id
            join app.assignments a on a.practice_id = v.practice_id and a.staff_id = v.supervisee_id
            where v.starts_at <= now() and (v.ends_at is null or v.ends_at > now())
                and a.starts_at <= now() and (a.ends_at is null or a.ends_at > now()) and a.part <> 'break_glass'
            group by v.supervisor_id
        ), practice as materialized (
            select count(*) as cases, count(*) filter (where c.status <> 'closed') as open_cases from me m
            join app.cases c on c.practice_id = m.practice_id
        ), barred as materialized (
            select b.staff_id, count(*) as bars from me m
            join app.bars b on b.practice_id = m.practice_id
            where b.lifted_at is null
            group by b.staff_id
        )
        select s.login, d.duty, d.starts_at, d.ends_at,
            case
                when d.duty in ('therapist', 'trainee') then coalesce(o.cases, 0)
                when d.duty = 'supervisor' then coalesce(v.cases, 0)
                when d.duty = 'practice_admin' then p.cases
                when d.duty = 'front_desk' then p.open_cases
                else 0
            end,
            coalesce(b.bars, 0), l.at, u.at
        from me m
        cross join practice p
        join app.staff s on s.practice_id = m.practice_id
        join app.staff_duties d on d.practice_id = s.practice_id and d.staff_id = s.staff_id
        left join own o on o.staff_id = s.staff_id
        left join supervised v on v.supervisor_id = s.staff_id
        left join barred b on b.staff_id = s.staff_id
        left join logins l on l.staff_id = s.staff_id
        left join used u on u.actor_id = s.staff_id
        where d.starts_at <= now() and (d.ends_at is null or d.ends_at > now())
        order by s.login, d.duty;
    end;

-- Which cases each person of the practice can open now, or one of them, why, and when they last opened something of it:
-- for the yearly review, case by case. Cases that the asking admin is barred from are not there.
create or replace function private.access_list(person text)
    returns table (login text, case_handle text, why text, through text, since timestamptz, until timestamptz,
                   last_opened_at timestamptz)
    language sql stable security definer
    set search_path = pg_catalog
    begin atomic
        with me as materialized (
            select a.practice_id from private.acting() a where a.duty = 'practice_admin'
        ), opened as materialized (
            select o.actor_id, o.case_id, o.at
            from me m cross join lateral private.last_case_openings(m.practice_id) o
        ), running as materialized (
            select a.practice_id, a.case_id, a.staff_id, a.part, a.starts_at, a.ends_at
            from me m join app.assignments a on a.practice_id = m.practice_id
            where a.starts_at <= now() and (a.ends_at is null or a.ends_at > now())
                and a.case_id <> all ((select private.barred_case_ids('practice_admin'))::uuid[])
        ), reached as (
            select r.practice_id, r.case_id, r.staff_id, r.part as why, null::uuid as through, r.starts_at, r.ends_at
            from running r
            union all
            select v.practice_id, r.case_id, v.supervisor_id, 'supervision', r.staff_id,
                greatest(v.starts_at, r.starts_at), least(v.ends_at, r.ends_at)
            from running r
            join app.supervision v on v.practice_id = r.practice_id and v.supervisee_id = r.staff_id
            where r.part <> 'break_glass' and v.starts_at <= now() and (v.ends_at is null or v.ends_at > now())
                and not exists (
                    select from app.bars b
                    where b.practice_id = v.practice_id and b.staff_id = v.supervisor_id and b.case_id = r.case_id
                        and b.lifted_at is null)
        )
        select s.login, c.handle, r.why, t.login, r.starts_at, r.ends_at, o.at
        from reached r
        join app.staff s on s.practice_id = r.practice_id and s.staff_id = r.staff_id
        join app.cases c on c.practice_id = r.practice_id and c.case_id = r.case_id
        left join app.staff t on t.practice_id = r.practice_id and t.staff_id = r.through
        left join opened o on o.actor_id = r.staff_id and o.case_id = r.case_id
        where access_list.person is null or s.login = access_list.person
        order by s.login, array_position(array['primary', 'co_therapist', 'supervision', 'break_glass'], r.why), c.handle;
    end;

do $$
declare
    made record;
begin
    for made in select f.oid::regprocedure as name from pg_proc f
        where f.pronamespace = 'private'::regnamespace and f.proname in (
            'end_barred', 'refuse_barred', 'holders', 'break_glass', 'unseen_notices', 'answer_transfer', 'who_reaches',
            'access_review', 'access_list')
    loop
        execute format('alter function %s owner to troth_warden', made.name);
    end loop;
end
$$;
revoke create on schema private from troth_warden;

create or replace trigger end_barred after insert on app.bars
    referencing new table as barred
    for each statement execute function private.end_barred();
create or replace trigger refuse_barred_insert after insert on app.assignments
    referencing new table as assigned
    for each statement execute function private.refuse_barred();
create or replace trigger refuse_barred_update after update on app.assignments
    referencing new table as assigned
    for each statement execute function private.refuse_barred();
create or replace trigger require_proof after insert on app.staff_duties
    for each statement execute function private.require_proof_for_duty();
