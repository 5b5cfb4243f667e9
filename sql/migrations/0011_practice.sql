-- Copies of a couple's record: who allowed them, what was given, and how long a record is kept.

-- What a partner allows: to whom, what, why, until when. Nobody changes one; it ends by its last day or by a revocation.
create table app.authorizations (
    practice_id       uuid not null,
    authorization_id  uuid not null,
    case_id           uuid not null,
    -- who gives it
    partner           text not null,
    audience          text not null check (audience = partner),
    recipient         text not null check (recipient in ('A', 'B', 'couple', 'person')),
    -- HMAC of a person's name under the practice's key: equal names are found, and the name is not told
    recipient_mac     bytea check (octet_length(recipient_mac) = 32),
    -- joint: what both said together, as far as it is the giver's to allow; own: what the giver told alone
    covers            text[] not null check (covers <@ '{joint,own}' and cardinality(covers) between 1 and 2),
    given_on          date not null,
    until_on          date check (until_on >= given_on),
    -- the recipient's name and the purpose, under the giver's own key
    words_sealed      bytea not null,
    recorded_by       uuid not null,
    recorded_at       timestamptz not null default now(),
    primary key (practice_id, authorization_id),
    unique (practice_id, case_id, authorization_id),
    foreign key (practice_id, case_id, partner) references app.partners on delete restrict,
    foreign key (practice_id, recorded_by) references app.staff on delete restrict,
    check ((recipient = 'person') = (recipient_mac is not null)),
    -- one's own part of the record needs no leave of one's own, and is never the other's
    check (recipient = 'person' or covers = '{joint}')
);
create index authorizations_case_idx on app.authorizations (practice_id, case_id, given_on);

-- An authorization that its giver took back. A row is never taken back itself.
create table app.revocations (
    practice_id       uuid not null,
    authorization_id  uuid not null,
    case_id           uuid not null,
    revoked_on        date not null,
    recorded_by       uuid not null,
    recorded_at       timestamptz not null default now(),
    primary key (practice_id, authorization_id),
    foreign key (practice_id, case_id, authorization_id)
        references app.authorizations (practice_id, case_id, authorization_id) on delete restrict,
    foreign key (practice_id, recorded_by) references app.staff on delete restrict
);

-- A copy of the record on its way to somebody outside. Written by the functions of sql/functions/9_releases.sql alone:
--   authorized  given in the moment that it is recorded, under both partners' leave or as one partner's own part
--   override    against their leave, by a law: asked, answered by a second person, then given
--   mandated    a report that the law asks for, or to keep somebody from serious harm: given at once, reviewed after
create table app.case_releases (
    practice_id       uuid not null,
    release_id        uuid not null,
    case_id           uuid not null,
    -- who answers or reviews it need not see the case, but has to name it
    case_handle       text not null check (case_handle ~ '^C[0-9A-HJKMNP-TV-Z]{7}$'),
    kind              text not null check (kind in ('authorized', 'override', 'mandated')),
    recipient         text not null check (recipient in ('A', 'B', 'couple', 'person')),
    recipient_mac     bytea check (octet_length(recipient_mac) = 32),
    covers            text[] not null check (covers <@ '{joint,A,B}'),
    authorization_ids uuid[] not null default '{}',
    basis             text check (basis in ('court_order', 'subpoena', 'serious_harm', 'mandated_report', 'oversight',
                                            'emergency', 'other_law')),
    -- to whom and why, under the practice's own key: the second person reads it without seeing the case
    reason_sealed     bytea,
    asked_at          timestamptz not null default now(),
    asked_by          uuid not null,
    answered_at       timestamptz,
    answered_by       uuid,
    answer            text check (answer in ('approved', 'refused')),
    withdrawn_at      timestamptz,
    released_at       timestamptz,
    released_by       uuid,
    disclosure_id     uuid,
    package_sha256    bytea check (octet_length(package_sha256) = 32),
    reviewed_at       timestamptz,
    reviewed_by       uuid,
    finding           text check (finding in ('justified', 'not_justified')),
    -- nobody else in the practice could answer or review it
    is_alone          boolean not null default false,
    primary key (practice_id, release_id),
    unique (practice_id, disclosure_id),
    foreign key (practice_id, case_id) references app.cases on delete restrict,
    foreign key (practice_id, disclosure_id) references app.disclosures on delete restrict,
    foreign key (practice_id, asked_by) references app.staff on delete restrict,
    foreign key (practice_id, answered_by) references app.staff on delete restrict,
    foreign key (practice_id, released_by) references app.staff on delete restrict,
    foreign key (practice_id, reviewed_by) references app.staff on delete restrict,
    check ((recipient = 'person') = (recipient_mac is not null)),
    check ((kind = 'authorized') = (basis is null)),
    check ((kind = 'authorized') = (reason_sealed is null)),
    -- never the other partner's part, by whatever leave or law it is called one partner's copy
    check (case recipient when 'A' then covers <@ '{joint,A}' when 'B' then covers <@ '{joint,B}'
                          when 'couple' then covers <@ '{joint}' else true end),
    check (num_nonnulls(answered_at, answered_by, answer) in (0, 3)),
    check (num_nonnulls(released_at, released_by, disclosure_id) in (0, 3)),
    check (num_nonnulls(reviewed_at, reviewed_by, finding) in (0, 3)),
    check (package_sha256 is null or released_at is not null),
    check (answer is null or (kind = 'override' and answered_by <> asked_by)),
    check (withdrawn_at is null or (kind = 'override' and released_at is null and answer is distinct from 'refused')),
    check (case kind
               when 'authorized' then released_at is not null and package_sha256 is not null
               when 'mandated' then released_at is not null and released_at = asked_at
               else released_at is null or answer is not distinct from 'approved'
                    or (answer is null and is_alone and released_at >= asked_at + interval '24 hours') end),
    check (reviewed_at is null or (kind = 'mandated' and (reviewed_by <> asked_by
                                                          or (is_alone and reviewed_at >= asked_at + interval '24 hours'))))
);
create index case_releases_case_idx on app.case_releases (practice_id, case_id, asked_at);
create index case_releases_open_idx on app.case_releases (practice_id, asked_at)
    where kind = 'override' and answer is null and withdrawn_at is null and released_at is null
        or kind = 'mandated' and reviewed_at is null;

