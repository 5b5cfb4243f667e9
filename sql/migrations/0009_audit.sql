-- Sealing the audit: what was signed about it, and where.

-- The log of events that belong to no practice, such as a refused login. A practice's log has the practice's id.
create table private.audit_server (
    log_id  uuid primary key default gen_random_uuid()
);
insert into private.audit_server default values;

-- A batch of events that became leaves of their log's tree together, and the checkpoint signed over the tree since then.
-- A log's batches follow each other without a gap: in their leaves, and, within one cluster, in their transactions. So a
-- leaf's place needs no row of its own: it is the event's place among those of its batch, by transaction and event.
-- docs/reference/audit-format.md says how an event is written and hashed.
create table private.audit_checkpoints (
    log_id             uuid not null,
    first_leaf         bigint not null check (first_leaf >= 0),
    -- leaves of the tree that the checkpoint is about
    size               bigint not null check (size > first_leaf),
    system_identifier  bigint not null,
    from_transaction   xid8 not null,
    below_transaction  xid8 not null check (below_transaction > from_transaction),
    -- of this batch, 32 bytes each: they tell which event was changed
    leaf_hashes        bytea not null check (octet_length(leaf_hashes) = 32 * (size - first_leaf)),
    -- roots of the complete subtrees, from which the tree grows on
    frontier           bytea not null,
    note               text not null,
    sealed_at          timestamptz not null default clock_timestamp(),
    primary key (log_id, size),
    unique (log_id, first_leaf)
);
-- Hashes do not compress.
alter table private.audit_checkpoints alter column leaf_hashes set storage external;
create index audit_checkpoints_window on private.audit_checkpoints (system_identifier, below_transaction);

-- What was given to whom outside of the practice, and why: an accounting that nobody can edit or delete (45 CFR 164.528
-- asks for six years; it is kept as long as the case is). Written by private.record_disclosure alone.
create table app.disclosures (
    practice_id       uuid not null,
    disclosure_id     uuid not null,
    case_id           uuid not null,
    disclosed_on      date not null,
    -- whose record it was: the couple's, or one partner's
    audience          text not null check (audience in ('joint', 'A', 'B')),
    recipient_sealed  bytea not null,
    what_sealed       bytea not null,
    purpose_sealed    bytea not null,
    recorded_by       uuid not null,
    recorded_at       timestamptz not null default now(),
    primary key (practice_id, disclosure_id),
    foreign key (practice_id, case_id) references app.cases on delete restrict,
    foreign key (practice_id, recorded_by) references app.staff on delete restrict
);
create index disclosures_of_case on app.disclosures (practice_id, case_id, disclosed_on);
