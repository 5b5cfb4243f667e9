-- One person for each duty and relationship, with one case to have that relationship to, and a login session each.
-- Made past every door, by the superuser: what may be made is what the matrix asks.

create schema proof;

create table proof.roles (duty text primary key, role text not null, held text not null);
insert into proof.roles
select d, 'troth_' || d, case d when 'exporter' then 'practice_admin' else d end
from unnest(array['therapist', 'trainee', 'supervisor', 'practice_admin', 'front_desk', 'auditor', 'researcher',
                  'exporter']) d
where exists (select from pg_roles where rolname = 'troth_' || d);

create table proof.relationships (relationship text primary key);
insert into proof.relationships values
    ('primary'), ('co_therapist'), ('supervised'), ('supervisor'), ('supervisor_of_former'), ('former_supervisor'),
    ('unassigned'), ('other_practice'), ('former'), ('offered'), ('break_glass'), ('break_glass_over'), ('barred'),
    ('barred_supervisor'), ('barred_break_glass'), ('not_yet'), ('future_supervisor'), ('revoked'), ('expired'), ('duty_ended'), ('duty_not_yet'),
    ('forged'), ('nobody');

create table proof.actors (
    actor         text primary key,
    duty          text not null,
    role          text not null,
    relationship  text not null,
    practice_id   uuid not null,
    staff_id      uuid not null,
    -- as the setting carries it: of the forged one no login session knows it
    token         text not null,
    -- the case that the person has the relationship to
    target        uuid not null,
    -- a case that the person treats beside it, so that a right to one case is not taken for a right to another
    elsewhere     uuid);

-- The nth person's case is the nth of the first practice; the cases treated beside it come after those.
with practices as (
    select (select practice_id from app.practices where name = 'Test Practice') as first,
        (select practice_id from app.practices where name = 'Other Practice') as other
), people as (
    select r.duty || '/' || s.relationship as actor, r.duty, r.role, s.relationship,
        row_number() over (order by r.duty, s.relationship) as n,
        (select count(*) from proof.roles) * (select count(*) from proof.relationships) as everybody,
        case when s.relationship in ('unassigned', 'former', 'offered', 'barred', 'former_supervisor', 'break_glass_over')
             then row_number() over (
                 partition by s.relationship in ('unassigned', 'former', 'offered', 'barred', 'former_supervisor',
                                                 'break_glass_over')
                 order by r.duty, s.relationship) end as beside,
        case s.relationship when 'other_practice' then
            row_number() over (partition by s.relationship order by r.duty) end as there
    from proof.roles r cross join proof.relationships s
), cases as (
    select c.practice_id, c.case_id, row_number() over (partition by c.practice_id order by c.handle) as n from app.cases c
)
insert into proof.actors
select p.actor, p.duty, p.role, p.relationship,
    case p.relationship when 'other_practice' then other else first end, gen_random_uuid(),
    case p.relationship when 'nobody' then '' else encode(sha256(convert_to(p.actor, 'UTF8')), 'hex') end,
    t.case_id, e.case_id
from people p cross join practices
join cases t on t.practice_id = first and t.n = p.n
left join cases e on e.practice_id = first and e.n = p.everybody + p.beside
    or e.practice_id = other and e.n = p.there;

insert into app.staff (practice_id, staff_id, login, name_sealed, credential)
select practice_id, staff_id, replace(actor, '/', '-'), '\x00', 'LMFT' from proof.actors;

insert into app.staff_duties (practice_id, staff_id, duty, starts_at, ends_at)
select a.practice_id, a.staff_id, r.held,
    now() + case a.relationship when 'duty_not_yet' then interval '1 day' else interval '-1 day' end,
    case a.relationship when 'duty_ended' then now() - interval '1 hour' end
from proof.actors a join proof.roles r on r.duty = a.duty;

insert into private.login_sessions (practice_id, staff_id, token_sha256, began_at, expires_at, revoked_at)
select practice_id, staff_id,
    case relationship when 'forged' then sha256(convert_to('another ' || actor, 'UTF8'))
                      when 'nobody' then sha256(convert_to(actor, 'UTF8')) else sha256(decode(token, 'hex')) end,
    now() - interval '1 hour',
    now() + case relationship when 'expired' then interval '-1 minute' else interval '11 hours' end,
    case relationship when 'revoked' then now() - interval '1 minute' end
