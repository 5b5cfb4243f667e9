-- The rules of a couple's record, as the database itself refuses to break them.
begin;
select plan(27);

-- Two practices with a therapist each, and an admin in the first; founded as `troth init` founds them.
set local role troth_founder;
insert into app.practices (practice_id, name, time_zone) values
    ('00000000-0000-4000-8000-000000000001', 'One', 'UTC'), ('00000000-0000-4000-8000-000000000002', 'Two', 'UTC');
insert into app.staff (practice_id, staff_id, login, name_sealed) values
    ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-00000000000a', 'ana', '\x00'),
    ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-00000000000b', 'ben', '\x00'),
    ('00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-00000000000c', 'cy', '\x00'),
    ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-00000000000d', 'dee', '\x00');
insert into app.staff_duties (practice_id, staff_id, duty)
    select practice_id, staff_id, 'therapist' from (values
        ('00000000-0000-4000-8000-000000000001'::uuid, '00000000-0000-4000-8000-00000000000a'::uuid),
        ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-00000000000b'),
        ('00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-00000000000c')) t (practice_id, staff_id)
    union all
    select '00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-00000000000d', 'practice_admin';
insert into app.practice_keys values
    ('00000000-0000-4000-8000-000000000001', 1, '\x01'), ('00000000-0000-4000-8000-000000000002', 1, '\x02');
insert into app.roadmaps (practice_id, roadmap_version, name)
    select practice_id, 1, 'road' from app.practices;
insert into app.stages (practice_id, roadmap_version, stage, name)
    select p.practice_id, 1, s, 'stage' from app.practices p, generate_series(1, 6) s;
insert into private.credentials (practice_id, staff_id, login, salt, derivation, proof_sha256) values
    ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-00000000000a', 'ana',
     '\x000102030405060708090a0b0c0d0e0f', 'scrypt 17 8 1', sha256('ana''s proof')),
    ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-00000000000b', 'ben',
     '\x000102030405060708090a0b0c0d0e0f', 'scrypt 17 8 1', sha256('ben''s proof')),
    ('00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-00000000000c', 'cy',
     '\x000102030405060708090a0b0c0d0e0f', 'scrypt 17 8 1', sha256('cy''s proof')),
    ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-00000000000d', 'dee',
     '\x000102030405060708090a0b0c0d0e0f', 'scrypt 17 8 1', sha256('dee''s proof'));
reset role;

