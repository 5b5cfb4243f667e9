-- Reports in batches: a run, and an item for each document of it, which workers claim. Ids and handles; no name, no
-- word, no path.

create table app.report_runs (
    practice_id      uuid not null,
    run_id           uuid not null,
    -- whose run it is: workers act as this person
    staff_id         uuid not null,
    handle           text not null check (handle ~ '^B[0-9A-HJKMNP-TV-Z]{7}$'),
    -- the duty by which the documents are read
    duty             text not null references app.duties on delete restrict,
    report           text not null check (report in ('summary', 'progress', 'closing')),
    -- whom the documents are for
    copy             text not null default 'file'
                         check (copy in ('file', 'insurer_A', 'insurer_B', 'partner_A', 'partner_B')),
    formats          text[] not null check (cardinality(formats) > 0 and formats <@ '{html,pdf,md,text,json}'),
    paper            text not null check (paper in ('a4', 'letter')),
    -- which records it is about: days, handles and words of the program
    conditions       text not null check (octet_length(conditions) <= 100000),
    -- of the practice's templates that word the documents, so that whoever goes on uses the same
    templates_sha256 bytea check (octet_length(templates_sha256) = 32),
    -- how many documents it has
    items            integer not null check (items > 0),
    -- the moment that every document says it was made at, so that one that is made again is the same
    made_at          timestamptz not null,
    -- when the manifest was written, and its SHA-256
    finished_at      timestamptz,
    manifest_sha256  bytea check (octet_length(manifest_sha256) = 32),
    primary key (practice_id, run_id),
    unique (practice_id, run_id, staff_id),
    foreign key (practice_id, staff_id) references app.staff on delete restrict,
    check (copy = 'file' or report = 'summary'),
    check ((finished_at is null) = (manifest_sha256 is null))
);
create unique index report_runs_handle_key on app.report_runs (practice_id, handle) where handle is not null;
create index report_runs_staff_idx on app.report_runs (practice_id, staff_id, made_at);

create table app.report_items (
    practice_id   uuid not null,
    run_id        uuid not null,
    -- the place in the run, counted from 1
    item          integer not null check (item > 0),
    staff_id      uuid not null,
    -- the session or the case; that it can be read is asked when it is opened, and not before
    record_id     uuid not null,
    handle        text not null check (handle ~ '^[CS][0-9A-HJKMNP-TV-Z]{7}$'),
    state         text not null default 'waiting' check (state in ('waiting', 'claimed', 'done', 'failed')),
    worker_id     uuid,
    -- who claimed it is taken for lost after that
    leased_until  timestamptz,
    -- claims that nobody gave back
    attempts      smallint not null default 0 check (attempts >= 0),
    -- why there is no document: one of the program's words
    reason        text check (reason ~ '^[a-z_]{1,40}$'),
    -- the record's edit version, and whether a note of it was not signed
    record_version integer,
    is_draft      boolean,
    -- of each file, one after another in the order of the run's formats
    sha256        bytea check (octet_length(sha256) > 0 and octet_length(sha256) % 32 = 0),
    primary key (practice_id, run_id, item),
    foreign key (practice_id, run_id, staff_id)
        references app.report_runs (practice_id, run_id, staff_id) on delete restrict,
    check ((state = 'claimed') = (worker_id is not null) and (state = 'claimed') = (leased_until is not null)),
    check ((state = 'failed') = (reason is not null)),
    check ((state = 'done') = (sha256 is not null) and (state = 'done') = (record_version is not null)
           and (state = 'done') = (is_draft is not null))
);
-- what is left of a run, so that a claim costs the same at its beginning and at its end
create index report_items_left_idx on app.report_items (practice_id, run_id, item) where state in ('waiting', 'claimed');

-- What a person granted to be made by itself at a month's end: this report, of this reach, for these months. Nobody holds
-- a right to the table; the functions of sql/functions/9_schedules.sql ask whose it is.
create table private.report_schedules (
    practice_id       uuid not null,
    schedule_id       uuid not null default gen_random_uuid(),
    staff_id          uuid not null,
    handle            text not null check (handle ~ '^Q[0-9A-HJKMNP-TV-Z]{7}$'),
    -- the duty by which the person granted it, and by which alone it is made
    duty              text not null references app.duties on delete restrict,
    report            text not null check (report in ('summary', 'progress', 'closing')),
    copy              text not null check (copy in ('file', 'insurer_A', 'insurer_B', 'partner_A', 'partner_B')),
    formats           text[] not null check (cardinality(formats) > 0 and formats <@ '{html,pdf,md,text,json}'),
    paper             text not null check (paper in ('a4', 'letter')),
    -- as of a run, without days: those are the month's
    conditions        text not null check (octet_length(conditions) <= 100000),
    templates_sha256  bytea check (octet_length(templates_sha256) = 32),
    -- the first days of the first and the last month
    first_month       date not null check (extract(day from first_month) = 1),
    last_month        date not null check (extract(day from last_month) = 1 and last_month >= first_month),
    -- of the secret that begins a run; the secret itself lies with the program, on the machine that makes the reports
    secret_sha256     bytea not null unique check (octet_length(secret_sha256) = 32),
    granted_at        timestamptz not null default now(),
    ended_at          timestamptz,
    primary key (practice_id, schedule_id),
    unique (practice_id, handle),
    foreign key (practice_id, staff_id) references app.staff on delete restrict
);

-- A login session of a schedule: it acts by one duty, and opens words of these cases alone.
alter table private.login_sessions
    add only_duty text references app.duties on delete restrict,
    add case_ids uuid[],
    add check ((only_duty is null) = (case_ids is null));
