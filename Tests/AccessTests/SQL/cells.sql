-- The cells of the matrix: every statement that each person tries, and what the expected table says comes of it.

-- A line of the expected table, its groups spelled out.
create table proof.rules (
    line       int not null,
    duty       text not null,
    object     text not null,
    operation  text not null check (operation in ('read', 'open', 'add', 'change', 'remove')),
    whose      text[] not null,
    rows       text not null,
    columns    text[] not null);

create table proof.cells (
    cell       bigint generated always as identity primary key,
    actor      text not null,
    role       text not null,
    token      text not null,
    path       text not null,
    object     text not null,
    operation  text not null,
    col        text,
    -- run as another role before, in the same transaction
    prelude    text,
    statement  text not null,
    -- 'denied', 'hidden', 'through', or the number of rows
    expected   text not null);
create index on proof.cells (object, role, operation);

create view proof.objects as
select c.oid, n.nspname as schema, c.relname::text as object, c.oid::regclass::text as name, c.relkind,
    exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'case_id') as has_case,
    exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'practice_id') as has_practice
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname in ('app', 'private') and c.relkind in ('r', 'p', 'v', 'm');

create view proof.columns as
select o.object, a.attname::text as col, a.attnum, a.atttypid, a.attname like '%\_sealed' as sealed,
    a.attgenerated <> '' or a.attidentity <> '' as generated
from proof.objects o join pg_attribute a on a.attrelid = o.oid and a.attnum > 0 and not a.attisdropped;

-- Which rows `t` a line of the table means for a person `a`, told from the labels of the fixture and never from
-- assignments or sessions. The case that is treated beside is there for whom the line lets a primary therapist.
create function proof.reach(what text, rows text, whose text[], has_case boolean) returns text language sql immutable as $$
    select case
        when rows in ('case', 'readable', 'overseen', 'own') then
            format('(t.practice_id = a.practice_id and (t.case_id = a.target and a.relationship = any (%1$L)
                or t.case_id = a.elsewhere and ''primary'' = any (%1$L)))', whose)
            || case rows when 'readable' then ' and (t.audience <> ''therapist'' or t.author_id = a.staff_id)'
                         when 'overseen' then ' and (t.audience <> ''therapist''' || case what when 'notes' then
                             ' or t.note_id in (
                             select h.note_id from proof.shared_notes h where h.supervisor_id = a.staff_id)' else '' end || ')'
                         when 'own' then ' and t.author_id = a.staff_id' else '' end
        else format('a.relationship = any (%L) and ', whose) || case rows
            when 'opening' then 't.practice_id = a.practice_id and t.opened_by = a.staff_id'
            when 'review' then 't.practice_id = a.practice_id and t.staff_id <> a.staff_id and t.reviewed_at is null'
                || ' and (a.relationship not like ''barred%'' or t.case_id <> a.target)'
            when 'self' then 't.practice_id = a.practice_id and t.staff_id = a.staff_id'
                || case when has_case then ' and (a.relationship not like ''barred%'' or t.case_id <> a.target)' else '' end
            when 'practice' then 't.practice_id = a.practice_id'
                || case when has_case then ' and (a.relationship not like ''barred%'' or t.case_id <> a.target)' else '' end
            -- the front desk's list ends with the case
            when 'desk' then 't.practice_id = a.practice_id and t.case_id not in (
                    select c.case_id from app.cases c where c.practice_id = t.practice_id and c.status = ''closed'')'
                || ' and (a.relationship not like ''barred%'' or t.case_id <> a.target)'
            when 'booking' then 't.practice_id = a.practice_id and t.state = ''booked'''
                || ' and (a.relationship not like ''barred%'' or t.case_id <> a.target)'
            when 'booked_by' then 't.practice_id = a.practice_id and t.state = ''booked'' and t.recorded_by = a.staff_id'
            when 'party' then 't.practice_id = a.practice_id and a.staff_id in ('
                || case what when 'supervision' then 't.supervisor_id, t.supervisee_id'
                             when 'hand_overs' then 't.from_id, t.to_id, t.started_by'
                             when 'note_shares' then 't.author_id, t.supervisor_id' else 't.from_id, t.to_id' end || ')'
                || case when has_case then ' and (a.relationship not like ''barred%'' or t.case_id <> a.target)' else '' end
            when 'cosigner' then 't.practice_id = a.practice_id and t.case_id = a.target and t.reviewed_by = a.staff_id'
                || ' and t.author_id in (select v.staff_id from proof.supervisees v where v.supervisor_id = a.staff_id)'
            when 'shared' then 't.practice_id = a.practice_id and t.supervisor_id = a.staff_id'
                || case when has_case then ' and (a.relationship not like ''barred%'' or t.case_id <> a.target)' else '' end
            when 'written' then 't.practice_id = a.practice_id and t.author_id = a.staff_id'
                || case when has_case then ' and (a.relationship not like ''barred%'' or t.case_id <> a.target)' else '' end
            -- what may be shared, and with whom, is spelled out where the cells of it are made
            when 'sharer' then 'false'
            when 'giver' then 't.practice_id = a.practice_id and t.from_id = a.staff_id'
            when 'figures' then 't.practice_id = a.practice_id'
            when 'none' then 'false' end
    end $$;

