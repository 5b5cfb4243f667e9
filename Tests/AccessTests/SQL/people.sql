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
    ('barred_supervisor'), ('barred_break_glass'), ('revoked'), ('expired'), ('duty_ended'), ('duty_not_yet'),
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
    -- the door of break-glass lets no trainee pass
    where not (r.duty = 'trainee' and s.relationship like '%break_glass%')
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
where relationship in ('supervisor', 'supervisor_of_former', 'former_supervisor', 'barred_supervisor');
insert into app.staff (practice_id, staff_id, login, name_sealed)
select practice_id, staff_id, 'of-' || replace(actor, '/', '-'), '\x00' from proof.supervisees;
insert into app.staff_duties (practice_id, staff_id, duty, starts_at)
select practice_id, staff_id, 'trainee', now() - interval '1 day' from proof.supervisees;
insert into app.supervision (practice_id, supervision_id, supervisor_id, supervisee_id, starts_at, ends_at, agreed_by)
select practice_id, gen_random_uuid(), supervisor_id, staff_id, now() - interval '1 day',
    case relationship when 'former_supervisor' then now() - interval '1 hour' end, supervisor_id
from proof.supervisees
union all
select a.practice_id, gen_random_uuid(), s.staff_id, a.staff_id, now() - interval '1 day', null, s.staff_id
from proof.actors a join app.staff s on s.practice_id = a.practice_id and s.login = 'omar'
where a.relationship = 'supervised';

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
    now() + case a.relationship when 'break_glass_over' then interval '-1 hour' else interval '30 minutes' end, '\x00'
from proof.actors a join app.cases c on c.case_id = a.target
where a.relationship in ('break_glass', 'break_glass_over', 'barred_break_glass');

insert into app.transfers (practice_id, transfer_id, case_id, from_id, to_id, case_handle)
select a.practice_id, gen_random_uuid(), a.target, c.opened_by, a.staff_id, c.handle
from proof.actors a join app.cases c on c.case_id = a.target where a.relationship = 'offered';

insert into app.bars (practice_id, bar_id, case_id, staff_id, reason_sealed, barred_by)
select a.practice_id, gen_random_uuid(), a.target, a.staff_id, '\x00', c.opened_by
from proof.actors a join app.cases c on c.case_id = a.target
where a.relationship in ('barred', 'barred_supervisor', 'barred_break_glass');

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
-- a supervisor writes no psychotherapy note
where (a.practice_id = n.practice_id or not v.own) and not (a.duty = 'supervisor' and v.own and v.audience = 'therapist');

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

-- A change each of them asked for.
insert into app.requests (practice_id, staff_id, key, request_mac, answer)
select practice_id, staff_id, 'proof-' || staff_id, sha256('request'), 'answer' from proof.actors;
analyze;
