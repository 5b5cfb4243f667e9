-- What a couple's record refuses, whatever the program says: notes, safety, and what is told in confidence. Tried by the
-- superuser, so that nothing but the rule itself stands in the way.
begin;
select plan(39);

insert into app.practices (practice_id, name, time_zone) values ('00000000-0000-4000-8000-000000000001', 'One', 'UTC');
insert into app.staff (practice_id, staff_id, login, name_sealed)
    select '00000000-0000-4000-8000-000000000001', ('00000000-0000-4000-8000-0000000000' || id)::uuid, login, '\x00'
    from (values ('a1', 'ana'), ('a2', 'tom'), ('a3', 'sue')) s (id, login);
insert into app.roadmaps (practice_id, roadmap_version, name) values ('00000000-0000-4000-8000-000000000001', 1, 'road');
insert into app.stages (practice_id, roadmap_version, stage, name, short_name)
    select '00000000-0000-4000-8000-000000000001', 1, s, 'stage', 'stage' from generate_series(1, 6) s;
insert into app.cases (practice_id, case_id, handle, opened_by, opened_on, status, roadmap_version, breach_kind)
values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000c1', 'C0000001',
        '00000000-0000-4000-8000-0000000000a1', '2026-01-01', 'active', 1, 'online');
insert into app.partners (practice_id, case_id, partner, part) values
    ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000c1', 'A', 'hurt'),
    ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000c1', 'B', 'involved');
-- the case was not opened in the moment in which the rest happens
update app.assignments set starts_at = '2026-01-01';

-- Short ways to write a row of the case; what a test is about is given, the rest is right.
create function pg_temp.session(id text, at text, format text, state text, attendance text) returns void language sql as $$
    insert into app.sessions (practice_id, session_id, case_id, handle, starts_at, ends_at, format, modality, state,
        attendance, recorded_by)
    values ('00000000-0000-4000-8000-000000000001', ('00000000-0000-4000-8000-0000000000' || id)::uuid,
        '00000000-0000-4000-8000-0000000000c1', 'S00000' || upper(id), at::timestamptz, at::timestamptz + interval '1 hour',
        format, 'office', state, attendance, '00000000-0000-4000-8000-0000000000a1') $$;
create function pg_temp.note(id text, author text, trainee boolean, signed text, relation text, of text, reason bytea,
    came boolean default false) returns void language sql as $$
    insert into app.notes (practice_id, note_id, case_id, handle, session_id, author_id, audience, format, written_on,
        body_sealed, signed_at, by_trainee, relation, of_id, late_reason_sealed, came_signed)
    values ('00000000-0000-4000-8000-000000000001', ('00000000-0000-4000-8000-0000000000' || id)::uuid,
        '00000000-0000-4000-8000-0000000000c1', 'N00000' || upper(id), '00000000-0000-4000-8000-0000000000e1',
        ('00000000-0000-4000-8000-0000000000' || author)::uuid, 'joint', 'free', '2026-01-05', '\x00', signed::timestamptz,
        trainee, relation, ('00000000-0000-4000-8000-0000000000' || of)::uuid, reason, came) $$;
create function pg_temp.review(id text, author text, outcome text, by text, comment bytea) returns void language sql as $$
    insert into app.note_reviews (practice_id, note_id, case_id, author_id, audience, outcome, reviewed_by, comment_sealed)
    values ('00000000-0000-4000-8000-000000000001', ('00000000-0000-4000-8000-0000000000' || id)::uuid,
        '00000000-0000-4000-8000-0000000000c1', ('00000000-0000-4000-8000-0000000000' || author)::uuid, 'joint', outcome,
        ('00000000-0000-4000-8000-0000000000' || by)::uuid, comment) $$;
create function pg_temp.screen(partner text, result text, fear boolean) returns void language sql as $$
    insert into app.safety_screens (practice_id, screen_id, case_id, partner, audience, screened_on, result, fear,
        recorded_by)
    values ('00000000-0000-4000-8000-000000000001', gen_random_uuid(), '00000000-0000-4000-8000-0000000000c1', partner,
        partner, '2026-01-05', result, fear, '00000000-0000-4000-8000-0000000000a1') $$;
create function pg_temp.decide(decision text) returns void language sql as $$
    insert into app.safety_decisions (practice_id, decision_id, case_id, decided_on, decision, reason_sealed, recorded_by)
    values ('00000000-0000-4000-8000-000000000001', gen_random_uuid(), '00000000-0000-4000-8000-0000000000c1',
        '2026-01-05', decision, '\x00', '00000000-0000-4000-8000-0000000000a1') $$;
create function pg_temp.accept(partner text, policy text, form text, day text) returns void language sql as $$
    insert into app.consents (practice_id, consent_id, case_id, partner, kind, policy, form, given_on, recorded_by)
    values ('00000000-0000-4000-8000-000000000001', gen_random_uuid(), '00000000-0000-4000-8000-0000000000c1', partner,
        'secrets_policy', policy, form, day::date, '00000000-0000-4000-8000-0000000000a1') $$;
