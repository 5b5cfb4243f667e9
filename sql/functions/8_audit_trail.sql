-- Reading the audit, and the accounting of disclosures. Whoever reads the audit leaves an event in it.

grant usage on schema app, private to troth_examiner;
grant select on private.audit_events, private.audit_checkpoints to troth_examiner;
grant select (practice_id, case_id, handle) on app.cases to troth_examiner;
grant select (practice_id, staff_id, login) on app.staff to troth_examiner;
grant create on schema app to troth_examiner;

-- The id of a case, by its handle or id, whose events the acting person may see: an auditor those of the practice, whoever
-- treats or supervises couples those of the cases they reach.
create or replace function app.audit_case(name text) returns uuid
    language sql stable security definer
    set search_path = pg_catalog
    return (
        select c.case_id
        from private.acting() m join app.cases c on c.practice_id = m.practice_id
        where audit_case.name in (c.handle, c.case_id::text) and (
            m.duty = 'auditor' or c.case_id = any ((select private.my_case_ids(private.acting_duty()))::uuid[]))
    );

-- Events, newest first: ids, logins and handles. What is null is not asked for. An auditor sees the practice's, whoever
-- treats or supervises couples those about the cases they reach, and of these no other case's handle.
create or replace function app.audit_trail(
    case_id uuid, person text, since timestamptz, act text, most integer)
    returns table (event_id bigint, at timestamptz, login text, act text, operation text, object text, handles text[],
        things integer)
    language sql volatile security definer
    set search_path = pg_catalog
    begin atomic
        with me as materialized (
            select m.practice_id, m.staff_id, m.login_session_id, m.duty,
                private.my_case_ids(m.duty) as mine
            from private.acting() m where m.duty in ('auditor', 'therapist', 'trainee', 'supervisor')
        ), found as materialized (
            select e.event_id, e.at, e.practice_id, e.actor_id, e.act, e.operation, e.object, e.case_ids, e.row_ids,
                e.handle
            from me m join private.audit_events e on e.practice_id = m.practice_id
            where (m.duty = 'auditor' or e.case_ids && m.mine)
                and (audit_trail.case_id is null or audit_trail.case_id = any (e.case_ids))
                and (audit_trail.person is null or e.actor_id = (
                    select s.staff_id from app.staff s
                    where s.practice_id = m.practice_id and s.login = audit_trail.person))
                and (audit_trail.since is null or e.at >= audit_trail.since)
                and (audit_trail.act is null or audit_trail.act in (e.act, e.operation))
            order by e.at desc, e.event_id desc limit audit_trail.most
        ), event as materialized (
            select private.record_event(m.practice_id, m.login_session_id, m.staff_id, 'open', 'audit_events',
                array_remove(array[audit_trail.case_id], null)) as written
            from me m
        )
        select f.event_id, f.at, s.login, f.act, f.operation, f.object,
            array(select c.handle from me m join app.cases c on c.practice_id = m.practice_id
                  where c.case_id = any (f.case_ids) and (m.duty = 'auditor' or c.case_id = any (m.mine))
                  order by c.handle) || array_remove(array[f.handle], null),
            cardinality(f.row_ids)
        from found f
        cross join event v
        left join app.staff s on s.practice_id = f.practice_id and s.staff_id = f.actor_id
        order by f.at desc, f.event_id desc;
    end;

-- Checkpoints of the auditor's practice, oldest first: the newest, and others spread evenly, at most so many.
create or replace function app.audit_notes(most integer) returns table (size bigint, note text)
    language sql stable security definer
    set search_path = pg_catalog
    begin atomic
        select n.size, n.note
        from (
            select c.size, c.note, row_number() over (order by c.size) as place, count(*) over () as total
            from private.acting() m join private.audit_checkpoints c on c.log_id = m.practice_id
            where m.duty = 'auditor'
        ) n
        where n.place = n.total or n.place * (audit_notes.most - 1) / n.total
            <> (n.place - 1) * (audit_notes.most - 1) / n.total
        order by n.size;
    end;

