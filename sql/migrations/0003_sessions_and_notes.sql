-- Sessions and what is written about them.

create table app.sessions (
    practice_id     uuid not null,
    session_id      uuid not null,
    case_id         uuid not null,
    handle          text not null check (handle ~ '^S[0-9A-HJKMNP-TV-Z]{7}$'),
    starts_at       timestamptz not null,
    ends_at         timestamptz not null,
    format          text not null check (format in ('conjoint', 'individual_A', 'individual_B')),
    modality        text not null check (modality in ('office', 'telehealth', 'phone')),
    state           text not null check (state in ('booked', 'held', 'no_show', 'late_cancellation', 'cancelled',
                                                   'phone_contact')),
    attendance      text check (attendance in ('both', 'A', 'B', 'none')),
    stage           smallint check (stage between 1 and 6),
    -- what was done, in the terms of docs/reference/interventions.md
    interventions   text[] not null default '{}' check (interventions <@ array[
                        'psychoeducation', 'communication_training', 'problem_solving', 'cognitive_restructuring',
                        'emotion_focused_work', 'behavioural_exchange', 'de_escalation', 'self_regulation',
                        'empathy_building', 'supportive_counselling', 'motivational_work', 'trauma_informed_work',
                        'crisis_intervention', 'relapse_prevention', 'between_session_tasks', 'measurement_feedback',
                        'treatment_planning', 'care_coordination']),
    -- false: an individual session that happened before both partners had accepted a secrets policy
    policy_on_file  boolean not null default true,
    -- who else was there; of an individual session under that partner's own key
    others_sealed   bytea,
    -- false: booked by the front desk, and the therapist has still to confirm it (sql/functions/9_safety.sql)
    confirmed       boolean not null,
    recorded_by     uuid not null,
    version         integer not null default 1,
    primary key (practice_id, session_id),
    unique (practice_id, case_id, session_id),
    foreign key (practice_id, case_id) references app.cases on delete restrict,
    foreign key (practice_id, recorded_by) references app.staff on delete restrict,
    check (ends_at > starts_at and ends_at <= starts_at + interval '24 hours'),
    check ((state = 'booked') = (attendance is null)),
    check (state not in ('no_show', 'late_cancellation', 'cancelled') or attendance = 'none'),
    check (state not in ('held', 'phone_contact') or attendance <> 'none'),
    check (state in ('held', 'phone_contact') or interventions = '{}')
);
-- partial for the reason given at app.cases
create unique index sessions_handle_key on app.sessions (practice_id, handle) where handle is not null;
create index sessions_case_idx on app.sessions (practice_id, case_id, starts_at);
-- the front desk's calendar
create index sessions_time_idx on app.sessions (practice_id, starts_at);

-- What drafts and notes have in common. Domains and not CHECKs of the two tables, which the server would read and prepare
-- anew for every note that is written.
create domain app.note_handle as text check (value ~ '^N[0-9A-HJKMNP-TV-Z]{7}$');
create domain app.note_audience as text check (value in ('joint', 'A', 'B', 'therapist'));
create domain app.note_format as text check (value in ('soap', 'dap', 'birp', 'girp', 'free'));
-- what the draft will be to a signed note: the corrected text of one that was returned, or an addendum
create domain app.note_relation as text check (value in ('correction', 'addendum'));
revoke all on type app.note_handle, app.note_audience, app.note_format, app.note_relation from public;

-- A note being written. Its author alone reads and changes it.
create table app.drafts (
    practice_id  uuid not null,
    note_id      uuid not null,
    case_id      uuid not null,
    handle       app.note_handle not null,
    session_id   uuid,
    author_id    uuid not null,
    audience     app.note_audience not null,
    format       app.note_format not null,
    written_on   date not null,
    body_sealed  bytea not null,
    updated_at   timestamptz not null default now(),
    version      integer not null default 1,
    relation     app.note_relation,
    of_id        uuid,
    -- a correction answers a return
    of_outcome   text generated always as (case relation when 'correction' then 'returned' end) stored,
    primary key (practice_id, note_id),
    check ((relation is null) = (of_id is null)),
    -- one a session, author and audience: writing again edits it
    constraint drafts_session_key unique (practice_id, session_id, author_id, audience),
    foreign key (practice_id, case_id) references app.cases on delete restrict,
    foreign key (practice_id, case_id, session_id) references app.sessions (practice_id, case_id, session_id)
        on delete restrict,
    foreign key (practice_id, author_id) references app.staff on delete restrict,
    -- the psychotherapy note has a date and words, and never stands in for the session's note
    check (case audience when 'therapist' then session_id is null and format = 'free' else session_id is not null end)
);
create unique index drafts_handle_key on app.drafts (practice_id, handle) where handle is not null;
create index drafts_case_idx on app.drafts (practice_id, case_id);