create function pg_temp.confide(number int, policy text, safety boolean, due text) returns void language sql as $$
    insert into app.confided_matters (practice_id, matter_id, case_id, number, partner, audience, told_on, policy, is_safety,
        due_on, words_sealed, recorded_by)
    values ('00000000-0000-4000-8000-000000000001', gen_random_uuid(), '00000000-0000-4000-8000-0000000000c1', number, 'B',
        'B', '2026-01-10', policy, safety, due::date, '\x00', '00000000-0000-4000-8000-0000000000a1') $$;

-- Notes
select pg_temp.session('e1', '2026-01-05 10:00Z', 'conjoint', 'held', 'both');
select throws_ok($$ select pg_temp.note('f0', 'a1', false, '2026-01-20', null, null, null) $$,
    '23514', 'a note that is signed late says why', 'a late signature without a reason');
select lives_ok($$ select pg_temp.note('f1', 'a1', false, '2026-01-20', null, null, '\x00') $$, 'with one it is taken');
select throws_ok($$ select pg_temp.note('f0', 'a1', false, '2026-01-05 12:00Z', null, null, null) $$,
    '23505', null, 'a second plain note of a session by the same author');
select throws_ok($$ select pg_temp.note('f0', 'a2', true, '2026-01-20', null, null, null, true) $$,
    '23514', 'only a note that is filed with its case came signed', 'a note that says it came signed');
select throws_ok($$ select pg_temp.review('f1', 'a1', 'cosigned', 'a3', null) $$,
    '23503', null, 'a co-signature where none is asked for');
select lives_ok($$ select pg_temp.note('f2', 'a2', true, '2026-01-05 12:00Z', null, null, null) $$, 'a trainee signs');
select throws_ok($$ select pg_temp.review('f2', 'a2', 'cosigned', 'a2', null) $$,
    '23514', null, 'a co-signature by the author');
select throws_ok($$ select pg_temp.review('f2', 'a2', 'returned', 'a3', null) $$,
    '23514', null, 'a return without a comment');
select throws_ok($$ select pg_temp.note('f3', 'a2', true, '2026-01-06', 'correction', 'f2', null) $$,
    '23503', null, 'a correction of a note that was not returned');
select lives_ok($$ select pg_temp.review('f2', 'a2', 'returned', 'a3', '\x00') $$, 'a return');
select throws_ok($$ select pg_temp.review('f2', 'a2', 'cosigned', 'a3', null) $$, '23505', null, 'a second review');
select throws_ok($$ select pg_temp.note('f3', 'a1', false, '2026-01-06', 'correction', 'f2', null) $$,
    '23503', null, 'a correction by somebody else');
select lives_ok($$ select pg_temp.note('f3', 'a2', true, '2026-02-06', 'correction', 'f2', null) $$,
    'its correction, which is due at no time');
select throws_ok($$ select pg_temp.note('f4', 'a2', true, '2026-02-06', 'correction', 'f2', null) $$,
    '23505', null, 'a second correction');
select lives_ok($$ select pg_temp.note('f5', 'a1', false, '2026-03-01', 'addendum', 'f3', null) $$, 'an addendum');

-- Safety
select throws_ok($$ select pg_temp.screen('A', 'negative', true) $$, '23514', null, 'a negative screen with fear in it');
select throws_ok($$ select pg_temp.session('e2', '2026-02-05 10:00Z', 'conjoint', 'booked', null) $$,
    '23514', 'held', 'a couple that was seen and not screened is held');
select pg_temp.screen('A', 'negative', false), pg_temp.screen('B', 'negative', null);
select lives_ok($$ select pg_temp.session('e3', '2026-02-05 10:00Z', 'conjoint', 'booked', null) $$, 'both are negative');
select pg_temp.screen('A', 'incomplete', null);
select throws_ok($$ select pg_temp.session('e4', '2026-02-06 10:00Z', 'conjoint', 'booked', null) $$,
    '23514', 'held', 'a later screen that is not negative');
select lives_ok($$ select pg_temp.session('e5', '2026-02-04 10:00Z', 'conjoint', 'held', 'both') $$,
    'what happened is recorded');
insert into app.stage_events (practice_id, case_id, roadmap_version, seq, stage, started_on, kind, recorded_by)
values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000c1', 1, 1, 1, '2026-01-05', 'start',
        '00000000-0000-4000-8000-0000000000a1');
select throws_ok($$
    insert into app.stage_events (practice_id, case_id, roadmap_version, seq, stage, started_on, kind, prev_stage, prev_started_on, recorded_by)
    values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000c1', 1, 2, 2, '2026-01-12', 'advance', 1,
        '2026-01-05', '00000000-0000-4000-8000-0000000000a1') $$, '23514', 'held', 'nor may it advance');
