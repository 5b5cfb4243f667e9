-- Keys: exchanging a case's keys while people work, erasing a case, and what is known of keys without opening any.
--
-- Practice admins order it; they never get a word by it. Re-sealing has to move ciphertext through the program, so the
-- functions that hand it out answer one role alone, troth_rewrapper, which the program takes for nothing else; they give
-- only texts that lie under a superseded key of a case whose keys are being exchanged, and leave an event with the ids.

grant usage on schema app, private to troth_keysmith;
grant select on private.sealed_texts to troth_keysmith;
grant select, insert, delete on app.case_keys to troth_keysmith;
-- so that a row can be locked; which columns an update may touch is said below
grant update (made_at) on app.case_keys to troth_keysmith;
grant select on app.practices, app.cases, app.assignments, app.partners, app.stage_events, app.sessions, app.drafts,
    app.notes, app.note_reviews, app.measure_responses, app.commitments, app.goals, app.stage_records, app.stage_answers,
    app.stage_corrections, app.practice_keys, app.staff to troth_keysmith;
grant update (wrapped) on app.practice_keys to troth_keysmith;
grant update (name_sealed, profile_sealed, contacts_sealed, birth_year) on app.partners to troth_keysmith;
grant update (reason_sealed) on app.stage_events, app.stage_corrections to troth_keysmith;
grant update (others_sealed) on app.sessions to troth_keysmith;
grant update (body_sealed) on app.drafts, app.notes to troth_keysmith;
grant update (late_reason_sealed) on app.notes to troth_keysmith;
grant update (comment_sealed) on app.note_reviews to troth_keysmith;
grant select on app.safety_screens, app.safety_decisions, app.safety_flags, app.flag_reviews, app.safety_plans,
    app.confided_matters, app.treatment_plans, app.coverages to troth_keysmith;
grant update (words_sealed) on app.safety_screens, app.safety_flags, app.safety_plans, app.confided_matters,
    app.treatment_plans, app.coverages to troth_keysmith;
grant update (reason_sealed) on app.safety_decisions to troth_keysmith;
grant update (assessment_sealed, action_sealed) on app.flag_reviews to troth_keysmith;
grant update (answers_sealed) on app.measure_responses to troth_keysmith;
grant update (text_sealed) on app.commitments to troth_keysmith;
grant update (words_sealed) on app.goals, app.stage_records, app.stage_answers to troth_keysmith;
grant select, update (recipient_sealed, what_sealed, purpose_sealed) on app.disclosures to troth_keysmith;
grant select, update (words_sealed) on app.authorizations to troth_keysmith;
grant select, update (reason_sealed) on app.case_releases, app.legal_holds to troth_keysmith;
grant select, update (note_sealed) on app.transfers to troth_keysmith;
grant update (region, together_since, children) on app.cases to troth_keysmith;
grant update (ends_at) on app.assignments to troth_keysmith;
grant select, insert on app.erasures to troth_keysmith;
grant select, insert, update on app.key_rotations to troth_keysmith;
grant create on schema private to troth_keysmith;

-- Who orders it: the token's person, as practice admin.
create or replace function private.key_admin()
    returns table (practice_id uuid, staff_id uuid, login_session_id uuid)
    language sql stable
    set search_path = pg_catalog
    begin atomic
        select w.practice_id, w.staff_id, w.login_session_id
        from private.whoami() w where w.staff_id = private.actor('practice_admin');
    end;

-- The rotation of all cases that is under way in the practice, if any.
create or replace function private.open_rotation(practice_id uuid) returns timestamptz
    language sql stable
    set search_path = pg_catalog
    return (select r.begun_at from app.key_rotations r
            where r.practice_id = open_rotation.practice_id and r.ended_at is null);

-- Begins a rotation of every case's keys, or finds the one that was begun; answers when that was.
create or replace function private.begin_rotation(rotation_id uuid) returns timestamptz
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
declare
    who record;
    begun timestamptz;
