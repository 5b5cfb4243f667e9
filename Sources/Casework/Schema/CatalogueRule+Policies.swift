import Postgres

extension CatalogueRule {
    static let rowSecurity = [
        CatalogueRule(
            "row security", good: "enabled and forced on every table",
            broken: "not enabled and forced",
            offenders: """
                select c.relname::text from pg_class c
                where c.relnamespace = to_regnamespace('app') and c.relkind in ('r', 'p', 'f')
                    and not (c.relrowsecurity and c.relforcerowsecurity)
                order by 1
                """),
        CatalogueRule(
            "views", good: "every view has the rights of its reader",
            broken: "shown with the rights of their owner",
            offenders: """
                select c.oid::regclass::text from pg_class c
                where c.relnamespace in (to_regnamespace('app'), to_regnamespace('private'))
                    and (c.relkind = 'm'
                         or c.relkind = 'v' and not ('security_invoker=true' = any (coalesce(c.reloptions, '{}'))))
                order by 1
                """),
        CatalogueRule(
            "audit", good: "every change leaves an event",
            broken: "changed without an event",
            offenders: """
                select c.relname::text from pg_class c
                where c.relnamespace = to_regnamespace('app') and c.relkind = 'r'
                    and c.relname not in ('requests', 'duties')
                    and 3 <> (select count(*) from pg_trigger t
                              where t.tgrelid = c.oid and t.tgname like 'audit\\_%' and t.tgenabled = 'O')
                order by 1
                """),
    ]

    static let policies = [
        CatalogueRule(
            "policies", good: "one permissive policy a role and command",
            broken: "several permissive policies, of which any one lets a row through",
            offenders: """
                select format('%s of %s by %s', c.command, p.polrelid::regclass, r.rolname) from pg_policy p
                cross join unnest(p.polroles) as role (oid)
                join pg_roles r on r.oid = role.oid
                cross join lateral unnest(case p.polcmd when '*' then array['select', 'insert', 'update', 'delete']
                    else array[case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update'
                               else 'delete' end] end) as c (command)
                where p.polpermissive
                group by c.command, p.polrelid, r.rolname having count(*) > 1
                order by 1
                """),
        CatalogueRule(
            "policies for all", good: "no policy is for everyone",
            broken: "for everyone",
            offenders: """
                select format('%s on %s', p.polname, p.polrelid::regclass) from pg_policy p
                where 0 = any (p.polroles) order by 1
                """),
        CatalogueRule(
            "badge", good: "every policy of a duty names the duty, or finds an assignment by one that does",
            broken: "policies by which no badge is proved",
            offenders: """
                select distinct format('%s on %s', p.polname, p.polrelid::regclass) from pg_policy p
                join pg_roles r on r.oid = any (p.polroles)
                join private.rights d on d.role = r.rolname
                where coalesce(pg_get_expr(p.polqual, p.polrelid), '')
                        || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '') not like '%''' || d.duty || '''%'
                    -- or asks for an assignment, of which row security shows the person's own: that policy names the duty
                    and ((select c.relname from pg_class c where c.oid = p.polrelid) = 'assignments'
                         or coalesce(pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
                             !~ '^\\(*EXISTS \\( SELECT\\s+FROM app\\.assignments a\\s+WHERE')
                order by 1
                """),
        CatalogueRule(
            "rights", good: "policies and calls are those of the table of rights",
            broken: "not as the table of rights has it",
            offenders: """
                with wanted as (
                    select d.role, 'app.' || d.object as object, d.action from private.rights d
                    where d.action in ('select', 'insert', 'update', 'delete')
                ), there as (
                    select r.rolname::text as role, 'app.' || c.relname as object,
                        case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update'
                                      when 'd' then 'delete' else 'all' end as action
                    from pg_policy p
                    join pg_class c on c.oid = p.polrelid and c.relnamespace = to_regnamespace('app')
                    cross join unnest(p.polroles) as role (oid)
                    join pg_roles r on r.oid = role.oid
                    where r.rolname in (select d.role from private.rights d)
                )
                select format('no %s of %s by %s', action, object, role) from (table wanted except table there) m
                union all
                select format('%s of %s by %s', action, object, role) from (table there except table wanted) m
                union all
                select format('no call of private.%s by %s', d.object, d.role) from private.rights d
                where d.action = 'call' and not exists (
                    select from pg_proc f
                    where f.pronamespace = to_regnamespace('private') and f.proname = d.object
                        and has_function_privilege(d.role, f.oid, 'execute'))
                order by 1
                """),
    ]
}
