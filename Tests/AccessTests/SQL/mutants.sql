-- Weakened on purpose: every policy, check, grant, FORCE and search_path, one at a time, read from the live catalogue.

-- The rules of sql/tests/catalogue.sql: a rule is broken where its query has a row.
create table proof.catalogue (name text primary key, query text not null);

create table proof.mutants (
    mutant     int generated always as identity primary key,
    kind       text not null,
    object     text,
    role       text,
    operation  text not null default '',
    statement  text not null unique);

-- The expression with each of its conjuncts put aside in turn.
create function proof.without_a_conjunct(expression text) returns setof text language plpgsql immutable strict as $$
declare
    here int := 1;
    open_at int;
    close_at int;
    depth int;
    cut text[];
begin
    loop
        here := position(' AND ' in substr(expression, here)) + here - 1;
        exit when position(' AND ' in substr(expression, here)) <> 1;
        -- the conjunct after it
        open_at := here + 5; close_at := open_at; depth := 0;
        if substr(expression, open_at, 1) = '(' then
            loop
                depth := depth + case substr(expression, close_at, 1) when '(' then 1 when ')' then -1 else 0 end;
                exit when depth = 0 or close_at > length(expression);
                close_at := close_at + 1;
            end loop;
            cut := cut || (substr(expression, 1, open_at - 1) || 'true' || substr(expression, close_at + 1));
        end if;
        -- the conjunct before it
        close_at := here - 1; open_at := close_at; depth := 0;
        if substr(expression, close_at, 1) = ')' then
            loop
                depth := depth + case substr(expression, open_at, 1) when ')' then 1 when '(' then -1 else 0 end;
                exit when depth = 0 or open_at < 1;
                open_at := open_at - 1;
            end loop;
            cut := cut || (substr(expression, 1, open_at - 1) || 'true' || substr(expression, close_at + 1));
        end if;
        here := here + 5;
    end loop;
    return query select distinct u from unnest(cut) u;
end $$;