begin
    select * into strict who from private.key_admin();
    begun := private.open_rotation(who.practice_id);
    if begun is null then
        perform private.require_fresh_proof();
        insert into app.key_rotations as r (practice_id, rotation_id, begun_by)
        values (who.practice_id, begin_rotation.rotation_id, who.staff_id)
        returning r.begun_at into begun;
    end if;
    return begun;
end
$$;

-- Gives a case its next keys. Texts come under them from now on; those that are there follow by put_resealed.
create or replace function private.begin_case_keys(
    case_id uuid, key_version integer, practice_key_version integer, joint bytea, a bytea, b bytea, therapist bytea)
    returns void
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
declare
    who record;
begin
    select * into strict who from private.key_admin();
    if private.open_rotation(who.practice_id) is null then
        perform private.require_fresh_proof();
    end if;
    if key_version is distinct from 1 + (
        select max(k.key_version) from app.case_keys k
        where k.practice_id = who.practice_id and k.case_id = begin_case_keys.case_id)
    then
        raise exception 'not the next version of these keys' using errcode = '40001';
    end if;
    insert into app.case_keys (practice_id, case_id, key_version, practice_key_version, wrapped_joint, wrapped_a,
        wrapped_b, wrapped_therapist)
    values (who.practice_id, begin_case_keys.case_id, begin_case_keys.key_version,
        begin_case_keys.practice_key_version, joint, a, b, therapist);
end
$$;

-- Versions of a case's keys: 1 is at rest, 2 or more is an exchange under way, none is erased.
create or replace function private.key_versions(case_id uuid) returns integer[]
    language sql stable security definer
    set search_path = pg_catalog
    return (
        select coalesce(array_agg(k.key_version order by k.key_version), '{}')
        from private.key_admin() w
        join app.case_keys k on k.practice_id = w.practice_id and k.case_id = key_versions.case_id
    );

-- For troth_rewrapper: the next cases whose keys are older than the rotation under way, or half exchanged.
create or replace function private.due_cases(most integer) returns table (case_id uuid, handle text)
    language sql stable security definer
    set search_path = pg_catalog
    begin atomic
        select c.case_id, c.handle
        from private.key_admin() w
        join app.case_keys k on k.practice_id = w.practice_id
        join app.cases c on c.practice_id = k.practice_id and c.case_id = k.case_id
        group by c.practice_id, c.case_id, c.handle
        having count(*) > 1 or max(k.made_at) < private.open_rotation(c.practice_id)
        order by c.case_id
        limit due_cases.most;
    end;

-- For troth_rewrapper: how many cases a rotation of all has still to do.
create or replace function private.due_case_count() returns bigint
    language sql stable security definer
    set search_path = pg_catalog
    return (
        select count(*) from (
            select from private.key_admin() w
            join app.case_keys k on k.practice_id = w.practice_id
            group by k.practice_id, k.case_id
            having count(*) > 1 or max(k.made_at) < private.open_rotation(k.practice_id)) due
    );

-- For troth_rewrapper: ends the rotation of all; true where no case is left.
create or replace function private.end_rotation() returns boolean
    language sql volatile security definer
    set search_path = pg_catalog
    begin atomic
        with ended as (
            update app.key_rotations r set ended_at = now()
            from private.key_admin() w
            where r.practice_id = w.practice_id and r.ended_at is null and private.due_case_count() = 0
            returning r.rotation_id
        )
        select exists (select from ended);
    end;

-- For troth_rewrapper: the wrapped keys of a case whose keys are being exchanged.
create or replace function private.key_work(case_id uuid)
    returns table (
        key_version integer, wrapped_joint bytea, wrapped_a bytea, wrapped_b bytea, wrapped_therapist bytea)
    language sql stable security definer
    set search_path = pg_catalog
    begin atomic
        select k.key_version, k.wrapped_joint, k.wrapped_a, k.wrapped_b, k.wrapped_therapist
        from private.key_admin() w
        join app.case_keys k on k.practice_id = w.practice_id and k.case_id = key_work.case_id
        where cardinality(private.key_versions(key_work.case_id)) > 1
        order by k.key_version;
    end;

