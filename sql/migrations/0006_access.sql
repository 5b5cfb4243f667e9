-- Who may open a case besides the therapist it was opened by: dates of assignments, supervision, transfer, bars,
-- break-glass. What follows from these rows is said once, in sql/policies/0_duties.sql.

-- Exclusion constraints over ids and spans of time; a trusted extension, of PostgreSQL's own.
create schema extensions;
create extension btree_gist with schema extensions;

-- One primary therapist at a time, and nobody twice in one case at a time.
alter table app.assignments
    add constraint assignments_primary_excl exclude using gist (
        practice_id extensions.gist_uuid_ops with =, case_id extensions.gist_uuid_ops with =,
        tstzrange(starts_at, ends_at) with &&) where (part = 'primary'),
    add constraint assignments_person_excl exclude using gist (
        practice_id extensions.gist_uuid_ops with =, case_id extensions.gist_uuid_ops with =,
        staff_id extensions.gist_uuid_ops with =, tstzrange(starts_at, ends_at) with &&) where (part <> 'break_glass');

-- A duty is held once at a time. Only spans that last can meet; the condition says so, and keeps the planner from looking
-- a duty up by this index, which is slower than the primary key's and on the way of every statement.
alter table app.staff_duties
    add constraint staff_duties_excl exclude using gist (
        practice_id extensions.gist_uuid_ops with =, staff_id extensions.gist_uuid_ops with =,
        duty extensions.gist_text_ops with =, tstzrange(starts_at, ends_at) with &&)
        where (ends_at is null or ends_at > starts_at);

-- The supervisor reads the cases of the supervisee while this runs.
create table app.supervision (
    practice_id     uuid not null,
    supervision_id  uuid not null,
    supervisor_id   uuid not null,
    supervisee_id   uuid not null,
    starts_at       timestamptz not null default now(),
    ends_at         timestamptz check (ends_at >= starts_at),
    agreed_by       uuid not null,
    primary key (practice_id, supervision_id),
    foreign key (practice_id, supervisor_id) references app.staff on delete restrict,
    foreign key (practice_id, supervisee_id) references app.staff on delete restrict,
    foreign key (practice_id, agreed_by) references app.staff on delete restrict,
    check (supervisor_id <> supervisee_id),
    constraint supervision_pair_excl exclude using gist (
        practice_id extensions.gist_uuid_ops with =, supervisor_id extensions.gist_uuid_ops with =,
        supervisee_id extensions.gist_uuid_ops with =, tstzrange(starts_at, ends_at) with &&)
);
create index supervision_supervisor_idx on app.supervision (practice_id, supervisor_id);
create index supervision_supervisee_idx on app.supervision (practice_id, supervisee_id);

-- A psychotherapy note that a trainee opened to the supervisor. The key says that it is one, and the trainee's own.
create table app.note_shares (
    practice_id    uuid not null,
    note_id        uuid not null,
    case_id        uuid not null,
    author_id      uuid not null,
    audience       text not null default 'therapist' check (audience = 'therapist'),
    supervisor_id  uuid not null,
    shared_at      timestamptz not null default now(),
    primary key (practice_id, note_id, supervisor_id),
    foreign key (practice_id, note_id, case_id, author_id, audience)
        references app.notes (practice_id, note_id, case_id, author_id, audience) on delete restrict,
    foreign key (practice_id, supervisor_id) references app.staff on delete restrict
);

-- A primary therapist offers a case to another. Accepted, the assignment moves in the same transaction.
create table app.transfers (
    practice_id   uuid not null,
    transfer_id   uuid not null,
    case_id       uuid not null,
    from_id       uuid not null,
    to_id         uuid not null,
    -- whom a case is offered to does not see the case yet, but has to name it
    case_handle   text not null check (case_handle ~ '^C[0-9A-HJKMNP-TV-Z]{7}$'),
    offered_at    timestamptz not null default now(),
    accepted_at   timestamptz,
    declined_at   timestamptz,
    withdrawn_at  timestamptz,
    primary key (practice_id, transfer_id),
    foreign key (practice_id, case_id, case_handle) references app.cases (practice_id, case_id, handle)
        on delete restrict,
    foreign key (practice_id, from_id) references app.staff on delete restrict,
    foreign key (practice_id, to_id) references app.staff on delete restrict,
    check (from_id <> to_id),
    check (num_nonnulls(accepted_at, declined_at, withdrawn_at) <= 1)
);
create unique index transfers_open_key on app.transfers (practice_id, case_id)
    where accepted_at is null and declined_at is null and withdrawn_at is null;
