import FoundationEssentials
import Glibc
import SystemPackage
import Testing

@testable import Postgres

@Suite("A database survives a dump and a restore, whole or not at all")
struct ClusterDumpTests {
    private static let content = """
        create role keeper nologin;
        create table couples (id uuid primary key, sealed bytea not null, said text);
        alter table couples owner to keeper;
        insert into couples select gen_random_uuid(), decode(md5(n::text), 'hex'), 'Ünï\\n''"' || n
        from generate_series(1, 1000) n;
        """
    private static let digest = "select count(*), md5(string_agg(c::text, '' order by id)) from couples c"

    private func filled(_ body: (TestCluster) async throws -> Void) async throws {
        try await TestCluster.with { test in
            try await test.cluster.start()
            try await test.sql("create database \"the practice=1\"")
            try await test.sql(Self.content, in: "dbname='the practice=1'")
            try await body(test)
        }
    }

    @Test func aRoundTripKeepsEveryRowAndTheOwners() async throws {
        try await filled { test in
            let folder = test.folder + "/dump"
            try await test.cluster.dump(database: "the practice=1", to: folder)
            #expect(try Stat(FilePath(folder)).permissions == .ownerReadWriteExecute)
            for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
                let file = try Stat(FilePath("\(folder)/\(name)"))
                #expect(file.permissions == .ownerReadWrite)
                #expect(file.userID.rawValue == geteuid())
            }
            try await test.cluster.restore(database: "again", from: folder, owner: "keeper")
            let before = try await test.sql(Self.digest, in: "dbname='the practice=1'")
            #expect(before.hasPrefix("1000|"))
            #expect(try await test.sql(Self.digest, in: "again") == before)
            let owners = "select tableowner from pg_tables where tablename = 'couples'"
            #expect(try await test.sql(owners, in: "again") == "keeper")
        }
    }

    @Test func aDumpNeverMixesWithOtherFiles() async throws {
        try await filled { test in
            #expect(ClusterFiles.text(test.folder + "/data.lock") != nil)
            await #expect(throws: ClusterError.dumpFolderNotEmpty(path: test.folder)) {
                try await test.cluster.dump(database: "postgres", to: test.folder)
            }
        }
    }

    @Test func aDumpThatFailsLeavesNoFolder() async throws {
        try await filled { test in
            let folder = test.folder + "/dump"
            let error = await #expect(throws: ClusterError.self) {
                try await test.cluster.dump(database: "no_such_database", to: folder)
            }
            #expect(error?.description.contains("no_such_database") == true)
            #expect(!FileManager.default.fileExists(atPath: folder))
        }
    }

    @Test func aRestoreNeverWritesIntoADatabaseThatExists() async throws {
        try await filled { test in
            let folder = test.folder + "/dump"
            try await test.cluster.dump(database: "the practice=1", to: folder)
            try await test.sql("create database taken")
            await #expect(throws: ClusterError.databaseExists(name: "taken")) {
                try await test.cluster.restore(database: "taken", from: folder)
            }
            let tables = "select count(*) from pg_tables where schemaname = 'public'"
            #expect(try await test.sql(tables, in: "taken") == "0")
        }
    }

    @Test func aDamagedDumpLeavesNoDatabaseAndItsErrorHoldsNoData() async throws {
        try await TestCluster.with { test in
            try await test.cluster.start()
            try await test.sql("create table words (n int, said text); insert into words values (1, 'SECRETWORD')")
            let folder = test.folder + "/dump"
            try await test.cluster.dump(database: "postgres", to: folder)
            let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            let data = try #require(names.first { $0.hasSuffix(".dat.gz") })
            unlink("\(folder)/\(data)")
            let plain = "\(folder)/\(data.dropLast(3))"
            try ClusterFiles.write("SECRETWORD\tSECRETWORD\n\\.\n", to: plain, owner: test.cluster.owner())
            let error = await #expect(throws: ClusterError.self) {
                try await test.cluster.restore(database: "again", from: folder)
            }
            #expect(error?.description.contains("COPY failed") == true)
            #expect(error?.description.contains("SECRETWORD") == false)
            #expect(try await test.sql("select count(*) from pg_database where datname = 'again'") == "0")
        }
    }

    @Test func withoutAServerDumpAndRestoreSayToStartIt() async throws {
        try await TestCluster.with { test in
            let expected = ClusterError.notRunning(dataDirectory: test.cluster.settings.dataDirectory)
            let folder = test.folder + "/dump"
            await #expect(throws: expected) { try await test.cluster.dump(database: "postgres", to: folder) }
            try await test.cluster.start()
            try await test.cluster.dump(database: "postgres", to: folder)
            try await test.cluster.stop()
            await #expect(throws: expected) { try await test.cluster.restore(database: "again", from: folder) }
        }
    }
}
