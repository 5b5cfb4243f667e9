-- The one door to sealed words. No duty's role may select a sealed column; these functions hand the ciphertext out to
-- who may open it and write the audit event in the same statement, so there is no opening without its event. The
-- program decrypts only after COMMIT.

grant usage on schema app, private to troth_reader;
grant select on app.assignments, app.partners, app.stage_events, app.sessions, app.drafts, app.notes, app.note_reviews,
    app.measure_responses, app.commitments, app.goals, app.stage_records, app.stage_answers, app.stage_corrections,
    app.disclosures, app.staff, app.note_shares, app.bars,
    app.glass_openings, app.safety_screens, app.safety_decisions, app.safety_flags, app.flag_reviews, app.safety_plans,
    app.confided_matters, app.treatment_plans, app.coverages, app.authorizations, app.case_releases, app.legal_holds, app.hand_overs, app.transfers to troth_reader;
grant select on private.sealed_texts to troth_reader;
grant select (practice_id, case_id, handle, status) on app.cases to troth_reader;
grant select (practice_id, time_zone, cosign_due_days) on app.practices to troth_reader;
grant select on app.case_keys to troth_reader;
grant select on private.rights to troth_reader;
grant create on schema app to troth_reader;

-- Sealed words of those of `case_ids` that the token's person may read by the duty they act under. `subjects` are table
-- names, but `partners` is the names of a couple, `profiles` and `contacts` the rest of what is known of the two. Which
-- of them the duty opens, and how far, says private.rights, action `open`; the front desk opens names and contacts of the
-- practice's open cases. What is for its author alone is not opened by somebody who acts as supervisor, as their own either:
-- that is done under the duty it was written by. `field` and `row_id` are the place that the words were sealed at.
create or replace function app.open_words(case_ids uuid[], subjects text[])
    returns table (subject text, case_id uuid, row_id uuid, field text, audience text, sealed bytea)
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
#variable_conflict use_column
begin
    return query
        with me as materialized (
            select a.practice_id, a.login_session_id, a.staff_id, a.duty
            from private.acting() a
        ), allowed as materialized (
            select array(
                select r.object from private.rights r
                where r.role = 'troth_' || m.duty and r.action = 'open' and r.object = any (open_words.subjects)
                ) as subjects
            from me m
        ), mine as materialized (
            select m.practice_id, r.case_id, m.staff_id, m.duty
            from me m
            cross join unnest((select private.my_case_ids(private.acting_duty()))) r (case_id)
            where r.case_id in (select unnest(open_words.case_ids))
            union
            select m.practice_id, c.case_id, m.staff_id, m.duty
            from me m
            join app.cases c on c.practice_id = m.practice_id and c.case_id = any (open_words.case_ids)
            where m.duty = 'front_desk' and c.status <> 'closed'
                and c.case_id <> all ((select private.barred_case_ids('front_desk'))::uuid[])
        ), words as materialized (
            select 'partners' as subject, p.case_id, p.case_id as row_id, 'partners.name.' || p.partner as field,
                'joint' as audience, p.name_sealed as sealed
            from mine m join app.partners p on p.practice_id = m.practice_id and p.case_id = m.case_id
            where 'partners' = any ((select w.subjects from allowed w)::text[])
            union all
            select 'profiles', p.case_id, p.case_id, 'partners.profile.' || p.partner, p.partner, p.profile_sealed
            from mine m join app.partners p on p.practice_id = m.practice_id and p.case_id = m.case_id
            where 'profiles' = any ((select w.subjects from allowed w)::text[])
            union all
            select 'contacts', p.case_id, p.case_id, 'partners.contacts.' || p.partner, p.partner, p.contacts_sealed
            from mine m join app.partners p on p.practice_id = m.practice_id and p.case_id = m.case_id
            where 'contacts' = any ((select w.subjects from allowed w)::text[])
            union all
            select 'stage_events', e.case_id, e.event_id, 'stage_events.reason', 'joint', e.reason_sealed
            from mine m join app.stage_events e on e.practice_id = m.practice_id and e.case_id = m.case_id
            where 'stage_events' = any ((select w.subjects from allowed w)::text[])
            union all
            select 'sessions', s.case_id, s.session_id, 'sessions.others',
                case s.format when 'individual_A' then 'A' when 'individual_B' then 'B' else 'joint' end, s.others_sealed
            from mine m join app.sessions s on s.practice_id = m.practice_id and s.case_id = m.case_id
            where 'sessions' = any ((select w.subjects from allowed w)::text[])
            union all
            select 'drafts', d.case_id, d.note_id, 'notes.body', d.audience, d.body_sealed
            from mine m join app.drafts d on d.practice_id = m.practice_id and d.case_id = m.case_id
            where 'drafts' = any ((select w.subjects from allowed w)::text[]) and d.author_id = m.staff_id
            union all
            select 'notes', n.case_id, n.note_id, 'notes.' || f.field, n.audience, f.sealed
            from mine m join app.notes n on n.practice_id = m.practice_id and n.case_id = m.case_id
            cross join lateral (values ('body', n.body_sealed), ('late_reason', n.late_reason_sealed)) f (field, sealed)
            where 'notes' = any ((select w.subjects from allowed w)::text[])
                and (n.audience <> 'therapist' or n.author_id = m.staff_id and m.duty <> 'supervisor'
                     or m.duty = 'supervisor' and exists (
                         select from app.note_shares h
                         where h.practice_id = n.practice_id and h.note_id = n.note_id
                             and h.supervisor_id = m.staff_id))
            union all
            select 'note_reviews', r.case_id, r.note_id, 'note_reviews.comment', r.audience, r.comment_sealed
            from mine m join app.note_reviews r on r.practice_id = m.practice_id and r.case_id = m.case_id
            where 'note_reviews' = any ((select w.subjects from allowed w)::text[])
            union all
            select 'measure_responses', r.case_id, r.response_id, 'measure_responses.answers', r.audience,
                r.answers_sealed
            from mine m join app.measure_responses r on r.practice_id = m.practice_id and r.case_id = m.case_id
            where 'measure_responses' = any ((select w.subjects from allowed w)::text[])
            union all
            select 'commitments', c.case_id, c.commitment_id, 'commitments.text', c.audience, c.text_sealed
            from mine m join app.commitments c on c.practice_id = m.practice_id and c.case_id = m.case_id
            where 'commitments' = any ((select w.subjects from allowed w)::text[]) and c.audience <> 'therapist'
            union all
            select 'goals', g.case_id, g.goal_id, 'goals.words', g.audience, g.words_sealed
            from mine m join app.goals g on g.practice_id = m.practice_id and g.case_id = m.case_id
            where 'goals' = any ((select w.subjects from allowed w)::text[]) and g.audience <> 'therapist'
            union all
            select 'stage_records', r.case_id, r.record_id, 'stage_records.words', r.audience, r.words_sealed
            from mine m join app.stage_records r on r.practice_id = m.practice_id and r.case_id = m.case_id
            where 'stage_records' = any ((select w.subjects from allowed w)::text[])
                and (r.audience <> 'therapist' or r.author_id = m.staff_id and m.duty <> 'supervisor')
            union all
            select 'stage_corrections', r.case_id, r.correction_id, 'stage_corrections.reason', 'joint', r.reason_sealed
            from mine m join app.stage_corrections r on r.practice_id = m.practice_id and r.case_id = m.case_id
            where 'stage_corrections' = any ((select w.subjects from allowed w)::text[])
            union all
            select 'stage_answers', r.case_id, r.answer_id, 'stage_answers.words', r.audience, r.words_sealed
            from mine m join app.stage_answers r on r.practice_id = m.practice_id and r.case_id = m.case_id
            where 'stage_answers' = any ((select w.subjects from allowed w)::text[])
                and (r.audience <> 'therapist' or r.author_id = m.staff_id and m.duty <> 'supervisor')
            union all
            select 'disclosures', d.case_id, d.disclosure_id, 'disclosures.' || f.field, d.audience, f.sealed
            from mine m join app.disclosures d on d.practice_id = m.practice_id and d.case_id = m.case_id
            cross join lateral (values ('recipient', d.recipient_sealed), ('what', d.what_sealed),
                ('purpose', d.purpose_sealed)) f (field, sealed)
            where 'disclosures' = any ((select w.subjects from allowed w)::text[])
            union all
            select 'safety_screens', r.case_id, r.screen_id, 'safety_screens.words', r.audience, r.words_sealed
            from mine m join app.safety_screens r on r.practice_id = m.practice_id and r.case_id = m.case_id
            where 'safety_screens' = any ((select w.subjects from allowed w)::text[])
            union all
            select 'safety_decisions', r.case_id, r.decision_id, 'safety_decisions.reason', r.audience, r.reason_sealed
            from mine m join app.safety_decisions r on r.practice_id = m.practice_id and r.case_id = m.case_id
            where 'safety_decisions' = any ((select w.subjects from allowed w)::text[])
            union all
            select 'safety_flags', r.case_id, r.flag_id, 'safety_flags.words', r.audience, r.words_sealed
            from mine m join app.safety_flags r on r.practice_id = m.practice_id and r.case_id = m.case_id
            where 'safety_flags' = any ((select w.subjects from allowed w)::text[])
            union all
            select 'flag_reviews', r.case_id, r.review_id, 'flag_reviews.assessment', r.audience, r.assessment_sealed
            from mine m join app.flag_reviews r on r.practice_id = m.practice_id and r.case_id = m.case_id
            where 'flag_reviews' = any ((select w.subjects from allowed w)::text[])
            union all
            select 'flag_reviews', r.case_id, r.review_id, 'flag_reviews.action', r.audience, r.action_sealed
            from mine m join app.flag_reviews r on r.practice_id = m.practice_id and r.case_id = m.case_id
            where 'flag_reviews' = any ((select w.subjects from allowed w)::text[])
            union all
            select 'safety_plans', r.case_id, r.plan_id, 'safety_plans.words', r.audience, r.words_sealed
            from mine m join app.safety_plans r on r.practice_id = m.practice_id and r.case_id = m.case_id
            where 'safety_plans' = any ((select w.subjects from allowed w)::text[])
            union all
            select 'confided_matters', r.case_id, r.matter_id, 'confided_matters.words', r.audience, r.words_sealed
            from mine m join app.confided_matters r on r.practice_id = m.practice_id and r.case_id = m.case_id
            where 'confided_matters' = any ((select w.subjects from allowed w)::text[])
            union all
            select 'authorizations', z.case_id, z.authorization_id, 'authorizations.words', z.audience, z.words_sealed
            from mine m join app.authorizations z on z.practice_id = m.practice_id and z.case_id = m.case_id
            where 'authorizations' = any ((select w.subjects from allowed w)::text[])
            union all
            select 'treatment_plans', r.case_id, r.plan_id, 'treatment_plans.words', r.audience, r.words_sealed
            from mine m join app.treatment_plans r on r.practice_id = m.practice_id and r.case_id = m.case_id
            where 'treatment_plans' = any ((select w.subjects from allowed w)::text[])
            union all
            select 'coverages', r.case_id, r.coverage_id, 'coverages.words', r.audience, r.words_sealed
            from mine m join app.coverages r on r.practice_id = m.practice_id and r.case_id = m.case_id
            where 'coverages' = any ((select w.subjects from allowed w)::text[])
        ), event as materialized (
            select private.record_event(m.practice_id, m.login_session_id, m.staff_id, 'open',
                array_to_string(open_words.subjects, ','),
                array(select i.case_id from mine i),
                array(select w.row_id from words w where w.sealed is not null)) as written
            from me m
        )
        select w.subject, w.case_id, w.row_id, w.field, w.audience, w.sealed
        from words w, event e where w.sealed is not null;
