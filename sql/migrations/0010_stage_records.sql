-- What belongs to the stages of the road, and what was answered to it. Any record can be made in any stage.

-- An impact statement, an apology, a boundary, a breach of one, an open talk, a setback, or a plan for setbacks: a day, who
-- gave it, for whom it is, its words, and the little that is counted.
create table app.stage_records (
    practice_id         uuid not null,
    record_id           uuid not null,
    case_id             uuid not null,
    handle              text not null check (handle ~ '^R[0-9A-HJKMNP-TV-Z]{7}$'),
    kind                text not null check (
                            kind in ('impact', 'apology', 'boundary', 'breach', 'talk', 'setback', 'plan')),
    given_by            text not null check (given_by in ('A', 'B', 'couple')),
    audience            text not null check (audience in ('joint', 'A', 'B', 'therapist')),
    author_id           uuid not null,
    happened_on         date not null,
    words_sealed        bytea not null,
    -- what an apology holds
    parts               text[] check (parts <@ '{regret,harm,responsibility,change,examples}'),
    -- what a boundary is about
    area                text check (area in ('honesty', 'respect', 'communication', 'expectations')),
    -- what a breach is of
    boundary_id         uuid,
    without_accusation  boolean,
    -- when a boundary is to be reviewed, or a plan followed up
    look_again_on       date check (look_again_on > happened_on),
    recorded_at         timestamptz not null default clock_timestamp(),
    -- what other rows may rely on: kind, giver and audience in one word for their foreign keys
    form                text not null generated always as (kind || ' ' || given_by || ' ' || audience) stored,
    boundary_form       text generated always as (case when boundary_id is not null then 'boundary couple joint' end) stored,
    primary key (practice_id, record_id),
    unique (practice_id, case_id, record_id, form),
    foreign key (practice_id, case_id) references app.cases on delete restrict,
    foreign key (practice_id, author_id) references app.staff on delete restrict,
    foreign key (practice_id, case_id, boundary_id, boundary_form)
        references app.stage_records (practice_id, case_id, record_id, form) on delete restrict,
    check ((kind in ('impact', 'apology')) = (given_by <> 'couple')),
    -- what a partner gives is not in the other's confidence
    check (audience in ('joint', 'therapist') or given_by in ('couple', audience)),
    -- what two people agree on is theirs together
    check (kind not in ('boundary', 'plan') or audience = 'joint'),
    check ((kind = 'apology') = (parts is not null)),
    check ((kind = 'boundary') = (area is not null)),
    check ((kind = 'breach') = (boundary_id is not null)),
    check ((kind = 'talk') = (without_accusation is not null)),
    check ((kind in ('boundary', 'plan')) = (look_again_on is not null))
);
-- partial for the reason given at app.cases
create unique index stage_records_handle_key on app.stage_records (practice_id, handle) where handle is not null;
create index stage_records_case_idx on app.stage_records (practice_id, case_id, happened_on);

-- What was answered: an impact statement acknowledged; how an apology was received, which nobody owes; a boundary or a plan
-- assented to, reviewed, ended; a breach talked through; a setback worked through. Nothing here is changed or deleted.
create table app.stage_answers (
    practice_id   uuid not null,
    answer_id     uuid not null,
    case_id       uuid not null,
    record_id     uuid not null,
    -- of the record
    form          text not null,
    answer        text not null,
    answered_by   text not null check (answered_by in ('A', 'B', 'couple')),
    audience      text not null,
    author_id     uuid not null,
    answered_on   date not null,
    next_on       date check (next_on > answered_on),
    words_sealed  bytea,
    -- of two answers of one day, the later one holds
    recorded_at   timestamptz not null default clock_timestamp(),
    primary key (practice_id, answer_id),
    foreign key (practice_id, case_id, record_id, form)
        references app.stage_records (practice_id, case_id, record_id, form) on delete restrict,
    foreign key (practice_id, author_id) references app.staff on delete restrict,
    constraint stage_answers_fitting check (case split_part(form, ' ', 1)
        when 'impact' then answer = 'acknowledged' and answered_by not in ('couple', split_part(form, ' ', 2))
        when 'apology' then answer in ('received', 'not_yet', 'not_received')
            and answered_by not in ('couple', split_part(form, ' ', 2))
        when 'boundary' then answer in ('assented', 'reviewed', 'ended')
            and (answer = 'assented') = (answered_by <> 'couple')
        when 'plan' then answer in ('assented', 'reviewed', 'ended')
            and (answer = 'assented') = (answered_by <> 'couple')
        when 'breach' then answer = 'talked_through' and answered_by = 'couple'
        when 'setback' then answer = 'worked_through' and answered_by = 'couple'
        else false
    end),
    -- how an apology was received is its giver's to share; any other answer is for whom the record is
    constraint stage_answers_audience check (
        audience = case when form like 'apology %' then answered_by else split_part(form, ' ', 3) end),
    -- what one partner told alone, the other does not answer
    constraint stage_answers_confided check (split_part(form, ' ', 3) in ('joint', answered_by) or answered_by = 'couple'),
    check ((answer = 'reviewed') = (next_on is not null))
);
create unique index stage_answers_once_key on app.stage_answers (practice_id, record_id, answer, answered_by)
    where answer in ('assented', 'ended', 'talked_through', 'worked_through');
create index stage_answers_case_idx on app.stage_answers (practice_id, case_id, record_id);

-- A return names its setback, which both may know of.
alter table app.stage_events
    add column setback_id uuid,
    add column setback_form text generated always as (
        case when setback_id is not null then 'setback couple joint' end) stored,
    add foreign key (practice_id, case_id, setback_id, setback_form)
        references app.stage_records (practice_id, case_id, record_id, form) on delete restrict,
    add constraint stage_events_setback check ((kind = 'return') = (setback_id is not null));

-- A road that was corrected: who did it, why, and how it stood before, as numbers, days and ids. Nothing here is changed or
-- deleted, so a correction can never hide what it corrected.
create table app.stage_corrections (
    practice_id    uuid not null,
    correction_id  uuid not null,
    case_id        uuid not null,
    corrected_by   uuid not null,
    corrected_at   timestamptz not null default now(),
    reason_sealed  bytea not null,
    -- the moves in order: event, stage, day, kind
    road_before    jsonb not null check (jsonb_typeof(road_before) = 'array'),
    primary key (practice_id, correction_id),
    foreign key (practice_id, case_id) references app.cases on delete restrict,
    foreign key (practice_id, corrected_by) references app.staff on delete restrict
);
create index stage_corrections_case_idx on app.stage_corrections (practice_id, case_id, corrected_at);