select pg_temp.decide('separate_only');
select throws_ok($$ select pg_temp.session('e4', '2026-02-06 10:00Z', 'conjoint', 'booked', null) $$,
    '23514', 'held', 'nor where a clinician decided `separate only`');
select pg_temp.decide('conjoint');
select lives_ok($$ select pg_temp.session('e4', '2026-02-06 10:00Z', 'conjoint', 'booked', null) $$,
    'a clinician decides otherwise');

-- The secrets policy
select throws_ok($$ select pg_temp.session('e6', '2026-02-07 10:00Z', 'individual_B', 'booked', null) $$,
    '23514', 'no secrets policy', 'nobody accepted one');
select pg_temp.accept('A', 'no_secrets', '1', '2026-01-06'), pg_temp.accept('B', 'limited_secrets', '1', '2026-01-06');
select throws_ok($$ select pg_temp.session('e6', '2026-02-07 10:00Z', 'individual_B', 'booked', null) $$,
    '23514', 'no secrets policy', 'two accepted different ones');
select throws_ok($$ select pg_temp.confide(1, 'no_secrets', false, '2026-01-24') $$,
    '23514', 'another policy was on file', 'a matter under a policy that was not accepted');
select pg_temp.accept('B', 'no_secrets', '1', '2026-01-07');
select lives_ok($$ select pg_temp.session('e6', '2026-02-07 10:00Z', 'individual_B', 'booked', null) $$,
    'both accepted the same');
select throws_ok($$ select pg_temp.confide(1, 'no_secrets', false, null) $$,
    '23514', null, 'a confided matter under `no secrets` has a due date');
select throws_ok($$ select pg_temp.confide(1, 'no_secrets', true, '2026-01-24') $$,
    '23514', null, 'a safety disclosure has none');
select lives_ok($$ select pg_temp.confide(1, 'no_secrets', false, '2026-01-24') $$, 'as it should be');
update app.consents set revoked_on = '2026-01-09', revoked_by = '00000000-0000-4000-8000-0000000000a1' where partner = 'A';
select throws_ok($$ update app.consents set revoked_on = null, revoked_by = null where partner = 'A' $$,
    '23514', 'revoked already', 'a revocation is not taken back');

-- The treatment
create function pg_temp.treat(number int, frequency text, audience text, review text) returns void language sql as $$
    insert into app.treatment_plans (practice_id, plan_id, case_id, number, audience, planned_on, frequency, review_on,
        words_sealed, recorded_by)
    values ('00000000-0000-4000-8000-000000000001', gen_random_uuid(), '00000000-0000-4000-8000-0000000000c1', number,
        audience, '2026-01-10', frequency, review::date, '\x00', '00000000-0000-4000-8000-0000000000a1') $$;
create function pg_temp.cover(number int, partner text, audience text, over boolean, words bytea) returns void
    language sql as $$
    insert into app.coverages (practice_id, coverage_id, case_id, number, partner, audience, from_on, is_end, words_sealed,
        recorded_by)
    values ('00000000-0000-4000-8000-000000000001', gen_random_uuid(), '00000000-0000-4000-8000-0000000000c1', number,
        partner, audience, '2026-01-10', over, words, '00000000-0000-4000-8000-0000000000a1') $$;
create function pg_temp.see(kind text, audience text, level text) returns void language sql as $$
    insert into app.session_observations (practice_id, observation_id, case_id, session_id, partner, kind, audience, level,
        recorded_by)
    values ('00000000-0000-4000-8000-000000000001', gen_random_uuid(), '00000000-0000-4000-8000-0000000000c1',
        '00000000-0000-4000-8000-0000000000e1', 'A', kind, audience, level, '00000000-0000-4000-8000-0000000000a1') $$;
select lives_ok($$ select pg_temp.treat(1, 'every_3_weeks', 'joint', '2026-02-10') $$, 'a plan');
select throws_ok($$ select pg_temp.treat(2, 'now and then', 'joint', '2026-02-10') $$,
    '23514', null, 'a frequency is one of a list');
select throws_ok($$ select pg_temp.treat(1, 'weekly', 'joint', '2026-02-10') $$,
    '23505', null, 'two plans of one number');
select throws_ok($$ select pg_temp.cover(1, 'A', 'joint', false, '\x00') $$,
    '23514', null, 'who pays for a client is the client''s alone');
select throws_ok($$ select pg_temp.cover(1, 'A', 'A', true, '\x00') $$, '23514', null, 'an end has no words');
select lives_ok($$ select pg_temp.cover(1, 'A', 'A', false, '\x00') $$, 'a coverage');
select throws_ok($$ select pg_temp.see('risk', 'A', 'low') $$, '23514', null, 'a risk is for no partner');
select throws_ok($$ select pg_temp.see('response', 'A', 'high') $$, '23514', null, 'a response is no risk');
select * from finish();
rollback;