from proof.actors;
insert into private.login_uses (practice_id, login_session_id)
select s.practice_id, s.login_session_id from private.login_sessions s
where not exists (select from private.login_uses u where u.login_session_id = s.login_session_id);

-- Whom those supervise who supervise somebody: a trainee each.
create table proof.supervisees as
select actor, practice_id, staff_id as supervisor_id, gen_random_uuid() as staff_id, target, relationship
from proof.actors
where relationship in ('supervisor', 'supervisor_of_former', 'former_supervisor', 'future_supervisor',
                       'barred_supervisor');
insert into app.staff (practice_id, staff_id, login, name_sealed)
select practice_id, staff_id, 'of-' || replace(actor, '/', '-'), '\x00' from proof.supervisees;
insert into app.staff_duties (practice_id, staff_id, duty, starts_at)
select practice_id, staff_id, 'trainee', now() - interval '1 day' from proof.supervisees;
insert into app.supervision (practice_id, supervision_id, supervisor_id, supervisee_id, starts_at, ends_at, agreed_by)
select practice_id, gen_random_uuid(), supervisor_id, staff_id,
    now() + case relationship when 'future_supervisor' then interval '1 day' else interval '-1 day' end,
    case relationship when 'former_supervisor' then now() - interval '1 hour' end, supervisor_id
from proof.supervisees
union all
-- supervised by Omar; by Thea before, by the admin from tomorrow on
select a.practice_id, gen_random_uuid(), s.staff_id, a.staff_id,
    now() + case s.login when 'admin' then interval '1 day' else interval '-1 day' end,
    case s.login when 'thea' then now() - interval '1 hour' end, s.staff_id
from proof.actors a join app.staff s on s.practice_id = a.practice_id and s.login in ('omar', 'thea', 'admin')
where a.relationship = 'supervised'
union all
-- trainees who are supervised without having a case to write in, and one who supervises Thea, who wrote in their case
select a.practice_id, gen_random_uuid(), s.staff_id, a.staff_id, now() - interval '1 day', null, s.staff_id
from proof.actors a join app.staff s on s.practice_id = a.practice_id and s.login = 'omar'
where a.duty = 'trainee' and a.relationship in ('break_glass', 'not_yet', 'former', 'unassigned', 'offered')
union all
select a.practice_id, gen_random_uuid(), a.staff_id, s.staff_id, now() - interval '1 day', null, a.staff_id
from proof.actors a join app.staff s on s.practice_id = a.practice_id and s.login = 'thea'
where a.duty = 'trainee' and a.relationship = 'supervised'
union all
-- a supervisor who supervised Thea until an hour ago, will supervise Omar from tomorrow on, and is the admin's supervisee
select a.practice_id, gen_random_uuid(), case s.login when 'admin' then s.staff_id else a.staff_id end,
    case s.login when 'admin' then a.staff_id else s.staff_id end,
    now() + case s.login when 'omar' then interval '1 day' else interval '-1 day' end,
    case s.login when 'thea' then now() - interval '1 hour' end, s.staff_id
from proof.actors a join app.staff s on s.practice_id = a.practice_id and s.login in ('omar', 'thea', 'admin')
where a.duty = 'supervisor' and a.relationship = 'supervisor';

-- Whoever filed the cases stays their primary therapist but where the person of the matrix, or whom they supervise, is
-- that.
create view proof.treating as
select practice_id, target, staff_id, relationship from proof.actors
where relationship in ('primary', 'supervised', 'barred', 'revoked', 'expired', 'duty_ended', 'duty_not_yet', 'forged',
                       'nobody')
