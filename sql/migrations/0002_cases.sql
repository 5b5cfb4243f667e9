-- Couples' cases: the case, its two partners, its keys, and who is assigned to it.

-- A practice's catalogue: its roads, each with six stages and their criteria. Versioned: a case stays on the version
-- it began with.
create table app.roadmaps (
    practice_id      uuid not null references app.practices on delete restrict,
    roadmap_version  smallint not null check (roadmap_version > 0),
    name             text not null check (name <> ''),
    defined_at       timestamptz not null default now(),
    primary key (practice_id, roadmap_version)
);

create table app.stages (
    practice_id      uuid not null,
    roadmap_version  smallint not null,
    stage            smallint not null check (stage between 1 and 6),
    name             text not null check (name <> ''),
    -- one word, for a narrow column
    short_name       text not null check (short_name <> ''),
    primary key (practice_id, roadmap_version, stage),
    foreign key (practice_id, roadmap_version) references app.roadmaps on delete restrict
);

create table app.criteria (
    practice_id      uuid not null,
    roadmap_version  smallint not null,
    criterion        text not null check (criterion ~ '^[1-6]\.[0-9]{1,2}$'),
    stage            smallint not null,
    wording          text not null,
    rater            text not null check (
                         rater in ('hurt', 'involved', 'therapist', 'both', 'both_and_therapist', 'computed')),
    scale            text not null check (scale in ('0-4', 'parts', 'count', 'yes_no', 'percent', 'choice')),
    threshold        smallint,
    maximum          smallint not null check (maximum > 0),
    -- what it counts among the records; null where it is for its raters alone to say
    from_records     text check (from_records in (
                         'impact_reflected', 'apology_parts', 'areas_agreed', 'open_breaches', 'open_talks',
                         'amends_wanted', 'kept_share', 'setback_passed', 'trust_held', 'goals_whole',
                         'goals_on_track', 'plan_agreed')),
    -- whom it comes from, such as S G P: docs/how-to/the-road.md
    source           text not null check (source <> ''),
    primary key (practice_id, roadmap_version, criterion),
    check (rater <> 'computed' or from_records is not null),
    foreign key (practice_id, roadmap_version, stage) references app.stages on delete restrict
);

create table app.cases (
    practice_id      uuid not null references app.practices on delete restrict,
    case_id          uuid not null,
    handle           text not null check (handle ~ '^C[0-9A-HJKMNP-TV-Z]{7}$'),
    opened_by        uuid not null,
    opened_on        date not null,
    status           text not null check (status in ('enquiry', 'waiting', 'active', 'paused', 'closed')),
    roadmap_version  smallint not null,
    breach_kind      text not null check (
                         breach_kind in ('sexual', 'emotional', 'online', 'financial', 'substance', 'other_deception')),
    came_to_light    text not null default 'unknown' check (came_to_light in ('told', 'found', 'suspected', 'unknown')),
    breach_month     date check (extract(day from breach_month) = 1),
    breach_state     text not null default 'unknown' check (breach_state in ('ongoing', 'ended', 'unknown')),
    region           text check (region ~ '^[A-Z0-9-]{1,10}$'),
    together_since   smallint check (together_since between 1900 and 9999),
    children         smallint check (children between 0 and 30),
    closed_on        date check (closed_on >= opened_on),
    how_it_ended     text check (how_it_ended in ('completed', 'referred', 'one_withdrew', 'lost_contact',
                                                  'stopped_for_safety', 'other')),
    relationship     text check (relationship in ('together', 'apart', 'undecided', 'unknown')),
    version          integer not null default 1,
    -- exactly two partners: the two columns below must each find their row
    partner_a        text not null default 'A' check (partner_a = 'A'),
    partner_b        text not null default 'B' check (partner_b = 'B'),
    primary key (practice_id, case_id),
    unique (practice_id, case_id, roadmap_version),
    -- whoever names a case beside its handle, as an offered transfer does, names one and the same
    unique (practice_id, case_id, handle),
    foreign key (practice_id, opened_by) references app.staff on delete restrict,
    foreign key (practice_id, roadmap_version) references app.roadmaps on delete restrict,
    check ((status = 'closed') = (closed_on is not null)),
    check ((closed_on is null) = (how_it_ended is null)),
    check ((closed_on is null) = (relationship is null))
);
-- Partial, so that a foreign key cannot be checked by it: on tables without statistics, as in a first import, the
-- planner would look a case up by practice_id alone, and the time would grow with the square of the rows.
create unique index cases_handle_key on app.cases (practice_id, handle) where handle is not null;

