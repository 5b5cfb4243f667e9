-- Duties x tables x actions x reach: the one table that policies and grants are made from.
--
-- reach: opening   a new case of the actor's own practice, opened by the actor
--        case      rows of a case that the actor is assigned to now
--        author    of such a case, and written by the actor
--        readable  of such a case, but a psychotherapy note only by its author
--        self      the actor's own rows
--        practice  rows of the actor's practice
-- columns: null is every column but the sealed ones (for select), or every column (for insert).

create table if not exists private.rights (
    role     text not null,
    duty     text not null references app.duties on delete restrict,
    object   text not null,
    action   text not null check (action in ('select', 'insert', 'update', 'delete')),
    reach    text not null check (reach in ('opening', 'case', 'author', 'readable', 'self', 'practice')),
    columns  text[],
    primary key (role, object, action)
);
delete from private.rights;

insert into private.rights (role, duty, object, action, reach, columns)
select 'troth_' || d.duty, d.duty, r.object, r.action, r.reach, r.columns::text[]
from (values
    -- everyone who works there
    ('{therapist,trainee,supervisor,practice_admin,front_desk,auditor,researcher}', 'practices', 'select', 'practice',
        null),
    ('{therapist,trainee,supervisor,practice_admin,front_desk,auditor}', 'practice_keys', 'select', 'practice', null),
    ('{therapist,trainee,supervisor,practice_admin,front_desk,auditor}', 'staff', 'select', 'practice', null),
    ('{therapist,trainee,supervisor,practice_admin,front_desk,auditor}', 'requests', 'select', 'self', null),
    ('{therapist,trainee,supervisor,practice_admin,front_desk,auditor}', 'requests', 'insert', 'self', null),
    ('{researcher}', 'staff', 'select', 'self', '{practice_id,staff_id,login,credential,joined_at}'),

    -- the practice's catalogue
    ('{therapist,trainee,researcher}', 'roadmaps', 'select', 'practice', null),
    ('{therapist,trainee,researcher}', 'stages', 'select', 'practice', null),
    ('{therapist,trainee,researcher}', 'criteria', 'select', 'practice', null),
    ('{therapist,trainee,researcher}', 'measures', 'select', 'practice', null),

    -- who treats couples
    ('{therapist,trainee}', 'assignments', 'select', 'self', null),
    ('{therapist,trainee}', 'cases', 'select', 'case', null),
    ('{therapist,trainee}', 'cases', 'insert', 'opening', null),
    ('{therapist,trainee}', 'cases', 'update', 'case',
        '{status,breach_state,closed_on,how_it_ended,relationship,version}'),
    ('{therapist,trainee}', 'partners', 'select', 'case', null),
    ('{therapist,trainee}', 'partners', 'insert', 'case', null),
    ('{therapist,trainee}', 'case_keys', 'select', 'case', null),
    ('{therapist,trainee}', 'case_keys', 'insert', 'case', null),
    ('{therapist,trainee}', 'consents', 'select', 'case', null),
    ('{therapist,trainee}', 'consents', 'insert', 'case', null),
    ('{therapist,trainee}', 'sessions', 'select', 'case', null),
    ('{therapist,trainee}', 'sessions', 'insert', 'case', null),
    ('{therapist,trainee}', 'sessions', 'update', 'case',
        '{starts_at,ends_at,modality,state,attendance,stage,policy_on_file,others_sealed,recorded_by,version}'),
    ('{therapist,trainee}', 'drafts', 'select', 'author', null),
    ('{therapist,trainee}', 'drafts', 'insert', 'author', null),
    ('{therapist,trainee}', 'drafts', 'update', 'author', '{format,body_sealed,updated_at,version}'),
    ('{therapist,trainee}', 'drafts', 'delete', 'author', null),
    ('{therapist,trainee}', 'notes', 'select', 'readable', null),
    ('{therapist,trainee}', 'notes', 'insert', 'author', null),
    ('{therapist,trainee}', 'stage_events', 'select', 'case', null),
    ('{therapist,trainee}', 'stage_events', 'insert', 'case', null),
    ('{therapist,trainee}', 'criterion_ratings', 'select', 'case', null),
    ('{therapist,trainee}', 'criterion_ratings', 'insert', 'case', null),
    ('{therapist,trainee}', 'measure_responses', 'select', 'case', null),
    ('{therapist,trainee}', 'measure_responses', 'insert', 'case', null),
    ('{therapist,trainee}', 'commitments', 'select', 'case', null),
    ('{therapist,trainee}', 'commitments', 'insert', 'case', null),
    ('{therapist,trainee}', 'commitments', 'update', 'case', '{ended_on,version}'),
    ('{therapist,trainee}', 'commitment_reports', 'select', 'case', null),
    ('{therapist,trainee}', 'commitment_reports', 'insert', 'case', null),
    ('{therapist,trainee}', 'goals', 'select', 'case', null),
    ('{therapist,trainee}', 'goals', 'insert', 'case', null),
    ('{therapist,trainee}', 'goal_reviews', 'select', 'case', null),
    ('{therapist,trainee}', 'goal_reviews', 'insert', 'case', null),
    ('{therapist,trainee}', 'disclosures', 'select', 'case', null),

    -- who manages the practice
    ('{practice_admin}', 'practices', 'update', 'practice', '{login_idle_minutes,login_hours,second_factor_for}'),
    ('{practice_admin}', 'staff', 'insert', 'practice', null),
    ('{practice_admin}', 'staff_duties', 'select', 'practice', null),
    ('{practice_admin}', 'staff_duties', 'insert', 'practice', null),
    ('{practice_admin}', 'assignments', 'select', 'practice', null),
    ('{practice_admin}', 'assignments', 'insert', 'practice', null),
    ('{practice_admin}', 'assignments', 'update', 'practice', '{ends_at}'),
    ('{practice_admin}', 'erasures', 'select', 'practice', null),
    ('{practice_admin}', 'key_rotations', 'select', 'practice', null),
    ('{practice_admin}', 'cases', 'select', 'practice', '{practice_id,case_id,handle,status,opened_on,closed_on}')
) r (duties, object, action, reach, columns)
cross join unnest(r.duties::text[]) d (duty);

-- The practice admin's export of progress has a role of its own.
insert into private.rights (role, duty, object, action, reach, columns) values
    ('troth_exporter', 'practice_admin', 'practices', 'select', 'practice', '{practice_id}'),
    ('troth_exporter', 'practice_admin', 'cases', 'select', 'practice',
        '{practice_id,case_id,status,opened_on,breach_kind,region,together_since,children,how_it_ended,relationship,closed_on}'),
    ('troth_exporter', 'practice_admin', 'partners', 'select', 'practice',
        '{practice_id,case_id,partner,part,birth_year,objects_to_research}'),
    ('troth_exporter', 'practice_admin', 'stage_events', 'select', 'practice',
        '{practice_id,case_id,seq,stage,started_on,kind}'),
    ('troth_exporter', 'practice_admin', 'sessions', 'select', 'practice', '{practice_id,case_id,state}'),
    ('troth_exporter', 'practice_admin', 'measure_responses', 'select', 'practice',
        '{practice_id,case_id,partner,measure,measure_version,score,answered_on}'),
    ('troth_exporter', 'practice_admin', 'measures', 'select', 'practice',
        '{practice_id,measure,version,reliable_change,standard_deviation,reliability}');
