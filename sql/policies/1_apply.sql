-- Makes the policies and grants from private.rights: policy before grant, one permissive policy a role and command,
-- row security enabled and forced on every table of app. Safe to run again: it starts from nothing each time.

revoke all on all tables in schema app, private from public;
revoke execute on all functions in schema app, private from public;

do $$
declare
    item record;
    predicate text;
    ours text;
    me text;
    mine text;
    unbarred text;
    assigned text;
    supervised text;
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
        execute format('grant execute on function private.badge(text), private.actor(text), private.practice(text),
                            private.my_case_ids(text), private.barred_case_ids(text), private.whoami(), private.acting(),
                            private.acting_duty(), private.proof_is_fresh(), private.require_fresh_proof() to %I', item.role);
    end loop;

    for item in
        select r.*, exists (select from pg_attribute a
                            where a.attrelid = to_regclass('app.' || quote_ident(r.object)) and a.attname = 'case_id'
                                and not a.attisdropped) as has_case
        from private.rights r where r.action not in ('open', 'call') order by r.role, r.object, r.action
    loop
        -- the badge is read in a sub-select, so once a statement and not once a row
        ours := format('practice_id = (select private.practice(%L))', item.duty);
        me := format('(select private.actor(%L))', item.duty);
        mine := format('(practice_id, staff_id) = (select b.practice_id, b.staff_id from private.badge(%L) b)', item.duty);
        if item.has_case then
            unbarred := format('case_id <> all ((select private.barred_case_ids(%L))::uuid[])', item.duty);
            ours := ours || ' and ' || unbarred;
            -- a bar ends an assignment: one that lasts need not be looked up among the bars
            mine := mine || case item.object
                when 'assignments' then format(' and (ends_at is null or ends_at > now() or %s)', unbarred)
                else ' and ' || unbarred end;
        end if;
        -- Row security of the assignments lets a therapist or a trainee see their own, and no other: who they are need not
        -- be said again, since each time it is said costs a look-up in every statement.
        assigned := format('exists (select from app.assignments a
                                    where a.practice_id = %1$I.practice_id and a.case_id = %1$I.case_id
                                        and a.starts_at <= now() and (a.ends_at is null or a.ends_at > now()) %2$s %3$s)',
            item.object,
            case when item.reach in ('case', 'readable') then '' when item.reach = 'giver'
                then 'and a.part = ''primary''' else 'and a.part <> ''break_glass''' end
            || case item.reach when 'author' then format(' and a.staff_id = %I.author_id', item.object) else '' end,
            case when item.duty in ('therapist', 'trainee') then '' else 'and a.staff_id = ' || me end);
        supervised := format('practice_id = (select private.practice(%1$L))
                              and case_id = any ((select private.my_case_ids(%1$L))::uuid[])', item.duty);
        predicate := case item.reach
            when 'practice' then ours
            when 'figures' then format('practice_id = (select private.practice(%L))', item.duty)
            when 'self' then mine
            -- no bar names a case that is not there yet
            when 'opening' then format('practice_id = (select private.practice(%L)) and opened_by = %s', item.duty, me)
            when 'case' then assigned
            when 'treated' then assigned
            when 'author' then assigned
            -- apart from the assignment, which the server then looks up once for all rows and not for each
            when 'readable' then format('%s and (audience <> ''therapist'' or author_id = %s)', assigned, me)
            when 'written' then format('%s and author_id = %s', ours, me)
            when 'supervised' then supervised
            -- row security shows a supervisor what was opened to them, and nothing else
            when 'overseen' then case when item.object = 'notes'
                then format('%s and (audience <> ''therapist'' or exists (
                        select from app.note_shares h where h.note_id = %I.note_id))', supervised, item.object)
                else format('%s and audience <> ''therapist''', supervised) end
            when 'shared' then format('%s and supervisor_id = %s', ours, me)
            when 'party' then format('%s and %s in (%s)', ours, me, case item.object
                when 'transfers' then 'from_id, to_id'
                when 'hand_overs' then 'from_id, to_id, started_by'
                when 'supervision' then 'supervisor_id, supervisee_id'
                when 'note_shares' then 'author_id, supervisor_id' end)
            when 'giver' then format('%s and from_id = %s', assigned, me)
            when 'cosigner' then format('%s and reviewed_by = %s and exists (
                    select from app.supervision v
                    where v.supervisee_id = %3$I.author_id and v.supervisor_id = %2$s
                        and v.starts_at <= now() and (v.ends_at is null or v.ends_at > now()))',
                supervised, me, item.object)
            when 'sharer' then format('%s and author_id = %s and exists (
                    select from app.supervision v
                    where v.supervisor_id = %3$I.supervisor_id and v.supervisee_id = %3$I.author_id
                        and v.starts_at <= now() and (v.ends_at is null or v.ends_at > now()))',
                assigned, me, item.object)
            when 'desk' then ours || case item.object when 'cases' then ' and status <> ''closed''' else '' end
            when 'booking' then ours
            when 'review' then format('%s and staff_id <> %s', ours, me)
        end;
        using_part := case when item.action <> 'insert' then format('using (%s%s)', predicate, case item.reach
            when 'booking' then ' and state = ''booked'''
            when 'review' then ' and reviewed_at is null'
            else '' end) else '' end;
        -- A changed row must still be what could be changed: PostgreSQL checks it by the first part, unless a second says
        -- more. What says whose a row is no duty may change (a rule of sql/tests/catalogue.sql), so the second part need
        -- not say the first again.
        check_part := case
            when item.action = 'insert' then format('with check (%s%s)', predicate, case item.reach
                when 'booking' then format(' and state in (%L, %L, %L) and recorded_by = %s',
                    'booked', 'cancelled', 'late_cancellation', me)
                else '' end)
            when item.reach = 'booking' then format('with check (state in (%L, %L, %L) and recorded_by = %s)',
                'booked', 'cancelled', 'late_cancellation', me)
            when item.reach = 'review' then format('with check (reviewed_by = %s)', me)
            else '' end;
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