-- The events of the auditor's practice as the leaves of its log: those of the whole batches after a size, about as many
-- as asked for. Needs the password afresh, as every export does, and leaves an event each time.
create or replace function app.audit_lines(after bigint, most integer) returns table (size bigint, line text)
    language sql volatile security definer
    set search_path = pg_catalog
    begin atomic
        with me as materialized (
            select m.practice_id, m.staff_id, m.login_session_id
            from private.acting() m where m.duty = 'auditor' and private.require_fresh_proof()
        ), event as materialized (
            select private.record_event(m.practice_id, m.login_session_id, m.staff_id, 'export', 'audit_events') as written
            from me m
        ), batches as materialized (
            select c.size, c.log_id, c.system_identifier, c.from_transaction, c.below_transaction
            from me m join private.audit_checkpoints c on c.log_id = m.practice_id
            cross join event v
            where c.size > audit_lines.after and (
                c.size <= audit_lines.after + audit_lines.most
                or c.size = (select min(n.size) from private.audit_checkpoints n
                             where n.log_id = m.practice_id and n.size > audit_lines.after))
        )
        select b.size, private.audit_line(e)
        from batches b
        join private.audit_events e on e.transaction >= b.from_transaction and e.transaction < b.below_transaction
            and e.system_identifier = b.system_identifier and e.practice_id = b.log_id
        order by b.size, e.transaction, e.event_id;
    end;

alter function app.audit_case(text) owner to troth_examiner;
alter function app.audit_trail(uuid, text, timestamptz, text, integer) owner to troth_examiner;
alter function app.audit_notes(integer) owner to troth_examiner;
alter function app.audit_lines(bigint, integer) owner to troth_examiner;
revoke create on schema app from troth_examiner;
grant execute on function private.acting(), private.acting_duty(), private.my_case_ids(text), private.require_fresh_proof(), private.proof_is_fresh(),
    private.audit_line(private.audit_events), private.audit_hashes(bytea[]),
    private.record_event(uuid, uuid, uuid, text, text, uuid[], uuid[])
    to troth_examiner;

-- The accounting of disclosures.
grant usage on schema app, private to troth_clerk;
grant insert on app.disclosures to troth_clerk;
grant select (practice_id, case_id, staff_id, part, starts_at, ends_at) on app.assignments to troth_clerk;
grant create on schema private to troth_clerk;

-- Records what was given to whom. False where the case is not one of the acting person's.
create or replace function private.record_disclosure(
    disclosure_id uuid, case_id uuid, disclosed_on date, audience text, recipient_sealed bytea, what_sealed bytea,
    purpose_sealed bytea)
    returns boolean
    language sql volatile security definer
    set search_path = pg_catalog
    begin atomic
        with me as materialized (
            select m.practice_id, m.staff_id, m.login_session_id
            from private.acting() m
            join app.assignments a on a.practice_id = m.practice_id and a.staff_id = m.staff_id
                and a.case_id = record_disclosure.case_id and a.part <> 'break_glass'
                and a.starts_at <= now() and (a.ends_at is null or a.ends_at > now())
            where m.duty in ('therapist', 'trainee')
        ), recorded as (
            insert into app.disclosures (practice_id, disclosure_id, case_id, disclosed_on, audience, recipient_sealed,
                what_sealed, purpose_sealed, recorded_by)
            select m.practice_id, record_disclosure.disclosure_id, record_disclosure.case_id,
                record_disclosure.disclosed_on, record_disclosure.audience, record_disclosure.recipient_sealed,
                record_disclosure.what_sealed, record_disclosure.purpose_sealed, m.staff_id
            from me m
        ), event as materialized (
            select private.record_event(m.practice_id, m.login_session_id, m.staff_id, 'disclose', 'disclosures',
                array[record_disclosure.case_id], array[record_disclosure.disclosure_id]) as written
            from me m
        )
        select count(*) = 1 from event;
    end;

alter function private.record_disclosure(uuid, uuid, date, text, bytea, bytea, bytea) owner to troth_clerk;
revoke create on schema private from troth_clerk;
grant execute on function private.acting(), private.record_event(uuid, uuid, uuid, text, text, uuid[], uuid[])
    to troth_clerk;