-- How many rows each person may reach by each line of the table.
create table proof.reachable (line int, actor text, n bigint, primary key (line, actor));

create function proof.count_reachable() returns void language plpgsql as $$
declare rule record;
begin
    for rule in
        -- the view of an export has a row a case, and not its practice
        select r.*, x.name, x.has_case from proof.rules r join proof.objects o using (object)
        join proof.objects x on x.object = case o.object when 'couple_progress' then 'cases' else o.object end
    loop
        execute format(
            'insert into proof.reachable
             select $1, a.actor, count(t.*) from proof.actors a left join %s t on %s where a.duty = $2 group by a.actor',
            rule.name, proof.reach(rule.object, rule.rows, rule.whose, rule.has_case)) using rule.line, rule.duty;
    end loop;
end $$;

-- What the table says of a person's operation on a column, or on the table where the column is ''. Nothing: it is denied.
create table proof.allowed (
    actor text, object text, operation text, col text, n bigint, primary key (actor, object, operation, col));

create function proof.spell_out() returns void language sql as $$
    insert into proof.allowed
    select c.actor, r.object, r.operation, k.col, max(c.n)
    from proof.rules r join proof.reachable c using (line) cross join lateral unnest(array[''] || r.columns) k (col)
    group by 1, 2, 3, 4;
    analyze proof.allowed $$;

