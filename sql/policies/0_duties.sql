-- Duties x objects x actions x reach: the one table that policies and grants are made from, that the functions which
-- hand out words ask, and that `troth access matrix` prints.
--
-- action: select, insert, update, delete   of a table of app
--         open      sealed words of that subject, through app.open_words, app.open_note, app.open_reasons, app.open_staff
--         call      a function of private; the reach says what it works on
-- reach:  opening     a new case of the actor's own practice, opened by the actor
--         case        rows of a case that the actor is assigned to now, or has open by break-glass: to read
--         treated     rows of a case that the actor is assigned to now: to write
--         author      of such a case, and written by the actor
--         readable    of a case of the reach `case`, but a psychotherapy note only by its author
--         supervised  rows of a case of somebody whom the actor supervises now, or that the actor has open by break-glass
--         overseen    of such a case, but a psychotherapy note only where its author opened it to the actor
--         self        the actor's own rows
--         party       rows that name the actor as one of two
--         giver       an offer by the actor of a case whose primary therapist the actor is
--         sharer      the actor's own psychotherapy note, to somebody who supervises the actor now
--         desk        the practice's open cases
--         booking     their sessions that are booked or become cancelled
--         review      what somebody else did and nobody has reviewed
--         practice    rows of the actor's practice
--         figures     rows of the actor's practice, for statistics
-- A bar beats every reach but `figures`: it ends an assignment and admits none, and the rows of a case from which the
-- actor is barred are in none of the other reaches.
-- columns: null is every column but the sealed ones (for select), or every column (for insert).

delete from private.rights;
alter table private.rights
    drop constraint if exists rights_reach_check,
    add constraint rights_reach_check check (reach in (
        'opening', 'case', 'treated', 'author', 'readable', 'supervised', 'overseen', 'self', 'party', 'giver', 'sharer',
        'desk', 'booking', 'review', 'practice', 'figures'));

