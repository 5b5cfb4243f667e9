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
    -- false: an individual session that happened before both partners had accepted a secrets policy
    policy_on_file  boolean not null default true,
    -- who else was there; of an individual session under that partner's own key
    others_sealed   bytea,
    recorded_by     uuid not null,
    version         integer not null default 1,
    primary key (practice_id, session_id),
    unique (practice_id, case_id, session_id),
    foreign key (practice_id, case_id) references app.cases on delete restrict,
    foreign key (practice_id, recorded_by) references app.staff on delete restrict,
    check (ends_at > starts_at and ends_at <= starts_at + interval '24 hours'),
    check ((state = 'booked') = (attendance is null)),
    check (state not in ('no_show', 'late_cancellation', 'cancelled') or attendance = 'none'),
    check (state not in ('held', 'phone_contact') or attendance <> 'none')
);
-- partial for the reason given at app.cases
create unique index sessions_handle_key on app.sessions (practice_id, handle) where handle is not null;
create index sessions_case_idx on app.sessions (practice_id, case_id, starts_at);
-- the front desk's calendar
create index sessions_time_idx on app.sessions (practice_id, starts_at);

-- A note being written. Its author alone reads and changes it.
create table app.drafts (
    practice_id  uuid not null,
    note_id      uuid not null,
    case_id      uuid not null,
    handle       text not null check (handle ~ '^N[0-9A-HJKMNP-TV-Z]{7}$'),
    session_id   uuid,
    author_id    uuid not null,
    audience     text not null check (audience in ('joint', 'A', 'B', 'therapist')),
    format       text not null check (format in ('soap', 'dap', 'birp', 'girp', 'free')),
    written_on   date not null,
    body_sealed  bytea not null,
    updated_at   timestamptz not null default now(),
    version      integer not null default 1,
    primary key (practice_id, note_id),
    -- one a session, author and audience: writing again edits it
    constraint drafts_session_key unique (practice_id, session_id, author_id, audience),
    foreign key (practice_id, case_id) references app.cases on delete restrict,
    foreign key (practice_id, case_id, session_id) references app.sessions (practice_id, case_id, session_id)
        on delete restrict,
    foreign key (practice_id, author_id) references app.staff on delete restrict,
    -- the psychotherapy note has a date and words, and never stands in for the session's note
    check (audience <> 'therapist' or (session_id is null and format = 'free')),
    check (audience = 'therapist' or session_id is not null)
);
create unique index drafts_handle_key on app.drafts (practice_id, handle) where handle is not null;
create index drafts_case_idx on app.drafts (practice_id, case_id);

-- A signed note. No role may update or delete one.
create table app.notes (
    practice_id  uuid not null,
    note_id      uuid not null,
    case_id      uuid not null,
    handle       text not null check (handle ~ '^N[0-9A-HJKMNP-TV-Z]{7}$'),
    session_id   uuid,
    author_id    uuid not null,
    audience     text not null check (audience in ('joint', 'A', 'B', 'therapist')),
    format       text not null check (format in ('soap', 'dap', 'birp', 'girp', 'free')),
    written_on   date not null,
    body_sealed  bytea not null,
    signed_at    timestamptz not null default now(),
    -- as it stood on the day of the signature
    credential   text,
    primary key (practice_id, note_id),
    unique (practice_id, note_id, case_id, author_id, audience),
    foreign key (practice_id, case_id) references app.cases on delete restrict,
    foreign key (practice_id, case_id, session_id) references app.sessions (practice_id, case_id, session_id)
        on delete restrict,
    foreign key (practice_id, author_id) references app.staff on delete restrict,
    check (audience <> 'therapist' or (session_id is null and format = 'free')),
    check (audience = 'therapist' or session_id is not null)
);
create unique index notes_handle_key on app.notes (practice_id, handle) where handle is not null;
create index notes_case_idx on app.notes (practice_id, case_id);
create index notes_session_idx on app.notes (practice_id, session_id);
