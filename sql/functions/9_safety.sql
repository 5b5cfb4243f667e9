-- The hold, the secrets policy, and the database's own refusal to book or to advance against them. The triggers belong to
-- troth_warden, so that what they find does not hang on what the writer may read.

grant create on schema private to troth_warden;
grant select (practice_id, case_id, partner, kind, policy, form, given_on, revoked_on, recorded_at) on app.consents
    to troth_warden;
grant select (practice_id, case_id, partner, result, recorded_at) on app.safety_screens to troth_warden;
grant select (practice_id, case_id, decision, recorded_at) on app.safety_decisions to troth_warden;
grant select (practice_id, case_id, format, state) on app.sessions to troth_warden;
grant select (practice_id, time_zone) on app.practices to troth_warden;

-- The secrets policy that both partners had accepted on a day, the same one on the same form; null where there is none.
create or replace function private.secrets_policy(practice_id uuid, case_id uuid, on_day date) returns text
    language sql stable
    set search_path = pg_catalog
    return (
        select min(l.policy) from (
            select distinct on (k.partner) k.partner, k.policy, k.form
            from app.consents k
            where k.practice_id = secrets_policy.practice_id and k.case_id = secrets_policy.case_id
                and k.kind = 'secrets_policy' and k.given_on <= secrets_policy.on_day
                and (k.revoked_on is null or k.revoked_on > secrets_policy.on_day)
            order by k.partner, k.given_on desc, k.recorded_at desc) l
        having count(*) = 2 and count(distinct (l.policy, l.form)) = 1
    );

-- Whether conjoint booking and advance are held (docs/decisions/0041): until both partners' last screens are negative, or
-- a clinician decided `conjoint` since the last screen that was not. A couple that had no conjoint session yet and no
-- screen that is not negative may come: the intake is where both are screened. Recording is never held.
create or replace function private.is_held(practice_id uuid, case_id uuid) returns boolean
    language sql stable
    set search_path = pg_catalog
    return (
        with screens as (
            select s.partner, s.result, s.recorded_at,
                s.recorded_at = max(s.recorded_at) over (partition by s.partner) as is_last
            from app.safety_screens s
            where s.practice_id = is_held.practice_id and s.case_id = is_held.case_id
        ), decision as (
            select d.decision from app.safety_decisions d
            where d.practice_id = is_held.practice_id and d.case_id = is_held.case_id
                and d.recorded_at > all (select s.recorded_at from screens s where s.result <> 'negative')
            order by d.recorded_at desc limit 1
        )
        select coalesce(
            (select d.decision <> 'conjoint' from decision d),
            (select case
                when count(*) filter (where s.is_last and s.result = 'negative') = 2 then false
                when count(*) filter (where s.is_last and s.result <> 'negative') > 0 then true
                else exists (
                    select from app.sessions h
                    where h.practice_id = is_held.practice_id and h.case_id = is_held.case_id
                        and h.format = 'conjoint' and h.state = 'held')
             end
             from screens s))
    );

-- A session is booked for certain only where nothing is against it: the hold, and for one partner alone the secrets
-- policy. What the front desk books waits for the therapist in every case alike, so that none can be told from another.
create or replace function private.check_booking() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog
as $$
declare
    booked record;
begin
    for booked in
        select b.practice_id, b.case_id, b.format, (b.starts_at at time zone p.time_zone)::date as on_day
        from changed b join app.practices p on p.practice_id = b.practice_id
        where b.state = 'booked' and b.confirmed
            -- what is filed with its case was booked elsewhere
            and not exists (
                select from app.assignments a
                where a.practice_id = b.practice_id and a.case_id = b.case_id and a.starts_at = now())
    loop
        if booked.format = 'conjoint' then
            if private.is_held(booked.practice_id, booked.case_id) then
                raise exception 'held' using errcode = 'check_violation', constraint = 'sessions_held',
                    schema = 'app', table = 'sessions';
            end if;
        elsif private.secrets_policy(booked.practice_id, booked.case_id, booked.on_day) is null then
            raise exception 'no secrets policy' using errcode = 'check_violation', constraint = 'sessions_policy',
                schema = 'app', table = 'sessions';
        end if;
    end loop;
    return null;
end
$$;
create or replace trigger check_booking_insert after insert on app.sessions
    referencing new table as changed
    for each statement execute function private.check_booking();
create or replace trigger check_booking_update after update on app.sessions
    referencing new table as changed
    for each statement execute function private.check_booking();

-- Whether moving a couple on is held (6_road.sql asks); what is filed with its case was walked elsewhere.
create or replace function private.advance_is_held(practice_id uuid, case_id uuid) returns boolean
    language sql stable security definer
    set search_path = pg_catalog
    return private.is_held(advance_is_held.practice_id, advance_is_held.case_id) and not exists (
        select from app.assignments a
        where a.practice_id = advance_is_held.practice_id and a.case_id = advance_is_held.case_id
            and a.starts_at = now());

-- What the front desk books is not certain before the therapist says so; the column is nobody's to insert.
alter table app.sessions alter column confirmed set default private.acting_duty() is distinct from 'front_desk';

-- Nor is what it moves.
create or replace function private.unconfirm() returns trigger
    language plpgsql
    set search_path = pg_catalog
as $$
begin
    if private.acting_duty() = 'front_desk' and new.state = 'booked' then
        new.confirmed := false;
    end if;
    return new;
end
$$;
create or replace trigger unconfirm before update of starts_at, ends_at on app.sessions
    for each row execute function private.unconfirm();

-- What both accepted on the day is the policy of a matter, whatever its row says.
create or replace function private.check_confided() returns trigger
    language plpgsql
    set search_path = pg_catalog
as $$
begin
    if exists (
        select from told t
        where t.policy is distinct from private.secrets_policy(t.practice_id, t.case_id, t.told_on)) then
        raise exception 'another policy was on file' using errcode = 'check_violation',
            constraint = 'confided_matters_policy', schema = 'app', table = 'confided_matters';
    end if;
    return null;
end
$$;
create or replace trigger check_confided after insert on app.confided_matters
    referencing new table as told
    for each statement execute function private.check_confided();

-- An agreement is revoked once; nothing else of it changes.
create or replace function private.check_revoked() returns trigger
    language plpgsql
    set search_path = pg_catalog
as $$
begin
    if old.revoked_on is not null then
        raise exception 'revoked already' using errcode = 'check_violation', constraint = 'consents_revoked_once',
            schema = 'app', table = 'consents';
    end if;
    return new;
end
$$;
create or replace trigger check_revoked before update on app.consents
    for each row execute function private.check_revoked();

alter function private.check_booking() owner to troth_warden;
alter function private.advance_is_held(uuid, uuid) owner to troth_warden;
grant execute on function private.secrets_policy(uuid, uuid, date), private.is_held(uuid, uuid) to troth_warden;
revoke create on schema private from troth_warden;
