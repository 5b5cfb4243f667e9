-- Practices, the people who work there, and how they log in.

create schema app;
create schema private;

create table app.practices (
    practice_id     uuid primary key,
    name            text not null check (name <> ''),
    -- an IANA name; days, weeks and months of this practice are computed with it
    time_zone       text not null,
    -- from the end of a session to the signature of its note
    note_due_hours  integer not null default 72 check (note_due_hours between 1 and 8760),
    -- from a trainee's signature to the co-signature
    cosign_due_days integer not null default 7 check (cosign_due_days between 1 and 365),
    -- from the day something is confided under `no secrets` to its outcome
    confided_due_days integer not null default 14 check (confided_due_days between 1 and 365),
    -- whom to call at any hour, as it stands on what a partner takes home
    crisis_line     text check (crisis_line <> '' and length(crisis_line) <= 200),
    founded_at      timestamptz not null default now()
);

-- The practice's key, wrapped by a key that is never in the database.
create table app.practice_keys (
    practice_id  uuid not null references app.practices on delete restrict,
    key_version  integer not null check (key_version > 0),
    wrapped      bytea not null,
    primary key (practice_id, key_version)
);

create table app.staff (
    practice_id  uuid not null references app.practices on delete restrict,
    staff_id     uuid not null,
    login        text not null check (login ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
    name_sealed  bytea not null,
    -- as it stands under a signature, such as LMFT
    credential   text check (credential <> ''),
    -- the number of the licence, as an insurer asks for it; under the practice's own key
    licence_sealed bytea,
    joined_at    timestamptz not null default now(),
    primary key (practice_id, staff_id),
    unique (practice_id, login)
);

-- The duties there are. A duty has a role of its own: troth_<duty>.
create table app.duties (
    duty  text primary key
);
insert into app.duties values
    ('therapist'), ('trainee'), ('supervisor'), ('practice_admin'), ('front_desk'), ('auditor'), ('researcher');

create table app.staff_duties (
    practice_id  uuid not null,
    staff_id     uuid not null,
    duty         text not null references app.duties on delete restrict,
    starts_at    timestamptz not null default now(),
    ends_at      timestamptz check (ends_at >= starts_at),
    primary key (practice_id, staff_id, duty, starts_at),
    foreign key (practice_id, staff_id) references app.staff on delete restrict
);

create table private.credentials (
    practice_id   uuid not null,
    staff_id      uuid not null,
    -- unique on the server: whoever logs in does not name a practice first
    login         text not null unique,
    salt          bytea not null check (octet_length(salt) >= 16),
    -- how the proof is derived: scrypt, then log2 of N, r and p
    derivation    text not null check (derivation ~ '^scrypt [0-9]+ [0-9]+ [0-9]+$'),
    -- SHA-256 of the proof that the program derives from the password
    proof_sha256  bytea not null check (octet_length(proof_sha256) = 32),
    changed_at    timestamptz not null default now(),
    primary key (practice_id, staff_id),
    foreign key (practice_id, staff_id) references app.staff on delete restrict
);

create table private.login_sessions (
    practice_id       uuid not null,
    login_session_id  uuid not null default gen_random_uuid(),
    staff_id          uuid not null,
    -- of the 256-bit token; the token itself is nowhere in the database
    token_sha256      bytea not null unique check (octet_length(token_sha256) = 32),
    began_at          timestamptz not null default now(),
    -- when the password was last proved: at the login, or again before something that needs it afresh
    proved_at         timestamptz not null default now(),
    expires_at        timestamptz not null,
    revoked_at        timestamptz,
    primary key (practice_id, login_session_id),
    foreign key (practice_id, staff_id) references app.staff on delete restrict
);

-- A random value of this server, so that an unknown login gets a salt that stays the same.
create table private.server_secrets (
    name   text primary key,
    value  bytea not null
);
insert into private.server_secrets
values ('unknown_login_salt', uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
