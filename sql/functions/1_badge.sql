-- The badge: who acts in this transaction, and by which duty. A transaction carries the login session's token in the
-- setting troth.token; the database looks it up. A setting that merely named a user could be forged by any SQL.
--
-- What every statement asks is written in PL/pgSQL: it keeps the plans of its queries for as long as the connection lasts,
-- where a function in SQL is planned again in every statement (docs/decisions/0047). The two one-line functions below are
-- in SQL without a search_path of their own, so that they are put in place where they are called. `current_timestamp` is
-- now() without a call, whose right to execute would be checked every time. What answers one row says so (`rows 1`): the
-- planner takes a thousand otherwise, and reads tables whole for them.

grant usage on schema app, private to troth_badge;
grant select on app.staff_duties, app.assignments, app.supervision, app.bars to troth_badge;
grant select on private.login_sessions, private.login_uses to troth_badge;
grant create on schema private to troth_badge;

create or replace function private.token_sha256() returns bytea
    language sql stable
    return sha256(decode(nullif(current_setting('troth.token', true), ''), 'hex'));

-- A session's row that changed after this transaction's snapshot: the transaction runs again, and then sees why.
create or replace function private.session_moved() returns boolean
    language plpgsql stable
    set search_path = pg_catalog
as $$
begin
    raise exception 'the login session changed meanwhile' using errcode = 'serialization_failure';
end
$$;

-- The login session that the transaction's token belongs to, while it lasts: no row for anybody else. Whatever asks who
-- is there asks here, so the rules of what a living session is stand in one place (docs/decisions/0019).
--
-- A repeatable-read transaction keeps seeing the row as it was at its first statement. currtid2() follows the row to
-- its newest version, so that a session that was ended is refused by the next statement in the middle of one as well.
-- The limits are those of the transaction's beginning: a long one is not cut off. A session that was used later than
-- now is refused, since the clock went back.
create or replace view private.live_session with (security_invoker = true) as
    select s.practice_id, s.staff_id, s.login_session_id, s.began_at, s.proved_at, s.expires_at, u.used_at, s.only_duty
    from (
        -- offset keeps what follows from being asked of other rows
        select l.practice_id, l.staff_id, l.login_session_id, l.began_at, l.proved_at, l.expires_at, l.idle_limit,
            l.only_duty, l.ctid as place
        from private.login_sessions l
        where l.token_sha256 = private.token_sha256() and l.revoked_at is null and l.expires_at > current_timestamp
            -- a schedule's session is nobody's under another duty's role (sql/functions/9_schedules.sql)
            and (l.only_duty is null or current_setting('role') in ('none', 'troth_' || l.only_duty))
        offset 0
    ) s
    join private.login_uses u on u.practice_id = s.practice_id and u.login_session_id = s.login_session_id
    where u.used_at > current_timestamp - s.idle_limit and u.used_at <= statement_timestamp() + interval '1 minute'
        and case when current_setting('transaction_isolation') = 'read committed'
                     or currtid2('private.login_sessions', s.place) = s.place
                 then true else private.session_moved() end;
grant select on private.live_session to troth_badge;

-- Who the token's person is, where they hold the duty now: nulls for anybody else. What the policies ask, in a
-- sub-select, so that it is looked up once for each table of a statement.
create or replace function private.badge(duty text, out practice_id uuid, out staff_id uuid, out login_session_id uuid)
    language plpgsql stable security definer
    set search_path = pg_catalog
as $$
begin
    select s.practice_id, s.staff_id, s.login_session_id into practice_id, staff_id, login_session_id
    from private.live_session s
    where exists (
        select from app.staff_duties d
        where d.practice_id = s.practice_id and d.staff_id = s.staff_id and d.duty = badge.duty
            and d.starts_at <= current_timestamp and (d.ends_at is null or d.ends_at > current_timestamp));
end
$$;

-- The staff member whose token this is and who holds the duty now; null for anybody else.
create or replace function private.actor(duty text) returns uuid
    language plpgsql stable security definer
    set search_path = pg_catalog
as $$
begin
    return (
        select s.staff_id
        from private.live_session s
        where exists (
            select from app.staff_duties d
            where d.practice_id = s.practice_id and d.staff_id = s.staff_id and d.duty = actor.duty
                and d.starts_at <= current_timestamp and (d.ends_at is null or d.ends_at > current_timestamp))
    );
end
$$;

-- The practice that the token's person acts for by the duty; null for anybody else.
create or replace function private.practice(duty text) returns uuid
    language plpgsql stable security definer
    set search_path = pg_catalog
as $$
begin
    return (
        select s.practice_id
        from private.live_session s
        where exists (
            select from app.staff_duties d
            where d.practice_id = s.practice_id and d.staff_id = s.staff_id and d.duty = practice.duty
                and d.starts_at <= current_timestamp and (d.ends_at is null or d.ends_at > current_timestamp))
    );
end
$$;

-- The duty whose role this transaction has taken; null for the gate itself. A definer function changes the user, not
-- this setting, so the functions that hand out words know it. That the token's person holds it says private.acting().
create or replace function private.acting_duty() returns text
    language sql stable
    return case when starts_with(current_setting('role'), 'troth_') then substr(current_setting('role'), 7) end;

-- The cases that the token's person may not open, whatever else would let them.
create or replace function private.barred_case_ids(duty text) returns uuid[]
    language plpgsql stable security definer
    set search_path = pg_catalog
as $$
declare
    me record;
begin
    select b.practice_id, b.staff_id into me from private.badge(barred_case_ids.duty) b;
    return (
        select coalesce(array_agg(b.case_id), '{}')
        from app.bars b
        where b.practice_id = me.practice_id and b.staff_id = me.staff_id and b.lifted_at is null
    );