-- For troth_rewrapper: some texts of such a case that lie under a superseded key, with their event.
create or replace function private.stale_texts(case_id uuid, most integer)
    returns table (subject text, row_id uuid, part text, field text, audience text, sealed bytea)
    language sql volatile security definer
    set search_path = pg_catalog
    begin atomic
        with me as materialized (
            select w.practice_id, w.staff_id, w.login_session_id, v.newest
            from private.key_admin() w
            join lateral (select max(k.key_version) as newest, count(*) as versions from app.case_keys k
                          where k.practice_id = w.practice_id and k.case_id = stale_texts.case_id) v on v.versions > 1
        ), texts as materialized (
            select t.subject, t.row_id, t.part, t.field, t.audience, t.sealed
            from me m
            join private.sealed_texts t on t.practice_id = m.practice_id and t.case_id = stale_texts.case_id
                and t.key_version < m.newest
            limit stale_texts.most
        ), event as materialized (
            select private.record_event(m.practice_id, m.login_session_id, m.staff_id, 'rotate', 'sealed_texts',
                array[stale_texts.case_id], array(select t.row_id from texts t)) as written
            from me m where exists (select from texts)
        )
        select t.subject, t.row_id, t.part, t.field, t.audience, t.sealed from texts t, event e;
    end;

-- For troth_rewrapper: puts texts sealed under the newest keys in the place of what they were made from, where that is
-- still there. The revision stays, the length stays, the key is the newest: nothing else is taken. Answers how many.
create or replace function private.put_resealed(
    case_id uuid, subjects text[], row_ids uuid[], parts text[], replaced_sha256 bytea[], resealed bytea[])
    returns integer
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
declare
    mine uuid;
    newest integer;
    versions integer[] := private.key_versions(put_resealed.case_id);
    table_name text;
    column_name text;
    subject text;
    done integer := 0;
    put integer;
begin
    select w.practice_id into strict mine from private.key_admin() w;
    newest := versions[cardinality(versions)];
    if cardinality(versions) < 2 then
        return 0;
    end if;
    for subject in select distinct s from unnest(subjects) s order by s loop
        -- a subject is a table and a sealed column of the view above; nothing else has a text under a key
        if subject not in ('partners.name_sealed', 'partners.profile_sealed', 'partners.contacts_sealed',
                           'stage_events.reason_sealed',
                           'sessions.others_sealed', 'drafts.body_sealed', 'notes.body_sealed',
                           'notes.late_reason_sealed', 'note_reviews.comment_sealed',
                           'safety_screens.words_sealed', 'safety_decisions.reason_sealed',
                           'safety_flags.words_sealed', 'flag_reviews.assessment_sealed',
                           'flag_reviews.action_sealed', 'safety_plans.words_sealed',
                           'confided_matters.words_sealed', 'treatment_plans.words_sealed',
                           'coverages.words_sealed',
                           'measure_responses.answers_sealed', 'commitments.text_sealed', 'goals.words_sealed',
                           'stage_records.words_sealed', 'stage_answers.words_sealed',
                           'stage_corrections.reason_sealed',
                           'disclosures.recipient_sealed', 'disclosures.what_sealed',
                           'disclosures.purpose_sealed', 'authorizations.words_sealed') then
            raise exception 'no sealed texts of that name' using errcode = '22023';
        end if;
        table_name := split_part(subject, '.', 1);
        column_name := split_part(subject, '.', 2);
        execute format(
            'update app.%1$I t set %2$I = r.resealed
             from unnest($1, $2, $3, $4, $5) as r (subject, row_id, part, replaced_sha256, resealed)
             where r.subject = $6 and t.practice_id = $7 and t.case_id = $8 and %3$s
                 and sha256(t.%2$I) = r.replaced_sha256
                 and octet_length(t.%2$I) = octet_length(r.resealed)
                 and substring(r.resealed from 1 for 5) = ''\x01''::bytea || int4send($9)
                 and substring(t.%2$I from 6 for 4) = substring(r.resealed from 6 for 4)',
            table_name, column_name,
            case table_name
                when 'partners' then 't.partner = r.part'
                when 'stage_events' then 't.event_id = r.row_id'
                when 'sessions' then 't.session_id = r.row_id'
                when 'measure_responses' then 't.response_id = r.row_id'
                when 'commitments' then 't.commitment_id = r.row_id'
                when 'goals' then 't.goal_id = r.row_id'
                when 'stage_records' then 't.record_id = r.row_id'
                when 'stage_corrections' then 't.correction_id = r.row_id'
                when 'stage_answers' then 't.answer_id = r.row_id'
                when 'disclosures' then 't.disclosure_id = r.row_id'
                when 'safety_screens' then 't.screen_id = r.row_id'
                when 'safety_decisions' then 't.decision_id = r.row_id'
                when 'safety_flags' then 't.flag_id = r.row_id'
                when 'flag_reviews' then 't.review_id = r.row_id'
                when 'safety_plans' then 't.plan_id = r.row_id'
                when 'confided_matters' then 't.matter_id = r.row_id'
                when 'treatment_plans' then 't.plan_id = r.row_id'
                when 'coverages' then 't.coverage_id = r.row_id'
                when 'authorizations' then 't.authorization_id = r.row_id'
                else 't.note_id = r.row_id'
            end)
            using subjects, row_ids, parts, replaced_sha256, resealed, subject, mine, put_resealed.case_id, newest;
        get diagnostics put = row_count;
        done := done + put;
    end loop;
    return done;
