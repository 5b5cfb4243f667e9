-- The one door to sealed words. No duty's role may select a sealed column; these functions hand the ciphertext out to
-- who may open it and write the audit event in the same statement, so there is no opening without its event. The
-- program decrypts only after COMMIT.

grant usage on schema app, private to troth_reader;
grant select on app.assignments, app.partners, app.stage_events, app.sessions, app.drafts, app.notes,
    app.measure_responses, app.commitments, app.goals, app.disclosures, app.staff, app.note_shares, app.bars,
    app.glass_openings to troth_reader;
grant select (practice_id, case_id, status) on app.cases to troth_reader;
grant select on private.rights to troth_reader;
grant create on schema app to troth_reader;

-- Sealed words of those of `case_ids` that the token's person may read by the duty they act under. `subjects` are table
-- names, but `partners` is the names of a couple, `profiles` and `contacts` the rest of what is known of the two. Which
-- of them the duty opens, and how far, says private.rights, action `open`; the front desk opens names and contacts of the
-- practice's open cases. `field` and `row_id` are the place that the words were sealed at.
create or replace function app.open_words(case_ids uuid[], subjects text[])
    returns table (subject text, case_id uuid, row_id uuid, field text, audience text, sealed bytea)
    language sql volatile security definer
    set search_path = pg_catalog
    begin atomic
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
            join app.cases c on c.practice_id = m.practice_id and c.case_id in (select unnest(open_words.case_ids))
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
            select 'stage_events', e.case_id, e.case_id, 'stage_events.reason.' || e.seq, 'joint', e.reason_sealed
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
            select 'notes', n.case_id, n.note_id, 'notes.body', n.audience, n.body_sealed
            from mine m join app.notes n on n.practice_id = m.practice_id and n.case_id = m.case_id
            where 'notes' = any ((select w.subjects from allowed w)::text[])
                and (n.audience <> 'therapist' or n.author_id = m.staff_id
                     or m.duty = 'supervisor' and exists (
                         select from app.note_shares h
                         where h.practice_id = n.practice_id and h.note_id = n.note_id
                             and h.supervisor_id = m.staff_id))
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
            select 'disclosures', d.case_id, d.disclosure_id, 'disclosures.' || f.field, d.audience, f.sealed
            from mine m join app.disclosures d on d.practice_id = m.practice_id and d.case_id = m.case_id
            cross join lateral (values ('recipient', d.recipient_sealed), ('what', d.what_sealed),
                ('purpose', d.purpose_sealed)) f (field, sealed)
            where 'disclosures' = any ((select w.subjects from allowed w)::text[])
        ), event as materialized (
            select private.record_event(m.practice_id, m.login_session_id, m.staff_id, 'open',
                array_to_string(open_words.subjects, ','),
                array(select i.case_id from mine i),
                array(select w.row_id from words w where w.sealed is not null)) as written
            from me m
        )
        select w.subject, w.case_id, w.row_id, w.field, w.audience, w.sealed
        from words w, event e where w.sealed is not null;
    end;

-- The same for one note, so that opening it costs the same in a case with three notes and with three hundred.
create or replace function app.open_note(note_id uuid)
    returns table (subject text, case_id uuid, row_id uuid, field text, audience text, sealed bytea)
    language sql volatile security definer
    set search_path = pg_catalog
    begin atomic
        with me as materialized (
            select a.practice_id, a.login_session_id, a.staff_id, a.duty
            from private.acting() a
        ), words as materialized (
            select 'drafts' as subject, d.case_id, d.note_id, d.audience, d.body_sealed as sealed
            from me m join app.drafts d on d.practice_id = m.practice_id and d.note_id = open_note.note_id
            where m.duty in ('therapist', 'trainee') and d.author_id = m.staff_id and exists (
                select from app.assignments a
                where a.practice_id = d.practice_id and a.case_id = d.case_id and a.staff_id = m.staff_id
                    and a.starts_at <= now() and (a.ends_at is null or a.ends_at > now()))
            union all
            select 'notes', n.case_id, n.note_id, n.audience, n.body_sealed
            from me m join app.notes n on n.practice_id = m.practice_id and n.note_id = open_note.note_id
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
            select private.record_event(m.practice_id, m.login_session_id, m.staff_id, 'open', w.subject,
                array[w.case_id], array[w.note_id]) as written
            from me m, words w
        )
        select w.subject, w.case_id, w.note_id, 'notes.body', w.audience, w.sealed from words w, event e;
    end;

-- The names of the practice's people, for anyone who works there.
create or replace function app.open_staff()
    returns table (staff_id uuid, name_sealed bytea)
    language sql volatile security definer
    set search_path = pg_catalog
    begin atomic
        with me as materialized (
            select a.practice_id, a.login_session_id, a.staff_id from private.acting() a
        ), names as materialized (
            select s.staff_id, s.name_sealed from me m join app.staff s on s.practice_id = m.practice_id
        ), event as materialized (
            select private.record_event(m.practice_id, m.login_session_id, m.staff_id, 'open', 'staff',
                '{}', array(select n.staff_id from names n)) as written
            from me m
        )
        select n.staff_id, n.name_sealed from names n, event e;
    end;

-- Why somebody was barred from a case, or opened one by break-glass, and what was found about it: the practice's own
-- words. For those whose rights say so (`bars`, `glass_openings`), and for whoever broke the glass.
create or replace function app.open_reasons(row_ids uuid[])
    returns table (row_id uuid, field text, sealed bytea)
    language sql volatile security definer
    set search_path = pg_catalog
    begin atomic
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
        ), event as materialized (
            select private.record_event(m.practice_id, m.login_session_id, m.staff_id, 'open', 'reasons',
                array(select distinct w.case_id from words w), array(select distinct w.row_id from words w)) as written
            from me m
        )
        select w.row_id, w.field, w.sealed from words w, event e where w.sealed is not null;
    end;

alter function app.open_reasons(uuid[]) owner to troth_reader;
alter function app.open_words(uuid[], text[]) owner to troth_reader;
alter function app.open_note(uuid) owner to troth_reader;
alter function app.open_staff() owner to troth_reader;
revoke create on schema app from troth_reader;
grant execute on function private.acting(),
    private.record_event(uuid, uuid, uuid, text, text, uuid[], uuid[]) to troth_reader;