-- The gate logs each of them in; a token is the login's name four times over, as hex.
set local role troth_gate;
select is((select answer from private.log_in('ana', 'wrong', sha256('x'))), 'refused', 'a wrong proof makes no session');
select is((select answer from private.log_in('nobody', 'ana''s proof', sha256('y'))), 'refused', 'nor does an unknown login');
select is((select answer from private.log_in(l, convert_to(l || '''s proof', 'UTF8'), sha256(convert_to(l, 'UTF8')))), 'in',
    l || ' logs in') from unnest(array['ana', 'ben', 'cy', 'dee']) l;
select is((select salt from private.login_salt('nobody')), (select salt from private.login_salt('nobody')),
    'an unknown login has a salt that stays the same');
reset role;

create function pg_temp.be(login text, role text) returns void language plpgsql as $$
begin
    perform set_config('troth.token', encode(convert_to(login, 'UTF8'), 'hex'), true);
    execute format('set local role %I', role);
end $$;
grant execute on all functions in schema pg_temp to public;

select pg_temp.be('ana', 'troth_therapist');
insert into app.cases (practice_id, case_id, handle, opened_by, opened_on, status, roadmap_version, breach_kind)
values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000c1', 'C0000001',
        '00000000-0000-4000-8000-00000000000a', '2026-01-01', 'active', 1, 'online');
insert into app.partners (practice_id, case_id, partner, part, birth_year) values
    ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000c1', 'A', 'hurt', 1980),
    ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000c1', 'B', 'involved', 1981);
set constraints all immediate;
set constraints all deferred;
select is((select count(*)::int from app.cases), 1, 'whoever opens a case sees it');

select throws_ok($$
    insert into app.partners (practice_id, case_id, partner, part)
    values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000c1', 'C', 'hurt') $$,
    '23514', null, 'there is no third partner');
select throws_ok($$
    insert into app.partners (practice_id, case_id, partner, part)
    values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000c1', 'A', 'hurt') $$,
    '23505', null, 'nor a second A');
select throws_ok($$
    do $do$ begin
        insert into app.cases (practice_id, case_id, handle, opened_by, opened_on, status, roadmap_version, breach_kind)
        values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000c2', 'C0000002',
                '00000000-0000-4000-8000-00000000000a', '2026-01-01', 'active', 1, 'online');
        set constraints all immediate;
    end $do$ $$,
    '23503', null, 'a case without its two partners cannot be committed');
set constraints all deferred;

-- The road
insert into app.stage_events (practice_id, case_id, seq, stage, started_on, kind, recorded_by) values
    ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000c1', 1, 1, '2026-01-05', 'start',
     '00000000-0000-4000-8000-00000000000a');
select throws_ok($$
    insert into app.stage_events
        (practice_id, case_id, seq, stage, started_on, kind, prev_stage, prev_started_on, recorded_by)
    values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000c1', 2, 3, '2026-02-01',
            'advance', 1, '2026-01-05', '00000000-0000-4000-8000-00000000000a') $$,
    '23514', null, 'a stage is not skipped by an advance');
select throws_ok($$
    insert into app.stage_events
        (practice_id, case_id, seq, stage, started_on, kind, prev_stage, prev_started_on, recorded_by)
    values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000c1', 2, 3, '2026-02-01',
            'skip', 1, '2026-01-05', '00000000-0000-4000-8000-00000000000a') $$,
    '23514', null, 'nor silently');
select throws_ok($$
    insert into app.stage_events
        (practice_id, case_id, seq, stage, started_on, kind, prev_stage, prev_started_on, recorded_by)
    values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000c1', 2, 2, '2026-01-01',
            'advance', 1, '2026-01-05', '00000000-0000-4000-8000-00000000000a') $$,
    '23514', null, 'a stage does not begin before the one it follows');
select throws_ok($$
    insert into app.stage_events
        (practice_id, case_id, seq, stage, started_on, kind, prev_stage, prev_started_on, recorded_by)
    values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000c1', 3, 2, '2026-02-01',
            'advance', 1, '2026-01-05', '00000000-0000-4000-8000-00000000000a') $$,
    '23503', null, 'the road has no gap');

-- Notes
insert into app.sessions (practice_id, session_id, case_id, handle, starts_at, ends_at, format, modality, state,
    attendance, recorded_by)
values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000e1',
        '00000000-0000-4000-8000-0000000000c1', 'S0000001', '2026-01-05 10:00Z', '2026-01-05 10:50Z', 'conjoint',
        'office', 'held', 'both', '00000000-0000-4000-8000-00000000000a');
select throws_ok($$
    insert into app.drafts (practice_id, note_id, case_id, handle, session_id, author_id, audience, format, written_on,
        body_sealed)
    values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000f0',
            '00000000-0000-4000-8000-0000000000c1', 'N0000000', '00000000-0000-4000-8000-0000000000e1',
            '00000000-0000-4000-8000-00000000000a', 'therapist', 'free', '2026-01-05', '\x00') $$,
    '23514', null, 'a psychotherapy note is not a session''s note');
insert into app.notes (practice_id, note_id, case_id, handle, session_id, author_id, audience, format, written_on,
    body_sealed)
values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000f1',
        '00000000-0000-4000-8000-0000000000c1', 'N0000001', '00000000-0000-4000-8000-0000000000e1',
        '00000000-0000-4000-8000-00000000000a', 'joint', 'soap', '2026-01-05', '\x00');
select throws_ok($$ update app.notes set format = 'free' $$, '42501', null, 'a signed note does not change');
select throws_ok($$ delete from app.notes $$, '42501', null, 'and is not deleted');
select throws_ok($$ select body_sealed from app.notes $$, '42501', null, 'sealed words have one door');
select is((select count(*)::int from app.open_words(array['00000000-0000-4000-8000-0000000000c1'::uuid], array['notes'])), 1,
    'which opens for the therapist');
reset role;
select is((select count(*)::int from private.audit_events
           where operation = 'open' and '00000000-0000-4000-8000-0000000000f1' = any (row_ids)), 1,
    'and leaves its event');

-- Others
select pg_temp.be('ben', 'troth_therapist');
select is((select count(*) from app.cases) + (select count(*) from app.notes) + (select count(*) from app.sessions)
    + (select count(*) from app.open_words(array['00000000-0000-4000-8000-0000000000c1'::uuid], array['notes'])), 0::bigint,
    'another therapist of the practice sees nothing of it');
reset role;
select pg_temp.be('cy', 'troth_therapist');
select is((select count(*) from app.cases) + (select count(*) from app.practices) - 1, 0::bigint,
    'a therapist of another practice sees that practice alone');
reset role;
select pg_temp.be('ana', 'troth_practice_admin');
select is((select count(*) from app.staff) + (select count(handle) from app.cases), 0::bigint,
    'a token shows nothing under the role of a duty that its person does not hold');
reset role;
select pg_temp.be('dee', 'troth_practice_admin');
select throws_ok($$ select breach_kind from app.cases $$, '42501', null, 'the admin reads no clinical fact');
reset role;
select pg_temp.be('ana', 'troth_gate');
select ok(private.log_out(), 'ana logs out');
reset role;
select pg_temp.be('ana', 'troth_therapist');
select is((select count(*)::int from app.cases), 0, 'and her token opens nothing any more');
select * from finish();
rollback;
