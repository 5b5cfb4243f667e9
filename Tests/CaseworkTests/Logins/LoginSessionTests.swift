import CaseModel
import FoundationEssentials
import Postgres
import Sealing
import TestSupport
import Testing

@testable import Casework

@Suite("How a login ends")
struct LoginSessionTests {
    private func isIn(_ casework: Casework) async -> Bool {
        do {
            _ = try await casework.whoAmI()
            return true
        } catch CaseworkError.notLoggedIn {
            return false
        } catch {
            Issue.record("\(error)")
            return false
        }
    }

    @Test("After its time, and after half an hour without use; what the practice sets holds from the next login on")
    func limits() async throws {
        let practice = try await TestPractice()
        var random = SystemRandomNumberGenerator()
        try await practice.admin.prove(password: TestPractice.password)
        try await practice.admin.setLoginRules(
            idleMinutes: 30, hours: 12, secondFactorFor: nil, key: .random(using: &random))
        let thea = try await practice.loggedIn("thea")
        #expect(
            try await practice.count(
                """
                select count(*) from private.login_sessions
                where idle_limit = interval '30 minutes' and expires_at = began_at + interval '12 hours'
                """) == 1)
        try await practice.behindTheDoor("update private.login_uses set used_at = now() - interval '29 minutes'")
        #expect(await isIn(thea))
        try await practice.behindTheDoor("update private.login_uses set used_at = now() - interval '31 minutes'")
        #expect(await !isIn(thea))
        #expect(await isIn(practice.admin), "whose login began under other rules")
        try await practice.behindTheDoor("update private.login_sessions set expires_at = now() - interval '1 second'")
        #expect(await !isIn(practice.admin))
        for (idle, hours) in [(4, 12), (721, 12), (30, 0), (30, 25)] {
            await #expect(throws: CaseworkError.self) {
                try await practice.admin.setLoginRules(
                    idleMinutes: idle, hours: hours, secondFactorFor: nil, key: .random(using: &random))
            }
        }
    }

    @Test("A login that was seen to be over stays over when the clock goes back")
    func clockWentBack() async throws {
        let practice = try await TestPractice()
        let thea = try await practice.loggedIn("thea")
        try await practice.behindTheDoor("update private.login_sessions set expires_at = now() - interval '1 hour'")
        #expect(await !isIn(thea))
        try await practice.behindTheDoor("update private.login_sessions set expires_at = now() + interval '1 hour'")
        #expect(await !isIn(thea))
    }

    @Test("nor is one revived that nobody tried, once anybody else was there after its end")
    func sweptByOthers() async throws {
        let practice = try await TestPractice()
        let thea = try await practice.loggedIn("thea")
        try await practice.behindTheDoor(
            """
            update private.login_uses set used_at = now() - interval '13 hours'
            where login_session_id = (select login_session_id from private.login_sessions order by began_at desc limit 1)
            """)
        _ = try await practice.loggedIn("omar")
        try await practice.behindTheDoor("update private.login_uses set used_at = now()")
        #expect(await !isIn(thea))
    }

    @Test("A login that was used later than now is refused: the clock went back")
    func usedLater() async throws {
        let practice = try await TestPractice()
        let thea = try await practice.loggedIn("thea")
        try await practice.behindTheDoor("update private.login_uses set used_at = now() + interval '30 seconds'")
        #expect(await isIn(thea), "clocks are set by a little all the time")
        try await practice.behindTheDoor("update private.login_uses set used_at = now() + interval '1 hour'")
        #expect(await !isIn(thea))
    }

    @Test("The idle clock moves at most once a minute, and reading does not fail when it cannot move")
    func idleClock() async throws {
        let practice = try await TestPractice()
        let thea = try await practice.loggedIn("thea")
        let moved: SQL = "select count(*) from private.login_uses where used_at > now() - interval '45 seconds'"
        try await practice.behindTheDoor("update private.login_uses set used_at = now() - interval '50 seconds'")
        #expect(await isIn(thea))
        #expect(try await practice.count(moved) == 0, "not yet a minute")
        try await practice.behindTheDoor("update private.login_uses set used_at = now() - interval '90 seconds'")
        let again = Casework(Self.fresh(practice), token: thea.token)
        #expect(await isIn(again))
        #expect(try await practice.count(moved) == 1)
        try await practice.behindTheDoor("update private.login_uses set used_at = now() - interval '90 seconds'")
        #expect(await isIn(again))
        #expect(try await practice.count(moved) == 0, "the program says so once a minute")
        // somebody else holds the row: the clock stays, the reading goes on
        let body: @Sendable (Transaction) throws -> Void = { transaction in
            _ = try transaction.execute("select from private.login_uses for update")
            try Self.wait {
                _ = try await Casework(Self.fresh(practice), token: thea.token).whoAmI()
            }
        }
        try await practice.superuser().write(TransactionOptions(), body)
    }

    /// The same practice, seen by a program that has said nothing yet.
    private static func fresh(_ practice: TestPractice) -> Environment {
        Environment(
            database: practice.database, keyring: practice.environment.keyring, now: practice.environment.now,
            passwordCost: practice.environment.passwordCost)
    }

    @Test("Ended in the middle of a listing: the very next statement is refused")
    func midway() async throws {
        let practice = try await TestPractice()
        let proof = Proof("A login that is ended is refused by the next statement of a transaction under way")
        for round in 0..<Proof.size(6, full: 200) {
            let thea = try await practice.loggedIn("thea")
            let others = try await practice.superuser()
            let sha256 = try #require(thea.token).sha256
            let options = thea.options("test", role: "troth_therapist")
            let body: @Sendable (Transaction) throws -> (before: Int, after: Int?) = { transaction in
                let before = try transaction.one("select count(*) from app.practices", Int.self)
                guard before > 0 else { return (before, 0) }
                // on another connection, committed before the next statement of this one
                try Self.wait {
                    _ = try await others.write {
                        try $0.execute(
                            "update private.login_sessions set revoked_at = now() where token_sha256 = \(sha256)")
                    }
                }
                return (before, try transaction.one("select count(*) from app.practices", Int.self))
            }
            let seen =
                switch round % 3 {
                case 0: try await practice.database.read(options, body)
                case 1: try await practice.database.open(options, body)
                default: try await practice.database.write(options, body)
                }
            // a repeatable-read transaction was begun again and saw nobody; a read-committed one saw nothing more
            #expect(proof.holds(seen.after == 0), "\(seen)")
        }
        proof.report()
    }

    /// Waits for asynchronous work from a transaction's own thread.
    private static func wait(_ work: @escaping @Sendable () async throws -> Void) throws {
        let done = DoneSignal()
        Task {
            do {
                try await work()
                done.signal(nil)
            } catch {
                done.signal(error)
            }
        }
        try done.wait()
    }

    @Test("A person sees and ends their own; an admin everyone's of the practice; nobody those of another practice")
    func listAndEnd() async throws {
        let practice = try await TestPractice()
        let first = try await practice.loggedIn("thea")
        let second = try await practice.loggedIn("thea")
        let own = try await first.loginSessions()
        #expect(Set(own.map(\.login)) == ["thea"] && own.filter(\.isThis).count == 1 && own.count == 3)
        let omars = try await practice.otherTherapist.loginSessions()
        #expect(omars.map(\.login) == ["omar"])
        #expect(try await first.endLoginSessions(omars.map(\.id)) == 0, "not hers to end")
        #expect(await isIn(practice.otherTherapist))
        #expect(try await first.endLoginSessions(own.filter { !$0.isThis }.map(\.id)) == 2)
        #expect(await !isIn(second))
        #expect(await isIn(first))
        let everyone = try await practice.admin.loginSessions()
        #expect(Set(everyone.map(\.login)) == ["admin", "thea", "omar"])
        #expect(try await practice.admin.endLoginSessions(everyone.filter { $0.login == "thea" }.map(\.id)) == 1)
        #expect(await !isIn(first))
        #expect(
            try await practice.count(
                "select sum(cardinality(row_ids)) from private.audit_events where operation = 'session_end'") == 3)
    }

    @Test("A forged token, one of nonsense and none at all open nothing", arguments: ["", "zz", "00", "f00d"])
    func forged(setting: String) async throws {
        let practice = try await TestPractice()
        let options = TransactionOptions(role: "troth_therapist", settings: [("troth.token", setting)])
        do {
            let seen = try await practice.database.read(options) {
                try $0.one("select count(*) from app.practices", Int.self)
            }
            #expect(seen == 0)
        } catch let error as PostgresError {
            #expect(error.sqlState == SQLState(rawValue: "22023"), "no hexadecimal digits")
        }
    }
}
