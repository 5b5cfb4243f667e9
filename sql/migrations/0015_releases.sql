-- Releases of figures: who receives them, who asked, who approved, what privacy was spent, what was delivered, and in
-- which class each couple stands. Rows are added and not changed, but for the few columns that 0_duties.sql names.

-- Who receives releases. All recipients of a circle could lay their files side by side, so a circle gets one recoding
-- of a couple and no second. Everyone is in the circle 'all' unless an admin says that they stand apart.
create table app.recipients (
    practice_id    uuid not null references app.practices on delete restrict,
    recipient      text not null check (recipient ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
    circle         text not null default 'all' check (circle ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
    staff_id       uuid not null,
    registered_at  timestamptz not null default now(),
    primary key (practice_id, recipient),
    unique (practice_id, recipient, circle),
    foreign key (practice_id, staff_id) references app.staff on delete restrict
);

-- What was asked for. The profile says what is promised; the rule says how: 'classes' of k couples, tables with noise
-- ('gaussian') or tables by the 10-5 rule ('ten_five').
create table app.release_requests (
    practice_id   uuid not null,
    release_id    uuid not null,
    handle        text not null check (handle ~ '^E[0-9A-HJKMNP-TV-Z]{7}$'),
    recipient     text not null,
    circle        text not null,
    profile       text not null check (profile in ('public', 'research', 'insider', 'agreement')),
    rule          text not null check (rule in ('classes', 'gaussian', 'ten_five')),
    -- of the names in docs/reference/export-columns.md; empty for tables
    columns       text[] not null,
    -- what the tables cost, in zero-concentrated differential privacy
    rho           numeric check (rho > 0),
    staff_id      uuid not null,
    requested_at  timestamptz not null default now(),
    primary key (practice_id, release_id),
    unique (practice_id, release_id, staff_id, requested_at),
    unique (practice_id, release_id, recipient, rho),
    unique (practice_id, release_id, rule),
    foreign key (practice_id, recipient, circle) references app.recipients (practice_id, recipient, circle)
        on delete restrict,
    foreign key (practice_id, staff_id) references app.staff on delete restrict,
    check ((profile = 'public') = (rule <> 'classes')),
    check ((rule = 'gaussian') = (rho is not null)),
    check ((rule = 'classes') = (cardinality(columns) > 0))
);
-- partial for the reason given at app.cases
create unique index release_requests_handle_key on app.release_requests (practice_id, handle) where handle is not null;

-- By a second person; in a practice with one admin, by the same person a day later.
create table app.release_approvals (
    practice_id   uuid not null,
    release_id    uuid not null,
    requested_by  uuid not null,
    requested_at  timestamptz not null,
    staff_id      uuid not null,
    approved_at   timestamptz not null default now(),
    stands_for    text not null check (stands_for in ('second_person', 'wait')),
    primary key (practice_id, release_id),
    foreign key (practice_id, release_id, requested_by, requested_at)
        references app.release_requests (practice_id, release_id, staff_id, requested_at) on delete restrict,
    foreign key (practice_id, staff_id) references app.staff on delete restrict,
    check (case stands_for when 'second_person' then staff_id <> requested_by
               else staff_id = requested_by and approved_at >= requested_at + interval '24 hours' end)
);

-- The budget of privacy. Every spend names the one before it, in all and of its recipient, and carries on the sum: two
-- spends at once collide on the same place in the chain, and a sum above the budget cannot be written. There is no
-- refund. rho 1 in all is (7.8, 1e-6)-differential privacy, rho 0.5 a recipient (5.3, 1e-6).
create table app.privacy_spends (
    practice_id            uuid not null,
    release_id             uuid not null,
    recipient              text not null,
    rho                    numeric not null check (rho > 0),
    seq                    integer not null check (seq > 0),
    prev_seq               integer generated always as (nullif(seq - 1, 0)) stored,
    spent_before           numeric not null check (spent_before >= 0),
    spent_after            numeric generated always as (spent_before + rho) stored,
    recipient_seq          integer not null check (recipient_seq > 0),
    prev_recipient_seq     integer generated always as (nullif(recipient_seq - 1, 0)) stored,
    recipient_before       numeric not null check (recipient_before >= 0),
    recipient_after        numeric generated always as (recipient_before + rho) stored,
    staff_id               uuid not null,
    spent_at               timestamptz not null default now(),
    primary key (practice_id, release_id),
    unique (practice_id, release_id, rho),
    constraint privacy_spends_place unique (practice_id, seq),
    unique (practice_id, seq, spent_after),
    constraint privacy_spends_place_of_recipient unique (practice_id, recipient, recipient_seq),
    unique (practice_id, recipient, recipient_seq, recipient_after),
    constraint privacy_budget_in_all check (spent_after <= 1),
    constraint privacy_budget_of_recipient check (recipient_after <= 0.5),
    check (seq > 1 or spent_before = 0),
    check (recipient_seq > 1 or recipient_before = 0),
    foreign key (practice_id, prev_seq, spent_before)
        references app.privacy_spends (practice_id, seq, spent_after) on delete restrict,
    foreign key (practice_id, recipient, prev_recipient_seq, recipient_before)
        references app.privacy_spends (practice_id, recipient, recipient_seq, recipient_after) on delete restrict,
    -- what was asked for is what is spent, and only after it was approved
    foreign key (practice_id, release_id, recipient, rho)
        references app.release_requests (practice_id, release_id, recipient, rho) on delete restrict,
    foreign key (practice_id, release_id) references app.release_approvals on delete restrict,
    foreign key (practice_id, staff_id) references app.staff on delete restrict
);

-- What was delivered, once a request: written before the file gets its name.
create table app.release_deliveries (
    practice_id   uuid not null,
    release_id    uuid not null,
    rule          text not null,
    -- of tables with noise: what was spent on them before
    spent_rho     numeric,
    rows          integer not null check (rows >= 0),
    -- of rows: the level at which each column was told, 0 the narrowest; no later file of the circle tells more
    levels        integer[],
    file_sha256   bytea not null check (octet_length(file_sha256) = 32),
    staff_id      uuid not null,
    delivered_at  timestamptz not null default now(),
    primary key (practice_id, release_id),
    foreign key (practice_id, release_id) references app.release_approvals on delete restrict,
    foreign key (practice_id, release_id, rule) references app.release_requests (practice_id, release_id, rule)
        on delete restrict,
    foreign key (practice_id, release_id, spent_rho) references app.privacy_spends (practice_id, release_id, rho)
        on delete restrict,
    foreign key (practice_id, staff_id) references app.staff on delete restrict,
    check ((rule = 'gaussian') = (spent_rho is not null)),
    check ((rule = 'classes') = (levels is not null))
);

-- The one recoding that a circle gets: the profile and the columns of its first release hold for all that follow.
create table app.release_recodings (
    practice_id  uuid not null references app.practices on delete restrict,
    circle       text not null,
    profile      text not null check (profile in ('research', 'insider', 'agreement')),
    columns      text[] not null check (cardinality(columns) > 0),
    -- the secret under which this circle's couples are known here, sealed by the practice's key; without it, or
    -- without the keyring, no row of release_members can be tied to a case
    wrapped      bytea not null,
    begun_by     uuid not null,
    primary key (practice_id, circle),
    foreign key (practice_id, begun_by) references app.release_deliveries on delete restrict
        deferrable initially deferred
);

-- The classes that a circle has received: their labels, as they stand in the files, and how many couples.
create table app.release_classes (
    practice_id  uuid not null,
    circle       text not null,
    class        integer not null check (class > 0),
    labels       text[] not null,
    couples      integer not null check (couples > 0),
    released_by  uuid not null,
    -- the release in which it fell under k and was taken out for good
    retired_by   uuid,
    primary key (practice_id, circle, class),
    foreign key (practice_id, circle) references app.release_recodings on delete restrict,
    foreign key (practice_id, released_by) references app.release_deliveries on delete restrict,
    foreign key (practice_id, retired_by) references app.release_deliveries on delete restrict
);

-- Which couple is in which class of a circle. A couple is known by a keyed hash under the circle's secret, and has one
-- class for good; what its row said last is known by a keyed hash as well.
create table app.release_members (
    practice_id  uuid not null,
    circle       text not null,
    couple_mac   bytea not null check (octet_length(couple_mac) = 16),
    class        integer not null,
    row_mac      bytea not null check (octet_length(row_mac) = 8),
    primary key (practice_id, circle, couple_mac),
    foreign key (practice_id, circle, class) references app.release_classes on delete restrict
);