-- Opening words, and what is done by a function, by the same table.
do $$
declare
    item record;
begin
    for item in select * from private.rights where action = 'call' loop
        execute format('grant execute on function private.%I to %I', item.object, item.role);
    end loop;
    for item in
        select distinct r.role, f.name from private.rights r
        cross join lateral (values
            ('open_words(uuid[], text[])', r.object not in ('staff', 'bars', 'glass_openings', 'kept_notes', 'case_releases',
                'legal_holds', 'hand_overs')),
            ('open_note(text)', r.object in ('notes', 'drafts')),
            ('open_notes(uuid[])', r.object in ('notes', 'drafts')),
            ('open_staff(uuid[])', r.object = 'staff'),
            ('open_reasons(uuid[])', r.object in ('bars', 'glass_openings', 'case_releases', 'legal_holds', 'hand_overs')),
            ('kept_notes()', r.object = 'kept_notes'),
            ('open_kept_note(text)', r.object = 'kept_notes')) f (name, wanted)
        where r.action = 'open' and f.wanted
    loop
        execute format('grant execute on function app.%s to %I', item.name, item.role);
    end loop;
end
$$;
grant execute on function app.place_to_write(text) to troth_therapist, troth_trainee;
-- whoever broke the glass, asked for a release or takes a caseload over reads what was written there
grant execute on function app.open_reasons(uuid[]) to troth_therapist, troth_trainee;

-- The gate's own rights: to log in and out, to ask who is logged in, and what a person does about their own login.
grant usage on schema private to troth_gate;
grant execute on function private.login_salt(text, bytea),
    private.log_in(text, bytea, bytea, bytea, bigint, bytea, bytea, text, bytea, bytea, bigint, bytea[]),
    private.log_out(), private.whoami(), private.touch(), private.logins(), private.end_logins(uuid[]),
    private.proof_salt(), private.prove(bytea, bigint, bytea), private.proof_is_fresh(),
    private.change_password(bytea, text, bytea), private.reset_password(text, bytea, text, bytea),
    private.enrol_factor(bytea, bigint, bytea[]), private.renew_codes(bytea[]), private.remove_factor(text),
    private.my_factor(), private.unseen_notices() to troth_gate;

