-- Copies of a record that leave the practice. These functions belong to troth_clerk; nothing else writes a release, and
-- with every release that is given the accounting gets its entry in the same statement or not at all. The states and who
-- may move one are the constraints of app.case_releases and what stands here; Sources/CaseModel/RecordRelease.swift says
-- the same once more, as a plain model to test against.

grant select (practice_id, case_id, handle) on app.cases to troth_clerk;
grant select (practice_id, time_zone) on app.practices to troth_clerk;
grant select on app.authorizations, app.revocations, app.case_releases to troth_clerk;
grant insert on app.case_releases to troth_clerk;
grant update (answered_at, answered_by, answer, withdrawn_at, released_at, released_by, disclosure_id, package_sha256,
    reviewed_at, reviewed_by, finding, is_alone) on app.case_releases to troth_clerk;
grant create on schema private to troth_clerk;

-- Who acts on a case that they treat now, and the case's handle: no row for anybody else.
create or replace function private.treating(case_id uuid)
    returns table (practice_id uuid, staff_id uuid, login_session_id uuid, handle text)
    language sql stable
    set search_path = pg_catalog
    begin atomic
        select m.practice_id, m.staff_id, m.login_session_id, c.handle
        from private.acting() m
        join app.cases c on c.practice_id = m.practice_id and c.case_id = treating.case_id
        where m.duty in ('therapist', 'trainee') and exists (
            select from app.assignments a
            where a.practice_id = m.practice_id and a.staff_id = m.staff_id and a.case_id = treating.case_id
                and a.part <> 'break_glass' and a.starts_at <= now() and (a.ends_at is null or a.ends_at > now()));
    end;

-- Whether nobody but this person holds a duty by which a release is answered: a practice of one.
create or replace function private.is_alone(practice_id uuid, staff_id uuid) returns boolean
    language sql stable
    set search_path = pg_catalog
    return not exists (
        select from private.holders(is_alone.practice_id, array['supervisor', 'practice_admin']) h (staff_id)
        where h.staff_id <> is_alone.staff_id);

-- Whether a partner's leave covers this now: one of `ids`, given in this case for this recipient, not over, not revoked.
create or replace function private.is_authorized(
    practice_id uuid, case_id uuid, ids uuid[], partner text, recipient text, recipient_mac bytea, what text)
    returns boolean
    language sql stable
    set search_path = pg_catalog
    return exists (
        select from app.authorizations z
        join app.practices p on p.practice_id = z.practice_id
        where z.practice_id = is_authorized.practice_id and z.case_id = is_authorized.case_id
            and z.authorization_id = any (is_authorized.ids) and z.partner = is_authorized.partner
            and z.recipient = is_authorized.recipient
            and z.recipient_mac is not distinct from is_authorized.recipient_mac
            and is_authorized.what = any (z.covers)
            and z.given_on <= (now() at time zone p.time_zone)::date
            and (z.until_on is null or z.until_on >= (now() at time zone p.time_zone)::date)
            and not exists (
                select from app.revocations r
                where r.practice_id = z.practice_id and r.authorization_id = z.authorization_id));

-- The accounting's entry of a release; its owner's alone to call.
create or replace function private.account_for(
    practice_id uuid, staff_id uuid, disclosure_id uuid, case_id uuid, disclosed_on date, audience text,
    recipient_sealed bytea, what_sealed bytea, purpose_sealed bytea)
    returns void
    language sql volatile
    set search_path = pg_catalog
    begin atomic
        insert into app.disclosures (practice_id, disclosure_id, case_id, disclosed_on, audience, recipient_sealed,
            what_sealed, purpose_sealed, recorded_by)
        values (account_for.practice_id, account_for.disclosure_id, account_for.case_id, account_for.disclosed_on,
            account_for.audience, account_for.recipient_sealed, account_for.what_sealed, account_for.purpose_sealed,
            account_for.staff_id);
    end;

-- Gives a copy by the couple's leave: joint entries by both partners', a partner's own by that partner's, and one's own
-- part to oneself. False where a leave is missing, over or revoked by now, or the case is not the acting person's.
create or replace function private.record_copy(
    release_id uuid, case_id uuid, recipient text, recipient_mac bytea, covers text[], authorization_ids uuid[],
    package_sha256 bytea, disclosure_id uuid, disclosed_on date, audience text, recipient_sealed bytea,
    what_sealed bytea, purpose_sealed bytea)
    returns boolean
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
#variable_conflict use_variable
declare
    me record;
    partner text;
