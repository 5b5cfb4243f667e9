-- Logging in: failures that slow the next try down, second factors, and when a login was last used.

-- How long a login lasts, and who needs a second factor: settings of the practice.
alter table app.practices
    -- without use
    add login_idle_minutes integer not null default 30 check (login_idle_minutes between 5 and 720),
    -- at all
    add login_hours integer not null default 12 check (login_hours between 1 and 24),
    -- duties whose holders must have a second factor
    add second_factor_for text[] not null default '{}';

-- A password that a practice admin had made for somebody: it is good until then, and must be replaced at the login.
alter table private.credentials add one_time_until timestamptz;

alter table private.login_sessions add idle_limit interval not null default interval '30 minutes';

-- When a login was last used, to the minute. Apart from the session's row, which therefore changes only when it ends
-- or the password is proved again.
create table private.login_uses (
    practice_id       uuid not null,
    login_session_id  uuid not null,
    used_at           timestamptz not null default now(),
    primary key (practice_id, login_session_id),
    foreign key (practice_id, login_session_id) references private.login_sessions on delete cascade
);

-- Failures since the last success, counted for a login, or for a login at a place where it has succeeded before. The
-- counter's name is a hash under a secret of the server, so that tried logins (some are mistyped passwords) are not
-- kept, and one that does not exist is counted like any other.
create table private.login_counters (
    counter    bytea primary key check (octet_length(counter) = 32),
    -- whether the login has succeeded at this place
    is_known   boolean not null default false,
    failures   integer not null default 0 check (failures between 0 and 1000),
    failed_at  timestamptz,
    seen_at    timestamptz not null default clock_timestamp()
);
create index on private.login_counters (seen_at);

-- A person's second factor: the secret of an authenticator app, sealed under the practice's key.
create table private.second_factors (
    practice_id    uuid not null,
    staff_id       uuid not null,
    secret_sealed  bytea not null,
    -- the last step whose code was accepted: no code of this step or an earlier one is accepted again
    last_step      bigint not null check (last_step > 0),
    enrolled_at    timestamptz not null default now(),
    primary key (practice_id, staff_id),
    foreign key (practice_id, staff_id) references app.staff on delete restrict
);

-- One-time codes for when the authenticator is lost. A used one is deleted.
create table private.recovery_codes (
    practice_id  uuid not null,
    staff_id     uuid not null,
    code_sha256  bytea not null check (octet_length(code_sha256) = 32),
    primary key (practice_id, staff_id, code_sha256),
    foreign key (practice_id, staff_id) references private.second_factors on delete cascade
);

-- So that a counter's name tells nothing to whoever reads the table.
insert into private.server_secrets
values ('login_counters', uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
