-- Safety, and what is told in confidence: screens, decisions, flags, plans; confided matters. Every row is insert-only:
-- what changes is said by a later row.

-- Each partner is screened alone. Nothing of it is for the other partner, the front desk or a document.
create table app.safety_screens (
    practice_id       uuid not null,
    screen_id         uuid not null,
    case_id           uuid not null,
    partner           text not null,
    audience          text not null,
    screened_on       date not null,
    result            text not null check (result in ('negative', 'positive', 'incomplete', 'declined')),
    -- what was used, such as HITS
    instrument        text check (instrument ~ '^[A-Za-z0-9 ._/-]{1,40}$'),
    -- null where it was not asked, or not answered
    fear              boolean,
    injury            boolean,
    coercive_control  boolean,
    weapons           boolean,
    children          boolean,
    words_sealed      bytea,
    recorded_by       uuid not null,
    recorded_at       timestamptz not null default clock_timestamp(),
    primary key (practice_id, screen_id),
    foreign key (practice_id, case_id, partner) references app.partners on delete restrict,
    foreign key (practice_id, recorded_by) references app.staff on delete restrict,
    check (audience = partner),
    -- a screen in which any of these was said is not negative
    check (result <> 'negative' or not coalesce(fear or injury or coercive_control or weapons or children, false)),
    check (result <> 'declined' or num_nonnulls(fear, injury, coercive_control, weapons, children) = 0)
);
create index safety_screens_case_idx on app.safety_screens (practice_id, case_id, partner, recorded_at);

-- What a clinician decided about the couple's work, with the reason.
create table app.safety_decisions (
    practice_id    uuid not null,
    decision_id    uuid not null,
    case_id        uuid not null,
    -- for those who treat the couple, never for a partner
    audience       text not null default 'therapist' check (audience = 'therapist'),
    decided_on     date not null,
    decision       text not null check (decision in ('conjoint', 'separate_only', 'refer', 'stop')),
    reason_sealed  bytea not null,
    recorded_by    uuid not null,
    recorded_at    timestamptz not null default clock_timestamp(),
    primary key (practice_id, decision_id),
    foreign key (practice_id, case_id) references app.cases on delete restrict,
    foreign key (practice_id, recorded_by) references app.staff on delete restrict
);
create index safety_decisions_case_idx on app.safety_decisions (practice_id, case_id, recorded_at);

-- Something to look after, about one partner, until it is closed; closing the case does not close it.
create table app.safety_flags (
    practice_id   uuid not null,
    flag_id       uuid not null,
    case_id       uuid not null,
    -- people name it by this
    number        smallint not null check (number > 0),
    partner       text not null,
    audience      text not null,
    kind          text not null check (kind in ('item_9', 'self_harm', 'violence', 'child', 'other')),
    raised_on     date not null,
    review_on     date not null check (review_on >= raised_on),
    -- the answers that raised it; item_9 is raised by nothing else
    response_id   uuid,
    words_sealed  bytea,
    recorded_by   uuid not null,
    recorded_at   timestamptz not null default clock_timestamp(),
    primary key (practice_id, flag_id),
    unique (practice_id, case_id, number),
    unique (practice_id, case_id, flag_id, audience),
    unique (practice_id, response_id),
    foreign key (practice_id, case_id, partner) references app.partners on delete restrict,
    foreign key (practice_id, response_id) references app.measure_responses on delete restrict,
    foreign key (practice_id, recorded_by) references app.staff on delete restrict,
    check (audience = partner),
    check ((kind = 'item_9') = (response_id is not null))
);

-- A look at a flag: what was assessed and what was done. It is closed by one that has both, once.
create table app.flag_reviews (
    practice_id        uuid not null,
    review_id          uuid not null,
    flag_id            uuid not null,
    case_id            uuid not null,
    audience           text not null check (audience in ('A', 'B')),
    reviewed_on        date not null,
    -- null closes the flag
    next_review_on     date check (next_review_on > reviewed_on),
    assessment_sealed  bytea,
    action_sealed      bytea,
    recorded_by        uuid not null,
    recorded_at        timestamptz not null default clock_timestamp(),
    primary key (practice_id, review_id),
    foreign key (practice_id, case_id, flag_id, audience)
        references app.safety_flags (practice_id, case_id, flag_id, audience) on delete restrict,
    foreign key (practice_id, recorded_by) references app.staff on delete restrict,
    constraint flag_reviews_closing check (
        next_review_on is not null or (assessment_sealed is not null and action_sealed is not null)),
    check (num_nonnulls(assessment_sealed, action_sealed) > 0)
);
create unique index flag_reviews_closing_key on app.flag_reviews (practice_id, flag_id) where next_review_on is null;
create index flag_reviews_case_idx on app.flag_reviews (practice_id, case_id, flag_id, recorded_at);

-- A partner's safety plan; the newest holds.
create table app.safety_plans (
    practice_id   uuid not null,
    plan_id       uuid not null,
    case_id       uuid not null,
    partner       text not null,
    audience      text not null,
    made_on       date not null,
    review_on     date not null check (review_on >= made_on),
    words_sealed  bytea not null,
    recorded_by   uuid not null,
    recorded_at   timestamptz not null default clock_timestamp(),
    primary key (practice_id, plan_id),
    foreign key (practice_id, case_id, partner) references app.partners on delete restrict,
    foreign key (practice_id, recorded_by) references app.staff on delete restrict,
    check (audience = partner)
);
create index safety_plans_case_idx on app.safety_plans (practice_id, case_id, partner, recorded_at);

-- Something that one partner told in confidence. Under `no secrets` it has a day by which the other knows of it or the
-- work ends; a safety disclosure is exempt.
create table app.confided_matters (
    practice_id   uuid not null,
    matter_id     uuid not null,
    case_id       uuid not null,
    number        smallint not null check (number > 0),
    partner       text not null,
    audience      text not null,
    told_on       date not null,
    -- what both had accepted on that day; null where there was nothing on file
    policy        text check (policy in ('no_secrets', 'limited_secrets')),
    is_safety     boolean not null,
    due_on        date check (due_on >= told_on),
    words_sealed  bytea not null,
    recorded_by   uuid not null,
    recorded_at   timestamptz not null default clock_timestamp(),
    primary key (practice_id, matter_id),
    unique (practice_id, case_id, number),
    unique (practice_id, case_id, matter_id, audience),
    foreign key (practice_id, case_id, partner) references app.partners on delete restrict,
    foreign key (practice_id, recorded_by) references app.staff on delete restrict,
    check (audience = partner),
    constraint confided_matters_due check (
        (due_on is not null) = (policy is not distinct from 'no_secrets' and not is_safety))
);

-- What became of it. Once.
create table app.matter_outcomes (
    practice_id  uuid not null,
    matter_id    uuid not null,
    case_id      uuid not null,
    audience     text not null check (audience in ('A', 'B')),
    outcome      text not null check (outcome in ('shared_by_partner', 'shared_by_therapist', 'work_ended')),
    settled_on   date not null,
    recorded_by  uuid not null,
    recorded_at  timestamptz not null default clock_timestamp(),
    primary key (practice_id, matter_id),
    foreign key (practice_id, case_id, matter_id, audience)
        references app.confided_matters (practice_id, case_id, matter_id, audience) on delete restrict,
    foreign key (practice_id, recorded_by) references app.staff on delete restrict
);
