import Postgres

extension CatalogueRule {
    static let roles = [
        CatalogueRule(
            "roles", good: "none of Troth's roles is above the rules, but the one for backups",
            broken: "above the rules",
            offenders: """
                select format('%s%s', r.rolname, case when r.rolsuper then ' (superuser)'
                    when r.rolbypassrls then ' (bypasses row security)' when r.rolcreaterole then ' (creates roles)'
                    when r.rolcreatedb then ' (creates databases)' when r.rolreplication then ' (replication)'
                    when r.rolname = 'troth_gate' then ' (inherits)' else ' (logs in)' end)
                from pg_roles r
                where r.rolname like 'troth\\_%'
                    and (r.rolsuper or r.rolcreaterole or r.rolcreatedb or r.rolreplication
                         or r.rolbypassrls and r.rolname <> 'troth_backup'
                         or r.rolcanlogin and r.rolname not in ('troth_gate', 'troth_backup')
                         or r.rolinherit and r.rolname = 'troth_gate')
                order by 1
                """),
        CatalogueRule(
            "memberships",
            good: "the gate may take the duties' roles and the rewrapper's; a duty's role is a member of none",
            broken: "members of what they should not be",
            offenders: """
                select format('%s of %s', m.rolname, r.rolname) from pg_auth_members a
                join pg_roles m on m.oid = a.member
                join pg_roles r on r.oid = a.roleid
                where m.rolname like 'troth\\_%'
                    and not (m.rolname = 'troth_gate' and (r.rolname in (select d.role from private.rights d)
                                                           or r.rolname = 'troth_rewrapper'))
                    and not (m.rolname = 'troth_backup' and r.rolname = 'pg_read_all_data')
                    and not (m.rolname = 'troth_owner' and r.rolname like 'troth\\_%'
                             and r.rolname not in ('troth_gate', 'troth_backup')
                             and r.rolname not in (select d.role from private.rights d))
                order by 1
                """),
        CatalogueRule(
            "gate", good: "the gate has no rights of its own on any record",
            broken: "open to the gate itself",
            offenders: """
                select c.oid::regclass::text from pg_class c
                where (c.relnamespace = to_regnamespace('app')
                       or c.relnamespace = to_regnamespace('private') and c.relname <> 'rights')
                    and c.relkind in ('r', 'p', 'v', 'm')
                    and (has_table_privilege('troth_gate', c.oid, 'select, insert, update, delete, truncate')
                         or has_any_column_privilege('troth_gate', c.oid, 'select, insert, update'))
                order by 1
                """),
    ]
}