union all
select practice_id, target, staff_id, relationship from proof.supervisees where relationship <> 'supervisor_of_former'
union all
select practice_id, elsewhere, staff_id, relationship from proof.actors where elsewhere is not null;
delete from app.assignments s using proof.treating t where s.practice_id = t.practice_id and s.case_id = t.target;
delete from app.assignments s using proof.actors t where t.relationship = 'not_yet' and s.case_id = t.target;
update app.assignments s set starts_at = now() - interval '30 minutes';
insert into app.assignments (practice_id, case_id, staff_id, part, starts_at, ends_at)
select practice_id, target, staff_id, 'primary', now() - interval '1 day', null::timestamptz from proof.treating
union all
select practice_id, target, staff_id, 'co_therapist', now() - interval '1 day', null
from proof.actors where relationship = 'co_therapist'
union all
select practice_id, target, staff_id, 'primary', now() - interval '1 day', now() - interval '1 hour'
from proof.actors where relationship = 'former'
union all
select practice_id, target, staff_id, 'primary', now() + interval '1 day', null
from proof.actors where relationship = 'not_yet'
union all
select practice_id, target, staff_id, 'primary', now() - interval '1 day', now() - interval '1 hour'
from proof.supervisees where relationship = 'supervisor_of_former'
union all
select practice_id, target, staff_id, 'break_glass',
    now() - case relationship when 'break_glass_over' then interval '2 hours' else interval '10 minutes' end,
    now() + case relationship when 'break_glass_over' then interval '-1 hour' else interval '30 minutes' end
from proof.actors where relationship in ('break_glass', 'break_glass_over', 'barred_break_glass');

insert into app.glass_openings (practice_id, glass_id, case_id, staff_id, case_handle, opened_at, ends_at, reason_sealed)
select a.practice_id, gen_random_uuid(), a.target, a.staff_id, c.handle,
    now() - case a.relationship when 'break_glass_over' then interval '2 hours' else interval '10 minutes' end,
    now() + case a.relationship when 'break_glass_over' then interval '-1 hour' else interval '30 minutes' end,
    '\x00'::bytea
from proof.actors a join app.cases c on c.case_id = a.target
where a.relationship in ('break_glass', 'break_glass_over', 'barred_break_glass')
union all
-- and by somebody else, of a case that the person is barred from
select a.practice_id, gen_random_uuid(), a.target, c.opened_by, c.handle, now() - interval '2 hours',
    now() - interval '1 hour', '\x00'::bytea
from proof.actors a join app.cases c on c.case_id = a.target
where a.relationship = 'barred';

insert into app.transfers (practice_id, transfer_id, case_id, from_id, to_id, case_handle)
select a.practice_id, gen_random_uuid(), a.target, c.opened_by, a.staff_id, c.handle
from proof.actors a join app.cases c on c.case_id = a.target where a.relationship = 'offered';

-- One is reviewed; and everybody was told of one, the first.
update app.glass_openings g set reviewed_at = now(), reviewed_by = s.staff_id, finding = 'justified'
from app.staff s, proof.actors a
where s.login = 'thea' and a.actor = 'therapist/break_glass_over' and g.staff_id = a.staff_id;
insert into app.access_notices (practice_id, glass_id, staff_id, day)
select a.practice_id, (select g.glass_id from app.glass_openings g order by g.case_handle limit 1), a.staff_id, 0
from proof.actors a where a.relationship <> 'other_practice';

-- An offer to somebody who was barred from the case since.
insert into app.transfers (practice_id, transfer_id, case_id, from_id, to_id, case_handle, declined_at)
select a.practice_id, gen_random_uuid(), a.target, c.opened_by, a.staff_id, c.handle, now()
from proof.actors a join app.cases c on c.case_id = a.target where a.relationship = 'barred';

-- What was told of a couple, in each case; and cases whose erasure is on record.
insert into app.disclosures (practice_id, disclosure_id, case_id, disclosed_on, audience, recipient_sealed, what_sealed,
    purpose_sealed, recorded_by)
select c.practice_id, gen_random_uuid(), c.case_id, current_date, 'joint', '\x00', '\x00', '\x00', c.opened_by
from app.cases c;
insert into app.erasures (practice_id, case_id, erased_at, erased_by, reason, certificate, mac)
select a.practice_id, a.target, now(), c.opened_by, 'other', '{}', sha256('certificate')
from proof.actors a join app.cases c on c.case_id = a.target
where a.duty = 'practice_admin' and a.relationship in ('barred_supervisor', 'barred');