-- Reports at a month's end: a person grants and ends them, and the machine begins one with the secret of the grant.
grant execute on function
    private.schedule_reports(text, text, text, text[], text, text, bytea, date, date, bytea)
    to troth_therapist, troth_trainee, troth_supervisor;
grant execute on function private.report_schedules(), private.end_report_schedule(text),
    private.begin_scheduled(bytea, date) to troth_gate;
grant execute on function private.refuse_beyond_schedule(uuid, uuid, text, text, uuid[]) to troth_scribe;

-- Asked by the trigger on app.stage_events, with the rights of whoever moves a couple.
grant execute on function private.advance_is_held(uuid, uuid) to troth_therapist, troth_trainee;

-- Reading the audit, and the accounting of disclosures.
grant execute on function app.audit_case(text), app.audit_trail(uuid, text, timestamptz, text, integer)
    to troth_auditor, troth_therapist, troth_trainee, troth_supervisor;
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
    to troth_registrar, troth_reader, troth_warden, troth_releaser;
grant execute on function private.whoami(), private.token_sha256(), private.acting()
    to troth_registrar, troth_reader, troth_warden, troth_releaser;
grant execute on function private.holder(), private.token_sha256() to troth_scribe;
grant execute on function private.bearer() to troth_scribe;
grant execute on function private.badge(text) to troth_reader;
grant execute on function private.acting_duty(), private.my_case_ids(text), private.barred_case_ids(text)
    to troth_reader, troth_warden, troth_founder;
grant execute on function private.my_case_ids(text), private.badge(text), private.acting_duty(), private.end_what_is_over()
    to troth_registrar;
create policy registrar_select on app.assignments for select to troth_registrar using (true);
grant execute on function private.require_fresh_proof(), private.proof_is_fresh(), private.last_openings(uuid),
    private.last_case_openings(uuid) to troth_warden;
grant select on private.rights to troth_reader, troth_gate;
grant execute on function private.acting_duty(), private.token_sha256() to troth_badge;
grant execute on function private.actor(text), private.practice(text), private.proof_is_fresh(),
    private.require_fresh_proof() to troth_registrar, troth_reader, troth_releaser;
create policy badge_select on app.staff_duties for select to troth_badge using (true);
create policy badge_select on app.assignments for select to troth_badge using (true);
create policy badge_select on app.supervision for select to troth_badge using (true);
create policy badge_select on app.bars for select to troth_badge using (true);
create policy registrar_select on app.staff_duties for select to troth_registrar using (true);
create policy registrar_select on app.practices for select to troth_registrar using (true);
create policy registrar_select on app.practice_keys for select to troth_registrar using (true);
create policy examiner_select on app.cases for select to troth_examiner using (true);
create policy examiner_select on app.staff for select to troth_examiner using (true);
create policy clerk_select on app.assignments for select to troth_clerk using (true);
create policy clerk_insert on app.disclosures for insert to troth_clerk with check (true);
create policy clerk_select on app.cases for select to troth_clerk using (true);
create policy clerk_select on app.authorizations for select to troth_clerk using (true);
create policy clerk_select on app.revocations for select to troth_clerk using (true);
create policy clerk_select on app.practices for select to troth_clerk using (true);
create policy clerk_select on app.case_releases for select to troth_clerk using (true);
create policy clerk_insert on app.case_releases for insert to troth_clerk with check (true);
create policy clerk_update on app.case_releases for update to troth_clerk using (true) with check (true);
grant execute on function private.holders(uuid, text[]), private.barred_case_ids(text) to troth_clerk;
create policy registrar_insert on app.assignments for insert to troth_registrar with check (true);
do $$
declare
    object text;
