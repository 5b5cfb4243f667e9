import Postgres
import TestSupport
import Testing

@testable import Casework

@Suite("The doctor's rules of the live catalogue")
struct CatalogueRuleTests {
    private struct TakeBack: Error {}

    /// One way to weaken a database, and the rule that must find it.
    struct Weakening: Sendable, CustomTestStringConvertible {
        let rule: String
        let offender: String
        let statement: String
        var testDescription: String { "\(rule): \(statement)" }

        init(_ rule: String, _ offender: String, _ statement: String) {
            (self.rule, self.offender, self.statement) = (rule, offender, statement)
        }
    }

    static let weakenings = [
        Weakening("row security", "notes", "alter table app.notes disable row level security"),
        Weakening("row security", "cases", "alter table app.cases no force row level security"),
        Weakening("row security", "leaked", "create table app.leaked (practice_id uuid)"),
        Weakening("views", "app.couple_progress", "alter view app.couple_progress set (security_invoker = false)"),
        Weakening("views", "app.all_notes", "create view app.all_notes as select note_id from app.notes"),
        Weakening("views", "app.kept", "create materialized view app.kept as select note_id from app.notes"),
        Weakening("audit", "notes", "alter table app.notes disable trigger audit_insert"),
        Weakening("audit", "goals", "drop trigger audit_update on app.goals"),
        Weakening(
            "policies", "select of app.notes by troth_therapist",
            "create policy second on app.notes for select to troth_therapist using (private.actor('therapist') is null)"
        ),
        Weakening(
            "policies", "update of app.cases by troth_therapist",
            "create policy every on app.cases for all to troth_therapist using (private.actor('therapist') is null)"),
        Weakening("policies for all", "open on app.notes", "create policy open on app.notes using (true)"),
        Weakening(
            "badge", "troth_therapist_select on app.notes",
            "alter policy troth_therapist_select on app.notes using (true)"),
        Weakening(
            "badge", "troth_therapist_insert on app.cases",
            "alter policy troth_therapist_insert on app.cases with check (true)"),
        Weakening(
            "rights", "no select of app.notes by troth_therapist", "drop policy troth_therapist_select on app.notes"),
        Weakening(
            "rights", "delete of app.notes by troth_therapist",
            "create policy d on app.notes for delete to troth_therapist using (private.actor('therapist') is null)"),
        Weakening("public", "SELECT on app.notes", "grant select on app.notes to public"),
        Weakening("public", "SELECT on app.staff.login", "grant select (login) on app.staff to public"),
        Weakening("public", "EXECUTE on", "grant execute on function private.log_out() to public"),
        Weakening("public", "USAGE on the schema private", "grant usage on schema private to public"),
        Weakening("public", "CREATE on the schema public", "grant create on schema public to public"),
        Weakening("grants", "delete of notes by troth_therapist", "grant delete on app.notes to troth_therapist"),
        Weakening(
            "grants", "insert of cases by troth_practice_admin", "grant insert on app.cases to troth_practice_admin"),
        Weakening(
            "sealed columns", "app.notes.body_sealed by troth_therapist",
            "grant select (body_sealed) on app.notes to troth_therapist"),
        Weakening(
            "what is written stays", "app.notes by troth_reader", "grant update (format) on app.notes to troth_reader"),
        Weakening(
            "what is written stays", "private.audit_events by troth_scribe",
            "grant delete on private.audit_events to troth_scribe"),
        Weakening("search path", "private.actor(text)", "alter function private.actor(text) reset search_path"),
        Weakening(
            "search path", "stray()",
            "create function public.stray() returns int language sql security definer return 1"),
        Weakening(
            "owners of functions", "as postgres", "alter function private.actor(text) owner to postgres"),
        Weakening(
            "owners of functions", "as troth_owner",
            "create function app.f() returns int language sql security definer set search_path = pg_catalog return 1; "
                + "alter function app.f() owner to troth_owner"),
        Weakening("roles", "troth_gate (superuser)", "alter role troth_gate superuser"),
        Weakening("roles", "troth_reader (bypasses row security)", "alter role troth_reader bypassrls"),
        Weakening("roles", "troth_therapist (logs in)", "alter role troth_therapist login"),
        Weakening("roles", "troth_gate (inherits)", "alter role troth_gate inherit"),
        Weakening("roles", "troth_owner (creates roles)", "alter role troth_owner createrole"),
        Weakening("memberships", "troth_gate of troth_reader", "grant troth_reader to troth_gate"),
        Weakening(
            "memberships", "troth_therapist of troth_practice_admin", "grant troth_practice_admin to troth_therapist"),
        Weakening("memberships", "troth_scribe of pg_read_all_data", "grant pg_read_all_data to troth_scribe"),
        Weakening("gate", "app.cases", "grant select (handle) on app.cases to troth_gate"),
        Weakening("gate", "private.credentials", "grant select on private.credentials to troth_gate"),
    ]