end
$$;

-- One note or draft by its handle or id, with all that its page says: one statement, however many notes the case has, and a
-- row for each of its words: the body, why it was late, what its supervisor wrote to it.
-- The first columns are those of NoteEntry, in its order (Sources/Casework/Notes/NoteList.swift); the keys are those of the
-- version that the words lie under, and null where the case was erased.
--
-- What is hidden and what is not there take the same steps up to the answer: a signed note is looked for and then whether it is
-- theirs, and the same of a draft; where nothing was found, its case is the nil id, which none has.
--
-- A table is asked by itself, and only where it can hold something of this note: the server sets up a plan anew at every call,
-- so that a join costs more than the look-ups it saves.
create or replace function app.open_note(name text)
    returns table (row_id uuid, case_id uuid, author_id uuid, handle text, case_handle text, session_handle text,
        session_at timestamp, written_on date, audience text, format text, author text, credential text,
        version integer, noted_at timestamp, needs_cosign boolean, cosign_due_on date, outcome text, reviewer text,
        reviewer_credential text, reviewed_at timestamp, relation text, of_handle text, corrected_by text, session_id uuid,
        field text, sealed bytea, author_sealed bytea, key_version integer, wrapped_joint bytea, wrapped_a bytea,
        wrapped_b bytea, wrapped_therapist bytea)
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
#variable_conflict use_column
declare
    by_id constant uuid := case when open_note.name ~* '^[0-9a-f-]{36}$' then open_note.name::uuid end;
    duty constant text := private.acting_duty();
    nowhere constant uuid := '00000000-0000-0000-0000-000000000000';
    me record;
    note record;
    is_theirs boolean;
    practice record;
    author record;
    review app.note_reviews;
