-- The treatment plan of a case, who pays for one of the two, and what a therapist saw of each partner in a session. Every row
-- is insert-only: the earlier ones stay.

-- The problem in words that both partners may read, how often they come, and when it is looked at again. The plan's goals are
-- app.goals.
create table app.treatment_plans (
    practice_id   uuid not null,
    plan_id       uuid not null,
    case_id       uuid not null,
    -- in the order in which they were written
    number        smallint not null check (number > 0),
    audience      text not null default 'joint' check (audience = 'joint'),
    planned_on    date not null,
    frequency     text not null check (
                      frequency ~ '^(twice_weekly|weekly|fortnightly|monthly|every_([3-9]|1[0-9]|2[0-6])_weeks)$'),
    review_on     date not null check (review_on > planned_on),
    words_sealed  bytea not null,
    recorded_by   uuid not null,
    recorded_at   timestamptz not null default clock_timestamp(),
    primary key (practice_id, plan_id),
    constraint treatment_plans_number_key unique (practice_id, case_id, number),
    foreign key (practice_id, case_id) references app.cases on delete restrict,
    foreign key (practice_id, recorded_by) references app.staff on delete restrict
);

-- The one identified client of a case for whom an insurer pays, from a day on. A row ends where the next begins (of two of one
-- day the later counts), so no two partners are the client of one day. An end is a row without words.
create table app.coverages (
    practice_id   uuid not null,
    coverage_id   uuid not null,
    case_id       uuid not null,
    number        smallint not null check (number > 0),
    partner       text not null,
    audience      text not null check (audience = partner),
    from_on       date not null,
    until_on      date check (until_on >= from_on),
    is_end        boolean not null default false,
    -- payer, member id, codes of diagnosis and of service, under the client's own key
    words_sealed  bytea,
    recorded_by   uuid not null,
    recorded_at   timestamptz not null default clock_timestamp(),
    primary key (practice_id, coverage_id),
    constraint coverages_number_key unique (practice_id, case_id, number),
    foreign key (practice_id, case_id, partner) references app.partners on delete restrict,
    foreign key (practice_id, recorded_by) references app.staff on delete restrict,
    check (is_end = (words_sealed is null)),
    check (not is_end or until_on is null)
);

-- How a partner responded in a session, for that partner; and the risk that the therapist saw, for those who treat the
-- couple. The latest of a kind counts.
create table app.session_observations (
    practice_id     uuid not null,
    observation_id  uuid not null,
    case_id         uuid not null,
    session_id      uuid not null,
    partner         text not null,
    kind            text not null check (kind in ('response', 'risk')),
    audience        text not null,
    level           text not null,
    recorded_by     uuid not null,
    recorded_at     timestamptz not null default clock_timestamp(),
    primary key (practice_id, observation_id),
    foreign key (practice_id, case_id, session_id) references app.sessions (practice_id, case_id, session_id)
        on delete restrict,
    foreign key (practice_id, case_id, partner) references app.partners on delete restrict,
    foreign key (practice_id, recorded_by) references app.staff on delete restrict,
    -- what is seen of a risk is for no partner
    check (audience = case kind when 'risk' then 'therapist' else partner end),
    check (case kind when 'risk' then level in ('none_noted', 'low', 'moderate', 'high')
                     else level in ('none', 'little', 'some', 'good') end)
);
create index session_observations_session_idx on app.session_observations (practice_id, session_id, recorded_at);