-- A signed note. No role may update or delete one: a returned one is corrected by another, and an addendum is another.
create table app.notes (
    practice_id  uuid not null,
    note_id      uuid not null,
    case_id      uuid not null,
    handle       app.note_handle not null,
    session_id   uuid,
    author_id    uuid not null,
    audience     app.note_audience not null,
    format       app.note_format not null,
    written_on   date not null,
    body_sealed  bytea not null,
    signed_at    timestamptz not null default now(),
    -- as it stood on the day of the signature
    credential   text,
    -- why it was signed after it was due; private.check_signed asks for it
    late_reason_sealed bytea,
    relation     app.note_relation,
    of_id        uuid,
    of_outcome   text generated always as (case relation when 'correction' then 'returned' end) stored,
    -- signed before its case came into Troth, with which it was filed
    came_signed  boolean not null default false,
    -- the author held the duty trainee; sql/functions/9_notes.sql gives the default, and nobody may write the column
    by_trainee   boolean not null,
    needs_cosign boolean generated always as (by_trainee and not came_signed and audience <> 'therapist') stored,
    primary key (practice_id, note_id),
    unique (practice_id, note_id, case_id, author_id, audience),
    unique (practice_id, note_id, case_id, author_id, audience, needs_cosign),
    unique (practice_id, note_id, case_id, session_id, audience),
    check ((relation is null) = (of_id is null)),
    foreign key (practice_id, case_id) references app.cases on delete restrict,
    foreign key (practice_id, case_id, session_id) references app.sessions (practice_id, case_id, session_id)
        on delete restrict,
    foreign key (practice_id, author_id) references app.staff on delete restrict,
    check (case audience when 'therapist' then session_id is null and format = 'free' else session_id is not null end)
);
create unique index notes_handle_key on app.notes (practice_id, handle) where handle is not null;
create index notes_case_idx on app.notes (practice_id, case_id, session_id);
create index notes_session_idx on app.notes (practice_id, session_id);
-- One note a session, author and audience; what comes to it later is its correction or its addendum.
create unique index notes_session_key on app.notes (practice_id, session_id, author_id, audience)
    where relation is null;
create unique index notes_correction_key on app.notes (practice_id, of_id) where relation = 'correction';

-- A trainee's note as a supervisor left it: co-signed, or returned with a comment. Once, and never by the author.
create table app.note_reviews (
    practice_id     uuid not null,
    note_id         uuid not null,
    case_id         uuid not null,
    author_id       uuid not null,
    audience        text not null check (audience in ('joint', 'A', 'B')),
    needs_cosign    boolean not null default true check (needs_cosign),
    outcome         text not null check (outcome in ('cosigned', 'returned')),
    reviewed_by     uuid not null,
    reviewed_at     timestamptz not null default now(),
    -- the supervisor's, as it stood on that day
    credential      text,
    -- under the key of the note's audience
    comment_sealed  bytea,
    primary key (practice_id, note_id),
    unique (practice_id, note_id, case_id, author_id, audience, outcome),
    -- only of a note that waits for it
    foreign key (practice_id, note_id, case_id, author_id, audience, needs_cosign)
        references app.notes (practice_id, note_id, case_id, author_id, audience, needs_cosign) on delete restrict,
    foreign key (practice_id, reviewed_by) references app.staff on delete restrict,
    constraint note_reviews_not_by_author check (reviewed_by <> author_id),
    check ((outcome = 'returned') = (comment_sealed is not null))
);
create index note_reviews_case_idx on app.note_reviews (practice_id, case_id);

-- An addendum is about the same session and has the audience of its note; a correction moreover its author, and its note
-- was returned.
alter table app.drafts
    add foreign key (practice_id, of_id, case_id, session_id, audience)
        references app.notes (practice_id, note_id, case_id, session_id, audience) on delete restrict,
    add constraint drafts_of_returned foreign key (practice_id, of_id, case_id, author_id, audience, of_outcome)
        references app.note_reviews (practice_id, note_id, case_id, author_id, audience, outcome) on delete restrict;
alter table app.notes
    add foreign key (practice_id, of_id, case_id, session_id, audience)
        references app.notes (practice_id, note_id, case_id, session_id, audience) on delete restrict,
    add constraint notes_of_returned foreign key (practice_id, of_id, case_id, author_id, audience, of_outcome)
        references app.note_reviews (practice_id, note_id, case_id, author_id, audience, outcome) on delete restrict;