-- The cases that are left over are closed.
update app.cases c set status = 'closed', closed_on = c.opened_on, how_it_ended = 'completed', relationship = 'unknown'
where c.practice_id = (select p.practice_id from app.practices p where p.name = 'Test Practice')
    and not exists (select from proof.actors a where c.case_id in (a.target, a.elsewhere));

insert into app.bars (practice_id, bar_id, case_id, staff_id, reason_sealed, barred_by)
select a.practice_id, gen_random_uuid(), a.target, a.staff_id, '\x00', c.opened_by
from proof.actors a join app.cases c on c.case_id = a.target
where a.relationship in ('barred', 'barred_supervisor', 'barred_break_glass');

-- What the partners of every case allowed and took back, what was asked to go out of it, and that it is held.
with allowed as (
    insert into app.authorizations (practice_id, authorization_id, case_id, partner, audience, recipient, covers, given_on,
        words_sealed, recorded_by)
    select c.practice_id, gen_random_uuid(), c.case_id, p.partner, p.partner, 'couple', '{joint}', c.opened_on, '\x00',
        c.opened_by
    from app.cases c join app.partners p on p.practice_id = c.practice_id and p.case_id = c.case_id
    returning practice_id, authorization_id, case_id, partner, given_on, recorded_by
)
insert into app.revocations (practice_id, authorization_id, case_id, revoked_on, recorded_by)
select practice_id, authorization_id, case_id, given_on, recorded_by from allowed where partner = 'B';
insert into app.case_releases (practice_id, release_id, case_id, case_handle, kind, recipient, covers, basis, reason_sealed,
    asked_by)
select c.practice_id, gen_random_uuid(), c.case_id, c.handle, 'override', 'couple', '{joint}', 'court_order', '\x00',
    c.opened_by
from app.cases c;
insert into app.legal_holds (practice_id, hold_id, case_id, reason_sealed, placed_by)
select c.practice_id, gen_random_uuid(), c.case_id, '\x00', c.opened_by from app.cases c;

insert into app.hand_overs (practice_id, hand_over_id, from_id, to_id, reason, cases, started_by)
select a.practice_id, gen_random_uuid(), c.opened_by, a.staff_id, 'left', 0, a.staff_id
from proof.actors a join app.cases c on c.case_id = a.target where a.relationship = 'offered';

create function proof.handle(kind text) returns text language sql volatile as $$
    select kind || string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + floor(random() * 32)::int, 1), '')
    from generate_series(1, 7) $$;

-- What the person wrote, and a psychotherapy note of somebody else, in each case.
insert into app.notes (practice_id, note_id, case_id, handle, session_id, author_id, audience, format, written_on,
    body_sealed, signed_at, credential)
select n.practice_id, gen_random_uuid(), n.case_id, proof.handle('N'),
    case v.audience when 'therapist' then null else n.session_id end,
    case when v.own then a.staff_id else n.author_id end,
    v.audience, 'free', n.written_on, n.body_sealed, n.signed_at, n.credential
from proof.actors a
join lateral (select * from app.notes n where n.case_id = a.target and n.audience = 'joint' limit 1) n on true
cross join (values ('therapist', false), ('therapist', true), ('joint', true)) v (audience, own)
where a.practice_id = n.practice_id or not v.own;

-- A trainee's addendum in each case, and what a supervisor found of it: the person of the matrix where they work there.
insert into app.notes (practice_id, note_id, case_id, handle, session_id, author_id, audience, format, written_on,
    body_sealed, signed_at, credential, by_trainee, relation, of_id)
select n.practice_id, gen_random_uuid(), n.case_id, proof.handle('N'), n.session_id, coalesce(v.staff_id, o.staff_id),
    'joint', 'free', n.written_on, n.body_sealed, n.signed_at, null, true, 'addendum', n.note_id
from proof.actors a
join lateral (select * from app.notes n where n.case_id = a.target and n.audience = 'joint' and n.relation is null
              and n.author_id <> a.staff_id limit 1) n on true