end
$$;

-- For troth_rewrapper: destroys the superseded keys of a case. Refused (23503) while a text lies under one of them.
create or replace function private.retire_case_keys(case_id uuid) returns integer
    language sql volatile security definer
    set search_path = pg_catalog
    begin atomic
        with gone as (
            delete from app.case_keys k
            using private.key_admin() w
            where k.practice_id = w.practice_id and k.case_id = retire_case_keys.case_id
                and k.key_version < (
                    select max(n.key_version) from app.case_keys n
                    where n.practice_id = w.practice_id and n.case_id = retire_case_keys.case_id)
            returning k.key_version
        )
        select count(*)::integer from gone;
    end;

-- What would be erased: the case's keys are locked, so no text comes under them any more before this transaction ends.
-- Sealed texts by table, and SHA-256 of each wrapped key.
create or replace function private.erasable(case_id uuid)
    returns table (texts jsonb, key_versions integer[], keys_sha256 text[], erased_at timestamptz)
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
declare
    who record;
begin
    select * into strict who from private.key_admin();
    perform private.require_fresh_proof();
    perform from app.case_keys k
    where k.practice_id = who.practice_id and k.case_id = erasable.case_id for update;
    return query
        select
            (select coalesce(jsonb_object_agg(t.tab, t.texts), '{}')
             from (select split_part(s.subject, '.', 1) as tab, count(*) as texts from private.sealed_texts s
                   where s.practice_id = who.practice_id and s.case_id = erasable.case_id group by 1) t),
            array(select k.key_version from app.case_keys k
                  where k.practice_id = who.practice_id and k.case_id = erasable.case_id order by 1),
            array(select encode(sha256(w.wrapped), 'hex') from app.case_keys k
                  cross join lateral unnest(array[k.wrapped_joint, k.wrapped_a, k.wrapped_b, k.wrapped_therapist])
                      with ordinality w (wrapped, place)
                  where k.practice_id = who.practice_id and k.case_id = erasable.case_id
                  order by k.key_version, w.place),
            date_trunc('milliseconds', clock_timestamp());
end
$$;

-- Erases a case: its sealed texts are emptied, its keys destroyed, what could tell who they are set to null, and every
-- assignment ended. Rows, ids, dates, codes and scores stay, and so does the audit. Only after erasable, in the same
-- transaction; the certificate is what the program made of its answer.
create or replace function private.erase_case(
    case_id uuid, reason text, erased_at timestamptz, certificate text, mac bytea)
    returns integer
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
declare
    who record;
    gone integer;
