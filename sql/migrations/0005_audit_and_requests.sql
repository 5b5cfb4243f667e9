-- What was done, by whom; and which requests were already carried out.

-- Where a transaction's id means something. Reading the control file by itself says nothing of it, but while a server runs
-- its identifier stays, and a plan lasts no longer than a connection: immutable, so that it is read once a plan.
create function private.system_identifier() returns bigint
    language sql immutable
    set search_path = pg_catalog
    return (pg_control_system()).system_identifier;

-- What was done: a new operation is a word of this list, so that a misspelt one is refused. The two are domains and not
-- CHECKs of the table, which the server would read and prepare anew for every event.
create domain private.audited_operation as text check (value in (
    -- a change of a table, written by its trigger
    'insert', 'update', 'delete',
    -- sealed words handed out; an export, and words given to someone outside of the practice
    'open', 'export', 'disclose', 'release', 'approve', 'spend', 'report',
    -- logging in and out, the password proved again, and what belongs to it
    'log_in', 'log_in_refused', 'log_out', 'session_end', 'prove', 'prove_refused', 'password', 'totp',
    -- who may open what
    'duty', 'assign', 'transfer', 'supervise', 'bar', 'break_glass', 'break_glass_review',
    -- what was refused, or was not there
    'deny',
    -- keys
    'rewrap', 'rotate', 'erase', 'keys_backup'));
-- What was asked for and refused: a handle, never a typed name.
create domain private.audited_handle as text check (value ~ '^[CSNKGR][0-9A-HJKMNP-TV-Z]{7}$');
revoke all on type private.audited_operation, private.audited_handle from public;

-- Insert-only. Ids and hashes, never words, so that erasure stays possible.
create table private.audit_events (
    event_id          bigint generated always as identity,
    at                timestamptz not null default clock_timestamp(),
    -- transaction ids mean something within one cluster only, so each goes with the cluster's identifier
    system_identifier bigint not null default private.system_identifier(),
    transaction       xid8 not null default pg_current_xact_id(),
    practice_id       uuid,
    login_session_id  uuid,
    actor_id          uuid,
    -- the login role that the connection came in as
    came_as           text not null default session_user,
    -- what the person asked for, such as 'note sign'
    act               text,
    object            text not null,
    operation         private.audited_operation not null,
    case_ids          uuid[] not null default '{}',
    row_ids           uuid[] not null default '{}',
    -- SHA-256 of each sealed text that was written
    sealed_sha256     bytea[] not null default '{}',
    -- of what was refused
    handle            private.audited_handle,
    -- the order in which events are sealed
    primary key (transaction, event_id)
);

-- Domains for the reason given above: a request goes with every change.
create domain app.request_key as text check (value ~ '^[A-Za-z0-9_.:-]{8,100}$');
create domain app.request_mac as bytea check (octet_length(value) = 32);
revoke all on type app.request_key, app.request_mac from public;

-- A request that a person made, by its idempotency key: the same key never changes anything twice.
create table app.requests (
    practice_id   uuid not null,
    staff_id      uuid not null,
    key           app.request_key not null,
    -- HMAC of what was asked, under the practice's key
    request_mac   app.request_mac not null,
    -- ids only
    answer        text not null,
    made_at       timestamptz not null default now(),
    primary key (practice_id, staff_id, key),
    foreign key (practice_id, staff_id) references app.staff on delete restrict
);