join app.staff o on o.practice_id = n.practice_id and o.login = 'omar'
left join proof.supervisees v on v.supervisor_id = a.staff_id;
insert into app.note_reviews (practice_id, note_id, case_id, author_id, audience, outcome, reviewed_by, comment_sealed)
select n.practice_id, n.note_id, n.case_id, n.author_id, n.audience, 'returned',
    case when a.practice_id = n.practice_id then a.staff_id
         else (select s.staff_id from app.staff s where s.practice_id = n.practice_id and s.login = 'thea') end,
    n.body_sealed
from proof.actors a join app.notes n on n.case_id = a.target and n.by_trainee;

-- Everything that is recorded for safety, and a matter that was confided, in each case; both partners are negative.
insert into app.safety_screens (practice_id, screen_id, case_id, partner, audience, screened_on, result, words_sealed,
    recorded_by)
select c.practice_id, gen_random_uuid(), c.case_id, p, p, '2026-01-12', 'negative', '\x00', c.opened_by
from proof.actors a join app.cases c on c.case_id = a.target cross join unnest(array['A', 'B']) p;
insert into app.safety_decisions (practice_id, decision_id, case_id, decided_on, decision, reason_sealed, recorded_by)
select c.practice_id, gen_random_uuid(), c.case_id, '2026-01-12', 'conjoint', '\x00', c.opened_by
from proof.actors a join app.cases c on c.case_id = a.target;
insert into app.safety_flags (practice_id, flag_id, case_id, number, partner, audience, kind, raised_on, review_on,
    words_sealed, recorded_by)
select c.practice_id, gen_random_uuid(), c.case_id, 1, 'A', 'A', 'other', '2026-01-12', '2026-01-19', '\x00', c.opened_by
from proof.actors a join app.cases c on c.case_id = a.target;
insert into app.flag_reviews (practice_id, review_id, flag_id, case_id, audience, reviewed_on, next_review_on,
    assessment_sealed, recorded_by)
select f.practice_id, gen_random_uuid(), f.flag_id, f.case_id, f.audience, '2026-01-19', '2026-01-26', '\x00',
    f.recorded_by
from app.safety_flags f;
insert into app.safety_plans (practice_id, plan_id, case_id, partner, audience, made_on, review_on, words_sealed,
    recorded_by)
select f.practice_id, gen_random_uuid(), f.case_id, 'A', 'A', '2026-01-12', '2026-01-19', '\x00', f.recorded_by
from app.safety_flags f;
insert into app.confided_matters (practice_id, matter_id, case_id, number, partner, audience, told_on, policy, is_safety,
    words_sealed, recorded_by)
select f.practice_id, gen_random_uuid(), f.case_id, 1, 'A', 'A', '2026-05-11', 'limited_secrets', false, '\x00',
    f.recorded_by
from app.safety_flags f;

-- The treatment: a plan, who pays for A, and what was seen of A in a session.
insert into app.treatment_plans (practice_id, plan_id, case_id, number, planned_on, frequency, review_on, words_sealed,
    recorded_by)
select f.practice_id, gen_random_uuid(), f.case_id, 1, '2026-01-12', 'weekly', '2026-04-12', '\x00', f.recorded_by
from app.safety_flags f;
insert into app.coverages (practice_id, coverage_id, case_id, number, partner, audience, from_on, words_sealed, recorded_by)
select f.practice_id, gen_random_uuid(), f.case_id, 1, 'A', 'A', '2026-01-12', '\x00', f.recorded_by
from app.safety_flags f;
insert into app.session_observations (practice_id, observation_id, case_id, session_id, partner, kind, audience, level,
    recorded_by)
select s.practice_id, gen_random_uuid(), s.case_id, s.session_id, 'A', v.kind, v.audience, v.level, s.recorded_by
from app.safety_flags f
join lateral (select * from app.sessions s where s.case_id = f.case_id and s.format = 'conjoint' and s.state = 'held' limit 1) s
    on true
cross join (values ('response', 'A', 'good'), ('risk', 'therapist', 'low')) v (kind, audience, level);

