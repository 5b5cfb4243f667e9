import CaseModel
import Postgres
import TestSupport
import Testing

@testable import Casework

@Suite("The exporter's role")
struct ExporterRoleTests {
    @Test("may select the columns that a practice's figures are made from, and no other anywhere")
    func grants() async throws {
        let practice = try await TestPractice()
        let superuser = try await practice.superuser()
        defer { superuser.close() }
        let granted = try await superuser.read { transaction in
            try transaction.all(
                """
                select c.relname || ': ' || string_agg(a.attname, ' ' order by a.attname collate "C")
                from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                where c.relnamespace in ('app'::regnamespace, 'private'::regnamespace) and c.relkind in ('r', 'v', 'p')
                    and has_column_privilege('troth_exporter', c.oid, a.attnum, 'select')
                group by c.relname order by c.relname collate "C"
                """, String.self)
        }
        #expect(
            granted == [
                "cases: breach_kind case_id children closed_on how_it_ended opened_on practice_id region relationship "
                    + "status together_since",
                "couple_progress: age_older age_younger breach_kind case_id change_both change_couple change_hurt "
                    + "change_involved children how_it_ended intake_year region relationship returns sessions "
                    + "stage_reached weeks_in_treatment weeks_stage_1 weeks_stage_2 weeks_stage_3 weeks_stage_4 "
                    + "weeks_stage_5 weeks_stage_6 years_together",
                "criteria: criterion practice_id roadmap_version scale stage",
                "criterion_ratings: case_id criterion practice_id rated_by rated_on recorded_at roadmap_version value",
                "measure_responses: answered_on case_id measure measure_version partner practice_id score",
                "measures: measure practice_id reliability reliable_change standard_deviation version",
                "partners: birth_year case_id objects_to_research part partner practice_id",
                "practices: practice_id",
                "sessions: case_id practice_id state",
                "stage_events: case_id kind practice_id seq stage started_on",
            ])
        let writable = try await superuser.read { transaction in
            try transaction.one(
                """
                select count(*) from pg_class c
                where c.relnamespace in ('app'::regnamespace, 'private'::regnamespace) and c.relkind in ('r', 'v', 'p')
                    and (has_any_column_privilege('troth_exporter', c.oid, 'insert, update')
                        or has_table_privilege('troth_exporter', c.oid, 'delete, truncate'))
                """, Int.self)
        }
        #expect(writable == 0)
    }

    private static let forbidden: [SQL] = [
        "select name_sealed from app.partners", "select handle from app.cases", "select body_sealed from app.notes",
        "select answers_sealed from app.measure_responses", "select wrapped from app.practice_keys",
        "select * from app.open_words('{}', '{}')", "select login from app.staff",
        "select token_sha256 from private.login_sessions", "delete from app.cases",
    ]

    @Test("is refused everything else by the database itself", arguments: forbidden.indices)
    func refused(statement: Int) async throws {
        let practice = try await TestPractice()
        let admin = practice.admin
        let error = await #expect(throws: PostgresError.self) {
            try await admin.environment.database.write(admin.options("test", role: "troth_exporter")) { transaction in
                _ = try transaction.execute(Self.forbidden[statement])
            }
        }
        #expect(error?.sqlState == .insufficientPrivilege)
    }

    @Test("shows nothing to a token without the duty of a practice admin")
    func otherTokens() async throws {
        let fixture = try await ReleaseFixture(couples: 100)
        let eligible = try await fixture.count(
            "select count(*) from (select from app.partners group by case_id having not bool_or(objects_to_research)) c"
        )
        for (person, couples) in [
            (fixture.practice.therapist, 0), (fixture.practice.stranger, 0),
            (fixture.researcher, 0), (fixture.practice.admin, eligible),
        ] {
            let seen = try await person.environment.database.read(person.options("test", role: "troth_exporter")) {
                try $0.one("select count(*) from app.couple_progress", Int.self)
            }
            #expect(seen == couples)
        }
        let left = try await fixture.practice.therapist.environment.database.write(
            fixture.practice.therapist.options("test", role: "troth_exporter")
        ) { try $0.one("select private.record_export()", Bool.self) }
        #expect(!left)
    }
}
