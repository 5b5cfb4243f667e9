-- The audit: one event a statement, in the transaction of the act. Triggers write changes, so none can be forgotten;
-- functions write openings and logins.

grant usage on schema app, private to troth_scribe;
grant insert on private.audit_events to troth_scribe;
-- whether a session is a schedule's, which may do less than its person (sql/functions/9_schedules.sql)
grant select (practice_id, login_session_id, only_duty) on private.login_sessions to troth_scribe;
grant create on schema private to troth_scribe;

-- For a definer function that does something which no trigger sees: call it in the statement that does the thing, with
-- who acts (from private.whoami()), a word of the list of operations (sql/migrations/0005_audit_and_requests.sql), what
-- it was done to, and the ids concerned. Ids and hashes only: a name or a sentence in the audit could never be erased.
-- Its owner needs the grant to execute it, in sql/policies/1_apply.sql.
create or replace function private.record_event(
    practice_id uuid, login_session_id uuid, actor_id uuid, operation text, object text default 'login_sessions',
    case_ids uuid[] default '{}', row_ids uuid[] default '{}')
    returns void
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
begin
    if exists (
        select from private.login_sessions s
        where s.practice_id = record_event.practice_id and s.login_session_id = record_event.login_session_id
            and s.only_duty is not null)
    then
        perform private.refuse_beyond_schedule(record_event.practice_id, record_event.login_session_id,
            record_event.operation, record_event.object, record_event.case_ids);
    end if;
    insert into private.audit_events
        (practice_id, login_session_id, actor_id, act, object, operation, case_ids, row_ids)
    values (record_event.practice_id, record_event.login_session_id, record_event.actor_id,
        nullif(current_setting('troth.act', true), ''), record_event.object, record_event.operation,
        record_event.case_ids, record_event.row_ids);
end
$$;

-- A person was refused, or asked for what is not there for them: which of the two is nobody's business here, so nothing
-- is looked up and both leave the same event. `reference` is kept where it has the form of a handle or an id, and
-- nowhere else: what people type may be a name. A token that has ended still says whose it was; a forged one is nobody's.
create or replace function private.record_denial(object text, reference text) returns void
    language sql volatile security definer
    set search_path = pg_catalog
    begin atomic
        insert into private.audit_events
            (practice_id, login_session_id, actor_id, act, object, operation, row_ids, handle)
        select b.practice_id, b.login_session_id, b.staff_id, nullif(current_setting('troth.act', true), ''),
            case when record_denial.object ~ '^[a-z_]{1,40}$' then record_denial.object else 'unknown' end, 'deny',
            case when record_denial.reference ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
                then array[record_denial.reference::uuid] else '{}' end,
            substring(record_denial.reference from '^[CSNKGR][0-9A-HJKMNP-TV-Z]{7}$')
        from private.bearer() b;
    end;

alter function private.record_event(uuid, uuid, uuid, text, text, uuid[], uuid[]) owner to troth_scribe;
alter function private.record_denial(text, text) owner to troth_scribe;
grant execute on function private.holder(), private.bearer() to troth_scribe;
grant execute on function private.token_sha256(), private.system_identifier() to troth_scribe;

-- Every table of app but the requests, whose rows only repeat what other rows say. Each has a trigger function of its own,
-- made here from its columns, so that its statement is planned once a connection. A row's hash is over the hashes of its
-- sealed columns, in order.
do $do$
declare
    audited record;
    operation text;
begin
    for audited in
        select t.oid::regclass as name, t.relname,
            (select string_agg(format('sha256(coalesce(c.%I, %L))', a.attname, ''), ' || ' order by a.attnum)
             from pg_attribute a
             where a.attrelid = t.oid and a.attname like '%\_sealed' and not a.attisdropped) as sealed,
            exists (select from pg_attribute a where a.attrelid = t.oid and a.attname = 'case_id') as has_case,
            -- the last column of the primary key, where it is a uuid of the row's own
            (select a.attname from pg_constraint k
             join pg_attribute a on a.attrelid = t.oid and a.attnum = k.conkey[array_upper(k.conkey, 1)]
             where k.conrelid = t.oid and k.contype = 'p' and a.atttypid = 'uuid'::regtype) as row_column
        from pg_class t
        where t.relnamespace = 'app'::regnamespace and t.relkind = 'r' and t.relname not in ('requests', 'duties')
    loop
        execute format(
            $q$create or replace function private.%1$I() returns trigger
                language plpgsql security definer
                set search_path = pg_catalog
            as $$
            declare
                who record;
            begin
                select w.practice_id, w.staff_id, w.login_session_id, w.only_duty into who from private.holder() w;
                if who.only_duty is not null then
                    perform private.refuse_beyond_schedule(who.practice_id, who.login_session_id, lower(tg_op),
                        tg_table_name, '{}');
                end if;
                insert into private.audit_events
                    (practice_id, login_session_id, actor_id, act, object, operation, case_ids, row_ids, sealed_sha256)
                select c.practice_id, who.login_session_id, who.staff_id, nullif(current_setting('troth.act', true), ''),
                    tg_table_name, lower(tg_op), %2$s, %3$s, %4$s
                from changed c group by c.practice_id;
                return null;
            end
            $$$q$,
            'audit_' || audited.relname,
            case when audited.has_case then 'array_agg(distinct c.case_id)' else $q$'{}'::uuid[]$q$ end,
            coalesce('array_agg(c.' || quote_ident(audited.row_column) || ')', $q$'{}'::uuid[]$q$),
            coalesce('array_agg(sha256(' || audited.sealed || '))', $q$'{}'::bytea[]$q$));
        execute format('alter function private.%I() owner to troth_scribe', 'audit_' || audited.relname);
        foreach operation in array array['insert', 'update', 'delete'] loop
            execute format(
                'create or replace trigger audit_%1$s after %1$s on %2$s
                 referencing %3$s table as changed
                 for each statement execute function private.%4$I()',
                operation, audited.name, case operation when 'delete' then 'old' else 'new' end,
                'audit_' || audited.relname);
        end loop;
    end loop;
end
$do$;
revoke create on schema private from troth_scribe;