insert into app.matter_outcomes (practice_id, matter_id, case_id, audience, outcome, settled_on, recorded_by)
select m.practice_id, m.matter_id, m.case_id, m.audience, 'work_ended', '2026-05-18', m.recorded_by
from app.confided_matters m;

insert into app.drafts (practice_id, note_id, case_id, handle, session_id, author_id, audience, format, written_on,
    body_sealed)
select n.practice_id, gen_random_uuid(), n.case_id, proof.handle('N'),
    case v.audience when 'therapist' then null else n.session_id end,
    case when v.own then a.staff_id else n.author_id end,
    v.audience, 'free', n.written_on, n.body_sealed
from proof.actors a
join lateral (select * from app.notes n where n.case_id = a.target and n.audience = 'joint' limit 1) n on true
cross join (values ('therapist', false), ('therapist', true), ('joint', true)) v (audience, own)
where a.practice_id = n.practice_id or not v.own;

-- Records of a stage that the person wrote, and one of somebody else's own, in each case, each with its answer by the same
-- author; and a road that was corrected.
with written as (
    insert into app.stage_records (practice_id, record_id, case_id, handle, kind, given_by, audience, author_id,
        happened_on, words_sealed)
    select c.practice_id, gen_random_uuid(), c.case_id, proof.handle('R'), 'setback', 'couple', v.audience,
        case when v.own then a.staff_id else c.opened_by end, '2026-05-20', '\x00'
    from proof.actors a join app.cases c on c.case_id = a.target
    cross join (values ('therapist', false), ('therapist', true), ('joint', true)) v (audience, own)
    where a.practice_id = c.practice_id or not v.own
    returning practice_id, record_id, case_id, form, audience, author_id
)
insert into app.stage_answers (practice_id, answer_id, case_id, record_id, form, answer, answered_by, audience, author_id,
    answered_on, words_sealed)
select practice_id, gen_random_uuid(), case_id, record_id, form, 'worked_through', 'couple', audience, author_id,
    '2026-05-27', '\x00'
from written;
insert into app.stage_corrections (practice_id, correction_id, case_id, corrected_by, reason_sealed, road_before)
select c.practice_id, gen_random_uuid(), c.case_id, c.opened_by, '\x00', '[]'
from proof.actors a join app.cases c on c.case_id = a.target;

-- A trainee's psychotherapy note that is open to their supervisor, and to nobody else; beside it, in each case, others that
-- are open to nobody.
create table proof.shared_notes as
select s.practice_id, gen_random_uuid() as note_id, s.target as case_id, s.staff_id as author_id, s.supervisor_id
from proof.supervisees s;
insert into app.notes (practice_id, note_id, case_id, handle, author_id, audience, format, written_on, body_sealed,
    signed_at, credential)
select s.practice_id, s.note_id, s.case_id, proof.handle('N'), s.author_id, 'therapist', 'free', n.written_on,
    n.body_sealed, n.signed_at, n.credential
from proof.shared_notes s
join lateral (select * from app.notes n where n.case_id = s.case_id and n.audience = 'joint' limit 1) n on true;
insert into app.note_shares (practice_id, note_id, case_id, author_id, supervisor_id)
select practice_id, note_id, case_id, author_id, supervisor_id from proof.shared_notes;

-- A change each of them asked for.
insert into app.requests (practice_id, staff_id, key, request_mac, answer)
select practice_id, staff_id, 'proof-' || staff_id, sha256('request'), 'answer' from proof.actors;

-- A run of reports of each of them, with an item of the person's case.
insert into app.report_runs (practice_id, run_id, staff_id, handle, duty, report, formats, paper, conditions, items, made_at)
select a.practice_id, gen_random_uuid(), a.staff_id, proof.handle('B'), r.held, 'progress', '{html}', 'a4', '', 1, now()
from proof.actors a join proof.roles r on r.duty = a.duty;
insert into app.report_items (practice_id, run_id, item, staff_id, record_id, handle)
select r.practice_id, r.run_id, 1, r.staff_id, coalesce(c.case_id, gen_random_uuid()), coalesce(c.handle, proof.handle('C'))
from app.report_runs r
join proof.actors a on a.practice_id = r.practice_id and a.staff_id = r.staff_id
left join app.cases c on c.practice_id = a.practice_id and c.case_id = a.target;
-- A release that each of them asked for, approved, paid and delivered, and a circle of recipients in each practice.
create temp table asked on commit drop as
select a.practice_id, a.staff_id, gen_random_uuid() as release_id, now() - interval '2 days' as requested_at,
    row_number() over (partition by a.practice_id order by a.actor) as n, 'to-' || a.staff_id as recipient
