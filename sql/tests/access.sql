-- Who may open a case, as the database itself decides it, whatever the program says.
begin;
select plan(43);

set local role troth_founder;
insert into app.practices (practice_id, name, time_zone) values
    ('00000000-0000-4000-8000-000000000001', 'One', 'UTC'), ('00000000-0000-4000-8000-000000000002', 'Two', 'UTC');
insert into app.staff (practice_id, staff_id, login, name_sealed)
    select ('00000000-0000-4000-8000-00000000000' || p)::uuid, ('00000000-0000-4000-8000-0000000000' || id)::uuid, login, '\x00'
    from (values (1, 'a1', 'ana'), (1, 'a2', 'ben'), (1, 'a3', 'sue'), (1, 'a4', 'tom'), (1, 'a5', 'dee'),
                 (1, 'a6', 'fay'), (1, 'a7', 'aud'), (1, 'a8', 'rea'), (2, 'b1', 'cy'), (2, 'b2', 'coe')) s (p, id, login);
insert into app.staff_duties (practice_id, staff_id, duty)
    select ('00000000-0000-4000-8000-00000000000' || p)::uuid, ('00000000-0000-4000-8000-0000000000' || id)::uuid, duty
    from (values (1, 'a1', 'therapist'), (1, 'a2', 'therapist'), (1, 'a3', 'supervisor'), (1, 'a4', 'trainee'),
                 (1, 'a5', 'practice_admin'), (1, 'a6', 'front_desk'), (1, 'a7', 'auditor'), (1, 'a8', 'researcher'),
                 (2, 'b1', 'practice_admin'), (2, 'b2', 'supervisor')) d (p, id, duty);
insert into app.practice_keys values
    ('00000000-0000-4000-8000-000000000001', 1, '\x01'), ('00000000-0000-4000-8000-000000000002', 1, '\x02');
insert into app.roadmaps (practice_id, roadmap_version, name) select practice_id, 1, 'road' from app.practices;
insert into app.stages (practice_id, roadmap_version, stage, name, short_name)
    select p.practice_id, 1, s, 'stage', 'stage' from app.practices p, generate_series(1, 6) s;
insert into private.credentials (practice_id, staff_id, login, salt, derivation, proof_sha256)
    select ('00000000-0000-4000-8000-00000000000' || p)::uuid, ('00000000-0000-4000-8000-0000000000' || id)::uuid, login,
        '\x000102030405060708090a0b0c0d0e0f', 'scrypt 17 8 1', sha256(convert_to(login || '''s proof', 'UTF8'))
    from (values (1, 'a1', 'ana'), (1, 'a2', 'ben'), (1, 'a3', 'sue'), (1, 'a4', 'tom'), (1, 'a5', 'dee'),
                 (1, 'a6', 'fay'), (1, 'a7', 'aud'), (1, 'a8', 'rea'), (2, 'b1', 'cy'), (2, 'b2', 'coe')) s (p, id, login);
reset role;
set local role troth_gate;
do $$ begin
    perform private.log_in(l, convert_to(l || '''s proof', 'UTF8'), sha256(convert_to(l, 'UTF8')))
    from unnest(array['ana', 'ben', 'sue', 'tom', 'dee', 'fay', 'aud', 'rea', 'cy', 'coe']) l;
end $$;
reset role;

create function pg_temp.be(login text, role text) returns void language plpgsql as $$
begin
    reset role;
    perform set_config('troth.token', encode(convert_to(login, 'UTF8'), 'hex'), true);
    execute format('set local role %I', role);
end $$;
-- how many cases, notes and names of them the role shows
create function pg_temp.seen() returns text language sql as $$
    select concat_ws(' ', (select count(*) from app.cases), (select count(*) from app.notes),
        (select count(*) from app.open_words(
            array['00000000-0000-4000-8000-0000000000c1'::uuid], array['partners', 'notes', 'profiles'])))
$$;
-- how many rows a statement changed
create function pg_temp.changed(statement text) returns bigint language plpgsql as $$
declare
    rows bigint;
begin
    execute statement;
    get diagnostics rows = row_count;
    return rows;
end $$;
grant execute on all functions in schema pg_temp to public;

select pg_temp.be('ana', 'troth_therapist');
insert into app.cases (practice_id, case_id, handle, opened_by, opened_on, status, roadmap_version, breach_kind)
values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000c1', 'C0000001',
        '00000000-0000-4000-8000-0000000000a1', '2026-01-01', 'active', 1, 'online');
insert into app.partners (practice_id, case_id, partner, part, birth_year, name_sealed, profile_sealed) values
    ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000c1', 'A', 'hurt', 1980, '\x01', '\x02'),
    ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000c1', 'B', 'involved', 1981, null, null);
insert into app.sessions (practice_id, session_id, case_id, handle, starts_at, ends_at, format, modality, state,
    attendance, recorded_by)
values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000e1',
        '00000000-0000-4000-8000-0000000000c1', 'S0000001', '2026-01-05 10:00Z', '2026-01-05 10:50Z', 'conjoint',
        'office', 'held', 'both', '00000000-0000-4000-8000-0000000000a1');