create function proof.make_cells() returns void language plpgsql as $$
declare o record;
begin
    perform proof.count_reachable();
    perform proof.spell_out();
    for o in select * from proof.objects order by schema, object loop
        -- reading, a column at a time: each must show just the rows that are the person's to read
        insert into proof.cells (actor, role, token, path, object, operation, col, statement, expected)
        select a.actor, a.role, a.token, 'sql', o.object, 'read', c.col, format('select %I from %s', c.col, o.name),
            coalesce(w.n::text, 'denied')
        from proof.actors a cross join proof.columns c
        left join proof.allowed w
            on w.actor = a.actor and w.object = o.object and w.operation = 'read' and w.col = c.col
        where c.object = o.object;

        -- every token under every other role that the gate may take, by itself and through a view of that role
        insert into proof.cells (actor, role, token, path, object, operation, prelude, statement, expected)
        select a.actor, v.role, a.token, v.path, o.object, 'read', v.prelude, v.statement, 'nothing'
        from proof.actors a
        join proof.roles mine on mine.duty = a.duty
        join proof.roles other on other.held <> mine.held and o.relkind = 'r'
        cross join lateral (
            select c.col from proof.columns c where c.object = o.object
            order by has_column_privilege(other.role, o.oid, c.attnum, 'select') desc, c.attnum limit 1) c
        cross join lateral (values
            ('role', other.role, null, format('select %I from %s', c.col, o.name)),
            ('view', a.role,
                format('set local role %I; create temp view peep as select %I from %s; grant select on peep to public; '
                    'reset role', other.role, c.col, o.name), 'select from peep')) v (path, role, prelude, statement);

        if o.relkind = 'r' then
            insert into proof.cells (actor, role, token, path, object, operation, statement, expected)
            select a.actor, a.role, a.token, 'sql', o.object, v.operation, v.statement, 'denied'
            from proof.actors a
            cross join (values ('truncate', format('truncate %s', o.name))) v (operation, statement);

            insert into proof.cells (actor, role, token, path, object, operation, statement, expected)
            select a.actor, a.role, a.token, 'sql', o.object, 'remove', format('delete from %s', o.name),
                coalesce(w.n::text, 'denied')
            from proof.actors a
            left join proof.allowed w
                on w.actor = a.actor and w.object = o.object and w.operation = 'remove' and w.col = '';

            -- changing, without a condition: it must reach just the rows that are the person's to change
            insert into proof.cells (actor, role, token, path, object, operation, col, statement, expected)
            select a.actor, a.role, a.token, 'sql', o.object, 'change', c.col,
                format('update %s set %I = %s', o.name, c.col,
                    case c.col when 'version' then '1' when 'ends_at' then '''infinity''' else 'default' end),
                coalesce(w.n::text, 'denied')
            from proof.actors a cross join proof.columns c
            left join proof.allowed w
                on w.actor = a.actor and w.object = o.object and w.operation = 'change' and w.col = c.col
            where c.object = o.object and not c.generated;

            perform proof.make_adding_cells(o.object, o.name);
        end if;
    end loop;
    perform proof.make_opening_cells();
    perform proof.make_sharing_cells();
    perform proof.make_review_cells();
    perform proof.make_value_cells();
    perform proof.make_exact_cells();
    perform proof.make_crafted_cells();
end $$;