begin
    select b.practice_id, b.login_session_id, b.staff_id into me from private.badge(duty) b;
    if by_id is null then
        select 'notes' as subject, n.note_id, n.case_id, n.author_id, n.handle, n.session_id, n.written_on, n.audience,
            n.format, n.credential, null::integer as version, n.signed_at as noted_at, n.body_sealed,
            n.late_reason_sealed, n.needs_cosign, n.relation, n.of_id
        into note from app.notes n where n.practice_id = me.practice_id and n.handle = open_note.name;
    else
        select 'notes' as subject, n.note_id, n.case_id, n.author_id, n.handle, n.session_id, n.written_on, n.audience,
            n.format, n.credential, null::integer as version, n.signed_at as noted_at, n.body_sealed,
            n.late_reason_sealed, n.needs_cosign, n.relation, n.of_id
        into note from app.notes n where n.practice_id = me.practice_id and n.note_id = by_id;
    end if;
    case duty
        when 'supervisor' then
            is_theirs := coalesce(note.case_id, nowhere) = any (private.my_case_ids('supervisor'));
        when 'therapist', 'trainee' then
            is_theirs := exists (
                select from app.assignments a
                where a.practice_id = me.practice_id and a.staff_id = me.staff_id
                    and a.case_id = coalesce(note.case_id, nowhere)
                    and a.starts_at <= now() and (a.ends_at is null or a.ends_at > now()));
        else
            is_theirs := false;
    end case;
    -- one that is for its author alone is hidden from who else treats the couple, and from a supervisor unless it was shared
    if is_theirs and note.audience = 'therapist' and (duty = 'supervisor' or note.author_id <> me.staff_id) then
        is_theirs := duty = 'supervisor' and exists (
            select from app.note_shares h
            where h.practice_id = me.practice_id and h.note_id = note.note_id and h.supervisor_id = me.staff_id);
    end if;
    if not is_theirs then
        if by_id is null then
            select 'drafts' as subject, d.note_id, d.case_id, d.author_id, d.handle, d.session_id, d.written_on, d.audience,
                d.format, null as credential, d.version, d.updated_at as noted_at, d.body_sealed,
                null::bytea as late_reason_sealed, false as needs_cosign, d.relation, d.of_id
            into note from app.drafts d where d.practice_id = me.practice_id and d.handle = open_note.name;
        else
            select 'drafts' as subject, d.note_id, d.case_id, d.author_id, d.handle, d.session_id, d.written_on, d.audience,
                d.format, null as credential, d.version, d.updated_at as noted_at, d.body_sealed,
                null::bytea as late_reason_sealed, false as needs_cosign, d.relation, d.of_id
            into note from app.drafts d where d.practice_id = me.practice_id and d.note_id = by_id;
        end if;
        is_theirs := duty in ('therapist', 'trainee') and exists (
            select from app.assignments a
            where a.practice_id = me.practice_id and a.staff_id = me.staff_id
                and a.case_id = coalesce(note.case_id, nowhere)
                and a.starts_at <= now() and (a.ends_at is null or a.ends_at > now()));
        if not is_theirs or note.author_id <> me.staff_id then
            return;
        end if;
    end if;
    perform private.record_event(me.practice_id, me.login_session_id, me.staff_id, 'open', note.subject || ',staff',
        array[note.case_id], array[note.note_id, note.author_id]);
    select p.time_zone, p.cosign_due_days into practice from app.practices p where p.practice_id = me.practice_id;
    select s.login, s.credential, s.name_sealed into author from app.staff s
    where s.practice_id = me.practice_id and s.staff_id = note.author_id;
    select c.handle into case_handle from app.cases c where c.practice_id = me.practice_id and c.case_id = note.case_id;
    if note.session_id is not null then
        select s.handle, s.starts_at at time zone practice.time_zone into session_handle, session_at from app.sessions s
        where s.practice_id = me.practice_id and s.session_id = note.session_id;
    end if;
    if note.needs_cosign then
        select r.* into review from app.note_reviews r
        where r.practice_id = me.practice_id and r.note_id = note.note_id;
        select s.login into reviewer from app.staff s
        where s.practice_id = me.practice_id and s.staff_id = review.reviewed_by;
        select l.handle into corrected_by from app.notes l
        where l.practice_id = me.practice_id and l.of_id = note.note_id and l.relation = 'correction';
    end if;
    if note.of_id is not null then
        select o.handle into of_handle from app.notes o
        where o.practice_id = me.practice_id and o.note_id = note.of_id;
    end if;
    return query
        select note.note_id, note.case_id, note.author_id, note.handle::text, case_handle, session_handle, session_at,
            note.written_on, note.audience::text, note.format::text, author.login,
            case when note.version is null then note.credential else author.credential end, note.version,
            note.noted_at at time zone practice.time_zone, note.needs_cosign,
            ((note.noted_at + make_interval(days => practice.cosign_due_days)) at time zone practice.time_zone)::date,
            review.outcome, reviewer, review.credential, review.reviewed_at at time zone practice.time_zone,
            note.relation::text, of_handle, corrected_by, note.session_id, w.field, w.sealed, author.name_sealed,
            k.key_version, k.wrapped_joint, k.wrapped_a, k.wrapped_b, k.wrapped_therapist
        from (values ('notes.body', note.body_sealed), ('notes.late_reason', note.late_reason_sealed),
                     ('note_reviews.comment', review.comment_sealed)) w (field, sealed)
        -- while keys are exchanged a case has two versions: the one that the text names in clear, else the newest
        left join lateral (
            select k.* from app.case_keys k where k.practice_id = me.practice_id and k.case_id = note.case_id
            order by int4send(k.key_version) = substring(w.sealed from 2 for 4) desc, k.key_version desc limit 1
        ) k on true
        where w.sealed is not null;
