-- Signed notes: what the database asks of one, and the sweep of what is still to be signed or co-signed.

-- Who is a trainee today signs as one, whatever duty they act under.
alter table app.notes alter column by_trainee set default private.actor('trainee') is not null;

-- A session's note that is signed after it was due says why. One that came signed came with its case, in the transaction
-- that files it; nothing else may say so of itself.
create or replace function private.check_signed() returns trigger
    language plpgsql
    set search_path = pg_catalog
as $$
begin
    if exists (
        select from signed n
        join app.practices p on p.practice_id = n.practice_id
        join app.sessions s on s.practice_id = n.practice_id and s.session_id = n.session_id
        where n.relation is null and not n.came_signed and n.late_reason_sealed is null
            and n.signed_at > s.ends_at + make_interval(hours => p.note_due_hours)) then
        raise exception 'a note that is signed late says why' using errcode = 'check_violation',
            constraint = 'notes_late_reason', schema = 'app', table = 'notes';
    end if;
    if exists (
        select from (select distinct n.practice_id, n.case_id, n.author_id from signed n where n.came_signed) n
        where not exists (
            -- whoever opens a case is assigned to it by that transaction, whose moment is now()
            select from app.assignments a
            where a.practice_id = n.practice_id and a.case_id = n.case_id and a.staff_id = n.author_id
                and a.starts_at = now())) then
        raise exception 'only a note that is filed with its case came signed' using errcode = 'check_violation',
            constraint = 'notes_came_signed', schema = 'app', table = 'notes';
    end if;
    return null;
end
$$;

create or replace trigger check_signed after insert on app.notes
    referencing new table as signed
    for each statement execute function private.check_signed();

grant create on schema private to troth_warden;
grant select (practice_id, note_due_hours, cosign_due_days) on app.practices to troth_warden;
grant select (practice_id, session_id, case_id, handle, starts_at, ends_at, state) on app.sessions to troth_warden;
grant select (practice_id, session_id, handle, author_id, relation) on app.drafts to troth_warden;
grant select (practice_id, note_id, case_id, session_id, handle, author_id, audience, signed_at, relation, of_id,
    needs_cosign) on app.notes to troth_warden;
grant select (practice_id, note_id, outcome, reviewed_at) on app.note_reviews to troth_warden;

-- What is still to be signed or co-signed at a moment: handles and times, no word. Of a therapist or trainee their own; of
-- a supervisor those of whom they supervise; of a practice admin the practice's. A session's note is its primary
-- therapist's to write.
--   unsigned, late           a session that took place and has no signed note; late once it is overdue
--   to_cosign, cosign_late   a trainee's note that waits for its co-signature
--   returned                 one that was returned and not corrected yet
create or replace function private.note_sweep(at timestamptz)
    returns table (login text, case_handle text, session_handle text, note_handle text, standing text,
                   since timestamptz, due_at timestamptz)
    language sql stable security definer
    set search_path = pg_catalog
    begin atomic
        with me as materialized (
            select a.practice_id, a.staff_id, a.duty, make_interval(hours => p.note_due_hours) as note_due,
                make_interval(days => p.cosign_due_days) as cosign_due
            from private.acting() a join app.practices p on p.practice_id = a.practice_id
            where a.duty in ('therapist', 'trainee', 'supervisor', 'practice_admin')
        ), authors as materialized (
            select s.practice_id, s.staff_id, s.login from me m
            join app.staff s on s.practice_id = m.practice_id
            where m.duty = 'practice_admin' or m.duty in ('therapist', 'trainee') and s.staff_id = m.staff_id
                or m.duty = 'supervisor' and exists (
                    select from app.supervision v
                    where v.practice_id = m.practice_id and v.supervisor_id = m.staff_id
                        and v.supervisee_id = s.staff_id
                        and v.starts_at <= now() and (v.ends_at is null or v.ends_at > now()))
        ), mine as materialized (
            select c.practice_id, c.case_id, c.handle from me m
            join app.cases c on c.practice_id = m.practice_id
            where case when m.duty = 'practice_admin'
                       then c.case_id <> all ((select private.barred_case_ids('practice_admin'))::uuid[])
                       else c.case_id = any ((select private.my_case_ids(private.acting_duty()))::uuid[]) end
        ), found as (
            select w.login, c.handle as case_handle, s.handle as session_handle, d.handle as note_handle,
                case when s.ends_at + m.note_due < note_sweep.at then 'late' else 'unsigned' end as standing,
                s.ends_at as since, s.ends_at + m.note_due as due_at
            from me m
            join mine c on c.practice_id = m.practice_id
            join app.sessions s on s.practice_id = c.practice_id and s.case_id = c.case_id
                and s.state in ('held', 'phone_contact')
            join app.assignments a on a.practice_id = c.practice_id and a.case_id = c.case_id and a.part = 'primary'
                and a.starts_at <= now() and (a.ends_at is null or a.ends_at > now())
            join authors w on w.practice_id = a.practice_id and w.staff_id = a.staff_id
            left join app.drafts d on d.practice_id = s.practice_id and d.session_id = s.session_id
                and d.author_id = m.staff_id and d.relation is null
            where not exists (
                select from app.notes n where n.practice_id = s.practice_id and n.session_id = s.session_id)
            union all
            select w.login, c.handle, s.handle, n.handle,
                case when r.outcome = 'returned' then 'returned'
                     when n.signed_at + m.cosign_due < note_sweep.at then 'cosign_late' else 'to_cosign' end,
                n.signed_at, case when r.outcome is null then n.signed_at + m.cosign_due end
            from me m
            join mine c on c.practice_id = m.practice_id
            join app.notes n on n.practice_id = c.practice_id and n.case_id = c.case_id and n.needs_cosign
            join authors w on w.practice_id = n.practice_id and w.staff_id = n.author_id
            join app.sessions s on s.practice_id = n.practice_id and s.session_id = n.session_id
            left join app.note_reviews r on r.practice_id = n.practice_id and r.note_id = n.note_id
            where r.outcome is null or r.outcome = 'returned' and not exists (
                select from app.notes k
                where k.practice_id = n.practice_id and k.of_id = n.note_id and k.relation = 'correction')
        )
        select f.login, f.case_handle, f.session_handle, f.note_handle, f.standing, f.since, f.due_at
        from found f order by f.due_at nulls first, f.since, f.session_handle, f.note_handle;
    end;
alter function private.note_sweep(timestamptz) owner to troth_warden;
revoke create on schema private from troth_warden;
