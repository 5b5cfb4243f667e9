-- Rules that hold for every object of the schema, read from the live catalogue.
begin;
select plan(34);

create temporary view tables as
    select c.oid, c.relname::text as name, c.relrowsecurity, c.relforcerowsecurity
    from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p');
create temporary view duty_roles as
    select rolname::text as name, oid from pg_roles
    where rolname in (select 'troth_' || duty from app.duties) or rolname = 'troth_exporter';

select cmp_ok((select count(*)::int from tables), '>=', 20, 'the schema is there');

select is_empty($$ select name from tables where not (relrowsecurity and relforcerowsecurity) $$,
    'row security is enabled and forced on every table of app');

select is_empty($$
    select t.name, k.conname from tables t join pg_constraint k on k.conrelid = t.oid
    join pg_attribute a on a.attrelid = t.oid and a.attnum = k.conkey[1]
    where k.contype in ('p', 'u') and a.attname <> 'practice_id' and t.name <> 'duties' $$,
    'practice_id leads every primary and unique key');

select is_empty($$
    select t.name, i.indexrelid::regclass from tables t join pg_index i on i.indrelid = t.oid
    join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[1]
    where a.attname = 'handle' and (not i.indisunique or i.indpred is null) $$,
    'a foreign key cannot be checked by way of all the handles of a practice');

select is_empty($$
    select t.name, k.conname from tables t join pg_constraint k on k.conrelid = t.oid
    join pg_attribute a on a.attrelid = t.oid and a.attnum = k.conkey[1]
    where k.contype = 'f' and a.attname <> 'practice_id' and k.confrelid <> 'app.duties'::regclass $$,
    'practice_id leads every foreign key');

select is_empty($$
    select k.conname from pg_constraint k
    where k.contype = 'f' and k.connamespace in ('app'::regnamespace, 'private'::regnamespace) and k.confdeltype = 'a' $$,
    'every foreign key says what happens on delete');

select is_empty($$
    select p.polrelid::regclass, r.name, c.command, count(*)
    from pg_policy p
    cross join unnest(p.polroles) with ordinality as role (oid, place)
    join duty_roles r on r.oid = role.oid
    cross join lateral unnest(case p.polcmd when '*' then array['r', 'a', 'w', 'd'] else array[p.polcmd::text] end)
        as c (command)
    where p.polpermissive
    group by 1, 2, 3 having count(*) > 1 $$,
    'a role has one permissive policy a table and command');

select is_empty($$
    select p.polname from pg_policy p where 0 = any (p.polroles) $$,
    'no policy is for everyone');