    @Test("A healthy database breaks none, as the gate sees it")
    func healthy() async throws {
        let practice = try await TestPractice()
        let findings = try await CatalogueRule.findings(in: practice.database)
        #expect(findings.count == CatalogueRule.all.count)
        for finding in findings { #expect(finding.offenders.isEmpty, "\(finding.rule.name): \(finding.text)") }
    }

    @Test(
        "Each weakening is found by its rule, as the gate sees it, and is gone when it is taken back",
        arguments: weakenings)
    func weakened(_ weakening: Weakening) async throws {
        let practice = try await TestPractice()
        await #expect(throws: TakeBack.self) {
            try await practice.superuser().write { transaction in
                try transaction.script(trusted: weakening.statement)
                try transaction.script(trusted: "set local role troth_gate")
                let found = try CatalogueRule.findings(transaction).first { $0.rule.name == weakening.rule }
                #expect(
                    found?.offenders.contains { $0.contains(weakening.offender) } == true,
                    "\(found?.offenders as Any)")
                #expect(found?.text.contains("troth init") == true)
                throw TakeBack()
            }
        }
    }

    @Test func everyRuleHasAWeakening() {
        #expect(Set(Self.weakenings.map(\.rule)) == Set(CatalogueRule.all.map(\.name)))
    }
}

@Suite("Who may connect")
struct AccessRulesTests {
    private func faults(_ values: SQL) async throws -> [String] {
        let practice = try await TestPractice()
        return try await practice.superuser().read { transaction in
            try AccessRules.faults(
                transaction,
                of: """
                    select * from (values \(values))
                        r (line_number, type, database, user_name, address, auth_method, error)
                    """)
        }
    }

    @Test("The lines that the how-to gives are in order")
    func recommended() async throws {
        let found = try await faults(
            """
            (1, 'local', array['all'], array['postgres'], null, 'peer', null),
            (2, 'hostssl', array['troth'], array['troth_gate'], '10.0.0.5', 'scram-sha-256', null),
            (3, 'host', array['all'], array['all'], 'all', 'reject', null)
            """)
        #expect(found.isEmpty)
    }

    @Test("What is too wide is named with its line")
    func tooWide() async throws {
        let found = try await faults(
            """
            (1, 'local', array['troth'], array['troth_gate'], null, 'trust', null),
            (2, 'hostssl', array['troth'], array['troth_gate'], '10.0.0.5', 'md5', null),
            (3, 'hostssl', array['troth'], array['troth_gate'], '10.0.0.5', 'password', null),
            (4, 'host', array['troth'], array['troth_gate'], '10.0.0.5', 'scram-sha-256', null),
            (5, 'hostssl', array['all'], array['all'], '10.0.0.5', 'scram-sha-256', null),
            (6, 'hostssl', array['troth'], array['troth_gate'], 'all', 'scram-sha-256', null),
            (7, 'hostssl', array['troth'], array['troth_gate'], '10.0.0.5', 'ident', null),
            (8, null, null, null, null, null, 'invalid authentication method')
            """)
        for (line, word) in [
            (1, "trust"), (2, "md5"), (3, "password"), (4, "hostssl"), (5, "every user"), (6, "any address"),
            (7, "ident"),
            (8, "cannot be read"),
        ] {
            #expect(found.contains { $0.hasPrefix("line \(line):") && $0.contains(word) }, "\(line): \(found)")
        }
        #expect(found.count == 8)
    }

    @Test("The embedded server's own are in order, and the gate may not read them")
    func embedded() async throws {
        let practice = try await TestPractice()
        let rules = try #require(try await AccessRules(practice.superuser()))
        #expect(rules.count == 1)
        #expect(rules.faults.isEmpty)
        #expect(try await AccessRules(practice.database) == nil)
    }
}