insert into app.notes (practice_id, note_id, case_id, handle, session_id, author_id, audience, format, written_on,
    body_sealed, signed_at)
values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000f1',
        '00000000-0000-4000-8000-0000000000c1', 'N0000001', '00000000-0000-4000-8000-0000000000e1',
        '00000000-0000-4000-8000-0000000000a1', 'joint', 'soap', '2026-01-05', '\x03', '2026-01-05 12:00Z'),
       ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000f2',
        '00000000-0000-4000-8000-0000000000c1', 'N0000002', null,
        '00000000-0000-4000-8000-0000000000a1', 'therapist', 'free', '2026-01-05', '\x04', '2026-01-05 12:00Z');
set constraints all immediate;
select is(pg_temp.seen(), '1 2 4', 'the therapist sees the case, both notes, the name and the profile');

-- Each duty alone
select pg_temp.be('ben', 'troth_therapist');
select is(pg_temp.seen(), '0 0 0', 'another therapist sees nothing of it');
select pg_temp.be('tom', 'troth_trainee');
select is(pg_temp.seen(), '0 0 0', 'nor does a trainee');
select pg_temp.be('sue', 'troth_supervisor');
select is(pg_temp.seen(), '0 0 0', 'nor a supervisor of nobody');
select pg_temp.be('dee', 'troth_practice_admin');
select is((select count(handle) from app.cases), 1::bigint, 'an admin sees the handle');
select throws_ok($$ select * from app.notes $$, '42501', null, 'no note');
select throws_ok($$ select app.open_words('{}', '{}') $$, '42501', null, 'and opens no words');
select pg_temp.be('fay', 'troth_front_desk');
select is((select count(*) from app.open_words(array['00000000-0000-4000-8000-0000000000c1'::uuid],
    array['partners', 'profiles', 'notes', 'sessions', 'goals', 'stage_events'])), 1::bigint,
    'the front desk opens a name, whatever it asks for');
select throws_ok($$ select breach_kind from app.cases $$, '42501', null, 'no breach');
select throws_ok($$ select status from app.cases $$, '42501', null, 'no status');
select throws_ok($$ select stage from app.sessions $$, '42501', null, 'no stage');
select throws_ok($$ select attendance from app.sessions $$, '42501', null, 'no attendance');
select throws_ok($$ select count(*) from app.measure_responses $$, '42501', null, 'no score');
select throws_ok($$
    insert into app.sessions (practice_id, session_id, case_id, handle, starts_at, ends_at, format, modality, state,
        recorded_by)
    values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000e2',
        '00000000-0000-4000-8000-0000000000c1', 'S0000002', '2026-02-05 10:00Z', '2026-02-05 10:50Z', 'conjoint',
        'office', 'booked', '00000000-0000-4000-8000-0000000000a1') $$,
    '42501', null, 'books in nobody else''s name');
select lives_ok($$
    insert into app.sessions (practice_id, session_id, case_id, handle, starts_at, ends_at, format, modality, state,
        recorded_by)
    values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000e2',
        '00000000-0000-4000-8000-0000000000c1', 'S0000002', '2026-02-05 10:00Z', '2026-02-05 10:50Z', 'conjoint',
        'office', 'booked', '00000000-0000-4000-8000-0000000000a6') $$, 'but in its own');
select throws_ok($$ update app.sessions set state = 'held', attendance = 'both' $$, '42501', null,
    'and records no session');
select is(pg_temp.changed($$ update app.sessions set state = 'cancelled', attendance = 'none',
    recorded_by = '00000000-0000-4000-8000-0000000000a6' where handle in ('S0000001', 'S0000002') $$), 1::bigint, 'it cancels what is booked, not what was held');
select pg_temp.be('aud', 'troth_auditor');
select throws_ok($$ select count(*) from app.cases $$, '42501', null, 'an auditor sees no case');
select pg_temp.be('rea', 'troth_researcher');
select throws_ok($$ select count(*) from app.cases $$, '42501', null, 'nor a researcher');
select is((select count(*) from app.staff), 1::bigint, 'who sees nobody but themselves');
select pg_temp.be('cy', 'troth_practice_admin');
select is((select count(handle) from app.cases) + (select count(*) from app.assignments) + (select count(*) - 2 from app.staff),
    0::bigint, 'the admin of another practice on this server sees nothing of this one');
select pg_temp.be('dee', 'troth_supervisor');
select is(pg_temp.seen(), '0 0 0', 'a token shows nothing under a duty that its person does not hold');

-- Supervision
select pg_temp.be('dee', 'troth_practice_admin');
insert into app.supervision (practice_id, supervision_id, supervisor_id, supervisee_id, agreed_by) values
    ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000d1',
     '00000000-0000-4000-8000-0000000000a3', '00000000-0000-4000-8000-0000000000a1', '00000000-0000-4000-8000-0000000000a5');