select is_empty($$
    select p.polrelid::regclass, p.polname from pg_policy p
    join duty_roles r on r.oid = any (p.polroles)
    where coalesce(pg_get_expr(p.polqual, p.polrelid), '') || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '')
        not like '%''' || case r.name when 'troth_exporter' then 'practice_admin' else substring(r.name from 7) end || '''%'
        -- or asks for an assignment, of which row security shows the person's own: that policy names the duty
        and (p.polrelid = 'app.assignments'::regclass
             or coalesce(pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
                 !~ '^\(*EXISTS \( SELECT\s+FROM app\.assignments a\s+WHERE') $$,
    'every policy of a duty names that duty, so the badge proves it');

select is_empty($$
    select a.attrelid::regclass, a.attname, r.name from pg_attribute a cross join duty_roles r
    where a.attrelid in (select oid from tables) and a.attname like '%\_sealed' and not a.attisdropped
        and has_column_privilege(r.oid, a.attrelid, a.attnum, 'select') $$,
    'no duty may select a sealed column');

select is_empty($$
    select r.rolname, p.privilege from pg_roles r cross join unnest(array['update', 'delete', 'truncate']) p (privilege)
    where r.rolname like 'troth\_%' and r.rolname <> 'troth_owner'
        and (has_table_privilege(r.oid, 'app.notes', p.privilege)
             or (p.privilege = 'update' and r.rolname <> 'troth_keysmith'
                 and has_any_column_privilege(r.oid, 'app.notes', 'update'))) $$,
    'nobody may change or delete a signed note');

select is((
    select array_agg(a.attname::text) from pg_attribute a
    where a.attrelid = 'app.notes'::regclass and a.attnum > 0
        and has_column_privilege('troth_keysmith', a.attrelid, a.attnum, 'update')),
    '{body_sealed,late_reason_sealed}'::text[], 'but its ciphertext moves to a new key');

select is_empty($$
    select a.attrelid::regclass, a.attname from pg_attribute a
    where a.attrelid in (select oid from tables)
        and a.attrelid not in ('app.bars'::regclass, 'app.glass_openings'::regclass, 'app.case_releases'::regclass,
                               'app.legal_holds'::regclass, 'app.transfers'::regclass) and a.attname like '%\_sealed' and not a.attisdropped
        and exists (select from pg_attribute c where c.attrelid = a.attrelid and c.attname = 'case_id')
        and not (
            exists (
                select from pg_constraint k
                where k.conrelid = a.attrelid and k.contype = 'f' and k.confrelid = 'app.case_keys'::regclass
                    and k.conname like '%\_' || a.attname || '\_under' and k.confdeltype = 'r')
            and pg_get_viewdef('private.sealed_texts'::regclass)
                like '%' || quote_literal((select relname from pg_class where oid = a.attrelid) || '.' || a.attname) || '%') $$,
    'every sealed text of a case holds its key, and is found when keys are exchanged');

select is_empty($$
    select f.oid::regprocedure, r.rolname from pg_proc f cross join pg_roles r
    where f.pronamespace = 'private'::regnamespace
        and f.proname in ('key_work', 'stale_texts', 'put_resealed', 'retire_case_keys')
        and r.rolname like 'troth\_%' and r.rolname not in ('troth_rewrapper', 'troth_keysmith', 'troth_owner')
        and has_function_privilege(r.oid, f.oid, 'execute') $$,
    'ciphertext on its way to a new key is handed to no duty');

select is_empty($$
    select r.rolname, t.name, p.privilege from pg_roles r
    cross join unnest(array['private.audit_events', 'private.audit_checkpoints', 'private.audit_server']) t (name)
    cross join unnest(array['update', 'delete', 'truncate']) p (privilege)
    where r.rolname like 'troth\_%' and r.rolname <> 'troth_owner'
        and (has_table_privilege(r.oid, t.name, p.privilege)
             or (p.privilege = 'update' and has_any_column_privilege(r.oid, t.name, 'update'))) $$,
    'audit events and checkpoints are only ever inserted');

select is_empty($$
    select r.rolname, t.name from pg_roles r
    cross join unnest(array['private.audit_events', 'private.audit_checkpoints']) t (name)
    where r.rolname like 'troth\_%' and r.rolname not in ('troth_owner', 'troth_backup', 'troth_sealer',
            'troth_examiner')
        and has_any_column_privilege(r.oid, t.name, 'select') $$,
    'nobody reads the audit but by its functions');

select is_empty($$
    select r.rolname, p.privilege from pg_roles r
    cross join unnest(array['insert', 'update', 'delete', 'truncate']) p (privilege)
    where r.rolname like 'troth\_%' and r.rolname <> 'troth_owner'
        and not (r.rolname = 'troth_clerk' and p.privilege = 'insert')
        and (has_table_privilege(r.oid, 'app.disclosures', p.privilege)
             or (p.privilege in ('insert', 'update')
                 -- whose functions move its ciphertext to a new key, and empty it with its case
                 and not (r.rolname = 'troth_keysmith' and p.privilege = 'update')
                 and has_any_column_privilege(r.oid, 'app.disclosures', p.privilege))) $$,
    'a disclosure is recorded by its function alone, and nobody edits or deletes it');

-- A function leaves its event itself, or what it writes has triggers that do. Counting failures and moving the idle clock
-- are no acts of a person: what they belong to (a login, a proof) leaves the event.
select is_empty($$
    select f.oid::regprocedure from pg_proc f
    where f.pronamespace in ('app'::regnamespace, 'private'::regnamespace) and f.prosecdef and f.provolatile = 'v'
        and f.proowner not in ('troth_scribe'::regrole, 'troth_sealer'::regrole)
        and f.prosrc !~ 'record_(event|denial)' and coalesce(pg_get_functiondef(f.oid), '') !~ 'record_(event|denial)'
        and pg_get_functiondef(f.oid) ~* '(insert into|update|delete from)\s+private\.'
        and f.proname not in ('take_counter', 'count_failure', 'clear_failures', 'end_what_is_over', 'touch',
            -- a figure that is kept for the day is no act of a person
            'stage_norms')
    order by 1 $$,
    'every function that writes what has no audit trigger leaves its event');

select is_empty($$
    select f.oid::regprocedure from pg_proc f
    where f.pronamespace in ('app'::regnamespace, 'private'::regnamespace) and f.prosecdef
        and pg_get_functiondef(f.oid) ~ '_sealed' and pg_get_function_result(f.oid) ~ 'bytea'
        and pg_get_functiondef(f.oid) !~ 'record_event'
        -- the secret of a person's own second factor, for the program to check a code; prove() leaves the event
        and f.proname <> 'proof_salt' $$,
    'every function that hands out sealed words leaves its event');

select is_empty($$
    select c.oid::regclass, p.privilege from pg_class c
    cross join unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) p (privilege)
    where c.relnamespace in ('app'::regnamespace, 'private'::regnamespace) and c.relkind in ('r', 'p', 'v')
        and (has_table_privilege('troth_sealer', c.oid, p.privilege)
             or (p.privilege in ('select', 'insert', 'update')
                 and has_any_column_privilege('troth_sealer', c.oid, p.privilege)))
        and not (p.privilege = 'select' and c.relname in ('audit_events', 'audit_server', 'audit_checkpoints'))
        and not (p.privilege = 'insert' and c.relname = 'audit_checkpoints') $$,
    'the sealer reads events and inserts checkpoints, and can do nothing else');

select is_empty($$
    select f.oid::regprocedure from pg_proc f
    where f.pronamespace in ('app'::regnamespace, 'private'::regnamespace) and f.prosecdef
        and not coalesce('search_path=pg_catalog' = any (f.proconfig), false) $$,
    'every definer function has a fixed search_path');

select is_empty($$
    select f.oid::regprocedure from pg_proc f
    where f.pronamespace in ('app'::regnamespace, 'private'::regnamespace)
        and has_function_privilege('public', f.oid, 'execute') $$,
    'no function can be executed by everyone');

select is_empty($$
    select f.oid::regprocedure, f.proowner::regrole from pg_proc f
    where f.pronamespace in ('app'::regnamespace, 'private'::regnamespace) and f.prosecdef
        and f.proowner = 'troth_owner'::regrole $$,
    'no definer function belongs to the owner, whom row security blinds');

select is_empty($$
    select c.relname from pg_class c
    where c.relnamespace in ('app'::regnamespace, 'private'::regnamespace) and c.relkind = 'v'
        and not ('security_invoker=true' = any (coalesce(c.reloptions, '{}'))) $$,
    'every view runs with the rights of its reader');

select is_empty($$
    select t.name from tables t
    where t.name not in ('requests', 'duties') and 3 <> (
        select count(*) from pg_trigger g where g.tgrelid = t.oid and g.tgname like 'audit\_%' and g.tgenabled = 'O') $$,
    'every change of every table leaves an audit event');

select is_empty($$
    select c.relname, r.privilege
    from pg_class c cross join unnest(array['select', 'insert', 'update', 'delete']) r (privilege)
    where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
        and (has_table_privilege('troth_gate', c.oid, r.privilege)
             or r.privilege <> 'delete' and has_any_column_privilege('troth_gate', c.oid, r.privilege)) $$,
    'the gate has no rights of its own');

select is_empty($$
    select f.oid::regprocedure, f.proowner::regrole from pg_proc f join pg_roles r on r.oid = f.proowner
    where f.pronamespace in ('app'::regnamespace, 'private'::regnamespace) and f.prosecdef
        and (r.rolsuper or r.rolbypassrls or r.rolcanlogin) $$,
    'every definer function belongs to a role that nobody logs in as and that row security binds');

select is_empty($$
    select c.oid::regclass, a.privilege_type from pg_class c cross join lateral aclexplode(c.relacl) a
    where c.relnamespace in ('app'::regnamespace, 'private'::regnamespace) and a.grantee = 0
    union all
    select a.attrelid::regclass, x.privilege_type from pg_attribute a join pg_class c on c.oid = a.attrelid
    cross join lateral aclexplode(a.attacl) x
    where c.relnamespace in ('app'::regnamespace, 'private'::regnamespace) and x.grantee = 0 $$,
    'nothing is granted to everyone');

select is_empty($$
    select c.oid::regclass, r.name from pg_class c cross join duty_roles r
    cross join unnest(array['select', 'insert', 'update']) p (privilege)
    where c.relnamespace = 'private'::regnamespace and c.relkind in ('r', 'p', 'v')
        and has_any_column_privilege(r.oid, c.oid, p.privilege) $$,
    'no duty touches a table of private');

select is_empty($$
    select p.polrelid::regclass, p.polname from pg_policy p join duty_roles r on r.oid = any (p.polroles)
    where p.polcmd = 'w' and (
        pg_get_expr(p.polqual, p.polrelid) !~ 'private\.|FROM app\.assignments a'
        or p.polwithcheck is not null and pg_get_expr(p.polwithcheck, p.polrelid) !~ 'private\.') $$,
    'what may be changed stays within what may be changed');

select is_empty($$
    select a.attrelid::regclass, a.attname, r.name from pg_attribute a cross join duty_roles r
    where a.attrelid in (select oid from tables) and not a.attisdropped
        and a.attname in ('practice_id', 'case_id', 'staff_id', 'author_id', 'opened_by', 'from_id', 'to_id',
            'supervisor_id', 'supervisee_id', 'session_id', 'note_id', 'audience', 'partner')
        and has_column_privilege(r.oid, a.attrelid, a.attnum, 'update') $$,
    'whose a row is, nobody may change');

select is_empty($$
    select t.name, r.name, a.privilege_type from pg_class c join tables t using (oid)
    cross join lateral aclexplode(c.relacl) a join duty_roles r on r.oid = a.grantee
    where a.privilege_type <> 'DELETE' and t.name <> 'duties' $$,
    'what a duty may do with a table is granted by the column');

select is_empty($$
    select r.rolname from pg_roles r
    where r.rolname like 'troth\_%' and (r.rolsuper or r.rolcreaterole or r.rolcreatedb or r.rolreplication
        or (r.rolbypassrls and r.rolname <> 'troth_backup')
        or (r.rolcanlogin and r.rolname not in ('troth_gate', 'troth_backup'))
        or (r.rolinherit and r.rolname = 'troth_gate')) $$,
    'no role of ours is more than it has to be');

select is_empty($$
    select m.roleid::regrole, m.member::regrole from pg_auth_members m join pg_roles r on r.oid = m.member
    where r.rolname like 'troth\_%'
        and not (r.rolname = 'troth_gate'
            and (m.roleid in (select oid from duty_roles) or m.roleid = 'troth_rewrapper'::regrole))
        and not (r.rolname = 'troth_owner' and m.roleid in (
            select o.oid from pg_roles o
            where o.rolname like 'troth\_%' and not o.rolcanlogin and o.oid not in (select oid from duty_roles)))
        and not (r.rolname = 'troth_backup' and m.roleid = 'pg_read_all_data'::regrole) $$,
    'the gate takes the duties and the work on keys, the owner its functions'' roles, and nobody anything else');

select * from finish();
rollback;