begin
    foreach object in array array['assignments', 'partners', 'stage_events', 'sessions', 'drafts', 'notes', 'note_reviews',
                                  'measure_responses', 'commitments', 'goals', 'stage_records', 'stage_answers',
                                  'stage_corrections', 'disclosures', 'staff', 'cases', 'note_shares', 'bars',
                                  'safety_screens', 'safety_decisions', 'safety_flags', 'flag_reviews', 'safety_plans',
                                  'confided_matters', 'glass_openings', 'practices', 'case_keys', 'authorizations', 'case_releases',
                                  'legal_holds', 'hand_overs', 'transfers', 'treatment_plans', 'coverages'] loop
        execute format('create policy reader_select on app.%I for select to troth_reader using (true)', object);
    end loop;
    foreach object in array array['cases', 'sessions', 'drafts', 'notes', 'commitments', 'goals', 'stage_records'] loop
        execute format('create policy registrar_select on app.%I for select to troth_registrar using (true)', object);
    end loop;
    foreach object in array array['cases', 'staff', 'staff_duties', 'supervision', 'assignments', 'transfers', 'bars',
                                  'glass_openings', 'access_notices', 'consents', 'practices', 'sessions', 'drafts', 'notes',
                                  'note_reviews', 'safety_screens', 'safety_decisions', 'hand_overs'] loop
        execute format('create policy warden_select on app.%I for select to troth_warden using (true)', object);
    end loop;
    foreach object in array array['assignments', 'glass_openings', 'access_notices', 'transfers', 'hand_overs'] loop
        execute format('create policy warden_insert on app.%I for insert to troth_warden with check (true)', object);
    end loop;
    foreach object in array array['assignments', 'transfers'] loop
        execute format('create policy warden_update on app.%I for update to troth_warden using (true)', object);
    end loop;
    -- `troth init` founds a practice; what it writes, it may also read back
    foreach object in array array['practices', 'practice_keys', 'staff', 'staff_duties', 'roadmaps', 'stages',
                                  'criteria', 'measures'] loop
        execute format('create policy founder_insert on app.%I for insert to troth_founder with check (true)', object);
        execute format('grant insert on app.%I to troth_founder', object);
    end loop;
end
$$;
-- what the function that corrects a road may reach
create policy surveyor_select on app.stage_events for select to troth_surveyor using (true);
create policy surveyor_insert on app.stage_events for insert to troth_surveyor with check (true);
create policy surveyor_delete on app.stage_events for delete to troth_surveyor using (true);
create policy surveyor_insert on app.stage_corrections for insert to troth_surveyor with check (true);
create policy surveyor_select on app.assignments for select to troth_surveyor using (true);
create policy surveyor_select on app.cases for select to troth_surveyor using (true);
grant execute on function private.acting(), private.advance_is_held(uuid, uuid) to troth_surveyor;
create policy releaser_select on app.staff_duties for select to troth_releaser using (true);
create policy releaser_select on app.release_requests for select to troth_releaser using (true);
create policy releaser_select on app.release_approvals for select to troth_releaser using (true);
create policy releaser_insert on app.release_approvals for insert to troth_releaser with check (true);
-- a row lock needs an update policy; no update passes it
create policy surveyor_lock on app.cases for update to troth_surveyor using (true) with check (false);
create policy warden_lock on app.cases for update to troth_warden using (true) with check (false);
create policy founder_select on app.practices for select to troth_founder using (true);
grant select on app.practices to troth_founder;
grant usage on schema app, private to troth_founder;
grant insert on private.credentials to troth_founder;
grant select on app.duties to troth_founder, troth_practice_admin;
grant select on app.couple_progress to troth_exporter;
grant execute on function private.record_export() to troth_exporter;

-- The program compares what was applied with what it knows, and the doctor the catalogue with the table of rights.
grant usage on schema migrations to troth_gate, troth_backup;
grant select on migrations.applied, private.rights to troth_gate;
