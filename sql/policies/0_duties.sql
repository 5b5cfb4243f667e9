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

insert into private.rights (role, duty, object, action, reach, columns) values
    ('troth_therapist', 'therapist', 'practices', 'select', 'practice', null),
    ('troth_therapist', 'therapist', 'practice_keys', 'select', 'practice', null),
    ('troth_therapist', 'therapist', 'staff', 'select', 'practice', null),
    ('troth_therapist', 'therapist', 'roadmaps', 'select', 'practice', null),
    ('troth_therapist', 'therapist', 'stages', 'select', 'practice', null),
    ('troth_therapist', 'therapist', 'criteria', 'select', 'practice', null),
    ('troth_therapist', 'therapist', 'measures', 'select', 'practice', null),
    ('troth_therapist', 'therapist', 'assignments', 'select', 'self', null),
    ('troth_therapist', 'therapist', 'requests', 'select', 'self', null),
    ('troth_therapist', 'therapist', 'requests', 'insert', 'self', null),
    ('troth_therapist', 'therapist', 'cases', 'select', 'case', null),
    ('troth_therapist', 'therapist', 'cases', 'insert', 'opening', null),
    ('troth_therapist', 'therapist', 'cases', 'update', 'case',
        '{status,breach_state,closed_on,how_it_ended,relationship,version}'),
    ('troth_therapist', 'therapist', 'partners', 'select', 'case', null),
    ('troth_therapist', 'therapist', 'partners', 'insert', 'case', null),
    ('troth_therapist', 'therapist', 'case_keys', 'select', 'case', null),
    ('troth_therapist', 'therapist', 'case_keys', 'insert', 'case', null),
    ('troth_therapist', 'therapist', 'consents', 'select', 'case', null),
    ('troth_therapist', 'therapist', 'consents', 'insert', 'case', null),
    ('troth_therapist', 'therapist', 'sessions', 'select', 'case', null),
    ('troth_therapist', 'therapist', 'sessions', 'insert', 'case', null),
    ('troth_therapist', 'therapist', 'sessions', 'update', 'case',
        '{starts_at,ends_at,modality,state,attendance,stage,policy_on_file,others_sealed,recorded_by,version}'),
    ('troth_therapist', 'therapist', 'drafts', 'select', 'author', null),
    ('troth_therapist', 'therapist', 'drafts', 'insert', 'author', null),
    ('troth_therapist', 'therapist', 'drafts', 'update', 'author', '{format,body_sealed,updated_at,version}'),
    ('troth_therapist', 'therapist', 'drafts', 'delete', 'author', null),
    ('troth_therapist', 'therapist', 'notes', 'select', 'readable', null),
    ('troth_therapist', 'therapist', 'notes', 'insert', 'author', null),
    ('troth_therapist', 'therapist', 'stage_events', 'select', 'case', null),
    ('troth_therapist', 'therapist', 'stage_events', 'insert', 'case', null),
    ('troth_therapist', 'therapist', 'criterion_ratings', 'select', 'case', null),
    ('troth_therapist', 'therapist', 'criterion_ratings', 'insert', 'case', null),
    ('troth_therapist', 'therapist', 'measure_responses', 'select', 'case', null),
    ('troth_therapist', 'therapist', 'measure_responses', 'insert', 'case', null),
    ('troth_therapist', 'therapist', 'commitments', 'select', 'case', null),
    ('troth_therapist', 'therapist', 'commitments', 'insert', 'case', null),
    ('troth_therapist', 'therapist', 'commitments', 'update', 'case', '{ended_on,version}'),
    ('troth_therapist', 'therapist', 'commitment_reports', 'select', 'case', null),
    ('troth_therapist', 'therapist', 'commitment_reports', 'insert', 'case', null),
    ('troth_therapist', 'therapist', 'goals', 'select', 'case', null),
    ('troth_therapist', 'therapist', 'goals', 'insert', 'case', null),
    ('troth_therapist', 'therapist', 'goal_reviews', 'select', 'case', null),
    ('troth_therapist', 'therapist', 'goal_reviews', 'insert', 'case', null),

    ('troth_practice_admin', 'practice_admin', 'practices', 'select', 'practice', null),
    ('troth_practice_admin', 'practice_admin', 'practice_keys', 'select', 'practice', null),
    ('troth_practice_admin', 'practice_admin', 'staff', 'select', 'practice', null),
    ('troth_practice_admin', 'practice_admin', 'staff', 'insert', 'practice', null),
    ('troth_practice_admin', 'practice_admin', 'staff_duties', 'select', 'practice', null),
    ('troth_practice_admin', 'practice_admin', 'staff_duties', 'insert', 'practice', null),
    ('troth_practice_admin', 'practice_admin', 'assignments', 'select', 'practice', null),
    ('troth_practice_admin', 'practice_admin', 'assignments', 'insert', 'practice', null),
    ('troth_practice_admin', 'practice_admin', 'assignments', 'update', 'practice', '{ends_at}'),
    ('troth_practice_admin', 'practice_admin', 'cases', 'select', 'practice',
        '{practice_id,case_id,handle,status,opened_on,closed_on}'),
    ('troth_practice_admin', 'practice_admin', 'requests', 'select', 'self', null),
    ('troth_practice_admin', 'practice_admin', 'requests', 'insert', 'self', null),

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