end
$$;

-- Where new words of a case come: the case by its handle or id, the practice's time zone, and the keys that seal. No row where
-- the case is somebody else's, by the same steps as where there is none; no key where it was erased. Whether the person may
-- write there the policies say: what break-glass opened is not written to.
create or replace function app.place_to_write(name text)
    returns table (case_id uuid, handle text, time_zone text, key_version integer, wrapped_joint bytea, wrapped_a bytea,
        wrapped_b bytea, wrapped_therapist bytea)
    language plpgsql stable security definer
    set search_path = pg_catalog
as $$
#variable_conflict use_column
declare
    by_id constant uuid := case when place_to_write.name ~* '^[0-9a-f-]{36}$' then place_to_write.name::uuid end;
    me record;
begin
    select b.practice_id, b.staff_id into me from private.badge(private.acting_duty()) b;
    if by_id is null then
        select c.case_id, c.handle into case_id, handle
        from app.cases c where c.practice_id = me.practice_id and c.handle = place_to_write.name;
    else
        select c.case_id, c.handle into case_id, handle
        from app.cases c where c.practice_id = me.practice_id and c.case_id = by_id;
    end if;
    if not exists (
        select from app.assignments a
        where a.practice_id = me.practice_id and a.staff_id = me.staff_id
            and a.case_id = coalesce(place_to_write.case_id, '00000000-0000-0000-0000-000000000000')
            and a.starts_at <= now() and (a.ends_at is null or a.ends_at > now()))
    then
        return;
    end if;
    select p.time_zone into time_zone from app.practices p where p.practice_id = me.practice_id;
    select k.key_version, k.wrapped_joint, k.wrapped_a, k.wrapped_b, k.wrapped_therapist
    into key_version, wrapped_joint, wrapped_a, wrapped_b, wrapped_therapist
    from app.case_keys k where k.practice_id = me.practice_id and k.case_id = place_to_write.case_id
    order by k.key_version desc limit 1;
    return next;
