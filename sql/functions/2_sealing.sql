-- Sealing the audit. The program asks which events can be sealed, builds the tree, signs, and hands the checkpoint back.
-- Events are never touched: their place in the tree follows from their transaction. The sealer's role reads events and
-- inserts checkpoints, and can do nothing else; the gate sees hashes alone.

grant usage on schema private to troth_sealer;
grant select on private.audit_events, private.audit_server to troth_sealer;
grant select, insert on private.audit_checkpoints to troth_sealer;
grant create on schema private to troth_sealer;

create or replace function private.audit_hashes(hashes bytea[]) returns text
    language sql immutable
    set search_path = pg_catalog
    return (
        select '[' || string_agg('"' || encode(h.hash, 'hex') || '"', ',' order by h.place) || ']'
        from unnest(audit_hashes.hashes) with ordinality h (hash, place)
    );

-- An event as the bytes of its leaf. This is the format of docs/reference/audit-format.md: it never changes, but for a
-- new version under a new number. (It has no settings and no sub-select, so that it is inlined: the sealer calls it for
-- every event.)
create or replace function private.audit_line(e private.audit_events) returns text
    language sql stable
    return '{"v":1,"event":' || e.event_id
        || ',"at":"' || to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
        || '","system":"' || e.system_identifier || '","transaction":' || e.transaction::text
        || ',"practice":' || coalesce('"' || e.practice_id || '"', 'null')
        || ',"session":' || coalesce('"' || e.login_session_id || '"', 'null')
        || ',"actor":' || coalesce('"' || e.actor_id || '"', 'null')
        || ',"came_as":' || to_json(e.came_as)::text
        || ',"act":' || coalesce(to_json(e.act)::text, 'null')
        || ',"object":' || to_json(e.object)::text
        || ',"operation":"' || e.operation
        || '","cases":' || array_to_json(e.case_ids)::text
        || ',"rows":' || array_to_json(e.row_ids)::text
        || ',"sealed":' || case when cardinality(e.sealed_sha256) = 0 then '[]'
            else private.audit_hashes(e.sealed_sha256) end
        || ',"handle":' || coalesce('"' || e.handle || '"', 'null') || '}';

-- The batches that can be sealed now, one row a log: events of transactions that ended before every one that still runs,
-- so that no event can come to stand between them later. None while another program seals. Transaction ids are compared
-- within one cluster only: events that came here by a restore and were not sealed yet are a batch of their own, under the
-- identifier of the cluster they are from, before anything else.
create or replace function private.unsealed_batches(most integer)
    returns table (log_id uuid, system_identifier bigint, from_transaction xid8, below_transaction xid8,
        first_leaf bigint, frontier bytea, note text, leaf_hashes bytea)
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
#variable_conflict use_column
declare
    -- the log of events that belong to no practice
    server constant uuid := (select s.log_id from private.audit_server s);
    here constant bigint := (select s.system_identifier from pg_control_system() s);
    origin bigint := here;
    began xid8;
    ended xid8 := pg_snapshot_xmin(pg_current_snapshot());
    cut xid8;
begin
    if not pg_try_advisory_xact_lock(hashtextextended('troth audit sealing', 0)) then return; end if;
    -- once this cluster has sealed anything, whatever came by a restore was sealed before
    if not exists (select from private.audit_checkpoints c where c.system_identifier = here) then
        select e.system_identifier into origin from private.audit_events e
        where e.system_identifier <> here and e.transaction >= coalesce(
            (select max(c.below_transaction) from private.audit_checkpoints c
             where c.system_identifier = e.system_identifier), '0'::xid8)
        order by e.event_id limit 1;
        if origin is null then
            origin := here;
        else
            select (max(e.transaction)::text::bigint + 1)::text::xid8 into ended from private.audit_events e
            where e.system_identifier = origin;
        end if;
    end if;
    began := coalesce((select max(c.below_transaction) from private.audit_checkpoints c
                       where c.system_identifier = origin), '0'::xid8);
    -- at most so many events, in whole transactions
    select e.transaction into cut from private.audit_events e
    where e.transaction >= began and e.transaction < ended and e.system_identifier = origin
    order by e.transaction, e.event_id offset most limit 1;
    if found then
        if cut = (select min(e.transaction) from private.audit_events e
                  where e.transaction >= began and e.transaction < ended and e.system_identifier = origin) then
            cut := (select min(e.transaction) from private.audit_events e
                    where e.transaction > cut and e.transaction < ended and e.system_identifier = origin);
        end if;
        ended := coalesce(cut, ended);
    end if;
    return query
        select b.log_id, origin,
            coalesce(case when l.system_identifier = origin then l.below_transaction end, '0'::xid8), ended,
            coalesce(l.size, 0), coalesce(l.frontier, ''), l.note, b.leaf_hashes
        from (
            select coalesce(e.practice_id, server) as log_id,
                string_agg(sha256('\x00'::bytea || convert_to(private.audit_line(e), 'UTF8')), ''
                           order by e.transaction, e.event_id) as leaf_hashes
            from private.audit_events e
            where e.transaction >= began and e.transaction < ended and e.system_identifier = origin
            group by 1
        ) b
        left join lateral (
            select c.* from private.audit_checkpoints c where c.log_id = b.log_id order by c.size desc limit 1
        ) l on true
        order by 1;
