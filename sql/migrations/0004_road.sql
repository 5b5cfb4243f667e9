-- The road: stages, ratings, measures, commitments, goals.

-- A stage has only a start and ends where the next begins: gaps and overlaps cannot be written. Every event names the
-- one before it, so a move is checked against the stage it leaves.
create table app.stage_events (
    practice_id      uuid not null,
    case_id          uuid not null,
    seq              smallint not null check (seq > 0),
    event_id         uuid not null default gen_random_uuid(),
    -- of the case: a stage is one of that road's
    roadmap_version  smallint not null,
    stage            smallint not null,
    started_on       date not null,
    kind             text not null check (kind in ('start', 'advance', 'skip', 'return')),
    -- numbers of the criteria that were not met when the couple moved on all the same
    unmet            text[] not null default '{}',
    reason_sealed    bytea,
    prev_seq         smallint generated always as (nullif(seq - 1, 0)) stored,
    prev_stage       smallint,
    prev_started_on  date,
    recorded_by      uuid not null,
    primary key (practice_id, case_id, seq),
    unique (practice_id, case_id, seq, stage, started_on),
    unique (practice_id, event_id),
    foreign key (practice_id, case_id, roadmap_version)
        references app.cases (practice_id, case_id, roadmap_version) on delete restrict,
    foreign key (practice_id, roadmap_version, stage) references app.stages on delete restrict,
    foreign key (practice_id, case_id, prev_seq, prev_stage, prev_started_on)
        references app.stage_events (practice_id, case_id, seq, stage, started_on) on delete restrict,
    foreign key (practice_id, recorded_by) references app.staff on delete restrict,
    check ((seq = 1) = (prev_stage is null) and (seq = 1) = (prev_started_on is null) and (seq = 1) = (kind = 'start')),
    check (started_on >= prev_started_on),
    check (case kind
               when 'start' then stage = 1 or reason_sealed is not null
               when 'advance' then stage = prev_stage + 1 and (cardinality(unmet) = 0 or reason_sealed is not null)
               when 'skip' then stage > prev_stage + 1 and reason_sealed is not null
               when 'return' then stage < prev_stage
           end),
    check (kind = 'advance' or cardinality(unmet) = 0)
);

create table app.criterion_ratings (
    practice_id      uuid not null,
    rating_id        uuid not null,
    case_id          uuid not null,
    roadmap_version  smallint not null,
    criterion        text not null,
    rated_by         text not null check (rated_by in ('A', 'B', 'therapist')),
    audience         text not null,
    value            smallint not null check (value >= 0),
    rated_on         date not null,
    recorded_by      uuid not null,
    -- of two ratings of one day, the later one holds
    recorded_at      timestamptz not null default clock_timestamp(),
    primary key (practice_id, rating_id),
    foreign key (practice_id, case_id, roadmap_version)
        references app.cases (practice_id, case_id, roadmap_version) on delete restrict,
    foreign key (practice_id, roadmap_version, criterion) references app.criteria on delete restrict,
    foreign key (practice_id, recorded_by) references app.staff on delete restrict,
    -- a rating belongs to its giver
    check (audience = case rated_by when 'therapist' then 'joint' else rated_by end)
);
create index criterion_ratings_case_idx on app.criterion_ratings (practice_id, case_id, rated_on);

-- The practice's measures, as published; a figure that is not known is null and the change is then not judged.
create table app.measures (
    practice_id          uuid not null references app.practices on delete restrict,
    measure              text not null,
    version              smallint not null check (version > 0),
    direction            text not null check (direction in ('higher', 'lower')),
    item_least           smallint[] not null,
    item_most            smallint[] not null,
    -- numbers of the items that count the other way round under this form's anchors
    reversed             smallint[] not null default '{}',
    anchors              text not null,
    cutoff               numeric,
    reliability          numeric check (reliability between 0 and 1),
    standard_deviation   numeric check (standard_deviation > 0),
    reliable_change      numeric check (reliable_change > 0),
    source               text not null,
    primary key (practice_id, measure, version),
    check (cardinality(item_least) = cardinality(item_most) and cardinality(item_least) > 0)
);