-- A case that must not be erased, whatever the time: a court, an investigation, a complaint.
create table app.legal_holds (
    practice_id    uuid not null,
    hold_id        uuid not null,
    case_id        uuid not null,
    -- under the practice's own key
    reason_sealed  bytea not null,
    placed_at      timestamptz not null default now(),
    placed_by      uuid not null,
    lifted_at      timestamptz check (lifted_at >= placed_at),
    lifted_by      uuid,
    primary key (practice_id, hold_id),
    foreign key (practice_id, case_id) references app.cases on delete restrict,
    foreign key (practice_id, placed_by) references app.staff on delete restrict,
    foreign key (practice_id, lifted_by) references app.staff on delete restrict,
    check ((lifted_at is null) = (lifted_by is null))
);
create unique index legal_holds_open_key on app.legal_holds (practice_id, case_id) where lifted_at is null;

-- How many years after its closing a record is kept, and how many weeks without a session are too many.
alter table app.practices
    add retention_years integer not null default 7 check (retention_years between 1 and 100);

-- A whole caseload that goes to somebody else at once, because who had it left, died or was suspended. Each case of it
-- has a row of app.transfers that names this one.
create table app.hand_overs (
    practice_id   uuid not null,
    hand_over_id  uuid not null,
    from_id       uuid not null,
    to_id         uuid not null,
    reason        text not null check (reason in ('left', 'died', 'suspended', 'ill', 'other')),
    -- for whoever takes the cases over; under the practice's own key
    note_sealed   bytea,
    -- how many cases moved
    cases         integer not null check (cases >= 0),
    started_at    timestamptz not null default now(),
    started_by    uuid not null,
    primary key (practice_id, hand_over_id),
    foreign key (practice_id, from_id) references app.staff on delete restrict,
    foreign key (practice_id, to_id) references app.staff on delete restrict,
    foreign key (practice_id, started_by) references app.staff on delete restrict,
    check (from_id <> to_id and started_by <> from_id)
);

alter table app.transfers
    add hand_over_id uuid,
    add foreign key (practice_id, hand_over_id) references app.hand_overs on delete restrict,
    -- about this case, for whoever has it now; under the practice's own key
    add note_sealed bytea,
    -- nobody is asked
    add check (hand_over_id is null or accepted_at is not null),
    -- a note each, and none where two people can talk
    add constraint transfers_hand_over_note check ((hand_over_id is null) = (note_sealed is null));

alter table app.practices
    add unseen_weeks integer not null default 4 check (unseen_weeks between 1 and 52);

-- How long couples stay in a stage, as it was worked out last: private.stage_norms.
create table private.kept_stage_norms (
    practice_id    uuid primary key references app.practices on delete cascade,
    worked_out_on  date not null,
    norms          jsonb not null
);

-- What a definition file says beside the figures of 0004_road.sql.
alter table app.measures
    add may_lack smallint not null default 0 check (may_lack >= 0),
    -- names, each with the numbers of its items
    add subscales jsonb not null default '{}';