-- Opening a psychotherapy note of one's own, or of somebody else, to each who supervises the person, did so, will, is
-- supervised, or has nothing to do with it.
create function proof.make_sharing_cells() returns void language sql as $$
    insert into proof.cells (actor, role, token, path, object, operation, statement, expected)
    select a.actor, a.role, a.token, 'sql', 'note_shares', 'add', format(
            'insert into app.note_shares (practice_id, note_id, case_id, author_id, supervisor_id)
             values (%L, %L, %L, %L, %L)', n.practice_id, n.note_id, n.case_id, n.author_id, s.staff_id),
        case when not exists (select from proof.rules r
                              where r.duty = a.duty and r.object = 'note_shares' and r.operation = 'add') then 'denied'
             when a.relationship = 'supervised' and n.author_id = a.staff_id and n.practice_id = a.practice_id
                 and s.login = 'omar' then 'through'
             else 'hidden' end
    from proof.actors a
    join app.notes n on n.case_id = a.target and n.audience = 'therapist'
    join app.staff s on s.practice_id = (select p.practice_id from app.practices p where p.name = 'Test Practice')
        and (s.login in ('omar', 'thea', 'admin') or s.staff_id = a.staff_id)
$$;

-- A review of what was written by whom the person supervises, supervised, will supervise, never supervised, or by the person,
-- and one in another's name; in both practices where they have a case of the same id.
create function proof.make_review_cells() returns void language sql as $$
    insert into proof.cells (actor, role, token, path, object, operation, statement, expected)
    select a.actor, a.role, a.token, 'sql', 'note_reviews', 'add', format(
            'insert into app.note_reviews (practice_id, note_id, case_id, author_id, audience, outcome, reviewed_by)
             values (%L, gen_random_uuid(), %L, %L, ''joint'', ''cosigned'', %L)',
            c.practice_id, c.case_id, v.author_id, v.reviewer_id),
        case when not exists (select from proof.rules r
                              where r.duty = a.duty and r.object = 'note_reviews' and r.operation = 'add') then 'denied'
             when a.relationship = 'supervisor' and v.is_right and c.practice_id = a.practice_id then 'through'
             else 'hidden' end
    from proof.actors a
    join app.cases c on c.case_id = a.target
    cross join lateral (
        select e.staff_id as author_id, a.staff_id as reviewer_id, true as is_right
        from proof.supervisees e where e.supervisor_id = a.staff_id
        union all
        select e.staff_id, s.staff_id, false
        from proof.supervisees e
        join app.staff s on s.practice_id = a.practice_id and s.login = 'thea' where e.supervisor_id = a.staff_id
        union all
        select s.staff_id, a.staff_id, false
        from app.staff s where s.practice_id = a.practice_id and s.login in ('thea', 'omar', 'admin')
        union all
        select a.staff_id, a.staff_id, false) v
    where a.duty = 'supervisor'
$$;

-- Changes that no constraint stops, so that the number of rows they reach tells: a column to itself, a review, a
-- cancellation.
create function proof.make_exact_cells() returns void language sql as $$
    -- what is booked against a hold no constraint lets be changed: here the policy alone is asked
    insert into proof.cells (actor, role, token, path, object, operation, col, prelude, statement, expected)
    select a.actor, a.role, a.token, 'sql', w.object, 'exact', min(w.col),
        case w.object when 'sessions' then 'alter table app.sessions disable trigger user' end,
        format('update app.%1$I set %2$I = %2$I', w.object, min(w.col)), min(w.n)::text
    from proof.allowed w join proof.actors a using (actor) join proof.objects o using (object)
    where w.operation = 'change' and w.col <> '' and o.schema = 'app'
        and w.object not in ('glass_openings', 'assignments') and not (w.object = 'sessions' and a.duty = 'front_desk')
        and has_column_privilege(a.role, o.oid, w.col, 'select')
    group by a.actor, a.role, a.token, w.object;

    insert into proof.cells (actor, role, token, path, object, operation, col, statement, expected)
    select a.actor, a.role, a.token, 'sql', v.object, 'exact', v.col, replace(v.statement, 'ME', quote_literal(a.staff_id)),
        w.n::text
    from proof.actors a
    cross join (values
        ('glass_openings', 'reviewed_at',
            'update app.glass_openings set reviewed_at = now(), reviewed_by = ME, finding = ''justified'''),
        ('sessions', 'state',
            'update app.sessions set state = ''cancelled'', attendance = ''none'', recorded_by = ME')
        ) v (object, col, statement)
    join proof.allowed w on w.actor = a.actor and w.object = v.object and w.operation = 'change' and w.col = v.col
    where v.object <> 'sessions' or a.duty = 'front_desk';

    -- what reads no column is not held back by the policy for reading; no constraint says what the policy has to
    insert into proof.cells (actor, role, token, path, object, operation, col, prelude, statement, expected)
    select a.actor, a.role, a.token, 'sql', 'assignments', 'exact', 'ends_at',
        'alter table app.assignments drop constraint assignments_primary_excl,
             drop constraint assignments_person_excl, disable trigger user',
        'update app.assignments set ends_at = ''infinity''', w.n::text
    from proof.actors a
    join proof.allowed w
        on w.actor = a.actor and w.object = 'assignments' and w.operation = 'change' and w.col = 'ends_at';
    insert into proof.cells (actor, role, token, path, object, operation, col, prelude, statement, expected)
    select a.actor, a.role, a.token, 'sql', 'sessions', 'exact', 'version',
        'alter table app.sessions disable trigger user', 'update app.sessions set version = 1', w.n::text
    from proof.actors a
    join proof.allowed w
        on w.actor = a.actor and w.object = 'sessions' and w.operation = 'change' and w.col = 'version'
    where a.duty <> 'front_desk'
$$;

-- New rows that only one thing is wrong with, or nothing: an offer of a case, a bar, a booking; in both practices where
-- they have a case of the same id.
create function proof.make_crafted_cells() returns void language sql as $$
    insert into proof.cells (actor, role, token, path, object, operation, statement, expected)
    select a.actor, a.role, a.token, 'sql', v.object, 'add', v.statement,
        case when r.line is null then 'denied'
             when a.relationship = any (r.whose) and c.practice_id = a.practice_id and v.is_right
                 and a.relationship not like 'barred%' then 'through'
             else 'hidden' end
    from proof.actors a
    join app.cases c on c.case_id = a.target
    left join lateral (
        select * from app.sessions s where s.practice_id = c.practice_id and s.case_id = c.case_id and s.state = 'booked'
        limit 1) s on true
    cross join lateral (values
        ('transfers', true, format(
            'insert into app.transfers (practice_id, transfer_id, case_id, from_id, to_id, case_handle)
             values (%L, gen_random_uuid(), %L, %L, (select s.staff_id from app.staff s where s.login = ''omar'' limit 1), %L)',
            c.practice_id, c.case_id, a.staff_id, c.handle)),
        ('transfers', false, format(
            'insert into app.transfers (practice_id, transfer_id, case_id, from_id, to_id, case_handle)
             values (%L, gen_random_uuid(), %L, %L, %L, %L)',
            c.practice_id, c.case_id, c.opened_by, a.staff_id, c.handle)),
        ('bars', true, format(
            'insert into app.bars (practice_id, bar_id, case_id, staff_id, reason_sealed, barred_by)
             values (%L, gen_random_uuid(), %L, %L, ''\x00'', %L)', c.practice_id, c.case_id, c.opened_by, a.staff_id)),
        ('sessions', true, format(
            'insert into app.sessions (practice_id, session_id, case_id, handle, starts_at, ends_at, format, modality, state,
                 recorded_by)
             values (%L, gen_random_uuid(), %L, %L, %L, %L, %L, %L, ''booked'', %L)',
            c.practice_id, c.case_id, proof.handle('S'), s.starts_at, s.ends_at, s.format, s.modality, a.staff_id)),
        ('sessions', false, format(
            'insert into app.sessions (practice_id, session_id, case_id, handle, starts_at, ends_at, format, modality, state,
                 recorded_by)
             values (%L, gen_random_uuid(), %L, %L, %L, %L, %L, %L, ''held'', %L)',
            c.practice_id, c.case_id, proof.handle('S'), s.starts_at, s.ends_at, s.format, s.modality, a.staff_id)),
        ('sessions', false, format(
            'insert into app.sessions (practice_id, session_id, case_id, handle, starts_at, ends_at, format, modality, state,
                 recorded_by)
             values (%L, gen_random_uuid(), %L, %L, %L, %L, %L, %L, ''booked'', %L)',
            c.practice_id, c.case_id, proof.handle('S'), s.starts_at, s.ends_at, s.format, s.modality, c.opened_by))
        ) v (object, is_right, statement)
    left join lateral (
        select * from proof.rules r where r.duty = a.duty and r.object = v.object and r.operation = 'add' limit 1) r on true
    where v.object <> 'sessions' or a.duty not in ('therapist', 'trainee')
