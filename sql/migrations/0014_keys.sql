-- Which key each sealed text lies under, held by constraints; rotation and erasure of a case's keys.

-- Beside every sealed text of a case, the version of the key that its header names (docs/reference/sealed-format.md),
-- null for bytes that cannot be a sealed text; and a key to the case's keys. So a key cannot go while a text lies under
-- it, and a text cannot come under a key that is gone: whoever writes under the old version while a case's keys are
-- exchanged is refused, and Casework runs the change again under the new one.
do $$
declare
    sealed record;
begin
    for sealed in
        select c.relname as tab, left(a.attname, -length('_sealed')) as word
        from pg_attribute a
        join pg_class c on c.oid = a.attrelid and c.relkind = 'r' and c.relnamespace = 'app'::regnamespace
        where a.attname like '%\_sealed' and not a.attisdropped
            -- the practice's own words about a case lie under the practice's key
            and c.relname not in ('bars', 'glass_openings', 'case_releases', 'legal_holds')
            and exists (select from pg_attribute k where k.attrelid = c.oid and k.attname = 'case_id')
        order by c.relname, a.attnum
    loop
        execute format(
            'alter table app.%1$I
                 add column %2$s_key_version integer generated always as (
                     case when octet_length(%2$s_sealed) >= 293 and get_byte(%2$s_sealed, 0) = 1
                         then (''x'' || encode(substr(%2$s_sealed, 2, 4), ''hex''))::bit(32)::integer end) stored,
                 add constraint %1$s_%2$s_sealed_under foreign key (practice_id, case_id, %2$s_key_version)
                     references app.case_keys (practice_id, case_id, key_version) on delete restrict',
            sealed.tab, sealed.word);
    end loop;
end
$$;

-- when this version was made: a rotation of all cases takes those whose newest keys are older than itself
alter table app.case_keys add column made_at timestamptz not null default now();

-- A rotation of every case's keys, from its first case to its last; one at a time in a practice.
create table app.key_rotations (
    practice_id  uuid not null references app.practices on delete restrict,
    rotation_id  uuid not null,
    begun_at     timestamptz not null default now(),
    begun_by     uuid not null,
    ended_at     timestamptz check (ended_at >= begun_at),
    primary key (practice_id, rotation_id),
    foreign key (practice_id, begun_by) references app.staff on delete restrict
);
create unique index key_rotations_open_key on app.key_rotations (practice_id) where ended_at is null;

-- A case whose words were made unreadable for good. Ids, dates and counts; the certificate repeats them under a MAC of
-- the practice's key.
create table app.erasures (
    practice_id  uuid not null,
    case_id      uuid not null,
    erased_at    timestamptz not null,
    erased_by    uuid not null,
    reason       text not null check (reason in ('retention_ended', 'client_request', 'court_order', 'opened_in_error',
                                                 'other')),
    certificate  text not null,
    mac          bytea not null check (octet_length(mac) = 32),
    primary key (practice_id, case_id),
    foreign key (practice_id, case_id) references app.cases on delete restrict,
    foreign key (practice_id, erased_by) references app.staff on delete restrict
);