create table app.partners (
    practice_id          uuid not null,
    case_id              uuid not null,
    partner              text not null check (partner in ('A', 'B')),
    part                 text not null check (part in ('hurt', 'involved', 'both')),
    birth_year           smallint check (birth_year between 1850 and 9999),
    objects_to_research  boolean not null default false,
    -- under the joint key; null where the name is not known
    name_sealed          bytea,
    -- birth date, background: under this partner's own key
    profile_sealed       bytea,
    -- how to reach this partner, apart from the profile: the front desk opens these and nothing else of it
    contacts_sealed      bytea,
    version              integer not null default 1,
    primary key (practice_id, case_id, partner),
    foreign key (practice_id, case_id) references app.cases on delete restrict
);

alter table app.cases
    add foreign key (practice_id, case_id, partner_a) references app.partners (practice_id, case_id, partner)
        on delete restrict deferrable initially deferred,
    add foreign key (practice_id, case_id, partner_b) references app.partners (practice_id, case_id, partner)
        on delete restrict deferrable initially deferred;

-- Four keys a case, one a compartment, each wrapped by the practice's key.
create table app.case_keys (
    practice_id           uuid not null,
    case_id               uuid not null,
    key_version           integer not null check (key_version > 0),
    practice_key_version  integer not null,
    wrapped_joint         bytea not null,
    wrapped_a             bytea not null,
    wrapped_b             bytea not null,
    wrapped_therapist     bytea not null,
    primary key (practice_id, case_id, key_version),
    foreign key (practice_id, case_id) references app.cases on delete restrict,
    foreign key (practice_id, practice_key_version) references app.practice_keys on delete restrict
);

create table app.assignments (
    practice_id    uuid not null,
    assignment_id  uuid not null default gen_random_uuid(),
    case_id        uuid not null,
    staff_id       uuid not null,
    -- break_glass: one case for an hour at most, to read (app.glass_openings says why)
    part           text not null check (part in ('primary', 'co_therapist', 'break_glass')),
    starts_at      timestamptz not null default now(),
    ends_at        timestamptz check (ends_at >= starts_at),
    primary key (practice_id, assignment_id),
    foreign key (practice_id, case_id) references app.cases on delete restrict,
    foreign key (practice_id, staff_id) references app.staff on delete restrict
);
-- That there is one primary therapist at a time, and nobody twice, is said in 0006_access.sql.
create index assignments_case_idx on app.assignments (practice_id, case_id, staff_id);
-- all that a policy asks of an assignment, at every statement
create index assignments_staff_idx on app.assignments (practice_id, staff_id, case_id) include (starts_at, ends_at, part);

create table app.consents (
    practice_id  uuid not null,
    consent_id   uuid not null,
    case_id      uuid not null,
    partner      text not null,
    kind         text not null check (kind in ('treatment', 'telehealth', 'secrets_policy', 'payment', 'share_scores',
                                               'share_ratings', 'research')),
    policy       text check (policy in ('no_secrets', 'limited_secrets')),
    -- which version of the practice's form was signed
    form         text not null default '1' check (form ~ '^[A-Za-z0-9._-]{1,40}$'),
    measure      text,
    given_on     date not null,
    recorded_by  uuid not null,
    recorded_at  timestamptz not null default clock_timestamp(),
    -- taken back: it holds up to the day before
    revoked_on   date check (revoked_on >= given_on),
    revoked_by   uuid,
    primary key (practice_id, consent_id),
    foreign key (practice_id, revoked_by) references app.staff on delete restrict,
    check ((revoked_on is null) = (revoked_by is null)),
    foreign key (practice_id, case_id, partner) references app.partners on delete restrict,
    foreign key (practice_id, recorded_by) references app.staff on delete restrict,
    check ((kind = 'secrets_policy') = (policy is not null)),
    check ((kind = 'share_scores') = (measure is not null))
);
create index consents_case_idx on app.consents (practice_id, case_id, given_on);