from proof.actors a;
insert into app.recipients (practice_id, recipient, circle, staff_id)
select practice_id, recipient, 'all', staff_id from asked;
insert into app.release_requests (practice_id, release_id, handle, recipient, circle, profile, rule, columns, rho,
    staff_id, requested_at)
select practice_id, release_id, proof.handle('E'), recipient, 'all', 'public', 'gaussian', '{}', 0.001, staff_id,
    requested_at from asked;
insert into app.release_approvals (practice_id, release_id, requested_by, requested_at, staff_id, stands_for)
select practice_id, release_id, staff_id, requested_at, staff_id, 'wait' from asked;
insert into app.privacy_spends (practice_id, release_id, recipient, rho, seq, spent_before, recipient_seq,
    recipient_before, staff_id)
select practice_id, release_id, recipient, 0.001, n, (n - 1) * 0.001, 1, 0, staff_id from asked order by practice_id, n;
insert into app.release_deliveries (practice_id, release_id, rule, spent_rho, rows, file_sha256, staff_id)
select practice_id, release_id, 'gaussian', 0.001, 0, sha256(''), staff_id from asked;
insert into app.release_recodings (practice_id, circle, profile, columns, wrapped, begun_by)
select practice_id, 'all', 'research', '{intake_year}', '\x00', release_id from asked where n = 1;
insert into app.release_classes (practice_id, circle, class, labels, couples, released_by)
select practice_id, 'all', 1, '{2026}', 11, release_id from asked where n = 1;
insert into app.release_members (practice_id, circle, couple_mac, class, row_mac)
select practice_id, 'all', substr(sha256('couple'), 1, 16), 1, substr(sha256('row'), 1, 8) from asked where n = 1;
-- The other practice has cases and people of the very same ids: nothing that keeps practices apart may rest on ids being
-- different everywhere. Every row of these cases and of these people once more, and everybody by their id.
create table proof.twins as
select practice_id, target as case_id, staff_id from proof.actors
where relationship in ('primary', 'supervised', 'supervisor', 'unassigned', 'break_glass', 'barred', 'former',
                       'offered');
do $$
declare
    t record;
    same text;
begin
    set local session_replication_role = replica;
    for t in
        select c.relname, array_agg(a.attname::text) as names,
            string_agg(quote_ident(a.attname), ', ' order by a.attnum) filter (where a.attgenerated = '') as columns
        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where c.relnamespace = 'app'::regnamespace and c.relkind = 'r'
        group by c.oid having 'practice_id' = any (array_agg(a.attname::text))
    loop
        same := case
            when t.relname = 'staff' then 'true'
            when 'case_id' = any (t.names) then 't.case_id in (select w.case_id from proof.twins w)'
            when 'staff_id' = any (t.names) then 't.staff_id in (select w.staff_id from proof.twins w)'
            when 'supervisor_id' = any (t.names)
                then 't.supervisor_id in (select w.staff_id from proof.twins w)
                      or t.supervisee_id in (select w.staff_id from proof.twins w)'
            when t.relname = 'hand_overs' then 't.to_id in (select w.staff_id from proof.twins w)'
        end;
        -- the spends of a practice are one chain, which no row of another practice continues
        continue when same is null or t.relname = 'privacy_spends';
        execute format(
            'insert into app.%1$I (%2$s) select %2$s from (
                 select (jsonb_populate_record(t, jsonb_build_object(''practice_id'', o.practice_id))).*
                 from app.%1$I t join app.practices o on o.name = ''Other Practice''
                 where t.practice_id <> o.practice_id and (%3$s)) t',
            t.relname, t.columns, same);
    end loop;
    set local session_replication_role = origin;
end $$;
analyze;
