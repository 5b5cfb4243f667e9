import Postgres

extension CatalogueRule {
    static let grants = [
        CatalogueRule(
            "public", good: "nothing is granted to everyone",
            broken: "granted to everyone",
            offenders: """
                select format('%s on %s', a.privilege_type, c.oid::regclass) from pg_class c
                cross join lateral aclexplode(c.relacl) a
                where c.relnamespace in (to_regnamespace('app'), to_regnamespace('private'), to_regnamespace('migrations'))
                    and a.grantee = 0
                union all
                select format('%s on %s.%s', a.privilege_type, t.attrelid::regclass, t.attname) from pg_attribute t
                join pg_class c on c.oid = t.attrelid
                cross join lateral aclexplode(t.attacl) a
                where c.relnamespace in (to_regnamespace('app'), to_regnamespace('private')) and a.grantee = 0
                union all
                select format('EXECUTE on %s', f.oid::regprocedure) from pg_proc f
                where f.pronamespace in (to_regnamespace('app'), to_regnamespace('private'))
                    and has_function_privilege('public', f.oid, 'execute')
                union all
                select format('%s on the schema %s', a.privilege_type, n.nspname) from pg_namespace n
                cross join lateral aclexplode(n.nspacl) a
                where a.grantee = 0 and (n.nspname in ('app', 'private', 'migrations')
                                         or n.nspname = 'public' and a.privilege_type = 'CREATE')
                order by 1
                """),
        CatalogueRule(
            "grants", good: "no duty holds more than the table of rights gives",
            broken: "held beyond the table of rights",
            offenders: """
                with held as (
                    select c.oid, c.relname::text as object, a.grantee, lower(a.privilege_type) as action
                    from pg_class c cross join lateral aclexplode(c.relacl) a
                    where c.relnamespace = to_regnamespace('app') and c.relkind in ('r', 'p')
                    union
                    select c.oid, c.relname, a.grantee, lower(a.privilege_type)
                    from pg_attribute t
                    join pg_class c on c.oid = t.attrelid and c.relnamespace = to_regnamespace('app')
                        and c.relkind in ('r', 'p')
                    cross join lateral aclexplode(t.attacl) a
                )
                select format('%s of %s by %s', h.action, h.object, r.rolname) from held h
                join pg_roles r on r.oid = h.grantee
                where r.rolname in (select d.role from private.rights d) and h.object <> 'duties'
                    and not exists (select from private.rights d
                                    where d.role = r.rolname and d.object = h.object and d.action = h.action)
                order by 1
                """),
        CatalogueRule(
            "sealed columns", good: "no duty may select a sealed column",
            broken: "can be selected by a duty",
            offenders: """
                select distinct format('%s.%s by %s', t.attrelid::regclass, t.attname, r.rolname)
                from pg_attribute t
                join pg_class c on c.oid = t.attrelid and c.relnamespace = to_regnamespace('app')
                    and c.relkind in ('r', 'p')
                cross join pg_roles r
                where t.attname like '%\\_sealed' and not t.attisdropped
                    and r.rolname in (select d.role from private.rights d)
                    and has_column_privilege(r.oid, t.attrelid, t.attnum, 'select')
                order by 1
                """),
        CatalogueRule(
            "what is written stays", good: "no role may change or delete a signed note or an audit event",
            broken: "can be changed",
            offenders: """
                select format('%s by %s', c.oid::regclass, r.rolname) from pg_roles r
                cross join pg_class c
                where r.rolname like 'troth\\_%' and r.rolname <> 'troth_owner'
                    and (c.relnamespace = to_regnamespace('app') and c.relname = 'notes'
                         or c.relnamespace = to_regnamespace('private') and c.relname = 'audit_events')
                    and (has_table_privilege(r.oid, c.oid, 'update, delete, truncate')
                         -- a new key of the case is put to the same words by the keysmith's functions
                         or exists (select from pg_attribute t
                                    where t.attrelid = c.oid and t.attnum > 0 and not t.attisdropped
                                        and has_column_privilege(r.oid, c.oid, t.attnum, 'update')
                                        and not (r.rolname = 'troth_keysmith' and t.attname like '%\\_sealed')))
                order by 1
                """),
    ]

    static let functions = [
        CatalogueRule(
            "search path", good: "fixed on every function that runs with the rights of its owner",
            broken: "not fixed on",
            offenders: """
                select f.oid::regprocedure::text from pg_proc f
                join pg_namespace n on n.oid = f.pronamespace
                where f.prosecdef and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
                    and not exists (select from unnest(f.proconfig) s where s like 'search\\_path=%')
                order by 1
                """),
        CatalogueRule(
            "owners of functions", good: "no function runs with the rights of the owner or of a superuser",
            broken: "runs with too many rights",
            offenders: """
                select format('%s as %s', f.oid::regprocedure, r.rolname) from pg_proc f
                join pg_roles r on r.oid = f.proowner
                where f.pronamespace in (to_regnamespace('app'), to_regnamespace('private')) and f.prosecdef
                    and (r.rolsuper or r.rolbypassrls or r.rolname = 'troth_owner')
                order by 1
                """),
    ]
}