-- Every sealed text of every case, one row each, with the place it was sealed at. Read by the functions of
-- troth_keysmith only.
create view private.sealed_texts with (security_invoker = true) as
    select practice_id, case_id, 'partners.name_sealed' as subject, case_id as row_id, partner as part,
        'partners.name.' || partner as field, 'joint' as audience, name_key_version as key_version,
        name_sealed as sealed
    from app.partners where name_sealed is not null
    union all
    select practice_id, case_id, 'partners.profile_sealed', case_id, partner, 'partners.profile.' || partner, partner,
        profile_key_version, profile_sealed
    from app.partners where profile_sealed is not null
    union all
    select practice_id, case_id, 'partners.contacts_sealed', case_id, partner, 'partners.contacts.' || partner, partner,
        contacts_key_version, contacts_sealed
    from app.partners where contacts_sealed is not null
    union all
    select practice_id, case_id, 'stage_events.reason_sealed', event_id, '', 'stage_events.reason', 'joint',
        reason_key_version, reason_sealed
    from app.stage_events where reason_sealed is not null
    union all
    select practice_id, case_id, 'sessions.others_sealed', session_id, '', 'sessions.others',
        case format when 'individual_A' then 'A' when 'individual_B' then 'B' else 'joint' end, others_key_version,
        others_sealed
    from app.sessions where others_sealed is not null
    union all
    select practice_id, case_id, 'drafts.body_sealed', note_id, '', 'notes.body', audience, body_key_version,
        body_sealed
    from app.drafts where body_sealed is not null
    union all
    select practice_id, case_id, 'notes.body_sealed', note_id, '', 'notes.body', audience, body_key_version,
        body_sealed
    from app.notes where body_sealed is not null
    union all
    select practice_id, case_id, 'notes.late_reason_sealed', note_id, '', 'notes.late_reason', audience,
        late_reason_key_version, late_reason_sealed
    from app.notes where late_reason_sealed is not null
    union all
    select practice_id, case_id, 'note_reviews.comment_sealed', note_id, '', 'note_reviews.comment', audience,
        comment_key_version, comment_sealed
    from app.note_reviews where comment_sealed is not null
    union all
    select practice_id, case_id, 'measure_responses.answers_sealed', response_id, '', 'measure_responses.answers',
        audience, answers_key_version, answers_sealed
    from app.measure_responses where answers_sealed is not null
    union all
    select practice_id, case_id, 'commitments.text_sealed', commitment_id, '', 'commitments.text', audience,
        text_key_version, text_sealed
    from app.commitments where text_sealed is not null
    union all
    select practice_id, case_id, 'goals.words_sealed', goal_id, '', 'goals.words', audience, words_key_version,
        words_sealed
    from app.goals where words_sealed is not null
    union all
    select practice_id, case_id, 'stage_records.words_sealed', record_id, '', 'stage_records.words', audience,
        words_key_version, words_sealed
    from app.stage_records where words_sealed is not null
    union all
    select practice_id, case_id, 'stage_corrections.reason_sealed', correction_id, '', 'stage_corrections.reason', 'joint',
        reason_key_version, reason_sealed
    from app.stage_corrections where reason_sealed is not null
    union all
    select practice_id, case_id, 'stage_answers.words_sealed', answer_id, '', 'stage_answers.words', audience,
        words_key_version, words_sealed
    from app.stage_answers where words_sealed is not null
    union all
    select practice_id, case_id, 'disclosures.recipient_sealed', disclosure_id, '', 'disclosures.recipient', audience,
        recipient_key_version, recipient_sealed
    from app.disclosures where recipient_sealed is not null
    union all
    select practice_id, case_id, 'disclosures.what_sealed', disclosure_id, '', 'disclosures.what', audience,
        what_key_version, what_sealed
    from app.disclosures where what_sealed is not null
    union all
    select practice_id, case_id, 'disclosures.purpose_sealed', disclosure_id, '', 'disclosures.purpose', audience,
        purpose_key_version, purpose_sealed
    from app.disclosures where purpose_sealed is not null
    union all
    select practice_id, case_id, 'safety_screens.words_sealed', screen_id, '', 'safety_screens.words', audience, words_key_version, words_sealed
    from app.safety_screens where words_sealed is not null
    union all
    select practice_id, case_id, 'safety_decisions.reason_sealed', decision_id, '', 'safety_decisions.reason', audience, reason_key_version, reason_sealed
    from app.safety_decisions where reason_sealed is not null
    union all
    select practice_id, case_id, 'safety_flags.words_sealed', flag_id, '', 'safety_flags.words', audience, words_key_version, words_sealed
    from app.safety_flags where words_sealed is not null
    union all
    select practice_id, case_id, 'flag_reviews.assessment_sealed', review_id, '', 'flag_reviews.assessment', audience, assessment_key_version, assessment_sealed
    from app.flag_reviews where assessment_sealed is not null
    union all
    select practice_id, case_id, 'flag_reviews.action_sealed', review_id, '', 'flag_reviews.action', audience, action_key_version, action_sealed
    from app.flag_reviews where action_sealed is not null
    union all
    select practice_id, case_id, 'safety_plans.words_sealed', plan_id, '', 'safety_plans.words', audience, words_key_version, words_sealed
    from app.safety_plans where words_sealed is not null
    union all
    select practice_id, case_id, 'confided_matters.words_sealed', matter_id, '', 'confided_matters.words', audience, words_key_version, words_sealed
    from app.confided_matters where words_sealed is not null
    union all
    select practice_id, case_id, 'authorizations.words_sealed', authorization_id, '', 'authorizations.words', audience,
        words_key_version, words_sealed
    from app.authorizations where words_sealed is not null
    union all
    select practice_id, case_id, 'treatment_plans.words_sealed', plan_id, '', 'treatment_plans.words', audience,
        words_key_version, words_sealed
    from app.treatment_plans where words_sealed is not null
    union all
    select practice_id, case_id, 'coverages.words_sealed', coverage_id, '', 'coverages.words', audience,
        words_key_version, words_sealed
    from app.coverages where words_sealed is not null;