begin
    select * into me from private.treating(case_id);
    if not found or cardinality(covers) = 0 then return false; end if;
    foreach partner in array array['A', 'B'] loop
        if 'joint' = any (covers) and not private.is_authorized(
            me.practice_id, case_id, authorization_ids, partner, recipient, recipient_mac, 'joint') then
            return false;
        end if;
        if partner = any (covers) and partner <> recipient and not private.is_authorized(
            me.practice_id, case_id, authorization_ids, partner, recipient, recipient_mac, 'own') then
            return false;
        end if;
    end loop;
    perform private.account_for(me.practice_id, me.staff_id, disclosure_id, case_id, disclosed_on, audience,
        recipient_sealed, what_sealed, purpose_sealed);
    insert into app.case_releases (practice_id, release_id, case_id, case_handle, kind, recipient, recipient_mac, covers,
        authorization_ids, asked_by, released_at, released_by, disclosure_id, package_sha256)
    values (me.practice_id, release_id, case_id, me.handle, 'authorized', recipient, recipient_mac, covers,
        authorization_ids, me.staff_id, now(), me.staff_id, disclosure_id, package_sha256);
    perform private.record_event(me.practice_id, me.login_session_id, me.staff_id, 'release', 'case_releases',
        array[case_id], array[release_id, disclosure_id]);
    return true;
end
$$;

-- Asks to give a copy against the couple's leave, by a law. Nothing leaves before somebody else approves; in a practice
-- of one, not before 24 hours are over.
create or replace function private.ask_release(
    release_id uuid, case_id uuid, recipient text, recipient_mac bytea, covers text[], basis text, reason_sealed bytea)
    returns boolean
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
#variable_conflict use_variable
declare
    me record;
begin
    select * into me from private.treating(case_id);
    if not found or cardinality(covers) = 0 then return false; end if;
    insert into app.case_releases (practice_id, release_id, case_id, case_handle, kind, recipient, recipient_mac, covers,
        basis, reason_sealed, asked_by)
    values (me.practice_id, release_id, case_id, me.handle, 'override', recipient, recipient_mac, covers, basis,
        reason_sealed, me.staff_id);
    return true;
end
$$;

-- Answers what somebody else asked for: approve or refuse. False where it is not there to be answered by this person.
create or replace function private.answer_release(release_id uuid, answer text) returns boolean
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
#variable_conflict use_variable
declare
    me record;
begin
    select m.practice_id, m.staff_id, m.login_session_id, m.duty into me from private.acting() m
    where m.duty in ('supervisor', 'practice_admin');
    if not found then return false; end if;
    update app.case_releases r
    set answered_at = now(), answered_by = me.staff_id, answer = answer_release.answer
    where r.practice_id = me.practice_id and r.release_id = answer_release.release_id and r.kind = 'override'
        and r.answer is null and r.withdrawn_at is null and r.released_at is null and r.asked_by <> me.staff_id
        and r.case_id <> all (private.barred_case_ids(me.duty));
    if not found then return false; end if;
    perform private.record_event(me.practice_id, me.login_session_id, me.staff_id, 'approve', 'case_releases', '{}',
        array[release_id]);
    return true;
end
$$;

-- Whoever asked takes it back, before it is given.
create or replace function private.withdraw_release(release_id uuid) returns boolean
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
#variable_conflict use_variable
declare
    me record;
begin
    select m.practice_id, m.staff_id into me from private.acting() m where m.duty in ('therapist', 'trainee');
    if not found then return false; end if;
    update app.case_releases r set withdrawn_at = now()
    where r.practice_id = me.practice_id and r.release_id = withdraw_release.release_id and r.kind = 'override'
        and r.asked_by = me.staff_id and r.answer is distinct from 'refused' and r.withdrawn_at is null
        and r.released_at is null;
    return found;
end
$$;

-- Gives the copy that was asked for and approved, or that a practice of one has waited for.
create or replace function private.give_release(
    release_id uuid, package_sha256 bytea, disclosure_id uuid, disclosed_on date, audience text,
    recipient_sealed bytea, what_sealed bytea, purpose_sealed bytea)
    returns boolean
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
#variable_conflict use_variable
declare
    me record;
    asked record;
begin
    select r.practice_id, r.case_id, r.asked_by, r.asked_at, r.answer,
        private.is_alone(r.practice_id, r.asked_by) as is_alone into asked
    from app.case_releases r
    where r.release_id = give_release.release_id and r.kind = 'override' and r.withdrawn_at is null
        and r.released_at is null and r.answer is distinct from 'refused'
    for update;
    if not found then return false; end if;
    select * into me from private.treating(asked.case_id);
    if not found or me.practice_id <> asked.practice_id then return false; end if;
    if asked.answer is null and not (asked.is_alone and asked.asked_at + interval '24 hours' <= now()) then
        return false;
    end if;
    perform private.account_for(me.practice_id, me.staff_id, disclosure_id, asked.case_id, disclosed_on, audience,
        recipient_sealed, what_sealed, purpose_sealed);
    update app.case_releases r
    set released_at = now(), released_by = me.staff_id, disclosure_id = give_release.disclosure_id,
        package_sha256 = give_release.package_sha256, is_alone = asked.answer is null
    where r.practice_id = me.practice_id and r.release_id = give_release.release_id;
    perform private.record_event(me.practice_id, me.login_session_id, me.staff_id, 'release', 'case_releases',
        array[asked.case_id], array[release_id, disclosure_id]);
    return true;
