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
            format('(t.case_id = a.target and a.relationship = any (%1$L) or t.case_id = a.elsewhere and ''primary'' = any (%1$L))',
                whose)
            || case rows when 'readable' then ' and (t.audience <> ''therapist'' or t.author_id = a.staff_id)'
                         when 'overseen' then ' and t.audience <> ''therapist'''
                         when 'own' then ' and t.author_id = a.staff_id' else '' end
        else format('a.relationship = any (%L) and ', whose) || case rows
            when 'opening' then 't.practice_id = a.practice_id and t.opened_by = a.staff_id'
            when 'review' then 't.practice_id = a.practice_id and t.staff_id <> a.staff_id and t.reviewed_at is null'
                || ' and (a.relationship not like ''barred%'' or t.case_id <> a.target)'
            when 'self' then 't.practice_id = a.practice_id and t.staff_id = a.staff_id'
                || case when has_case then ' and (a.relationship not like ''barred%'' or t.case_id <> a.target)' else '' end
            when 'practice' then 't.practice_id = a.practice_id'
                || case when has_case then ' and (a.relationship not like ''barred%'' or t.case_id <> a.target)' else '' end
            when 'booking' then 't.practice_id = a.practice_id and t.state = ''booked'''
                || ' and (a.relationship not like ''barred%'' or t.case_id <> a.target)'
            when 'booked_by' then 't.practice_id = a.practice_id and t.state = ''booked'' and t.recorded_by = a.staff_id'
            when 'party' then 't.practice_id = a.practice_id and a.staff_id in ('
                || case what when 'supervision' then 't.supervisor_id, t.supervisee_id' else 't.from_id, t.to_id' end || ')'
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
        -- the view of an export has a row a case, and neither its id nor its practice's
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
end $$;

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
            cross join lateral (select to_jsonb(t) || jsonb_build_object(''case_id'', gen_random_uuid(), ''handle'',
                proof.handle(''C''), ''opened_by'', a.staff_id, ''practice_id'', a.practice_id) as j) x', name);
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
    ('drafts', 'drafts', 'body_sealed'), ('notes', 'notes', 'body_sealed'),
    ('measure_responses', 'measure_responses', 'answers_sealed'), ('commitments', 'commitments', 'text_sealed'),
    ('goals', 'goals', 'words_sealed');

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
                 format(''select from app.open_note(%%L)'', t.note_id),
                 case when not exists (select from proof.rules r where r.duty = a.duty and r.operation = ''open''
                                           and r.object in (''notes'', ''drafts'')) then ''denied''
                      when %4$s then ''1'' else ''0'' end
             from proof.actors a join app.%1$I t on t.case_id = a.target',
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
        or (operation in ('change', 'remove') and got in ('through', 'hidden') and expected not in ('denied', '0'))
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

-- The first cell about an object that comes out otherwise under a role, if one does; null if none does. Cells of the
-- operation named come first.
create function proof.first_broken(what text, as_role text, first text default '') returns text language plpgsql as $$
declare
    c proof.cells;
    got text;
begin
    for c in select * from proof.cells t
        where t.object = what and t.role = as_role and t.prelude is null
        order by t.operation <> first, t.cell
    loop
        got := proof.attempt(c.role, c.token, c.statement, c.prelude);
        if not proof.matches(c.operation, c.expected, got) then
            return concat_ws(' ', 'cell', c.cell, c.actor, c.path, c.operation, c.object, c.col, 'expected', c.expected,
                'got', got);
        end if;
    end loop;
    return null;
end $$;