$$;

-- A change to a value that the rules forbid, of rows that may be changed: whoever books records no session, and nobody
-- acts in another's name.
create function proof.make_value_cells() returns void language sql as $$
    insert into proof.cells (actor, role, token, path, object, operation, col, statement, expected)
    select a.actor, a.role, a.token, 'sql', v.object, 'change', v.col,
        format('update app.%I set %I = %s, %s', v.object, v.col, v.value, replace(v.beside, 'ME', quote_literal(a.staff_id))),
        case when w.n is null then 'denied' when w.n = 0 then '0' else 'hidden' end
    from proof.actors a
    cross join (values
        ('sessions', 'state', '''held''', 'recorded_by = ME'),
        ('sessions', 'recorded_by', '(select s.staff_id from app.staff s where s.login = ''thea'' limit 1)',
            'state = ''cancelled'''),
        ('glass_openings', 'reviewed_by', '(select s.staff_id from app.staff s where s.login = ''thea'' limit 1)',
            'reviewed_at = now()')) v (object, col, value, beside)
    left join proof.allowed w
        on w.actor = a.actor and w.object = v.object and w.operation = 'change' and w.col = v.col
    where a.duty in ('front_desk', 'supervisor', 'practice_admin', 'auditor')
$$;

-- Adding a row like one that is there: for each person one of each audience and author in the case, else one of each
-- practice and of oneself.
create function proof.make_adding_cells(what text, name text) returns void language plpgsql as $$
declare
    has_case constant boolean := (select has_case from proof.objects where object = what);
    has_practice constant boolean := (select has_practice from proof.objects where object = what);
    own_key constant text := (
        select a.attname from pg_constraint k
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[array_upper(k.conkey, 1)]
        where k.conrelid = name::regclass and k.contype = 'p' and a.atttypid = 'uuid'::regtype
            and (a.attname <> 'case_id' or what = 'cases') and a.attname <> 'staff_id');
    kinds constant text := (
        select coalesce(string_agg(format(', t.%I', col), ''), '') from proof.columns
        where object = what and col in ('audience', 'part', 'partner'));
    author constant text := (
        select coalesce(string_agg(format(', t.%I = a.staff_id', col), ''), '') from proof.columns
        where object = what and col in ('author_id', 'staff_id', 'opened_by'));
    fresh constant text := case when own_key is null then '' else format(' || jsonb_build_object(%L, gen_random_uuid())', own_key) end
        || case when exists (select from proof.columns where object = what and col = 'handle')
                then ' || jsonb_build_object(''handle'', proof.handle(left(t.handle, 1)))' else '' end;
    columns constant text := (select string_agg(quote_ident(col), ', ' order by attnum) from proof.columns
                              where object = what and not generated);
    allowed text;
    rule record;