end
$$;

-- The same for many notes at once, with one event for all of them: for reports in batches.
create or replace function app.open_notes(note_ids uuid[])
    returns table (subject text, case_id uuid, row_id uuid, field text, audience text, sealed bytea)
    language sql volatile security definer
    set search_path = pg_catalog
    begin atomic
        with me as materialized (
            select a.practice_id, a.login_session_id, a.staff_id, a.duty
            from private.acting() a
        ), wanted as materialized (
            select distinct w.note_id from unnest(open_notes.note_ids) w (note_id)
        ), words as materialized (
            select 'drafts' as subject, d.case_id, d.note_id, d.audience, d.body_sealed as sealed
            from me m cross join wanted w
            join app.drafts d on d.practice_id = m.practice_id and d.note_id = w.note_id
            where m.duty in ('therapist', 'trainee') and d.author_id = m.staff_id and exists (
                select from app.assignments a
                where a.practice_id = d.practice_id and a.case_id = d.case_id and a.staff_id = m.staff_id
                    and a.starts_at <= now() and (a.ends_at is null or a.ends_at > now()))
            union all
            select 'notes', n.case_id, n.note_id, n.audience, n.body_sealed
            from me m cross join wanted w
            join app.notes n on n.practice_id = m.practice_id and n.note_id = w.note_id
            where m.duty in ('therapist', 'trainee') and (n.audience <> 'therapist' or n.author_id = m.staff_id)
                and exists (
                    select from app.assignments a
                    where a.practice_id = n.practice_id and a.case_id = n.case_id and a.staff_id = m.staff_id
                        and a.starts_at <= now() and (a.ends_at is null or a.ends_at > now()))
                or m.duty = 'supervisor' and n.case_id = any ((select private.my_case_ids('supervisor'))::uuid[])
                    and (n.audience <> 'therapist' or exists (
                        select from app.note_shares h
                        where h.practice_id = n.practice_id and h.note_id = n.note_id
                            and h.supervisor_id = m.staff_id))
        ), event as materialized (
            select private.record_event(m.practice_id, m.login_session_id, m.staff_id, 'open', 'notes',
                array(select distinct w.case_id from words w order by w.case_id),
                array(select w.note_id from words w order by w.note_id)) as written
            from me m
        )
        select w.subject, w.case_id, w.note_id, 'notes.body', w.audience, w.sealed from words w, event e;
    end;