end
$$;

-- A report that a law asks for, or that keeps somebody from serious harm: recorded as given in the same moment. Nothing
-- holds it; it is reviewed afterwards.
create or replace function private.record_mandated(
    release_id uuid, case_id uuid, recipient_mac bytea, basis text, reason_sealed bytea, disclosure_id uuid,
    disclosed_on date, audience text, recipient_sealed bytea, what_sealed bytea, purpose_sealed bytea)
    returns boolean
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
#variable_conflict use_variable
declare
    me record;
begin
    select * into me from private.treating(case_id);
    if not found then return false; end if;
    perform private.account_for(me.practice_id, me.staff_id, disclosure_id, case_id, disclosed_on, audience,
        recipient_sealed, what_sealed, purpose_sealed);
    insert into app.case_releases (practice_id, release_id, case_id, case_handle, kind, recipient, recipient_mac, covers,
        basis, reason_sealed, asked_by, released_at, released_by, disclosure_id)
    values (me.practice_id, release_id, case_id, me.handle, 'mandated', 'person', recipient_mac, '{}', basis,
        reason_sealed, me.staff_id, now(), me.staff_id, disclosure_id);
    perform private.record_event(me.practice_id, me.login_session_id, me.staff_id, 'report', 'case_releases',
        array[case_id], array[release_id, disclosure_id]);
    return true;
end
$$;

-- What somebody else found about a report afterwards; in a practice of one, oneself when 24 hours are over.
create or replace function private.review_release(release_id uuid, finding text) returns boolean
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
#variable_conflict use_variable
declare
    me record;
begin
    select m.practice_id, m.staff_id, m.duty into me from private.acting() m
    where m.duty in ('supervisor', 'practice_admin');
    if not found then return false; end if;
    update app.case_releases r
    set reviewed_at = now(), reviewed_by = me.staff_id, finding = review_release.finding,
        is_alone = r.asked_by = me.staff_id
    where r.practice_id = me.practice_id and r.release_id = review_release.release_id and r.kind = 'mandated'
        and r.reviewed_at is null and r.case_id <> all (private.barred_case_ids(me.duty))
        and (r.asked_by <> me.staff_id
             or (private.is_alone(r.practice_id, r.asked_by) and r.asked_at + interval '24 hours' <= now()));
    return found;
end
$$;

do $$
declare
    made regprocedure;
begin
    for made in
        select f.oid from pg_proc f
        where f.pronamespace = 'private'::regnamespace and f.proname in (
            'treating', 'is_alone', 'is_authorized', 'account_for', 'record_copy', 'ask_release', 'answer_release',
            'withdraw_release', 'give_release', 'record_mandated', 'review_release')
    loop
        execute format('alter function %s owner to troth_clerk', made);
    end loop;
end
$$;
revoke create on schema private from troth_clerk;

-- Every sealed text of a case that the acting person may read at all, for the check of a copy before it is given: what it
-- must not hold as well as what it holds. No psychotherapy note and no draft of somebody else. Leaves its event.
grant create on schema private to troth_reader;
create or replace function private.check_words(case_id uuid)
    returns table (subject text, row_id uuid, field text, audience text, sealed bytea)
    language sql volatile security definer
    set search_path = pg_catalog
    begin atomic
        with me as materialized (
            select m.practice_id, m.staff_id, m.login_session_id from private.acting() m
            where m.duty in ('therapist', 'trainee')
                and check_words.case_id = any ((select private.my_case_ids(private.acting_duty()))::uuid[])
        ), words as materialized (
            select t.subject, t.row_id, t.field, t.audience, t.sealed
            from me m
            join private.sealed_texts t on t.practice_id = m.practice_id and t.case_id = check_words.case_id
            where octet_length(t.sealed) > 0
                and not exists (
                    select from app.notes n
                    where n.practice_id = m.practice_id and n.note_id = t.row_id and n.audience = 'therapist'
                        and n.author_id <> m.staff_id)
                and not exists (
                    select from app.drafts d
                    where d.practice_id = m.practice_id and d.note_id = t.row_id and d.author_id <> m.staff_id)
        ), event as materialized (
            select private.record_event(m.practice_id, m.login_session_id, m.staff_id, 'open', 'sealed_texts',
                array[check_words.case_id], array(select distinct w.row_id from words w)) as written
            from me m
        )
        select w.subject, w.row_id, w.field, w.audience, w.sealed from words w, event e;
    end;
alter function private.check_words(uuid) owner to troth_reader;
revoke create on schema private from troth_reader;
