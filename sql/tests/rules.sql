-- The rules of a couple's record, as the database itself refuses to break them.
begin;
select plan(49);

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
insert into app.stages (practice_id, roadmap_version, stage, name, short_name)
    select p.practice_id, 1, s, 'stage', 'stage' from app.practices p, generate_series(1, 6) s;
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
insert into app.stage_events (practice_id, case_id, roadmap_version, seq, stage, started_on, kind, recorded_by) values
    ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000c1', 1, 1, 1, '2026-01-05', 'start',
     '00000000-0000-4000-8000-00000000000a');
select throws_ok($$
    insert into app.stage_events
        (practice_id, case_id, roadmap_version, seq, stage, started_on, kind, prev_stage, prev_started_on, recorded_by)
    values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000c1', 1, 2, 3, '2026-02-01',
            'advance', 1, '2026-01-05', '00000000-0000-4000-8000-00000000000a') $$,
    '23514', null, 'a stage is not skipped by an advance');
select throws_ok($$
    insert into app.stage_events
        (practice_id, case_id, roadmap_version, seq, stage, started_on, kind, prev_stage, prev_started_on, recorded_by)
    values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000c1', 1, 2, 3, '2026-02-01',
            'skip', 1, '2026-01-05', '00000000-0000-4000-8000-00000000000a') $$,
    '23514', null, 'nor silently');
select throws_ok($$
    insert into app.stage_events
        (practice_id, case_id, roadmap_version, seq, stage, started_on, kind, prev_stage, prev_started_on, recorded_by)
    values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000c1', 1, 2, 2, '2026-01-01',
            'advance', 1, '2026-01-05', '00000000-0000-4000-8000-00000000000a') $$,
    '23514', null, 'a stage does not begin before the one it follows');
select throws_ok($$
    insert into app.stage_events
        (practice_id, case_id, roadmap_version, seq, stage, started_on, kind, prev_stage, prev_started_on, recorded_by)
    values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000c1', 1, 3, 2, '2026-02-01',
            'advance', 1, '2026-01-05', '00000000-0000-4000-8000-00000000000a') $$,
    '23503', null, 'the road has no gap');

select throws_ok($$
    insert into app.stage_events
        (practice_id, case_id, roadmap_version, seq, stage, started_on, kind, unmet, prev_stage, prev_started_on,
         recorded_by)
    values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000c1', 1, 2, 2, '2026-02-01',
            'advance', '{1.1}', 1, '2026-01-05', '00000000-0000-4000-8000-00000000000a') $$,
    '23514', null, 'criteria that are not met are not passed over without a reason');

-- What belongs to the stages
insert into app.stage_records (practice_id, record_id, case_id, handle, kind, given_by, audience, author_id, happened_on,
    words_sealed, parts, area, look_again_on)
select '00000000-0000-4000-8000-000000000001', ('00000000-0000-4000-8000-0000000000' || id)::uuid,
    '00000000-0000-4000-8000-0000000000c1', 'R00000' || upper(id), kind, giver, audience,
    '00000000-0000-4000-8000-00000000000a', '2026-01-10', '\x00', parts::text[], area, look::date
from (values
    ('d1', 'impact', 'A', 'joint', null, null, null), ('d2', 'impact', 'A', 'A', null, null, null),
    ('d3', 'apology', 'B', 'joint', '{regret}', null, null),
    ('d4', 'boundary', 'couple', 'joint', null, 'honesty', '2026-02-10'),
    ('d5', 'setback', 'couple', 'joint', null, null, null), ('d6', 'setback', 'couple', 'B', null, null, null)
    ) r (id, kind, giver, audience, parts, area, look);
create function pg_temp.answer(id text, form text, answer text, who text, audience text, next date default null)
    returns void language sql as $$
    insert into app.stage_answers (practice_id, answer_id, case_id, record_id, form, answer, answered_by, audience,
        author_id, answered_on, next_on)
    values ('00000000-0000-4000-8000-000000000001', gen_random_uuid(), '00000000-0000-4000-8000-0000000000c1',
        ('00000000-0000-4000-8000-0000000000' || id)::uuid, form, answer, who, audience,
        '00000000-0000-4000-8000-00000000000a', '2026-01-20', next) $$;
select throws_ok($$ select pg_temp.answer('d1', 'impact A joint', 'acknowledged', 'A', 'joint') $$, '23514', null,
    'nobody acknowledges what they told themselves');
select throws_ok($$ select pg_temp.answer('d2', 'impact A A', 'acknowledged', 'B', 'A') $$, '23514', null,
    'what one told alone the other does not answer');
select throws_ok($$ select pg_temp.answer('d2', 'impact A joint', 'acknowledged', 'B', 'joint') $$, '23503', null,
    'nor by calling it joint');
select throws_ok($$ select pg_temp.answer('d3', 'apology B joint', 'received', 'A', 'joint') $$, '23514', null,
    'how an apology was received is its giver''s to share');
