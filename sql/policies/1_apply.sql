-- Makes the policies and grants from private.rights: policy before grant, one permissive policy a role and command,
-- row security enabled and forced on every table of app. Safe to run again: it starts from nothing each time.

revoke all on all tables in schema app, private from public;
revoke execute on all functions in schema app, private from public;

do $$
declare
    item record;
    predicate text;
    granted text;
    using_part text;
    check_part text;
begin
    for item in
        select c.oid::regclass as name from pg_class c
        where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p')
    loop
        execute format('alter table %s enable row level security', item.name);
        execute format('alter table %s force row level security', item.name);
    end loop;

    for item in select p.polname, p.polrelid::regclass as name from pg_policy p
        join pg_class c on c.oid = p.polrelid where c.relnamespace = 'app'::regnamespace
    loop
        execute format('drop policy %I on %s', item.polname, item.name);
    end loop;
    for item in select distinct role from private.rights loop
        execute format('revoke all on all tables in schema app, private from %I', item.role);
        execute format('revoke execute on all functions in schema app, private from %I', item.role);
        execute format('grant usage on schema app, private to %I', item.role);
        execute format('grant execute on function private.actor(text), private.practice(text),
                            private.my_case_ids(text), private.whoami(), private.acting(), private.acting_duty(),
                            private.proof_is_fresh(), private.require_fresh_proof() to %I', item.role);
    end loop;

    for item in select * from private.rights order by role, object, action loop
        -- the badge is read in a sub-select, so once a statement and not once a row
        predicate := case item.reach
            when 'practice' then format('practice_id = (select private.practice(%L))', item.duty)
            when 'self' then format('practice_id = (select private.practice(%1$L))
                                     and staff_id = (select private.actor(%1$L))', item.duty)
            when 'opening' then format('practice_id = (select private.practice(%1$L))
                                        and opened_by = (select private.actor(%1$L))', item.duty)
            else format('exists (select from app.assignments a
                                 where a.practice_id = %2$I.practice_id and a.case_id = %2$I.case_id
                                     and a.staff_id = (select private.actor(%1$L)) and a.ends_at is null)',
                        item.duty, item.object)
        end;
        predicate := predicate || case item.reach
            when 'author' then format(' and author_id = (select private.actor(%L))', item.duty)
            when 'readable' then format(' and (audience <> ''therapist'' or author_id = (select private.actor(%L)))',
                                        item.duty)
            else ''
        end;
        using_part := case when item.action <> 'insert' then format('using (%s)', predicate) else '' end;
        check_part := case when item.action in ('insert', 'update') then format('with check (%s)', predicate) else '' end;
        execute format('create policy %I on app.%I as permissive for %s to %I %s %s',
            item.role || '_' || item.action, item.object, item.action, item.role, using_part, check_part);

        select string_agg(quote_ident(a.attname), ', ' order by a.attnum) into granted
        from pg_attribute a
        where a.attrelid = ('app.' || quote_ident(item.object))::regclass and a.attnum > 0 and not a.attisdropped
            and a.attgenerated = ''
            and case when item.columns is not null then a.attname = any (item.columns)
                     else item.action <> 'select' or a.attname not like '%\_sealed' end;
        execute format('grant %s %s on app.%I to %I', item.action,
            case when item.action = 'delete' then '' else '(' || granted || ')' end, item.object, item.role);
    end loop;
end
$$;

-- Opening words, and giving a person a first password.
grant execute on function app.open_words(uuid[], text[]), app.open_note(uuid) to troth_therapist, troth_trainee;
grant execute on function app.open_staff()
    to troth_therapist, troth_trainee, troth_supervisor, troth_practice_admin, troth_front_desk, troth_auditor;
grant execute on function private.give_credential(uuid, text, bytea, text, bytea)
    to troth_practice_admin;

-- The gate's own rights: to log in and out, to ask who is logged in, and what a person does about their own login.
grant usage on schema private to troth_gate;
grant execute on function private.login_salt(text, bytea),
    private.log_in(text, bytea, bytea, bytea, bigint, bytea, bytea, text, bytea, bytea, bigint, bytea[]),
    private.log_out(), private.whoami(), private.touch(), private.logins(), private.end_logins(uuid[]),
    private.proof_salt(), private.prove(bytea, bigint, bytea), private.proof_is_fresh(),
    private.change_password(bytea, text, bytea), private.reset_password(text, bytea, text, bytea),
    private.enrol_factor(bytea, bigint, bytea[]), private.renew_codes(bytea[]), private.remove_factor(text),
    private.my_factor() to troth_gate;

-- Reading the audit, and the accounting of disclosures.
grant execute on function app.audit_case(text), app.audit_trail(uuid, text, timestamptz, text, integer)
    to troth_auditor, troth_therapist, troth_trainee;
grant execute on function app.audit_notes(integer), app.audit_lines(bigint, integer) to troth_auditor;
grant execute on function private.record_disclosure(uuid, uuid, date, text, bytea, bytea, bytea)
    to troth_therapist, troth_trainee;

-- Sealing the audit, and telling it of what was refused: whoever acts, and without a duty.
grant execute on function private.record_denial(text, text), private.unsealed_batches(integer),
    private.keep_checkpoint(uuid, bigint, xid8, xid8, bigint, bytea, bytea, text),
    private.checkpoints_after(uuid, bigint), private.sealed_logs(), private.sealing_lag() to troth_gate;
grant execute on function private.audit_line(private.audit_events), private.audit_hashes(bytea[])
    to troth_sealer, troth_examiner, troth_backup;

-- Within the functions, row security binds their owners too.
grant execute on function private.record_event(uuid, uuid, uuid, text, text, uuid[], uuid[])
    to troth_registrar, troth_reader;
grant execute on function private.whoami(), private.token_sha256(), private.acting()
    to troth_scribe, troth_registrar, troth_reader;
grant execute on function private.bearer() to troth_scribe;
grant execute on function private.acting_duty(), private.token_sha256() to troth_badge;
grant execute on function private.actor(text), private.practice(text), private.proof_is_fresh(),
    private.require_fresh_proof() to troth_registrar, troth_reader;
create policy badge_select on app.staff_duties for select to troth_badge using (true);
create policy badge_select on app.assignments for select to troth_badge using (true);
create policy registrar_select on app.staff_duties for select to troth_registrar using (true);
create policy registrar_select on app.practices for select to troth_registrar using (true);
create policy registrar_select on app.practice_keys for select to troth_registrar using (true);
create policy examiner_select on app.cases for select to troth_examiner using (true);
create policy examiner_select on app.staff for select to troth_examiner using (true);
create policy examiner_select on app.assignments for select to troth_examiner using (true);
create policy clerk_select on app.assignments for select to troth_clerk using (true);
create policy clerk_insert on app.disclosures for insert to troth_clerk with check (true);
create policy registrar_insert on app.assignments for insert to troth_registrar with check (true);
do $$
declare
    object text;
begin
    foreach object in array array['assignments', 'partners', 'stage_events', 'sessions', 'drafts', 'notes',
                                  'measure_responses', 'commitments', 'goals', 'disclosures',
                                  'staff'] loop
        execute format('create policy reader_select on app.%I for select to troth_reader using (true)', object);
    end loop;
    foreach object in array array['cases', 'sessions', 'drafts', 'notes', 'commitments', 'goals'] loop
        execute format('create policy registrar_select on app.%I for select to troth_registrar using (true)', object);
    end loop;
    -- `troth init` founds a practice; what it writes, it may also read back
    foreach object in array array['practices', 'practice_keys', 'staff', 'staff_duties', 'roadmaps', 'stages',
                                  'criteria', 'measures'] loop
        execute format('create policy founder_insert on app.%I for insert to troth_founder with check (true)', object);
        execute format('grant insert on app.%I to troth_founder', object);
    end loop;
end
$$;
create policy founder_select on app.practices for select to troth_founder using (true);
grant select on app.practices to troth_founder;
grant usage on schema app, private to troth_founder;
grant insert on private.credentials to troth_founder;
grant select on app.duties to troth_founder, troth_practice_admin;
grant select on app.couple_progress to troth_exporter;
grant execute on function private.record_export() to troth_exporter;
grant execute on function private.taken_handles(text[]) to troth_therapist, troth_trainee;

-- The program compares what was applied with what it knows, and the doctor the catalogue with the table of rights.
grant usage on schema migrations to troth_gate, troth_backup;
grant select on migrations.applied, private.rights to troth_gate;
