-- Opening cases. Whoever opens a case is its first primary therapist. Therapists have no right to write assignments themselves.

grant usage on schema app, private to troth_registrar;
grant insert on app.assignments to troth_registrar;
grant select (practice_id, handle) on app.cases, app.sessions, app.drafts, app.notes, app.commitments, app.goals
    to troth_registrar;
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
        ) named
    );

alter function private.assign_opener() owner to troth_registrar;
alter function private.taken_handles(text[]) owner to troth_registrar;
revoke create on schema private from troth_registrar;

create or replace trigger assign_opener after insert on app.cases
    referencing new table as opened
    for each statement execute function private.assign_opener();