create function proof.make_mutants() returns void language plpgsql as $$
declare p record;
begin
    -- policies: everything, another practice too, each condition left out, another duty's badge, everyone, a second one
    for p in
        select x.policyname, x.tablename, r.role, r.held, x.qual, x.with_check,
            case x.cmd when 'SELECT' then 'read' when 'INSERT' then 'add' when 'UPDATE' then 'change'
                       when 'DELETE' then 'remove' else '' end as operation, x.cmd
        from pg_policies x join proof.roles r on r.role = any (x.roles) where x.schemaname = 'app'
    loop
        insert into proof.mutants (kind, object, role, operation, statement)
        select v.kind, p.tablename, p.role, p.operation, v.statement from (
            select 'using', format('alter policy %I on app.%I using (true)', p.policyname, p.tablename)
            where p.qual is not null
            union all
            select 'with check', format('alter policy %I on app.%I with check (true)', p.policyname, p.tablename)
            where p.with_check is not null
            union all
            select 'using', format('alter policy %I on app.%I using (%s)', p.policyname, p.tablename, w)
            from proof.without_a_conjunct(p.qual) w
            union all
            select 'with check', format('alter policy %I on app.%I with check (%s)', p.policyname, p.tablename, w)
            from proof.without_a_conjunct(p.with_check) w
            union all
            select 'badge', format('alter policy %I on app.%I using (%s)', p.policyname, p.tablename,
                replace(p.qual, quote_literal(p.held), quote_literal(n.held)))
            from (select o.held from proof.roles o where o.held <> p.held order by md5(o.held || p.policyname) limit 1) n
            where p.qual like '%' || quote_literal(p.held) || '%'
            union all
            select 'everyone', format('alter policy %I on app.%I to public', p.policyname, p.tablename)
            union all
            select 'second policy', format('create policy weaker on app.%I for %s to %I %s', p.tablename, p.cmd, p.role,
                case p.cmd when 'INSERT' then 'with check (true)' else 'using (true)' end)
        ) v (kind, statement)
        on conflict do nothing;
    end loop;

    insert into proof.mutants (kind, object, statement)
    select v.kind, o.object, format('alter table %s %s row level security', o.name, v.words)
    from proof.objects o cross join (values ('force', 'no force'), ('row security', 'disable')) v (kind, words)
    where o.schema = 'app' and o.relkind = 'r';

    -- grants: each operation that a role does not have, each column that it does not have, the gate, everyone
    insert into proof.mutants (kind, object, role, operation, statement)
    select 'grant', o.object, r.role, v.operation, format('grant %s on %s to %I', v.privilege, o.name, r.role)
    from proof.objects o cross join proof.roles r
    cross join (values ('select', 'read'), ('insert', 'add'), ('update', 'change'), ('delete', 'remove'),
                       ('truncate', 'truncate')) v (privilege, operation)
    where o.relkind = 'r' and not has_table_privilege(r.role, o.oid, v.privilege);
    insert into proof.mutants (kind, object, role, operation, statement)
    select 'column grant', o.object, r.role, 'read', format('grant select (%I) on %s to %I', c.col, o.name, r.role)
    from proof.objects o join proof.columns c using (object) cross join proof.roles r
    where o.schema = 'app' and o.relkind = 'r' and has_any_column_privilege(r.role, o.oid, 'select')
        and not has_column_privilege(r.role, o.oid, c.attnum, 'select');
    insert into proof.mutants (kind, object, statement)
    select 'grant', o.object, format('grant select on %s to %s', o.name, v.who)
    from proof.objects o cross join (values ('public'), ('troth_gate')) v (who) where o.schema = 'app';

    insert into proof.mutants (kind, statement)
    select v.kind, format(v.words, f.oid::regprocedure)
    from pg_proc f cross join (values
        ('search_path', 'alter function %s reset search_path'),
        ('search_path', 'alter function %s set search_path = public, pg_catalog'),
        ('search_path', 'alter function %s set search_path = "$user", pg_catalog'),
        ('function', 'grant execute on function %s to public'), ('function', 'alter function %s owner to troth_owner'),
        ('function', 'alter function %s owner to postgres')) v (kind, words)
    where f.pronamespace in ('app'::regnamespace, 'private'::regnamespace) and f.prosecdef;

    insert into proof.mutants (kind, object, statement)
    select 'view', o.object, format('alter view %s set (security_invoker = false)', o.name)
    from proof.objects o where o.relkind = 'v';

    insert into proof.mutants (kind, statement)
    select 'role', format(v.words, r.rolname)
    from pg_roles r cross join (values ('alter role %I bypassrls'), ('alter role %I superuser'),
        ('alter role %I createrole'), ('grant troth_owner to %I'), ('grant troth_reader to %I'),
        ('grant troth_backup to %I'), ('grant pg_read_all_data to %I')) v (words)
    where r.rolname ~ '^troth_' and not (r.rolname = 'troth_backup' and v.words ~ 'bypassrls|read_all_data|troth_backup')
        -- a role cannot become a member of itself or of one that is a member of it, nor of one a second time
        and not exists (select from pg_roles g where v.words ~ ('^grant ' || g.rolname || ' ')
            and (pg_has_role(g.rolname, r.rolname, 'member') or pg_has_role(r.rolname, g.rolname, 'member')));
    insert into proof.mutants (kind, statement) values ('role', 'alter role troth_gate inherit');
end $$;

create function proof.broken_rule() returns text language plpgsql as $$
declare
    rule proof.catalogue;
    broken boolean;
begin
    for rule in select * from proof.catalogue loop
        execute 'select exists (' || rule.query || ')' into broken;
        if broken then return 'rule: ' || rule.name; end if;
    end loop;
    return null;
end $$;

-- Weakens one thing, looks who notices, and undoes it. Null: nobody did.
create function proof.caught_by(which int) returns text language plpgsql as $$
declare
    m proof.mutants;
    noticed text;
begin
    select * into strict m from proof.mutants t where t.mutant = which;
    begin
        execute m.statement;
        -- what is likelier and cheaper is asked first
        if m.kind not in ('everyone', 'second policy') then
            noticed := proof.first_broken(m.object, m.role, m.operation, true);
        end if;
        noticed := coalesce(noticed, proof.broken_rule(), proof.first_broken(m.object, m.role, m.operation, false));
        raise exception using errcode = 'PRF01', message = coalesce(noticed, '');
    exception when sqlstate 'PRF01' then
        get stacked diagnostics noticed = message_text;
    end;
    return nullif(noticed, '');
end $$;