begin
    select * into strict who from private.key_admin();
    perform private.require_fresh_proof();
    if exists (select from app.legal_holds h where h.practice_id = who.practice_id
                   and h.case_id = erase_case.case_id and h.lifted_at is null) then
        raise exception 'the case is under a legal hold' using errcode = 'check_violation',
            constraint = 'erasures_held', schema = 'app', table = 'erasures';
    end if;
    if erase_case.reason = 'retention_ended' and not exists (
        select from app.cases c join app.practices p on p.practice_id = c.practice_id
        where c.practice_id = who.practice_id and c.case_id = erase_case.case_id
            and c.closed_on + make_interval(years => p.retention_years) <= (now() at time zone p.time_zone)) then
        raise exception 'the time for which the record is kept is not over' using errcode = 'check_violation',
            constraint = 'erasures_retention', schema = 'app', table = 'erasures';
    end if;
    insert into app.erasures (practice_id, case_id, erased_at, erased_by, reason, certificate, mac)
    values (who.practice_id, erase_case.case_id, erase_case.erased_at, who.staff_id, erase_case.reason, certificate,
        erase_case.mac);
    update app.partners t
    set name_sealed = substring(name_sealed from 1 for 0), profile_sealed = substring(profile_sealed from 1 for 0),
        contacts_sealed = substring(contacts_sealed from 1 for 0), birth_year = null
    where t.practice_id = who.practice_id and t.case_id = erase_case.case_id;
    update app.stage_events t set reason_sealed = substring(reason_sealed from 1 for 0)
    where t.practice_id = who.practice_id and t.case_id = erase_case.case_id and reason_sealed is not null;
    update app.sessions t set others_sealed = substring(others_sealed from 1 for 0)
    where t.practice_id = who.practice_id and t.case_id = erase_case.case_id and others_sealed is not null;
    update app.drafts t set body_sealed = substring(body_sealed from 1 for 0)
    where t.practice_id = who.practice_id and t.case_id = erase_case.case_id;
    update app.notes t
    set body_sealed = substring(body_sealed from 1 for 0),
        late_reason_sealed = substring(late_reason_sealed from 1 for 0)
    where t.practice_id = who.practice_id and t.case_id = erase_case.case_id;
    update app.note_reviews t set comment_sealed = substring(comment_sealed from 1 for 0)
    where t.practice_id = who.practice_id and t.case_id = erase_case.case_id and comment_sealed is not null;
    update app.safety_screens t set words_sealed = substring(words_sealed from 1 for 0)
    where t.practice_id = who.practice_id and t.case_id = erase_case.case_id and words_sealed is not null;
    update app.safety_decisions t set reason_sealed = substring(reason_sealed from 1 for 0)
    where t.practice_id = who.practice_id and t.case_id = erase_case.case_id;
    update app.safety_flags t set words_sealed = substring(words_sealed from 1 for 0)
    where t.practice_id = who.practice_id and t.case_id = erase_case.case_id and words_sealed is not null;
    update app.flag_reviews t
    set assessment_sealed = substring(assessment_sealed from 1 for 0),
        action_sealed = substring(action_sealed from 1 for 0)
    where t.practice_id = who.practice_id and t.case_id = erase_case.case_id;
    update app.safety_plans t set words_sealed = substring(words_sealed from 1 for 0)
    where t.practice_id = who.practice_id and t.case_id = erase_case.case_id;
    update app.confided_matters t set words_sealed = substring(words_sealed from 1 for 0)
    where t.practice_id = who.practice_id and t.case_id = erase_case.case_id;
    update app.treatment_plans t set words_sealed = substring(words_sealed from 1 for 0)
    where t.practice_id = who.practice_id and t.case_id = erase_case.case_id;
    update app.coverages t set words_sealed = substring(words_sealed from 1 for 0)
    where t.practice_id = who.practice_id and t.case_id = erase_case.case_id and words_sealed is not null;
    update app.measure_responses t set answers_sealed = substring(answers_sealed from 1 for 0)
    where t.practice_id = who.practice_id and t.case_id = erase_case.case_id and answers_sealed is not null;
    update app.commitments t set text_sealed = substring(text_sealed from 1 for 0)
    where t.practice_id = who.practice_id and t.case_id = erase_case.case_id;
    update app.goals t set words_sealed = substring(words_sealed from 1 for 0)
    where t.practice_id = who.practice_id and t.case_id = erase_case.case_id;
    update app.stage_records t set words_sealed = substring(words_sealed from 1 for 0)
    where t.practice_id = who.practice_id and t.case_id = erase_case.case_id;
    update app.stage_corrections t set reason_sealed = substring(reason_sealed from 1 for 0)
    where t.practice_id = who.practice_id and t.case_id = erase_case.case_id;
    update app.stage_answers t set words_sealed = substring(words_sealed from 1 for 0)
    where t.practice_id = who.practice_id and t.case_id = erase_case.case_id and words_sealed is not null;
    update app.disclosures t
    set recipient_sealed = substring(recipient_sealed from 1 for 0), what_sealed = substring(what_sealed from 1 for 0),
        purpose_sealed = substring(purpose_sealed from 1 for 0)
    where t.practice_id = who.practice_id and t.case_id = erase_case.case_id;
    update app.authorizations t set words_sealed = substring(words_sealed from 1 for 0)
    where t.practice_id = who.practice_id and t.case_id = erase_case.case_id;
    -- not the case's words but the practice's about it; they name people as well
    update app.case_releases t set reason_sealed = substring(reason_sealed from 1 for 0)
    where t.practice_id = who.practice_id and t.case_id = erase_case.case_id and reason_sealed is not null;
    update app.legal_holds t set reason_sealed = substring(reason_sealed from 1 for 0)
    where t.practice_id = who.practice_id and t.case_id = erase_case.case_id;
    update app.transfers t set note_sealed = substring(note_sealed from 1 for 0)
    where t.practice_id = who.practice_id and t.case_id = erase_case.case_id and note_sealed is not null;
    update app.cases t set region = null, together_since = null, children = null
    where t.practice_id = who.practice_id and t.case_id = erase_case.case_id;
    delete from app.case_keys k where k.practice_id = who.practice_id and k.case_id = erase_case.case_id;
    get diagnostics gone = row_count;
    update app.assignments t set ends_at = greatest(now(), t.starts_at)
    where t.practice_id = who.practice_id and t.case_id = erase_case.case_id and (t.ends_at is null or t.ends_at > now());
    perform private.record_event(who.practice_id, who.login_session_id, who.staff_id, 'erase', 'cases',
        array[erase_case.case_id], '{}');
    return gone;