begin
    if not has_practice then
        insert into proof.cells (actor, role, token, path, object, operation, statement, expected)
        select a.actor, a.role, a.token, 'sql', what, 'add', format('insert into %s default values', name),
            case when exists (select from proof.rules r where r.duty = a.duty and r.object = what and r.operation = 'add')
                 then 'through' else 'denied' end
        from proof.actors a;
        return;
    end if;
    execute format(
        'create temp table tried on commit drop as
         select distinct on (a.actor, t.practice_id %1$s %2$s) a.actor, t.*, to_jsonb(t) %3$s as filled
         from proof.actors a join %4$s t on %5$s
         order by a.actor, t.practice_id %1$s %2$s',
        case when has_case then ', t.case_id' else '' end || kinds, author, fresh, name,
        case when has_case then 't.case_id = a.target'
             else 'true' end);
    if what = 'cases' then
        -- and a new case of one's own
        execute format('insert into tried select a.actor, (jsonb_populate_record(null::%s, x.j)).*, x.j
            from proof.actors a join app.cases t on t.case_id = a.target
            cross join app.practices p
            cross join lateral (select to_jsonb(t) || jsonb_build_object(''case_id'', gen_random_uuid(), ''handle'',
                proof.handle(''C''), ''opened_by'', a.staff_id, ''practice_id'', p.practice_id) as j) x', name);
    end if;
    execute format(
        'insert into proof.cells (actor, role, token, path, object, operation, statement, expected)
         select a.actor, a.role, a.token, ''sql'', %1$L, ''add'',
             format(''insert into %2$s (%%1$s) select %%1$s from jsonb_populate_record(null::%2$s, %%2$L)'',
                 -- what the duty may give, else everything
                 coalesce((select string_agg(distinct quote_ident(k), '', '') from proof.rules r cross join unnest(r.columns) k
                           where r.duty = a.duty and r.object = %1$L and r.operation = ''add''), %3$L), t.filled),
             case when not exists (select from proof.rules r where r.duty = a.duty and r.object = %1$L and r.operation = ''add'')
                      then ''denied''
                  when %4$s then ''through'' else ''hidden'' end
         from proof.actors a join tried t using (actor)',
        what, name, columns,
        coalesce((select string_agg(format('(a.duty = %L and %s)', r.duty, proof.reach(r.object, r.rows, r.whose, has_case)), ' or ')
                  from proof.rules r where r.object = what and r.operation = 'add'), 'false'));
    drop table tried;
end $$;

-- Opening sealed words through the one door. Each person asks for the words of every case at once, and for every note of
-- their own case by its id.
create table proof.subjects (subject text primary key, object text not null, col text not null);
insert into proof.subjects values
    ('partners', 'partners', 'name_sealed'), ('contacts', 'partners', 'contacts_sealed'), ('profiles', 'partners', 'profile_sealed'),
    ('stage_events', 'stage_events', 'reason_sealed'), ('sessions', 'sessions', 'others_sealed'),
    ('drafts', 'drafts', 'body_sealed'), ('notes', 'notes', 'body_sealed'), ('note_reviews', 'note_reviews', 'comment_sealed'),
    ('safety_screens', 'safety_screens', 'words_sealed'), ('safety_decisions', 'safety_decisions', 'reason_sealed'),
    ('safety_flags', 'safety_flags', 'words_sealed'), ('safety_plans', 'safety_plans', 'words_sealed'),
    ('flag_reviews', 'flag_reviews', 'assessment_sealed'), ('confided_matters', 'confided_matters', 'words_sealed'),
    ('treatment_plans', 'treatment_plans', 'words_sealed'), ('coverages', 'coverages', 'words_sealed'),
    ('measure_responses', 'measure_responses', 'answers_sealed'), ('commitments', 'commitments', 'text_sealed'),
    ('goals', 'goals', 'words_sealed'), ('stage_records', 'stage_records', 'words_sealed'),
    ('stage_corrections', 'stage_corrections', 'reason_sealed'),
    ('stage_answers', 'stage_answers', 'words_sealed'), ('authorizations', 'authorizations', 'words_sealed');

create function proof.make_opening_cells() returns void language plpgsql as $$
declare
    everything constant text := (select array_agg(case_id)::text from app.cases);
    s record;
begin
    for s in select * from proof.subjects loop
        execute format(
            'insert into proof.cells (actor, role, token, path, object, operation, col, statement, expected)
             select a.actor, a.role, a.token, ''words'', %1$L, ''open'', %2$L,
                 format(''select from app.open_words(%%L, %%L)'', $1, array[%3$L]),
                 case when not exists (select from proof.rules r where r.duty = a.duty and r.operation = ''open''
                                           and r.object <> ''staff'') then ''denied''
                      else (select count(*) from app.%1$I t where t.%2$I is not null and (%4$s))::text end
             from proof.actors a',
            s.object, s.col, s.subject,
            coalesce((select string_agg(format('(a.duty = %L and %s)', r.duty, proof.reach(r.object, r.rows, r.whose, true)), ' or ')
                      from proof.rules r where r.object = s.object and r.operation = 'open' and s.col = any (r.columns)),
                     'false')) using everything;
    end loop;
    for s in select * from proof.subjects where object in ('drafts', 'notes') loop
        execute format(
            'insert into proof.cells (actor, role, token, path, object, operation, col, statement, expected)
             select a.actor, a.role, a.token, ''words'', %1$L, ''open'', %2$L,
                 format(d.opening, t.note_id),
                 case when not exists (select from proof.rules r where r.duty = a.duty and r.operation = ''open''
                                           and r.object in (''notes'', ''drafts'')) then ''denied''
                      when %4$s then ''1'' else ''0'' end
             from proof.actors a join app.%1$I t on t.case_id = a.target
                 and t.practice_id = (select p.practice_id from app.practices p where p.name = ''Test Practice'')
             cross join (values (''select from app.open_note(%%L) where field = ''''notes.body''''''), (''select from app.open_notes(array[%%L]::uuid[])'')) d (opening)',
            s.object, s.col, s.subject,
            coalesce((select string_agg(format('(a.duty = %L and %s)', r.duty, proof.reach(r.object, r.rows, r.whose, true)), ' or ')
                      from proof.rules r where r.object = s.object and r.operation = 'open' and s.col = any (r.columns)),
                     'false'));
    end loop;
    insert into proof.cells (actor, role, token, path, object, operation, col, statement, expected)
    select a.actor, a.role, a.token, 'words', 'staff', 'open', 'name_sealed', 'select from app.open_staff()',
        coalesce(w.n::text, 'denied')
    from proof.actors a
    left join proof.allowed w
        on w.actor = a.actor and w.object = 'staff' and w.operation = 'open' and w.col = 'name_sealed';
end $$;

-- Tries one statement as a role with a token, undone at once, and tells what came of it.
create function proof.attempt(role text, token text, statement text, prelude text default null) returns text
    language plpgsql as $$
declare
    n bigint;
    message text;
    state text;
begin
    begin
        perform set_config('troth.token', token, true), set_config('troth.act', 'proof', true);
        if prelude is not null then execute prelude; end if;
        perform set_config('role', role, true);
        execute statement;
        get diagnostics n = row_count;
        raise exception using errcode = 'PRF00', message = n::text;
    exception when others then
        get stacked diagnostics message = message_text, state = returned_sqlstate;
    end;
    return case
        when state = 'PRF00' then message
        when state = '42501' and message like 'permission denied%' then 'denied'
        when state = '42501' and message like 'new row violates row-level security%' then 'hidden'
        when state like '23%' then 'through'
        else state || ' ' || message end;
end $$;

create function proof.matches(operation text, expected text, got text) returns boolean language sql immutable as $$
    select got = expected
        or (expected = 'nothing' and got in ('0', 'denied'))
        -- a constraint, or the check of the new row, stopped it after the policy had let the old one pass
        or (operation in ('change', 'remove') and got in ('through', 'hidden') and expected not in ('denied', '0', 'hidden'))
        or (operation = 'add' and expected = 'through' and got = '1') $$;

-- Tries one cell in `every`; gives how many held, and what the others were, those that are alike as one line.
create function proof.run(every int, paths text[]) returns table (held bigint, broken bigint, lines text[]) language plpgsql as $$
declare
    c proof.cells;
    got text;
begin
    held := 0; broken := 0;
    create temp table otherwise (what text, who text) on commit drop;
    for c in select * from proof.cells t where t.cell % every = 0 and t.path = any (paths) order by t.cell loop
        got := proof.attempt(c.role, c.token, c.statement, c.prelude);
        if proof.matches(c.operation, c.expected, got) then
            held := held + 1;
        else
            broken := broken + 1;
            insert into otherwise values (
                concat_ws(' ', split_part(c.actor, '/', 1), c.path, nullif(c.role, 'troth_' || split_part(c.actor, '/', 1)),
                    c.operation, c.object, c.col, 'expected', c.expected, 'got', got), split_part(c.actor, '/', 2));
        end if;
    end loop;
    select array_agg(w.what || ': ' || w.who order by w.what) into lines
    from (select o.what, string_agg(distinct o.who, ' ') as who from otherwise o group by o.what) w;
    return next;
end $$;

-- The first cell about an object that comes out otherwise under a role, if one does; null if none does. Of the operation
-- named, or of all others.
create function proof.first_broken(what text, as_role text, named text, of_it boolean) returns text language plpgsql as $$
declare
    c proof.cells;
    got text;
begin
    for c in select * from proof.cells t
        where t.object = what and t.role = as_role and (t.prelude is null or t.operation = 'exact')
            and (t.operation = named) = of_it
        order by t.cell
    loop
        got := proof.attempt(c.role, c.token, c.statement, c.prelude);
        if not proof.matches(c.operation, c.expected, got) then
            return concat_ws(' ', 'cell', c.cell, c.actor, c.path, c.operation, c.object, c.col, 'expected', c.expected,
                'got', got);
        end if;
    end loop;
    return null;
end $$;