insert into private.rights (role, duty, object, action, reach, columns)
select 'troth_' || d.duty, d.duty, r.object, r.action, r.reach, r.columns::text[]
from (values
    -- everyone who works there
    ('{therapist,trainee,supervisor,practice_admin,front_desk,auditor,researcher}', 'practices', 'select', 'practice',
        null),
    ('{therapist,trainee,supervisor,practice_admin,front_desk,auditor}', 'practice_keys', 'select', 'practice', null),
    ('{therapist,trainee,supervisor,practice_admin,front_desk,auditor}', 'staff', 'select', 'practice', null),
    ('{therapist,trainee,supervisor,practice_admin,front_desk,auditor}', 'staff', 'open', 'practice', null),
    ('{therapist,trainee,supervisor,practice_admin,front_desk,auditor}', 'requests', 'select', 'self', null),
    ('{therapist,trainee,supervisor,practice_admin,front_desk,auditor}', 'requests', 'insert', 'self', null),
    ('{therapist,trainee,supervisor,practice_admin,front_desk,auditor}', 'access_notices', 'select', 'self', null),
    ('{therapist,trainee,supervisor,practice_admin,front_desk,auditor}', 'access_notices', 'update', 'self',
        '{seen_at}'),
    ('{researcher}', 'staff', 'select', 'self', '{practice_id,staff_id,login,credential,joined_at}'),

    -- the practice's catalogue
    ('{therapist,trainee,supervisor,researcher}', 'roadmaps', 'select', 'practice', null),
    ('{therapist,trainee,supervisor,researcher}', 'stages', 'select', 'practice', null),
    ('{therapist,trainee,supervisor,researcher}', 'criteria', 'select', 'practice', null),
    ('{therapist,trainee,supervisor,researcher}', 'measures', 'select', 'practice', null),

    -- who treats couples
    ('{therapist,trainee}', 'assignments', 'select', 'self', null),
    ('{therapist,trainee}', 'cases', 'select', 'case', null),
    ('{therapist,trainee}', 'cases', 'insert', 'opening', null),
    ('{therapist,trainee}', 'cases', 'update', 'treated',
        '{status,breach_state,closed_on,how_it_ended,relationship,version}'),
    ('{therapist,trainee}', 'partners', 'select', 'case', null),
    ('{therapist,trainee}', 'partners', 'insert', 'treated', null),
    ('{therapist,trainee}', 'case_keys', 'select', 'case', null),
    ('{therapist,trainee}', 'case_keys', 'insert', 'treated', null),
    ('{therapist,trainee}', 'consents', 'select', 'case', null),
    ('{therapist,trainee}', 'consents', 'insert', 'treated', null),
    ('{therapist,trainee}', 'sessions', 'select', 'case', null),
    ('{therapist,trainee}', 'sessions', 'insert', 'treated', null),
    ('{therapist,trainee}', 'sessions', 'update', 'treated',
        '{starts_at,ends_at,modality,state,attendance,stage,policy_on_file,others_sealed,recorded_by,version}'),
    ('{therapist,trainee}', 'drafts', 'select', 'author', null),
    ('{therapist,trainee}', 'drafts', 'insert', 'author', null),
    ('{therapist,trainee}', 'drafts', 'update', 'author', '{format,body_sealed,updated_at,version}'),
    ('{therapist,trainee}', 'drafts', 'delete', 'author', null),
    ('{therapist,trainee}', 'notes', 'select', 'readable', null),
    ('{therapist,trainee}', 'notes', 'insert', 'author', null),
    ('{therapist,trainee}', 'stage_events', 'select', 'case', null),
    ('{therapist,trainee}', 'stage_events', 'insert', 'treated', null),
    ('{therapist,trainee}', 'criterion_ratings', 'select', 'case', null),
    ('{therapist,trainee}', 'criterion_ratings', 'insert', 'treated', null),
    ('{therapist,trainee}', 'measure_responses', 'select', 'case', null),
    ('{therapist,trainee}', 'measure_responses', 'insert', 'treated', null),
    ('{therapist,trainee}', 'commitments', 'select', 'case', null),
    ('{therapist,trainee}', 'commitments', 'insert', 'treated', null),
    ('{therapist,trainee}', 'commitments', 'update', 'treated', '{ended_on,version}'),
    ('{therapist,trainee}', 'commitment_reports', 'select', 'case', null),
    ('{therapist,trainee}', 'commitment_reports', 'insert', 'treated', null),
    ('{therapist,trainee}', 'goals', 'select', 'case', null),
    ('{therapist,trainee}', 'goals', 'insert', 'treated', null),
    ('{therapist,trainee}', 'goal_reviews', 'select', 'case', null),
    ('{therapist,trainee}', 'goal_reviews', 'insert', 'treated', null),
    ('{therapist,trainee}', 'disclosures', 'select', 'case', null),
    ('{therapist,trainee}', 'disclosures', 'open', 'case', null),
    ('{therapist,trainee}', 'partners', 'open', 'case', null),
    ('{therapist,trainee}', 'profiles', 'open', 'case', null),
    ('{therapist,trainee}', 'contacts', 'open', 'case', null),
    ('{therapist,trainee}', 'stage_events', 'open', 'case', null),
    ('{therapist,trainee}', 'sessions', 'open', 'case', null),
    ('{therapist,trainee}', 'measure_responses', 'open', 'case', null),
    ('{therapist,trainee}', 'commitments', 'open', 'case', null),
    ('{therapist,trainee}', 'goals', 'open', 'case', null),
    ('{therapist,trainee}', 'drafts', 'open', 'author', null),
    ('{therapist,trainee}', 'notes', 'open', 'readable', null),
    ('{therapist,trainee}', 'supervision', 'select', 'party', null),
    ('{therapist,trainee}', 'transfers', 'select', 'party', null),
    ('{therapist,trainee}', 'transfers', 'insert', 'giver',
        '{practice_id,transfer_id,case_id,from_id,to_id,case_handle}'),
    ('{therapist,trainee}', 'answer_transfer', 'call', 'party', null),
    ('{therapist}', 'glass_openings', 'select', 'self', null),
    ('{therapist}', 'break_glass', 'call', 'practice', null),
    ('{trainee}', 'note_shares', 'select', 'party', null),
    ('{trainee}', 'note_shares', 'insert', 'sharer', '{practice_id,note_id,case_id,author_id,supervisor_id}'),
    ('{therapist,trainee}', 'taken_handles', 'call', 'practice', null),
    ('{therapist,trainee}', 'reaches', 'call', 'case', null),
    ('{therapist,trainee}', 'who_reaches', 'call', 'case', null),

    -- who supervises
    ('{supervisor}', 'assignments', 'select', 'supervised', null),
    ('{supervisor}', 'cases', 'select', 'supervised', null),
    ('{supervisor}', 'partners', 'select', 'supervised', null),
    ('{supervisor}', 'case_keys', 'select', 'supervised', null),
    ('{supervisor}', 'consents', 'select', 'supervised', null),
    ('{supervisor}', 'sessions', 'select', 'supervised', null),
    ('{supervisor}', 'stage_events', 'select', 'supervised', null),
    ('{supervisor}', 'criterion_ratings', 'select', 'supervised', null),
    ('{supervisor}', 'measure_responses', 'select', 'supervised', null),
    ('{supervisor}', 'commitments', 'select', 'supervised', null),
    ('{supervisor}', 'commitment_reports', 'select', 'supervised', null),
    ('{supervisor}', 'goals', 'select', 'supervised', null),
    ('{supervisor}', 'goal_reviews', 'select', 'supervised', null),
    ('{supervisor}', 'notes', 'select', 'overseen', null),
    ('{supervisor}', 'drafts', 'select', 'author', null),
    ('{supervisor}', 'partners', 'open', 'supervised', null),
    ('{supervisor}', 'profiles', 'open', 'supervised', null),
    ('{supervisor}', 'contacts', 'open', 'supervised', null),
    ('{supervisor}', 'stage_events', 'open', 'supervised', null),
    ('{supervisor}', 'sessions', 'open', 'supervised', null),
    ('{supervisor}', 'measure_responses', 'open', 'supervised', null),
    ('{supervisor}', 'commitments', 'open', 'supervised', null),
    ('{supervisor}', 'goals', 'open', 'supervised', null),
    ('{supervisor}', 'notes', 'open', 'overseen', null),
    ('{supervisor}', 'note_shares', 'select', 'party', null),
    ('{supervisor}', 'supervision', 'select', 'party', null),
    ('{supervisor}', 'glass_openings', 'select', 'practice', null),
    ('{supervisor}', 'glass_openings', 'open', 'practice', null),
    ('{supervisor}', 'glass_openings', 'update', 'review', '{reviewed_at,reviewed_by,finding,comment_sealed}'),
    ('{supervisor}', 'break_glass', 'call', 'practice', null),
    ('{supervisor}', 'who_reaches', 'call', 'supervised', null),
    ('{supervisor}', 'reaches', 'call', 'supervised', null),

    -- who manages the practice: people and reach, no clinical word
    ('{practice_admin}', 'practices', 'update', 'practice', '{login_idle_minutes,login_hours,second_factor_for}'),
    ('{practice_admin}', 'staff', 'insert', 'practice', null),
    ('{practice_admin}', 'give_credential', 'call', 'practice', null),
    ('{practice_admin}', 'staff_duties', 'select', 'practice', null),
    ('{practice_admin}', 'staff_duties', 'insert', 'practice', null),
    ('{practice_admin}', 'staff_duties', 'update', 'practice', '{ends_at}'),
    ('{practice_admin}', 'assignments', 'select', 'practice', null),
    ('{practice_admin}', 'assignments', 'insert', 'practice', '{practice_id,case_id,staff_id,part,starts_at,ends_at}'),
    ('{practice_admin}', 'assignments', 'update', 'practice', '{ends_at}'),
    ('{practice_admin}', 'erasures', 'select', 'practice', null),
    ('{practice_admin}', 'key_rotations', 'select', 'practice', null),
    ('{practice_admin}', 'cases', 'select', 'practice', '{practice_id,case_id,handle,status,opened_on,closed_on}'),
    ('{practice_admin}', 'supervision', 'select', 'practice', null),
    ('{practice_admin}', 'supervision', 'insert', 'practice', null),
    ('{practice_admin}', 'supervision', 'update', 'practice', '{ends_at}'),
    ('{practice_admin}', 'transfers', 'select', 'practice', null),
    ('{practice_admin}', 'bars', 'select', 'practice', null),
    ('{practice_admin}', 'bars', 'insert', 'practice',
        '{practice_id,bar_id,case_id,staff_id,reason_sealed,barred_by}'),
    ('{practice_admin}', 'bars', 'update', 'practice', '{lifted_at,lifted_by}'),
    ('{practice_admin}', 'bars', 'open', 'practice', null),
    ('{practice_admin}', 'glass_openings', 'select', 'practice', null),
    ('{practice_admin}', 'glass_openings', 'open', 'practice', null),
    ('{practice_admin}', 'glass_openings', 'update', 'review', '{reviewed_at,reviewed_by,finding,comment_sealed}'),
    ('{practice_admin}', 'who_reaches', 'call', 'practice', null),
    ('{practice_admin}', 'access_review', 'call', 'practice', null),

    -- the front desk: names, channels and times
    ('{front_desk}', 'cases', 'select', 'desk', '{practice_id,case_id,handle}'),
    ('{front_desk}', 'case_keys', 'select', 'desk', null),
    ('{front_desk}', 'partners', 'open', 'desk', null),
    ('{front_desk}', 'contacts', 'open', 'desk', null),
    ('{front_desk}', 'sessions', 'select', 'desk',
        '{practice_id,session_id,case_id,handle,starts_at,ends_at,format,modality,state,version}'),
    ('{front_desk}', 'sessions', 'insert', 'booking',
        '{practice_id,session_id,case_id,handle,starts_at,ends_at,format,modality,state,recorded_by}'),
    ('{front_desk}', 'sessions', 'update', 'booking',
        '{starts_at,ends_at,modality,state,attendance,recorded_by,version}'),
    ('{front_desk}', 'may_be_booked', 'call', 'desk', null),

    -- who audits: what happened, not what it was about
    ('{auditor}', 'glass_openings', 'select', 'practice', null)
) r (duties, object, action, reach, columns)
cross join unnest(r.duties::text[]) d (duty);

-- The practice admin's export of progress has a role of its own.
insert into private.rights (role, duty, object, action, reach, columns) values
    ('troth_exporter', 'practice_admin', 'practices', 'select', 'figures', '{practice_id}'),
    ('troth_exporter', 'practice_admin', 'cases', 'select', 'figures',
        '{practice_id,case_id,status,opened_on,breach_kind,region,together_since,children,how_it_ended,relationship,closed_on}'),
    ('troth_exporter', 'practice_admin', 'partners', 'select', 'figures',
        '{practice_id,case_id,partner,part,birth_year,objects_to_research}'),
    ('troth_exporter', 'practice_admin', 'stage_events', 'select', 'figures',
        '{practice_id,case_id,seq,stage,started_on,kind}'),
    ('troth_exporter', 'practice_admin', 'sessions', 'select', 'figures', '{practice_id,case_id,state}'),
    ('troth_exporter', 'practice_admin', 'measure_responses', 'select', 'figures',
        '{practice_id,case_id,partner,measure,measure_version,score,answered_on}'),
    ('troth_exporter', 'practice_admin', 'measures', 'select', 'figures',
        '{practice_id,measure,version,reliable_change,standard_deviation,reliability}');