end
$$;

-- Keeps a checkpoint. It goes on where the log's last one ends, or is refused.
create or replace function private.keep_checkpoint(
    log_id uuid, system_identifier bigint, from_transaction xid8, below_transaction xid8, first_leaf bigint,
    leaf_hashes bytea, frontier bytea, note text)
    returns void
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
#variable_conflict use_variable
begin
    if first_leaf <> coalesce((select max(c.size) from private.audit_checkpoints c where c.log_id = log_id), 0) then
        raise exception 'the log has another size' using errcode = 'serialization_failure';
    end if;
    insert into private.audit_checkpoints (log_id, first_leaf, size, system_identifier, from_transaction,
        below_transaction, leaf_hashes, frontier, note)
    values (log_id, first_leaf, first_leaf + octet_length(leaf_hashes) / 32, system_identifier, from_transaction,
        below_transaction, leaf_hashes, frontier, note);
end
$$;

-- The checkpoints of a log beyond a size, oldest first: for the file that is kept outside.
create or replace function private.checkpoints_after(log_id uuid, size bigint) returns setof text
    language sql stable security definer
    set search_path = pg_catalog
    begin atomic
        select c.note from private.audit_checkpoints c
        where c.log_id = checkpoints_after.log_id and c.size > checkpoints_after.size
        order by c.size;
    end;

-- The logs there are, with the size that is sealed.
create or replace function private.sealed_logs() returns table (log_id uuid, size bigint, note text)
    language sql stable security definer
    set search_path = pg_catalog
    begin atomic
        select distinct on (c.log_id) c.log_id, c.size, c.note
        from private.audit_checkpoints c order by c.log_id, c.size desc;
    end;

-- How many events no checkpoint covers yet, and since when the oldest of them waits.
create or replace function private.sealing_lag() returns table (unsealed bigint, oldest_at timestamptz)
    language sql stable security definer
    set search_path = pg_catalog
    begin atomic
        with sealed as (
            select c.system_identifier, max(c.below_transaction) as below
            from private.audit_checkpoints c group by 1
        ), lowest as (
            select case when exists (select from sealed s join pg_control_system() h using (system_identifier))
                then (select s.below from sealed s join pg_control_system() h using (system_identifier))
                else '0'::xid8 end as below
        )
        select count(*), min(e.at)
        from private.audit_events e left join sealed s using (system_identifier)
        where e.transaction >= (select l.below from lowest l) and e.transaction >= coalesce(s.below, '0'::xid8);
    end;

do $$
declare
    item regprocedure;
begin
    foreach item in array array['private.unsealed_batches(integer)', 'private.sealing_lag()', 'private.sealed_logs()',
        'private.keep_checkpoint(uuid, bigint, xid8, xid8, bigint, bytea, bytea, text)',
        'private.checkpoints_after(uuid, bigint)']::regprocedure[] loop
        execute format('alter function %s owner to troth_sealer', item);
    end loop;
end
$$;
revoke create on schema private from troth_sealer;
grant execute on function private.audit_line(private.audit_events), private.audit_hashes(bytea[]) to troth_sealer;