end
$$;

-- The day, by the practice's time zone, on which the case that a handle belongs to was erased: for a practice admin,
-- and for whoever was ever assigned to it.
create or replace function private.case_erased_on(handle text) returns date
    language sql stable security definer
    set search_path = pg_catalog
    return (
        select (e.erased_at at time zone p.time_zone)::date
        from private.whoami() w
        join app.practices p on p.practice_id = w.practice_id
        join lateral (
            select t.case_id from app.cases t
            where t.practice_id = w.practice_id and t.handle = upper(case_erased_on.handle)
            union all
            select t.case_id from app.sessions t
            where t.practice_id = w.practice_id and t.handle = upper(case_erased_on.handle)
            union all
            select t.case_id from app.drafts t
            where t.practice_id = w.practice_id and t.handle = upper(case_erased_on.handle)
            union all
            select t.case_id from app.notes t
            where t.practice_id = w.practice_id and t.handle = upper(case_erased_on.handle)
            union all
            select t.case_id from app.commitments t
            where t.practice_id = w.practice_id and t.handle = upper(case_erased_on.handle)
            union all
            select t.case_id from app.goals t
            where t.practice_id = w.practice_id and t.handle = upper(case_erased_on.handle)
            union all
            select t.case_id from app.stage_records t
            where t.practice_id = w.practice_id and t.handle = upper(case_erased_on.handle)
        ) named on true
        join app.erasures e on e.practice_id = w.practice_id and e.case_id = named.case_id
        where 'practice_admin' = any (w.duties) or exists (
            select from app.assignments a
            where a.practice_id = e.practice_id and a.case_id = e.case_id and a.staff_id = w.staff_id)
        limit 1
    );

