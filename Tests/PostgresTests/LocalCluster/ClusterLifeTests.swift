import FoundationEssentials
import Glibc
import SystemPackage
import Testing

@testable import Postgres

@Suite("A cluster is made, started once, stopped and removed")
struct ClusterLifeTests {
    @Test func aFreshStartMakesAClusterWithChecksumsAndUTF8() async throws {
        try await TestCluster.with(made: false) { test in
            #expect(await test.cluster.status() == .missing)
            try await test.cluster.start()
            let server = try await test.running()
            #expect(server.version == (try await test.sql("select split_part(version(), ' ', 2)")))
            #expect(server.socketDirectory == test.cluster.socketDirectory)
            let facts = """
                select current_setting('data_checksums'), pg_encoding_to_char(encoding), datcollate, datctype
                from pg_database where datname = 'template1'
                """
            #expect(try await test.sql(facts) == "on|UTF8|C.UTF-8|C.UTF-8")
            let folder = try Stat(FilePath(test.cluster.settings.dataDirectory))
            #expect(folder.permissions == .ownerReadWriteExecute)
            #expect(TestCluster.isRoot == (folder.userID.rawValue != geteuid()), "root never owns the files")
            #expect(try Stat(FilePath(server.socketDirectory)).permissions == .ownerReadWriteExecute)
        }
    }

    @Test func aSecondStartChangesNothing() async throws {
        try await TestCluster.with { test in
            try await test.cluster.start()
            let first = try await test.running()
            try await test.cluster.start()
            #expect(try await test.running() == first)
            #expect(test.starts == 1)
        }
    }

    @Test func eightTasksAtOnceStartOneServer() async throws {
        try await TestCluster.with(made: false) { test in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 { group.addTask { try await test.cluster.start() } }
                try await group.waitForAll()
            }
            #expect(test.starts == 1)
            #expect(try await test.sql("select 1") == "1")
        }
    }

    @Test func twoProcessesAtOnceStartOneServerThatOutlivesBoth() async throws {
        try await TestCluster.with(made: false) { test in
            let folder = test.folder
            let name = test.name
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<2 {
                    group.addTask {
                        await #expect(processExitsWith: .success) {
                            [folder = folder as String, name = name as String] in
                            try await LocalCluster(TestCluster.settings(folder, name)).start()
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(test.starts == 1)
            let server = try await test.running()
            #expect(getsid(server.processID) == server.processID, "a session of its own: Ctrl-C cannot reach it")
        }
    }

    @Test func stopKeepsWhatWasCommittedAndCanBeRepeated() async throws {
        try await TestCluster.with { test in
            try await test.cluster.start()
            try await test.sql("create table kept (words text)")
            try await test.sql("insert into kept values ('this')")
            try await test.cluster.stop()
            #expect(await test.cluster.status() == .stopped)
            try await test.cluster.stop()
            try await test.cluster.start()
            #expect(try await test.sql("table kept") == "this")
        }
    }

    @Test func removeDeletesEverythingAndTheNextStartMakesANewCluster() async throws {
        try await TestCluster.with { test in
            try await test.cluster.start()
            try await test.sql("create table kept (words text)")
            let socket = test.cluster.socketDirectory
            try await test.cluster.remove()
            #expect(await test.cluster.status() == .missing)
            #expect(try FileManager.default.contentsOfDirectory(atPath: test.folder) == [])
            #expect(!FileManager.default.fileExists(atPath: socket))
            try await test.cluster.remove()
            try await test.cluster.start()
            #expect(try await test.sql("select count(*) from pg_tables where tablename = 'kept'") == "0")
        }
    }

    @Test func leftoversOfAnInterruptedMakingAreClearedAway() async throws {
        try await TestCluster.with(made: false) { test in
            let leftover = test.folder + "/data.making-7"
            try FileManager.default.createDirectory(atPath: leftover, withIntermediateDirectories: false)
            try await test.cluster.start()
            #expect(!FileManager.default.fileExists(atPath: leftover))
        }
    }

    @Test(.enabled(if: TestCluster.isRoot, "only root can become another person"))
    func aPersonRunsTheServerAsThemselves() async throws {
        let nobody = try #require(ServerAccount.named("nobody"))
        try await TestCluster.with(made: false) { test in
            chown(test.folder, nobody.userID, nobody.groupID)
            let folder = test.folder
            let name = test.name
            let user = nobody.userID
            await #expect(processExitsWith: .success) {
                [folder = folder as String, name = name as String, user = user as UInt32] in
                unsetenv("XDG_RUNTIME_DIR")
                guard setgid(user) == 0, setuid(user) == 0 else { exit(3) }
                let test = TestCluster(
                    folder: folder, name: name, cluster: LocalCluster(TestCluster.settings(folder, name)))
                try await test.cluster.start()
                guard try await test.sql("select session_user") == "postgres" else { exit(4) }
                guard test.cluster.socketDirectory == "/tmp/\(name)-\(user)" else { exit(5) }
            }
            #expect(try Stat(FilePath("/proc/\(try await test.running().processID)")).userID.rawValue == user)
            let socket = test.cluster.socketDirectory
            #expect(try await test.sql("select 1") == "1", "root may enter a person's cluster")
            try await test.cluster.stop()
            SocketFolder(path: socket).remove()
        }
    }
}