select throws_ok($$
    insert into app.supervision (practice_id, supervision_id, supervisor_id, supervisee_id, agreed_by) values
        ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000d2',
         '00000000-0000-4000-8000-0000000000a3', '00000000-0000-4000-8000-0000000000a1',
         '00000000-0000-4000-8000-0000000000a5') $$, '23P01', null, 'a supervision is agreed once at a time');
select pg_temp.be('sue', 'troth_supervisor');
select is(pg_temp.seen(), '1 1 3', 'a supervisor reads the supervisee''s case, but no psychotherapy note');
select is((select count(*) from app.open_note('00000000-0000-4000-8000-0000000000f2')), 0::bigint, 'nor opens one');
select throws_ok($$ update app.cases set status = 'paused' $$, '42501', null, 'and writes nothing in it');

-- Bars
select pg_temp.be('dee', 'troth_practice_admin');
insert into app.bars (practice_id, bar_id, case_id, staff_id, reason_sealed, barred_by)
    select '00000000-0000-4000-8000-000000000001', gen_random_uuid(), '00000000-0000-4000-8000-0000000000c1',
        ('00000000-0000-4000-8000-0000000000' || s)::uuid, '\x05', '00000000-0000-4000-8000-0000000000a5'
    from unnest(array['a2', 'a3', 'a6']) s;
select throws_ok($$
    insert into app.assignments (practice_id, case_id, staff_id, part) values
        ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000c1',
         '00000000-0000-4000-8000-0000000000a2', 'co_therapist') $$, '23514', null, 'who is barred is not assigned');
select throws_ok($$
    insert into app.assignments (practice_id, case_id, staff_id, part, starts_at) values
        ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000c1',
         '00000000-0000-4000-8000-0000000000a2', 'co_therapist', now() + interval '1 day') $$, '23514', null,
    'nor later');
select pg_temp.be('sue', 'troth_supervisor');
select is(pg_temp.seen(), '0 0 0', 'a bar beats supervision');
select is(private.break_glass('C0000001', gen_random_uuid(), 60, '\x06'), null, 'and break-glass');
select pg_temp.be('fay', 'troth_front_desk');
select is((select count(handle) from app.cases) + (select count(handle) from app.sessions), 0::bigint,
    'and the front desk''s lists');
select pg_temp.be('ben', 'troth_therapist');
select throws_ok($$ select count(*) from app.bars $$, '42501', null, 'who is barred cannot see that they are');

-- Break-glass
reset role;
update app.bars set lifted_at = now(), lifted_by = barred_by;
select pg_temp.be('tom', 'troth_trainee');
select throws_ok($$ select private.break_glass('C0000001', gen_random_uuid(), 60, '\x06') $$, '42501', null,
    'a trainee breaks no glass');
select pg_temp.be('ben', 'troth_therapist');
select throws_ok($$ select private.break_glass('C0000001', gen_random_uuid(), 61, '\x06') $$, '23514', null,
    'an hour is the most');
select isnt(private.break_glass('C0000001', '00000000-0000-4000-8000-0000000000ab', 60, '\x06'), null, 'it opens the case');
select is(pg_temp.seen(), '1 1 3', 'to read, without psychotherapy notes');
select throws_ok($$
    insert into app.consents (practice_id, consent_id, case_id, partner, kind, given_on, recorded_by) values
        ('00000000-0000-4000-8000-000000000001', gen_random_uuid(), '00000000-0000-4000-8000-0000000000c1', 'A',
         'treatment', '2026-01-01', '00000000-0000-4000-8000-0000000000a2') $$, '42501', null, 'and not to write');
select pg_temp.be('aud', 'troth_auditor');
select is((select count(*) from app.access_notices) + (select count(*) from app.glass_openings), 2::bigint,
    'the auditor is told');
select throws_ok($$ select reason_sealed from app.glass_openings $$, '42501', null, 'but not why');
select pg_temp.be('sue', 'troth_supervisor');
select is(pg_temp.changed($$ update app.glass_openings set reviewed_at = now(), finding = 'justified',
    reviewed_by = '00000000-0000-4000-8000-0000000000a3' where glass_id = '00000000-0000-4000-8000-0000000000ab' $$), 1::bigint, 'the supervisor reviews it');
select is(pg_temp.changed($$ update app.glass_openings set reviewed_at = now(), finding = 'not_justified',
    reviewed_by = '00000000-0000-4000-8000-0000000000a3' where glass_id = '00000000-0000-4000-8000-0000000000ab' $$), 0::bigint, 'once');

-- The password afresh
reset role;
update private.login_sessions set proved_at = now() - interval '6 minutes';
select pg_temp.be('ben', 'troth_therapist');
select throws_ok($$ select private.break_glass('C0000001', gen_random_uuid(), 60, '\x06') $$, 'TR001', null,
    'break-glass needs the password afresh');
select pg_temp.be('dee', 'troth_practice_admin');
select throws_ok($$
    insert into app.staff_duties (practice_id, staff_id, duty) values
        ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000a2', 'supervisor') $$, 'TR001', null,
    'and so does giving a duty');
reset role;
select * from finish();
rollback;