-- The names and licences of the practice's people, or of some of them, for anyone who works there.
create or replace function app.open_staff(staff_ids uuid[] default null)
    returns table (staff_id uuid, name_sealed bytea, licence_sealed bytea)
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
#variable_conflict use_column
begin
    return query
        with me as materialized (
            select a.practice_id, a.login_session_id, a.staff_id from private.acting() a
        ), names as materialized (
            select s.staff_id, s.name_sealed, s.licence_sealed from me m join app.staff s on s.practice_id = m.practice_id
            where open_staff.staff_ids is null or s.staff_id = any (open_staff.staff_ids)
        ), event as materialized (
            select private.record_event(m.practice_id, m.login_session_id, m.staff_id, 'open', 'staff',
                '{}', array(select n.staff_id from names n)) as written
            from me m
        )
        select n.staff_id, n.name_sealed, n.licence_sealed from names n, event e;
end
$$;

-- Why somebody was barred from a case, or opened one by break-glass, and what was found about it; why a copy is to go out
-- against the couple's leave, and why a case is not to be erased: the practice's own words. For those whose rights say so
-- (`bars`, `glass_openings`, `case_releases`, `legal_holds`, `hand_overs`), and for whoever broke the glass, asked for the
-- release, or gives, takes or began to hand over the caseload. The note about one case of it is for who took the case and
-- who began it.
create or replace function app.open_reasons(row_ids uuid[])
    returns table (row_id uuid, field text, sealed bytea)
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
#variable_conflict use_column
begin
    return query
        with me as materialized (
            select a.practice_id, a.login_session_id, a.staff_id, a.duty,
                array(select r.object from private.rights r
                      where r.role = 'troth_' || a.duty and r.action = 'open') as objects
            from private.acting() a
        ), words as materialized (
            select b.bar_id as row_id, b.case_id, 'bars.reason' as field, b.reason_sealed as sealed
            from me m join app.bars b on b.practice_id = m.practice_id and b.bar_id = any (open_reasons.row_ids)
            where 'bars' = any (m.objects)
                and b.case_id <> all ((select private.barred_case_ids(private.acting_duty()))::uuid[])
            union all
            select g.glass_id, g.case_id, w.field, w.sealed
            from me m
            join app.glass_openings g on g.practice_id = m.practice_id and g.glass_id = any (open_reasons.row_ids)
            cross join lateral (values ('glass_openings.reason', g.reason_sealed),
                                       ('glass_openings.comment', g.comment_sealed)) w (field, sealed)
            where ('glass_openings' = any (m.objects) or g.staff_id = m.staff_id)
                and g.case_id <> all ((select private.barred_case_ids(private.acting_duty()))::uuid[])
            union all
            select r.release_id, r.case_id, 'case_releases.reason', r.reason_sealed
            from me m
            join app.case_releases r on r.practice_id = m.practice_id and r.release_id = any (open_reasons.row_ids)
            where ('case_releases' = any (m.objects) or r.asked_by = m.staff_id)
                and r.case_id <> all ((select private.barred_case_ids(private.acting_duty()))::uuid[])
            union all
            select h.hold_id, h.case_id, 'legal_holds.reason', h.reason_sealed
            from me m join app.legal_holds h on h.practice_id = m.practice_id and h.hold_id = any (open_reasons.row_ids)
            where 'legal_holds' = any (m.objects)
                and h.case_id <> all ((select private.barred_case_ids(private.acting_duty()))::uuid[])
            union all
            select o.hand_over_id, null::uuid, 'hand_overs.note', o.note_sealed
            from me m join app.hand_overs o on o.practice_id = m.practice_id and o.hand_over_id = any (open_reasons.row_ids)
            where 'hand_overs' = any (m.objects) or m.staff_id in (o.from_id, o.to_id, o.started_by)
            union all
            select t.transfer_id, t.case_id, 'transfers.note', t.note_sealed
            from me m
            join app.transfers t on t.practice_id = m.practice_id and t.transfer_id = any (open_reasons.row_ids)
            join app.hand_overs o on o.practice_id = t.practice_id and o.hand_over_id = t.hand_over_id
            where m.staff_id in (t.to_id, o.started_by)
                and t.case_id <> all ((select private.barred_case_ids(private.acting_duty()))::uuid[])
        ), event as materialized (
            select private.record_event(m.practice_id, m.login_session_id, m.staff_id, 'open', 'reasons',
                array(select distinct w.case_id from words w where w.case_id is not null),
                array(select distinct w.row_id from words w)) as written
            from me m
        )
        select w.row_id, w.field, w.sealed from words w, event e where octet_length(w.sealed) > 0;