create table app.measure_responses (
    practice_id      uuid not null,
    response_id      uuid not null,
    case_id          uuid not null,
    partner          text not null,
    measure          text not null,
    measure_version  smallint not null,
    audience         text not null,
    score            smallint not null,
    answered_on      date not null,
    answers_sealed   bytea,
    recorded_by      uuid not null,
    recorded_at      timestamptz not null default clock_timestamp(),
    primary key (practice_id, response_id),
    foreign key (practice_id, case_id, partner) references app.partners on delete restrict,
    foreign key (practice_id, measure, measure_version) references app.measures on delete restrict,
    foreign key (practice_id, recorded_by) references app.staff on delete restrict,
    -- answers and scores belong to their giver
    check (audience = partner)
);
create index measure_responses_case_idx on app.measure_responses (practice_id, case_id, answered_on);

alter table app.consents add column measure_version smallint check ((measure is null) = (measure_version is null)),
    add foreign key (practice_id, measure, measure_version) references app.measures on delete restrict;

create table app.commitments (
    practice_id    uuid not null,
    commitment_id  uuid not null,
    case_id        uuid not null,
    handle         text not null check (handle ~ '^K[0-9A-HJKMNP-TV-Z]{7}$'),
    owner          text not null check (owner in ('A', 'B', 'both')),
    audience       text not null check (audience in ('joint', 'A', 'B', 'therapist')),
    kind           text not null check (kind in ('practical', 'emotional')),
    rhythm         text not null check (rhythm in ('once', 'daily', 'weekly')),
    -- the hurt partner said that they want it
    is_wanted      boolean not null default false,
    agreed_on      date not null,
    due_on         date check (due_on >= agreed_on),
    ended_on       date check (ended_on >= agreed_on),
    text_sealed    bytea not null,
    recorded_by    uuid not null,
    version        integer not null default 1,
    primary key (practice_id, commitment_id),
    unique (practice_id, case_id, commitment_id),
    foreign key (practice_id, case_id) references app.cases on delete restrict,
    foreign key (practice_id, recorded_by) references app.staff on delete restrict
);
-- partial for the reason given at app.cases
create unique index commitments_handle_key on app.commitments (practice_id, handle) where handle is not null;
create index commitments_case_idx on app.commitments (practice_id, case_id, agreed_on);

-- Kept or missed on a day, as one partner saw it; the owner's view and the other's stand apart.
create table app.commitment_reports (
    practice_id    uuid not null,
    case_id        uuid not null,
    commitment_id  uuid not null,
    reported_by    text not null check (reported_by in ('A', 'B')),
    on_day         date not null,
    kept           boolean not null,
    audience       text not null,
    recorded_by    uuid not null,
    recorded_at    timestamptz not null default now(),
    primary key (practice_id, commitment_id, reported_by, on_day),
    foreign key (practice_id, case_id, commitment_id)
        references app.commitments (practice_id, case_id, commitment_id) on delete restrict,
    foreign key (practice_id, recorded_by) references app.staff on delete restrict,
    check (audience = reported_by)
);
create index commitment_reports_case_idx on app.commitment_reports (practice_id, case_id, on_day);

create table app.goals (
    practice_id   uuid not null,
    goal_id       uuid not null,
    case_id       uuid not null,
    handle        text not null check (handle ~ '^G[0-9A-HJKMNP-TV-Z]{7}$'),
    owner         text not null check (owner in ('A', 'B', 'both')),
    audience      text not null check (audience in ('joint', 'A', 'B', 'therapist')),
    agreed_on     date not null,
    due_on        date not null check (due_on >= agreed_on),
    -- a goal on understanding each other
    is_mutual     boolean not null default false,
    words_sealed  bytea not null,
    recorded_by   uuid not null,
    version       integer not null default 1,
    primary key (practice_id, goal_id),
    unique (practice_id, case_id, goal_id),
    foreign key (practice_id, case_id) references app.cases on delete restrict,
    foreign key (practice_id, recorded_by) references app.staff on delete restrict
);
create unique index goals_handle_key on app.goals (practice_id, handle) where handle is not null;
create index goals_case_idx on app.goals (practice_id, case_id, agreed_on);

create table app.goal_reviews (
    practice_id  uuid not null,
    case_id      uuid not null,
    goal_id      uuid not null,
    reviewed_on  date not null,
    standing     text not null check (standing in ('reached', 'on_track', 'behind', 'dropped')),
    recorded_by  uuid not null,
    primary key (practice_id, goal_id, reviewed_on),
    foreign key (practice_id, case_id, goal_id) references app.goals (practice_id, case_id, goal_id)
        on delete restrict,
    foreign key (practice_id, recorded_by) references app.staff on delete restrict
);
create index goal_reviews_case_idx on app.goal_reviews (practice_id, case_id, reviewed_on);