end
$$;

-- The cases that the token's person may read now by the duty: for lists, and for the supervisor's policies.
--   therapist, trainee: what they are assigned to, break-glass included. A bar ends an assignment and admits none, so
--       it need not be asked for here.
--   supervisor: what the supervisees are assigned to, while the supervision runs, and the supervisor's own break-glass;
--       without the cases that the supervisor is barred from.
create or replace function private.my_case_ids(duty text) returns uuid[]
    language plpgsql stable security definer
    set search_path = pg_catalog
as $$
declare
    me record;
begin
    select b.practice_id, b.staff_id into me from private.badge(my_case_ids.duty) b;
    if my_case_ids.duty in ('therapist', 'trainee') then
        return (
            select coalesce(array_agg(distinct a.case_id), '{}')
            from app.assignments a
            where a.practice_id = me.practice_id and a.staff_id = me.staff_id
                and a.starts_at <= now() and (a.ends_at is null or a.ends_at > now()));
    elsif my_case_ids.duty = 'supervisor' then
        return (
            select coalesce(array_agg(r.case_id), '{}') from (
                select a.case_id
                from app.assignments a
                where a.practice_id = me.practice_id and a.staff_id = me.staff_id and a.part = 'break_glass'
                    and a.starts_at <= now() and (a.ends_at is null or a.ends_at > now())
                union
                select a.case_id
                from app.supervision v
                join app.assignments a on a.practice_id = v.practice_id and a.staff_id = v.supervisee_id
                where v.practice_id = me.practice_id and v.supervisor_id = me.staff_id and a.part <> 'break_glass'
                    and v.starts_at <= now() and (v.ends_at is null or v.ends_at > now())
                    and a.starts_at <= now() and (a.ends_at is null or a.ends_at > now())
                    and not exists (
                        select from app.bars b
                        where b.practice_id = me.practice_id and b.staff_id = me.staff_id and b.case_id = a.case_id
                            and b.lifted_at is null)
            ) r);
    end if;
    return '{}';
end
$$;

-- Who is logged in, whatever the duty: for the audit, and for `troth whoami`.
create or replace function private.whoami()
    returns table (practice_id uuid, staff_id uuid, login_session_id uuid, expires_at timestamptz, duties text[])
    language plpgsql stable security definer rows 1
    set search_path = pg_catalog
as $$
begin
    return query
        select s.practice_id, s.staff_id, s.login_session_id, s.expires_at,
            array(
                select d.duty from app.staff_duties d
                where d.practice_id = s.practice_id and d.staff_id = s.staff_id
                    and d.starts_at <= now() and (d.ends_at is null or d.ends_at > now())
                order by d.duty)
        from private.live_session s;
end
$$;

-- The same without the duties: for the events of changes. Nulls where nobody is logged in. `only_duty` is that of a
-- schedule's session, and null for a person's.
create or replace function private.holder(
    out practice_id uuid, out staff_id uuid, out login_session_id uuid, out only_duty text)
    language plpgsql stable security definer
    set search_path = pg_catalog
as $$
begin
    select s.practice_id, s.staff_id, s.login_session_id, s.only_duty
    into practice_id, staff_id, login_session_id, only_duty
    from private.live_session s;
end
$$;

-- Whose login session the token was, ended or not: for the audit of what is refused, and for nothing else.
create or replace function private.bearer()
    returns table (practice_id uuid, staff_id uuid, login_session_id uuid)
    language plpgsql stable security definer rows 1
    set search_path = pg_catalog
as $$
begin
    return query
        select s.practice_id, s.staff_id, s.login_session_id
        from private.login_sessions s where s.token_sha256 = private.token_sha256();
end
$$;

-- Whether the session's password was proved within the last five minutes. A moment that is still to come is not fresh:
-- the clock went back.
create or replace function private.proof_is_fresh() returns boolean
    language plpgsql stable security definer
    set search_path = pg_catalog
as $$
begin
    return exists (
        select from private.live_session s
        where s.proved_at <= now() and s.proved_at > now() - interval '5 minutes');
end
$$;

-- For a function that needs the password afresh: true, or an error that the program answers by asking for it.
create or replace function private.require_fresh_proof() returns boolean
    language plpgsql stable
    set search_path = pg_catalog
as $$
begin
    if not private.proof_is_fresh() then
        raise exception 'the password must be proved again' using errcode = 'TR001';
    end if;
    return true;
end
$$;

-- Who acts, and by which one duty: the token's person, where they hold the duty whose role was taken.
create or replace function private.acting()
    returns table (practice_id uuid, staff_id uuid, login_session_id uuid, duty text)
    language plpgsql stable security definer rows 1
    set search_path = pg_catalog
as $$
begin
    return query
        select s.practice_id, s.staff_id, s.login_session_id, private.acting_duty()
        from private.live_session s
        where exists (
            select from app.staff_duties d
            where d.practice_id = s.practice_id and d.staff_id = s.staff_id and d.duty = private.acting_duty()
                and d.starts_at <= current_timestamp and (d.ends_at is null or d.ends_at > current_timestamp));
end
$$;

alter function private.badge(text) owner to troth_badge;
alter function private.holder() owner to troth_badge;
alter function private.actor(text) owner to troth_badge;
alter function private.practice(text) owner to troth_badge;
alter function private.my_case_ids(text) owner to troth_badge;
alter function private.barred_case_ids(text) owner to troth_badge;
alter function private.whoami() owner to troth_badge;
alter function private.bearer() owner to troth_badge;
alter function private.proof_is_fresh() owner to troth_badge;
alter function private.acting() owner to troth_badge;
revoke create on schema private from troth_badge;
grant execute on function private.token_sha256(), private.acting_duty(), private.session_moved() to troth_badge;
