-- Approving a release. What is approved, by whom and when stands in app.release_approvals; its checks hold whoever
-- writes. This function is the only way to write it: it wants the password proved afresh, and a second person wherever
-- the practice has one.

grant usage on schema app, private to troth_releaser;
grant select on app.release_requests, app.release_approvals, app.staff_duties to troth_releaser;
grant insert on app.release_approvals to troth_releaser;
grant create on schema private to troth_releaser;

-- 'approved'; 'again' where it was approved before; 'own' where another admin must; 'early' before `free_at`; no row
-- where there is no such request in the practice of a practice admin.
create or replace function private.approve_release(handle text)
    returns table (answer text, free_at timestamptz)
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
#variable_conflict use_column
declare
    me constant uuid := private.actor('practice_admin');
    my_practice constant uuid := private.practice('practice_admin');
    asked app.release_requests;
begin
    select r.* into asked from app.release_requests r
    where r.practice_id = my_practice and r.handle = approve_release.handle;
    if not found then
        return;
    end if;
    perform private.require_fresh_proof();
    if exists (select from app.release_approvals a
               where a.practice_id = my_practice and a.release_id = asked.release_id) then
        return query select 'again', null::timestamptz;
        return;
    end if;
    if asked.staff_id = me then
        if exists (
            select from app.staff_duties d
            where d.practice_id = my_practice and d.duty = 'practice_admin' and d.staff_id <> me
                and d.starts_at <= now() and (d.ends_at is null or d.ends_at > now())
        ) then
            return query select 'own', null::timestamptz;
            return;
        end if;
        if now() < asked.requested_at + interval '24 hours' then
            return query select 'early', asked.requested_at + interval '24 hours';
            return;
        end if;
    end if;
    insert into app.release_approvals (practice_id, release_id, requested_by, requested_at, staff_id, stands_for)
    values (my_practice, asked.release_id, asked.staff_id, asked.requested_at, me,
        case when asked.staff_id = me then 'wait' else 'second_person' end);
    perform private.record_event(my_practice, w.login_session_id, me, 'approve', 'release_requests', '{}',
        array[asked.release_id])
    from private.whoami() w;
    return query select 'approved', null::timestamptz;
end
$$;

-- The event of a delivery, in its transaction: true where one was left.
create or replace function private.record_release(release_id uuid) returns boolean
    language sql volatile security definer
    set search_path = pg_catalog
    begin atomic
        with event as materialized (
            select private.record_event(w.practice_id, w.login_session_id, w.staff_id, 'release', 'release_deliveries',
                '{}', array[record_release.release_id])
            from private.whoami() w
            where w.staff_id = private.actor('practice_admin') and private.require_fresh_proof()
        )
        select exists (select from event);
    end;

alter function private.approve_release(text) owner to troth_releaser;
alter function private.record_release(uuid) owner to troth_releaser;
revoke create on schema private from troth_releaser;