end
$$;

-- A psychotherapy note is its author's own: it does not travel with the case, and stays theirs when they leave it. These
-- two are their way to it, whether the case is still theirs or not; a bar closes it.
create or replace function app.kept_notes()
    returns table (handle text, case_handle text, written_on date, signed_at timestamptz)
    language sql stable security definer
    set search_path = pg_catalog
    begin atomic
        select n.handle, c.handle, n.written_on, n.signed_at
        from private.acting() m
        join app.notes n on n.practice_id = m.practice_id and n.author_id = m.staff_id and n.audience = 'therapist'
        join app.cases c on c.practice_id = n.practice_id and c.case_id = n.case_id
        where m.duty in ('therapist', 'trainee')
            and n.case_id <> all ((select private.barred_case_ids(private.acting_duty()))::uuid[])
        order by n.written_on, n.signed_at, n.handle;
    end;

-- One of them, with the versions of the one key that it may lie under. The rest of the case's keys stay where they are.
create or replace function app.open_kept_note(handle text)
    returns table (note_id uuid, case_id uuid, sealed bytea, key_version integer, wrapped_therapist bytea)
    language sql volatile security definer
    set search_path = pg_catalog
    begin atomic
        with me as materialized (
            select a.practice_id, a.login_session_id, a.staff_id from private.acting() a
            where a.duty in ('therapist', 'trainee')
        ), words as materialized (
            select n.note_id, n.case_id, n.body_sealed as sealed
            from me m
            join app.notes n on n.practice_id = m.practice_id and n.handle = open_kept_note.handle
                and n.author_id = m.staff_id and n.audience = 'therapist'
            where n.case_id <> all ((select private.barred_case_ids(private.acting_duty()))::uuid[])
        ), event as materialized (
            select private.record_event(m.practice_id, m.login_session_id, m.staff_id, 'open', 'notes',
                array[w.case_id], array[w.note_id]) as written
            from me m, words w
        )
        select w.note_id, w.case_id, w.sealed, k.key_version, k.wrapped_therapist
        from words w cross join event e cross join me m
        join app.case_keys k on k.practice_id = m.practice_id and k.case_id = w.case_id;
    end;

alter function app.kept_notes() owner to troth_reader;
alter function app.open_kept_note(text) owner to troth_reader;
alter function app.open_reasons(uuid[]) owner to troth_reader;
alter function app.open_words(uuid[], text[]) owner to troth_reader;
alter function app.open_note(text) owner to troth_reader;
alter function app.open_notes(uuid[]) owner to troth_reader;
alter function app.place_to_write(text) owner to troth_reader;
alter function app.open_staff(uuid[]) owner to troth_reader;
revoke create on schema app from troth_reader;
grant execute on function private.acting(), private.badge(text),
    private.record_event(uuid, uuid, uuid, text, text, uuid[], uuid[]) to troth_reader;
