-- The default road: six stages and their criteria, version 1. A new practice gets a copy of its own.
-- Thresholds are clinical judgement and not validated: criteria advise, they do not gate.
-- Source: S the roadmap itself, G Gottman, B Baucom, Snyder and Gordon, P Spring, F Fife (docs/how-to/the-road.md).
-- Scales: 0-4 is not at all, a little, partly, mostly, fully; parts and count are numbers of things that are there.

create table if not exists private.default_stages (
    stage       smallint primary key,
    name        text not null,
    short_name  text not null
);
create table if not exists private.default_criteria (
    criterion  text primary key,
    stage      smallint not null references private.default_stages on delete restrict,
    wording    text not null,
    rater      text not null,
    scale      text not null,
    threshold  smallint,
    maximum    smallint not null,
    from_records text,
    source     text not null
);
delete from private.default_criteria;
delete from private.default_stages;

insert into private.default_stages (stage, name, short_name) values
    (1, 'Acknowledge the Hurt', 'Acknowledge'),
    (2, 'Apologize and Take Responsibility', 'Apologize'),
    (3, 'Establish Boundaries and Open Communication', 'Boundaries'),
    (4, 'Make Amends and Take Action', 'Amends'),
    (5, 'Be Patient and Accept a Slow Process', 'Patience'),
    (6, 'Create a Plan for Rebuilding Trust', 'Plan');

insert into private.default_criteria (criterion, stage, wording, rater, scale, threshold, maximum,
    from_records, source) values
    ('1.1', 1, 'My partner understands how this hurt me', 'hurt', '0-4', 3, 4, null, 'S G P'),
    ('1.2', 1, 'I can say what this did to my partner without defending', 'involved', '0-4', 3, 4, null, 'S G'),
    ('1.3', 1, 'Impact statement told and reflected back', 'therapist', 'yes_no', 1, 1, 'impact_reflected', 'P'),
    ('1.4', 1, 'Both screened alone; no open hold; crisis contained', 'therapist', 'yes_no', 1, 1, null, 'B'),
    ('2.1', 2, 'Apology has regret, harm named, responsibility, change, examples', 'therapist', 'parts', 5, 5, 'apology_parts', 'S G F'),
    ('2.2', 2, 'My partner takes responsibility without excuse', 'hurt', '0-4', 3, 4, null, 'S'),
    ('2.3', 2, 'I take responsibility for what I did', 'involved', '0-4', 3, 4, null, 'S P'),
    ('2.4', 2, 'The breach has ended, or remaining contact is known and agreed', 'both_and_therapist', 'yes_no', 1, 1, null, 'B'),
    ('2.5', 2, 'Nobody presses me to forgive (reception is recorded, never required)', 'hurt', '0-4', 3, 4, null, 'S'),
    ('3.1', 3, 'Boundaries agreed: honesty, respect, communication, expectations', 'both', 'parts', 4, 4, 'areas_agreed', 'S'),
    ('3.2', 3, 'I feel safe with our boundaries', 'both', '0-4', 3, 4, null, 'S B'),
    ('3.3', 3, 'Boundary breaches not yet talked through, last 28 days', 'computed', 'count', 0, 99, 'open_breaches', 'S'),
    ('3.4', 3, 'Open talks without accusation, on different days', 'therapist', 'count', 3, 99, 'open_talks', 'S G'),
    ('3.5', 3, 'We can each say how it came to this, without excusing it', 'both', '0-4', 2, 4, null, 'S B'),
    ('4.1', 4, 'Amends agreed: practical and emotional, wanted by the hurt partner', 'both', 'count', 3, 99, 'amends_wanted', 'S'),
    ('4.2', 4, 'Kept as the hurt partner sees it, last 4 weeks, at least 6 due', 'computed', 'percent', 75, 100, 'kept_share', 'S'),
    ('4.3', 4, 'What my partner does lets me rely on them', 'hurt', '0-4', 3, 4, null, 'S'),
    ('4.4', 4, 'I do it without being reminded', 'involved', '0-4', 3, 4, null, 'S P'),
    ('5.1', 5, 'I get time and space; nobody pushes me', 'hurt', '0-4', 3, 4, null, 'S'),
    ('5.2', 5, 'I can live with a slow pace', 'both', '0-4', 3, 4, null, 'S'),
    ('5.3', 5, 'A setback worked through, or 8 weeks without one', 'therapist', 'yes_no', 1, 1, 'setback_passed', 'S B'),
    ('5.4', 5, 'The hurt partner''s Dyadic Trust Scale, 3 scores at least 14 days apart, last not below first', 'computed', 'yes_no', null, 1, 'trust_held', 'S'),
    ('6.1', 6, 'Freely made decision: together or apart', 'both', 'choice', 1, 2, null, 'B'),
    ('6.2', 6, 'Goals with measure, target, date, owner; one on understanding each other', 'both', 'count', 3, 99, 'goals_whole', 'S'),
    ('6.3', 6, 'Goals reached or on track after two reviews', 'computed', 'percent', 67, 100, 'goals_on_track', 'S'),
    ('6.4', 6, 'Plan for setbacks, follow-up date', 'both', 'yes_no', 1, 1, 'plan_agreed', 'B G');

grant select on private.default_stages, private.default_criteria to troth_founder;
