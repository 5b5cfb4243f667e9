-- A therapist leaves, dies or is suspended: the whole caseload goes to another, in one transaction, whoever agrees.

grant select on app.hand_overs to troth_warden;
grant insert on app.hand_overs, app.transfers to troth_warden;
grant create on schema private to troth_warden;

-- Begun by who supervises the one that is gone, or by a practice admin; with the password afresh. Every running assignment
-- of theirs ends; of each case whose primary therapist they were, the other is that from this moment, and a transfer says
-- so. Open offers of these cases are withdrawn. Answers how many cases moved; null where this is not the person's to do,
-- or the other may not take one of them. Psychotherapy notes and drafts stay behind, sealed to their author. Each case gets the
-- note that is given for its handle; where a case has none, nothing moves.
create or replace function private.hand_over(
    hand_over_id uuid, from_id uuid, to_id uuid, reason text, note_sealed bytea, case_handles text[],
    transfer_ids uuid[], case_notes bytea[])
    returns integer
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
#variable_conflict use_variable
declare
    me record;
    moved uuid[];
begin
    perform private.require_fresh_proof();
    select a.practice_id, a.staff_id, a.login_session_id, a.duty into me from private.acting() a
    where a.staff_id <> from_id and (a.duty = 'practice_admin' or a.duty = 'supervisor' and exists (
        select from app.supervision v
        where v.practice_id = a.practice_id and v.supervisor_id = a.staff_id and v.supervisee_id = from_id
            and v.starts_at <= now() and (v.ends_at is null or v.ends_at > now())));
    if not found or from_id = to_id or to_id <> all (
        array(select private.holders(me.practice_id, array['therapist', 'trainee']))) then
        return null;
    end if;
    update app.transfers t set withdrawn_at = now()
    where t.practice_id = me.practice_id and t.from_id = hand_over.from_id
        and num_nonnulls(t.accepted_at, t.declined_at, t.withdrawn_at) = 0;
    with ended as (
        update app.assignments a set ends_at = greatest(now(), a.starts_at)
        where a.practice_id = me.practice_id and a.staff_id = hand_over.from_id and a.part <> 'break_glass'
            and (a.ends_at is null or a.ends_at > now())
        returning a.case_id, a.part, a.starts_at
    )
    select coalesce(array_agg(distinct e.case_id) filter (where e.part = 'primary' and e.starts_at <= now()), '{}')
    into moved from ended e;
    insert into app.hand_overs (practice_id, hand_over_id, from_id, to_id, reason, note_sealed, cases, started_by)
    values (me.practice_id, hand_over_id, from_id, to_id, reason, note_sealed, cardinality(moved), me.staff_id);
    update app.assignments a set ends_at = greatest(now(), a.starts_at)
    where a.practice_id = me.practice_id and a.case_id = any (moved) and a.staff_id = hand_over.to_id
        and (a.ends_at is null or a.ends_at > now());
    insert into app.assignments (practice_id, case_id, staff_id, part)
    select me.practice_id, m.case_id, to_id, 'primary' from unnest(moved) m (case_id);
    insert into app.transfers (practice_id, transfer_id, case_id, from_id, to_id, case_handle, accepted_at, hand_over_id,
        note_sealed)
    select me.practice_id, coalesce(n.transfer_id, gen_random_uuid()), c.case_id, from_id, to_id, c.handle, now(),
        hand_over_id, n.note
    from app.cases c
    left join unnest(case_handles, transfer_ids, case_notes) n (handle, transfer_id, note) on n.handle = c.handle
    where c.practice_id = me.practice_id and c.case_id = any (moved);
    perform private.record_event(me.practice_id, me.login_session_id, me.staff_id, 'transfer', 'cases', moved,
        array[hand_over_id]);
    return cardinality(moved);
end
$$;
alter function private.hand_over(uuid, uuid, uuid, text, bytea, text[], uuid[], bytea[]) owner to troth_warden;
revoke create on schema private from troth_warden;