create index transfers_to_idx on app.transfers (practice_id, to_id);
create index transfers_from_idx on app.transfers (practice_id, from_id);

-- A named person who may not open one case, whatever else would let them.
create table app.bars (
    practice_id    uuid not null,
    bar_id         uuid not null,
    case_id        uuid not null,
    staff_id       uuid not null,
    -- under the practice's own key
    reason_sealed  bytea not null,
    barred_at      timestamptz not null default now(),
    barred_by      uuid not null,
    lifted_at      timestamptz check (lifted_at >= barred_at),
    lifted_by      uuid,
    primary key (practice_id, bar_id),
    foreign key (practice_id, case_id) references app.cases on delete restrict,
    foreign key (practice_id, staff_id) references app.staff on delete restrict,
    foreign key (practice_id, barred_by) references app.staff on delete restrict,
    foreign key (practice_id, lifted_by) references app.staff on delete restrict,
    check ((lifted_at is null) = (lifted_by is null))
);
create unique index bars_case_staff_key on app.bars (practice_id, staff_id, case_id) where lifted_at is null;

-- One case opened for a stated reason and an hour at most, and what somebody else found about it afterwards.
create table app.glass_openings (
    practice_id     uuid not null,
    glass_id        uuid not null,
    case_id         uuid not null,
    staff_id        uuid not null,
    -- who is told of it, and who reviews it, need not see the case
    case_handle     text not null check (case_handle ~ '^C[0-9A-HJKMNP-TV-Z]{7}$'),
    opened_at       timestamptz not null default now(),
    ends_at         timestamptz not null,
    -- under the practice's own key
    reason_sealed   bytea not null,
    review_due_at   timestamptz not null default now() + interval '72 hours',
    reviewed_at     timestamptz,
    reviewed_by     uuid,
    finding         text check (finding in ('justified', 'not_justified')),
    comment_sealed  bytea,
    primary key (practice_id, glass_id),
    foreign key (practice_id, case_id) references app.cases on delete restrict,
    foreign key (practice_id, staff_id) references app.staff on delete restrict,
    foreign key (practice_id, reviewed_by) references app.staff on delete restrict,
    check (ends_at > opened_at and ends_at <= opened_at + interval '60 minutes'),
    check (reviewed_by <> staff_id),
    check (num_nonnulls(reviewed_at, reviewed_by, finding) in (0, 3)),
    check (comment_sealed is null or reviewed_at is not null)
);
create index glass_openings_due_idx on app.glass_openings (practice_id, review_due_at) where reviewed_at is null;

-- Who was told of an opening: day 0 when it happened, then one for each day that a review is late.
create table app.access_notices (
    practice_id  uuid not null,
    glass_id     uuid not null,
    staff_id     uuid not null,
    day          smallint not null check (day >= 0),
    made_at      timestamptz not null default now(),
    seen_at      timestamptz,
    primary key (practice_id, glass_id, staff_id, day),
    foreign key (practice_id, glass_id) references app.glass_openings on delete restrict,
    foreign key (practice_id, staff_id) references app.staff on delete restrict
);
create index access_notices_staff_idx on app.access_notices (practice_id, staff_id, seen_at);

-- Duties x objects x actions x reach: the one table that policies and grants are made from and that the functions that
-- hand out words ask. Filled anew by sql/policies/0_duties.sql whenever one of its files changed.
create table private.rights (
    role     text not null,
    duty     text not null references app.duties on delete restrict,
    -- a table of app; for `open`, a subject of sealed words; for `call`, a function of private
    object   text not null,
    action   text not null check (action in ('select', 'insert', 'update', 'delete', 'open', 'call')),
    reach    text not null,
    columns  text[],
    primary key (role, object, action)
);