-- How many keys lie under which; numbers and versions only.
create or replace function private.key_census()
    returns table (
        cases bigint, half_exchanged bigint, erased bigint, oldest_made_at timestamptz, rotation_begun_at timestamptz,
        rotation_left bigint, practice_key_version integer)
    language sql stable security definer
    set search_path = pg_catalog
    begin atomic
        select count(k.case_id), count(*) filter (where k.versions > 1),
            (select count(*) from app.erasures e where e.practice_id = w.practice_id), min(k.made_at),
            private.open_rotation(w.practice_id), count(*) filter (
                where k.versions > 1 or k.made_at < private.open_rotation(w.practice_id)),
            (select max(p.key_version) from app.practice_keys p where p.practice_id = w.practice_id)
        from private.key_admin() w
        left join lateral (
            select c.case_id, count(*) as versions, max(c.made_at) as made_at
            from app.case_keys c where c.practice_id = w.practice_id group by c.case_id) k on true
        group by w.practice_id;
    end;

-- Which of the keyring's keys wrap practice keys, of all practices on this server: ids of keys and numbers, so that a
-- key is not retired while any practice needs it.
create or replace function private.outer_keys_in_use() returns table (outer_key_id uuid, practice_keys bigint)
    language sql stable security definer
    set search_path = pg_catalog
    begin atomic
        select encode(substring(p.wrapped from 2 for 16), 'hex')::uuid, count(*)
        from private.key_admin() w cross join app.practice_keys p
        where octet_length(p.wrapped) = 81
        group by 1 order by 1;
    end;

-- Puts the practice's keys, wrapped anew, in the place of what they were made from. Answers how many.
create or replace function private.rewrap_practice_keys(versions integer[], replaced bytea[], rewrapped bytea[])
    returns integer
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
declare
    who record;
    done integer;
begin
    select * into strict who from private.key_admin();
    perform private.require_fresh_proof();
    update app.practice_keys p set wrapped = r.rewrapped
    from unnest(versions, replaced, rewrapped) as r (key_version, replaced, rewrapped)
    where p.practice_id = who.practice_id and p.key_version = r.key_version and p.wrapped = r.replaced
        and octet_length(r.rewrapped) = 81
        and substring(r.rewrapped from 18 for 4) = int4send(r.key_version);
    get diagnostics done = row_count;
    perform private.record_event(who.practice_id, who.login_session_id, who.staff_id, 'rewrap', 'practice_keys');
    return done;
end
$$;

-- The event of a backup of the keyring, or of what was done with its file.
create or replace function private.record_keyring(operation text) returns boolean
    language sql volatile security definer
    set search_path = pg_catalog
    begin atomic
        with event as materialized (
            select private.record_event(w.practice_id, w.login_session_id, w.staff_id, record_keyring.operation,
                'keyring')
            from private.key_admin() w
            where record_keyring.operation in ('keys_backup', 'rewrap') and private.require_fresh_proof()
        )
        select exists (select from event);
    end;

do $$
declare
    made regprocedure;
begin
    for made in
        select f.oid from pg_proc f
        where f.pronamespace = 'private'::regnamespace and f.proname in (
            'key_admin', 'open_rotation', 'begin_rotation', 'begin_case_keys', 'key_versions', 'due_cases',
            'due_case_count', 'end_rotation', 'key_work', 'stale_texts', 'put_resealed', 'retire_case_keys', 'erasable',
            'erase_case', 'case_erased_on', 'key_census', 'outer_keys_in_use', 'rewrap_practice_keys', 'record_keyring')
    loop
        execute format('alter function %s owner to troth_keysmith', made);
    end loop;
end
$$;
revoke create on schema private from troth_keysmith;
