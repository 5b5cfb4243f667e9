-- Opening cases. Whoever opens a case is its first primary therapist. Therapists have no right to write assignments themselves.

grant usage on schema app, private to troth_registrar;
grant insert, select on app.assignments to troth_registrar;
grant select (practice_id, case_id, handle)
    on app.cases, app.sessions, app.drafts, app.notes, app.commitments, app.goals, app.stage_records to troth_registrar;
grant select (session_id) on app.sessions to troth_registrar;
grant select (note_id) on app.drafts, app.notes to troth_registrar;
grant create on schema private to troth_registrar;

create or replace function private.assign_opener() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog
as $$
begin
    insert into app.assignments (practice_id, case_id, staff_id, part)
    select o.practice_id, o.case_id, o.opened_by, 'primary' from opened o;
    return null;
end
$$;

-- Those of `handles` that something in the practice has already. A handle tells nothing; row security hides the rows of
-- others, and whoever files many cases has to draw handles that are free.
create or replace function private.taken_handles(handles text[]) returns text[]
    language sql stable security definer
    set search_path = pg_catalog
    return (
        select coalesce(array_agg(named.handle), '{}')
        from private.acting() p
        cross join lateral (
            select t.handle from app.cases t where t.practice_id = p.practice_id and t.handle = any (taken_handles.handles)
            union all
            select t.handle from app.sessions t
            where t.practice_id = p.practice_id and t.handle = any (taken_handles.handles)
            union all
            select t.handle from app.drafts t where t.practice_id = p.practice_id and t.handle = any (taken_handles.handles)
            union all
            select t.handle from app.notes t where t.practice_id = p.practice_id and t.handle = any (taken_handles.handles)
            union all
            select t.handle from app.commitments t
            where t.practice_id = p.practice_id and t.handle = any (taken_handles.handles)
            union all
            select t.handle from app.goals t where t.practice_id = p.practice_id and t.handle = any (taken_handles.handles)
            union all
            select t.handle from app.stage_records t
            where t.practice_id = p.practice_id and t.handle = any (taken_handles.handles)
        ) named
    );

-- Whether something of that name, a handle or an id, belongs to a case that the token's person reaches by the duty taken.
-- Asked before anything else about it: what is somebody else's and what is not there take the same steps here, so that
-- the time an answer takes does not tell them apart. What then may be seen the policies say.
create or replace function private.reaches(kind text, name text) returns boolean
    language plpgsql stable security definer
    set search_path = pg_catalog
as $$
declare
    by_id constant uuid := case when reaches.name ~ '^[0-9a-f-]{36}$' then reaches.name::uuid end;
    duty constant text := private.acting_duty();
    nowhere constant uuid := '00000000-0000-0000-0000-000000000000';
    me record;
    found_case uuid;
begin
    select b.practice_id, b.staff_id into me from private.badge(duty) b;
    if by_id is null then
        found_case := case reaches.kind
            when 'C' then (select t.case_id from app.cases t where t.practice_id = me.practice_id and t.handle = reaches.name)
            when 'S' then (select t.case_id from app.sessions t where t.practice_id = me.practice_id and t.handle = reaches.name)
            when 'K' then (select t.case_id from app.commitments t
                           where t.practice_id = me.practice_id and t.handle = reaches.name)
            when 'G' then (select t.case_id from app.goals t where t.practice_id = me.practice_id and t.handle = reaches.name)
            when 'R' then (select t.case_id from app.stage_records t
                           where t.practice_id = me.practice_id and t.handle = reaches.name)
            when 'N' then (
                select t.case_id from app.notes t where t.practice_id = me.practice_id and t.handle = reaches.name
                union all
                select t.case_id from app.drafts t where t.practice_id = me.practice_id and t.handle = reaches.name
                limit 1)
        end;
    else
        found_case := case reaches.kind
            when 'C' then by_id
            when 'S' then (select t.case_id from app.sessions t where t.practice_id = me.practice_id and t.session_id = by_id)
            when 'N' then (
                select t.case_id from app.notes t where t.practice_id = me.practice_id and t.note_id = by_id
                union all
                select t.case_id from app.drafts t where t.practice_id = me.practice_id and t.note_id = by_id
                limit 1)
        end;
    end if;
    -- no case has the nil id: the search among the person's own goes as far for what is not there
    if duty in ('therapist', 'trainee') then
        return exists (
            select from app.assignments a
            where a.practice_id = me.practice_id and a.staff_id = me.staff_id
                and a.case_id = coalesce(found_case, nowhere)
                and a.starts_at <= now() and (a.ends_at is null or a.ends_at > now()));
    end if;
    return coalesce(found_case, nowhere) = any (private.my_case_ids(duty));
end
$$;

alter function private.assign_opener() owner to troth_registrar;
alter function private.taken_handles(text[]) owner to troth_registrar;
alter function private.reaches(text, text) owner to troth_registrar;
revoke create on schema private from troth_registrar;

create or replace trigger assign_opener after insert on app.cases
    referencing new table as opened
    for each statement execute function private.assign_opener();
