import FoundationEssentials
import Glibc
import Testing

extension BadInput {
    @Suite("A server, a database or a schema that is not Troth's")
    struct Server {
        let home = PracticeHome.current

        @Test(arguments: [
            ["PGHOST": "/nowhere"], ["PGSERVICE": "nowhere"],
            ["PGHOST": "127.0.0.1", "PGPORT": "1", "PGSSLMODE": "verify-full"],
            ["PGHOST": "127.0.0.1", "PGPORT": "1", "TROTH_UNVERIFIED_SERVER": "allow"],
        ])
        func noServer(_ settings: [String: String]) async throws {
            try await home.troth("case list", environment: settings)
                .expectRefusal(7, saying: "cannot be reached", "Nothing was changed.", "troth server")
            try await home.troth(
                "case open --part-a hurt --part-b involved --breach financial", environment: settings
            ).expectRefusal(7, saying: "cannot be reached")
        }

        @Test(arguments: ["", "disable", "require", "verify-ca"])
        func aServerThatIsNotVerified(_ mode: String) async throws {
            try await home.troth(
                "case list", environment: ["PGHOST": "127.0.0.1", "PGPORT": "1", "PGSSLMODE": mode]
            ).expectRefusal(7, saying: "sslmode=verify-full", "Nothing was sent")
        }

        @Test func noPracticeYet() async throws {
            let nowhere = PracticeHome()
            try await nowhere.troth("case list").expectRefusal(7, saying: nowhere.path, "troth init")
            try await nowhere.troth("server status").expectRefusal(7, saying: "troth init")
            #expect(!FileManager.default.fileExists(atPath: nowhere.path))
        }

        @Test func aWrongDatabase() async throws {
            let socket = try home.socketFolder
            for database in ["postgres", "template1"] {
                let settings = ["PGHOST": socket, "PGPORT": "5432", "PGDATABASE": database]
                try await home.troth("case list", environment: settings)
                    .expectRefusal(7, saying: "not Troth's", "PGDATABASE")
            }
            let settings = ["PGHOST": socket, "PGPORT": "5432", "PGDATABASE": "missing"]
            try await home.troth("case list", environment: settings).expectRefusal(7)
        }

        @Test func aNewerSchema() async throws {
            try await home.superuser(
                "insert into migrations.applied values ('migrations/9999_later.sql', repeat('0', 64), false, now())")
            try await home.unchanged {
                for command in ["case list", "case open --part-a hurt --part-b involved --breach financial", "init"] {
                    let outcome = try await home.troth(command)
                    #expect(outcome.status == 7)
                    #expect(outcome.errors.contains("newer than this program"), "\(outcome.errors)")
                    #expect(outcome.errors.split(separator: "\n").count == 1)
                }
                #expect(try await home.troth("doctor").status == 1)
            }
            try await home.superuser("delete from migrations.applied where name = 'migrations/9999_later.sql'")
            try await home.done("case list --quiet")
        }

        @Test func anOlderSchema() async throws {
            let row = "from migrations.applied where name like 'policies/%'"
            try await home.superuser("create table kept as select * \(row); delete \(row)")
            try await home.unchanged {
                try await home.troth("case list").expectRefusal(7, saying: "older than this program", "troth init")
            }
            try await home.superuser("insert into migrations.applied select * from kept; drop table kept")
            try await home.done("case list --quiet")
        }

        @Test func aKilledServerIsRecoveredByTheNextCommand() async throws {
            let handle = try await home.openCase()
            // Opening a page leaves its audit event, and nothing else.
            try await home.unchanged(but: "private.audit_events") {
                let killed = try home.serverID
                kill(killed, SIGKILL)
                #expect(try await home.done("case show \(handle) --format json").contains("Mia Vance"))
                #expect(try home.serverID != killed)
            }
        }
    }
}
