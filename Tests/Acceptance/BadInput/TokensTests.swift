import FoundationEssentials
import Testing

extension BadInput {
    @Suite("A token that opens nothing")
    struct Tokens {
        let home = PracticeHome.current

        /// A desk of Ana's, whose login the test spoils.
        private func desk() async throws -> PracticeHome {
            let desk = try home.desk()
            try await desk.logIn("ana")
            try await desk.done("case list --quiet")
            return desk
        }

        private func expectNothing(_ desk: PracticeHome, of handle: String) async throws {
            // a login that is over is ended for good when it is first seen to be
            try await desk.troth("case list").expectRefusal(4, saying: "You are not logged in")
            try await home.unchanged(but: "private.audit_events") {
                for command in ["case show \(handle)", "case list", "session list \(handle)", "staff list"] {
                    try await desk.troth(command).expectRefusal(4, saying: "You are not logged in", "troth login")
                }
                let words = try home.file("words.txt", "words")
                try await desk.troth("note write --case \(handle) --psychotherapy --file \(words)")
                    .expectRefusal(4, saying: "You are not logged in")
            }
        }

        @Test func thatNobodyWasGiven() async throws {
            let handle = try await home.openCase()
            let desk = try await desk()
            try Data(String(repeating: "A", count: 43).utf8).write(to: URL(filePath: desk.path + "/login"))
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o600], ofItemAtPath: desk.path + "/login")
            try await expectNothing(desk, of: handle)
        }

        @Test(arguments: ["expires_at = now() - interval '1 second'", "revoked_at = now()"])
        func thatHasEnded(_ how: String) async throws {
            let handle = try await home.openCase()
            let desk = try await desk()
            try await home.superuser(
                """
                update private.login_sessions set \(how) where login_session_id = (
                    select login_session_id from private.login_sessions order by began_at desc limit 1);
                """)
            try await expectNothing(desk, of: handle)
        }

        @Test func thatIsNoToken() async throws {
            let desk = try await desk()
            try Data("not a token".utf8).write(to: URL(filePath: desk.path + "/login"))
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o600], ofItemAtPath: desk.path + "/login")
            try await home.unchanged {
                let outcome = try await desk.troth("case list")
                outcome.expectOneLine(outcome.status)
                #expect(outcome.status != 0)
            }
        }

        /// Of another practice on the same server: its people see its own cases, and none of this one.
        @Test func ofAnotherPractice() async throws {
            let handle = try await home.openCase()
            let desk = try await desk()
            try await home.superuser(
                """
                begin;
                set local session_replication_role = replica;
                create temp table other on commit drop as select gen_random_uuid() as id;
                insert into app.practices (practice_id, name, time_zone) select id, 'Other', 'UTC' from other;
                insert into app.practice_keys (practice_id, key_version, wrapped)
                    select id, 1, '\\x00' from other;
                insert into app.staff (practice_id, staff_id, login, name_sealed)
                    select o.id, s.staff_id, s.login, s.name_sealed from other o cross join app.staff s;
                insert into app.staff_duties (practice_id, staff_id, duty)
                    select o.id, d.staff_id, d.duty from other o cross join app.staff_duties d;
                update private.login_sessions set practice_id = (select id from other) where login_session_id = (
                    select login_session_id from private.login_sessions order by began_at desc limit 1);
                update private.login_uses u set practice_id = s.practice_id
                    from private.login_sessions s where s.login_session_id = u.login_session_id;
                commit;
                """)
            try await home.unchanged(but: "private.audit_events") {
                try await desk.troth("case show \(handle)").expectRefusal(3, saying: handle, "is open to you")
                try await desk.troth("session list \(handle)").expectRefusal(3, saying: handle, "is open to you")
            }
            #expect(try await home.superuser("select count(*) from app.practices") == "2")
            try await home.superuser(
                """
                begin;
                set local session_replication_role = replica;
                delete from private.login_sessions where practice_id in (select practice_id from app.practices where name = 'Other');
                delete from app.staff_duties where practice_id in (select practice_id from app.practices where name = 'Other');
                delete from app.staff where practice_id in (select practice_id from app.practices where name = 'Other');
                delete from app.practice_keys where practice_id in (select practice_id from app.practices where name = 'Other');
                delete from app.practices where name = 'Other';
                commit;
                """)
        }
    }
}
