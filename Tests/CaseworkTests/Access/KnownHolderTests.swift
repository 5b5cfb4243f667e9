import CaseModel
import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import Casework

@Suite("A person whom the program knows")
struct KnownHolderTests {
    @Test("is asked after once, and not at every note that they write or open")
    func asked() async throws {
        let practice = try await TestPractice()
        let handle = try await practice.therapist.openCase(CaseloadTests.couple(), key: .fresh()).description
        let owner = try await practice.superuser()
        let name = practice.databaseName
        try await owner.write { transaction in
            try transaction.execute("alter database \(identifier: name) set track_functions = 'all'")
        }
        // what was set for the database is read by new connections only
        let environment = Environment(
            database: Database(try await TestServer.shared.settings(database: name, user: "troth_gate")),
            keyring: practice.environment.keyring, now: practice.environment.now)
        let thea = Casework(environment, token: practice.therapist.token)
        for _ in 0..<10 {
            let note = try await thea.writePsychotherapyNote("my own thoughts", in: handle, key: .fresh())
            #expect(try await thea.openNote(note.description).text == "my own thoughts")
        }
        environment.database.close()
        let calls = "select coalesce(sum(calls), 0) from pg_stat_user_functions where funcname = 'whoami'" as SQL
        var asked = 0
        // the connection tells the server of its calls when it is closed, which takes a moment
        for _ in 0..<200 where asked == 0 {
            try await Task.sleep(for: .milliseconds(20))
            asked = try await owner.read { try $0.one(calls, Int.self) }
        }
        #expect(asked == 1)
    }

    @Test(
        "is refused like anybody once their duty is over, or their login, and changes nothing",
        arguments: [true, false])
    func over(isDuty: Bool) async throws {
        let practice = try await TestPractice()
        let thea = practice.therapist
        let handle = try await thea.openCase(CaseloadTests.couple(), key: .fresh()).description
        let note = try await thea.writePsychotherapyNote("my own thoughts", in: handle, key: .fresh()).description
        _ = try await thea.openNote(note)
        if isDuty {
            try await practice.admin.prove(password: TestPractice.password)
            try await practice.admin.endDuty(.therapist, of: "thea", key: .fresh())
        } else {
            try await thea.logOut()
        }
        let before = try await practice.count("select count(*) from app.requests")
        for _ in 0..<2 {
            let opened = await refusal { () async throws(CaseworkError) in try await thea.openNote(note) }
            let written = await refusal { () async throws(CaseworkError) in
                try await thea.writePsychotherapyNote("more", in: handle, key: .fresh())
            }
            #expect([opened?.kind, written?.kind] == Array(repeating: isDuty ? "forbidden" : "notLoggedIn", count: 2))
        }
        #expect(try await practice.count("select count(*) from app.drafts") == 1)
        #expect(try await practice.count("select count(*) from app.requests") == before)
        let openings =
            "select count(*) from private.audit_events where operation = 'open' and object like '%,staff'" as SQL
        #expect(try await practice.count(openings) == 1)
    }

    @Test("acts by the first of the use case's duties that they hold, whatever they acted by before")
    func duties() async throws {
        let holder = KnownHolders.Holder(
            practice: UUID(), staff: UUID(), duties: [.therapist, .practiceAdmin])
        #expect(KnownDesk(holder, by: [.practiceAdmin, .therapist], asked: nil)?.duty == .practiceAdmin)
        let treating = KnownDesk(holder, by: [.supervisor, .therapist, .practiceAdmin], asked: nil)
        #expect(treating?.duty == .therapist && treating?.others == [.practiceAdmin])
        #expect(KnownDesk(holder, by: [.therapist, .practiceAdmin], asked: .practiceAdmin)?.duty == .practiceAdmin)
        #expect(KnownDesk(holder, by: [.therapist], asked: .practiceAdmin) == nil)
        #expect(KnownDesk(holder, by: [.supervisor], asked: nil) == nil)
    }
}
