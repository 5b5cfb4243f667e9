-- Reports that are made by themselves at a month's end (docs/decisions/0036). A person grants them with the password
-- afresh; whoever has the secret of the grant can begin a login session for one month that is over. That session acts by
-- the one duty of the grant, opens words of the cases alone that the person had then, changes nothing but the rows of runs
-- of reports, and never has a fresh proof. Like any other it ends with the duty, and a case that is taken from the person is
-- taken from it.

grant usage on schema app, private to troth_registrar;
grant select, insert on private.report_schedules to troth_registrar;
grant update (ended_at) on private.report_schedules to troth_registrar;
grant update (case_ids) on private.login_sessions to troth_registrar;
grant create on schema private to troth_registrar, troth_badge;

create or replace function private.schedule_reports(
    handle text, report text, copy text, formats text[], paper text, conditions text, templates_sha256 bytea,
    first_month date, last_month date, secret_sha256 bytea)
    returns void
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
declare
    me record;
    id constant uuid := gen_random_uuid();
begin
    perform private.require_fresh_proof();
    select a.practice_id, a.login_session_id, a.staff_id, a.duty into me from private.acting() a
    where a.duty in ('therapist', 'trainee', 'supervisor');
    if not found then
        raise exception 'nobody who makes reports' using errcode = 'insufficient_privilege';
    end if;
    insert into private.report_schedules (practice_id, schedule_id, staff_id, handle, duty, report, copy, formats, paper,
        conditions, templates_sha256, first_month, last_month, secret_sha256)
    values (me.practice_id, id, me.staff_id, schedule_reports.handle, me.duty, schedule_reports.report,
        schedule_reports.copy, schedule_reports.formats, schedule_reports.paper, schedule_reports.conditions,
        schedule_reports.templates_sha256, schedule_reports.first_month, schedule_reports.last_month,
        schedule_reports.secret_sha256);
    perform private.record_event(me.practice_id, me.login_session_id, me.staff_id, 'insert', 'report_schedules', '{}',
        array[id]);
end
$$;

-- The person's own, the newest first.
create or replace function private.report_schedules()
    returns table (handle text, duty text, report text, copy text, formats text[], conditions text, first_month date,
        last_month date, granted_on date, ended_on date)
    language sql stable security definer
    set search_path = pg_catalog
    begin atomic
        select s.handle, s.duty, s.report, s.copy, s.formats, s.conditions, s.first_month, s.last_month,
            (s.granted_at at time zone p.time_zone)::date, (s.ended_at at time zone p.time_zone)::date
        from private.whoami() w
        join private.report_schedules s on s.practice_id = w.practice_id and s.staff_id = w.staff_id
        join app.practices p on p.practice_id = s.practice_id
        order by s.granted_at desc, s.handle;
    end;

-- Ends one of the person's own, with the login sessions that it began; false where there is none of that handle.
create or replace function private.end_report_schedule(handle text) returns boolean
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
declare
    me record;
    id uuid;
begin
    select w.practice_id, w.login_session_id, w.staff_id into me from private.whoami() w;
    update private.report_schedules s set ended_at = coalesce(s.ended_at, now())
    where s.practice_id = me.practice_id and s.staff_id = me.staff_id and s.handle = end_report_schedule.handle
    returning s.schedule_id into id;
    if id is null then
        return false;
    end if;
    update private.login_sessions l set revoked_at = clock_timestamp()
    where l.practice_id = me.practice_id and l.staff_id = me.staff_id and l.only_duty is not null
        and l.revoked_at is null;
    perform private.record_event(me.practice_id, me.login_session_id, me.staff_id, 'update', 'report_schedules', '{}',
        array[id]);
    return true;
end
$$;

-- Begins the session of one month under the transaction's token, and says what is to be made. No row where the secret is
-- none, the grant was ended, the month is not one of it or not over yet, or the person does not hold the duty now: which of
-- them is not said.
create or replace function private.begin_scheduled(secret bytea, month date)
    returns table (handle text, duty text, report text, copy text, formats text[], paper text, conditions text,
        templates_sha256 bytea)
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
#variable_conflict use_column
declare
    given private.report_schedules;
    session uuid;
begin
    select s.* into given from private.report_schedules s
    join app.practices p on p.practice_id = s.practice_id
    where s.secret_sha256 = sha256(begin_scheduled.secret) and s.ended_at is null
        and begin_scheduled.month between s.first_month and s.last_month
        and extract(day from begin_scheduled.month) = 1
        and (begin_scheduled.month + interval '1 month')::date <= (now() at time zone p.time_zone)::date
        and exists (
            select from app.staff_duties d
            where d.practice_id = s.practice_id and d.staff_id = s.staff_id and d.duty = s.duty
                and d.starts_at <= now() and (d.ends_at is null or d.ends_at > now()));
    if not found then
        return;
    end if;
    perform private.end_what_is_over();
    insert into private.login_sessions (practice_id, staff_id, token_sha256, proved_at, expires_at, idle_limit,
        only_duty, case_ids)
    values (given.practice_id, given.staff_id, private.token_sha256(), '-infinity', now() + interval '8 hours',
        interval '8 hours', given.duty, '{}')
    returning login_session_id into session;
    insert into private.login_uses (practice_id, login_session_id) values (given.practice_id, session);
    update private.login_sessions l set case_ids = private.my_case_ids(given.duty)
    where l.practice_id = given.practice_id and l.login_session_id = session;
    perform private.record_event(given.practice_id, session, given.staff_id, 'log_in', 'report_schedules', '{}',
        array[given.schedule_id]);
    return query
        select given.handle, given.duty, given.report, given.copy, given.formats, given.paper, given.conditions,
            given.templates_sha256;
end
$$;

-- Refuses what a schedule's login session is not for; asked with every event of one, so that nothing can be done past it.
create or replace function private.refuse_beyond_schedule(
    practice_id uuid, login_session_id uuid, operation text, object text, case_ids uuid[])
    returns void
    language plpgsql stable security definer
    set search_path = pg_catalog
as $$
begin
    if exists (
        select from private.login_sessions l
        where l.practice_id = refuse_beyond_schedule.practice_id
            and l.login_session_id = refuse_beyond_schedule.login_session_id and l.only_duty is not null
            and not (refuse_beyond_schedule.operation = 'open' and refuse_beyond_schedule.case_ids <@ l.case_ids
                or refuse_beyond_schedule.operation in ('log_in', 'log_out')
                or refuse_beyond_schedule.object in ('report_runs', 'report_items')))
    then
        raise exception 'beyond what the schedule is for' using errcode = 'insufficient_privilege';
    end if;
end
$$;

alter function private.schedule_reports(text, text, text, text[], text, text, bytea, date, date, bytea)
    owner to troth_registrar;
alter function private.report_schedules() owner to troth_registrar;
alter function private.end_report_schedule(text) owner to troth_registrar;
alter function private.begin_scheduled(bytea, date) owner to troth_registrar;
alter function private.refuse_beyond_schedule(uuid, uuid, text, text, uuid[]) owner to troth_badge;
revoke create on schema private from troth_registrar, troth_badge;