select lives_ok($$ select pg_temp.answer('d3', 'apology B joint', 'not_received', 'A', 'A'),
    pg_temp.answer('d4', 'boundary couple joint', 'assented', 'A', 'joint') $$, 'that it was not stands as well as any');
select throws_ok($$ select pg_temp.answer('d4', 'boundary couple joint', 'assented', 'A', 'joint') $$, '23505', null,
    'nobody assents twice');
select throws_ok($$ select pg_temp.answer('d4', 'boundary couple joint', 'ended', 'A', 'joint') $$, '23514', null,
    'one partner alone does not end what both agreed');
select throws_ok($$ select pg_temp.answer('d4', 'boundary couple joint', 'worked_through', 'couple', 'joint') $$, '23514',
    null, 'a boundary is no setback');
select throws_ok($$ update app.stage_records set handle = handle $$, '42501', null, 'a record does not change');
create function pg_temp.go_back(setback text) returns void language sql as $$
    insert into app.stage_events
        (practice_id, case_id, roadmap_version, seq, stage, started_on, kind, prev_stage, prev_started_on, setback_id,
         recorded_by)
    values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000c1', 1, 3, 1, '2026-02-02',
        'return', 2, '2026-02-01', ('00000000-0000-4000-8000-0000000000' || setback)::uuid,
        '00000000-0000-4000-8000-00000000000a') $$;
insert into app.stage_events
    (practice_id, case_id, roadmap_version, seq, stage, started_on, kind, prev_stage, prev_started_on, recorded_by)
values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000c1', 1, 2, 2, '2026-02-01', 'advance',
    1, '2026-01-05', '00000000-0000-4000-8000-00000000000a');
select throws_ok($$ select pg_temp.go_back(null) $$, '23514', null, 'a return names its setback');
select throws_ok($$ select pg_temp.go_back('d6') $$, '23503', null, 'which both may know of');
select throws_ok($$ select pg_temp.go_back('d1') $$, '23503', null, 'and which is one');
select lives_ok($$ select pg_temp.go_back('d5') $$, 'and then is made');

-- Correcting what was recorded: stage 2 was taken up on another day, and stage 4 in between was not recorded
create function pg_temp.correct(seen uuid[], stages text, days text, kinds text, reasons bytea[] default null)
    returns void language sql as $$
    select private.correct_road('00000000-0000-4000-8000-0000000000c1', gen_random_uuid(), '\x00', seen,
        seen[1:2] || gen_random_uuid() || seen[3], stages::smallint[], days::date[], kinds::text[], '{"","","",""}',
        '{NULL,NULL,NULL,00000000-0000-4000-8000-0000000000d5}', reasons) $$;
create function pg_temp.moves() returns uuid[] language sql as $$
    select array_agg(event_id order by seq) from app.stage_events $$;
select throws_ok($$ delete from app.stage_events $$, '42501', null, 'a move is not deleted');
select throws_ok($$ insert into app.stage_corrections (practice_id, correction_id, case_id, corrected_by, reason_sealed,
        road_before) select practice_id, gen_random_uuid(), case_id, recorded_by, '\x00', '[]' from app.stage_events $$,
    '42501', null, 'nor is a correction made up');
select throws_ok($$ select pg_temp.correct((pg_temp.moves())[1:2], '{1,2,4,1}', '{2026-01-05,2026-01-09,2026-01-20,2026-02-02}',
        '{start,advance,skip,return}', array[null, null, '\x01', null]::bytea[]) $$, '40001', null,
    'a road that was moved on in the meantime is not corrected');
select throws_ok($$ select pg_temp.correct(pg_temp.moves(), '{1,2,4,1}', '{2026-01-05,2026-01-09,2026-01-20,2026-02-02}',
        '{start,advance,skip,return}') $$, '23514', null, 'a skip that arises has a reason');
select throws_ok($$ select pg_temp.correct(pg_temp.moves(), '{1,2,4,1}', '{2026-01-05,2026-02-09,2026-01-20,2026-02-02}',
        '{start,advance,skip,return}', array[null, null, '\x01', null]::bytea[]) $$, '23514', null,
    'a corrected road is in the order of its days');
select lives_ok($$ select pg_temp.correct(pg_temp.moves(), '{1,2,4,1}', '{2026-01-05,2026-01-09,2026-01-20,2026-02-02}',
        '{start,advance,skip,return}', array[null, null, '\x01', null]::bytea[]) $$, 'and otherwise is corrected');
select is((select string_agg(stage || ' ' || started_on || ' ' || kind, ', ' order by seq) from app.stage_events),
    '1 2026-01-05 start, 2 2026-01-09 advance, 4 2026-01-20 skip, 1 2026-02-02 return', 'as a whole');
select is((select jsonb_array_length(road_before) from app.stage_corrections), 3, 'and how it stood before is kept');

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
    body_sealed, signed_at)
values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000f1',
        '00000000-0000-4000-8000-0000000000c1', 'N0000001', '00000000-0000-4000-8000-0000000000e1',
        '00000000-0000-4000-8000-00000000000a', 'joint', 'soap', '2026-01-05', '\x00', '2026-01-05 12:00Z');
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
