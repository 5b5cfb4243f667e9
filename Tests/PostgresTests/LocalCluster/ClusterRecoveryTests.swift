import FoundationEssentials
import Glibc
import SystemPackage
import Testing

@testable import Postgres

@Suite("A start recovers from whatever ended the last server")
struct ClusterRecoveryTests {
    @Test func aKilledServerLosesNothingCommitted() async throws {
        try await TestCluster.with {
            $0.durable = true
        } _: { test in
            try await test.cluster.start()
            try await test.sql("create table kept as select 7 as n")
            try await test.killServer()
            guard case .crashed = await test.cluster.status() else {
                Issue.record("status after a kill: \(await test.cluster.status())")
                return
            }
            try await test.cluster.start()
            #expect(try await test.sql("select n from kept") == "7")
        }
    }

    @Test(arguments: [true, false])
    func aStaleFileThatNamesALiveStrangerIsClearedAndTheStrangerLives(killed: Bool) async throws {
        try await TestCluster.with {
            $0.durable = true
        } _: { test in
            try await test.cluster.start()
            try await test.sql("create table kept as select 7 as n")
            let pidPath = PostmasterFile.path(inDataDirectory: test.cluster.settings.dataDirectory)
            let text = try #require(ClusterFiles.text(pidPath))
            if killed { try await test.killServer() } else { try await test.cluster.stop() }
            let owner = try test.cluster.owner()
            try await withStranger(of: owner) { stranger in
                let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
                let stale = (["\(stranger)"] + lines.map(String.init)).joined(separator: "\n")
                try ClusterFiles.write(stale, to: pidPath, owner: owner)
                #expect(await test.cluster.status() == .crashed(processID: stranger))
                try await test.cluster.start()
                #expect(try await test.sql("select n from kept") == "7")
                #expect(ServerProcess.exists(stranger))
            }
        }
    }

    @Test func aStaleSocketLockThatNamesALiveStrangerIsCleared() async throws {
        try await TestCluster.with { test in
            try await test.cluster.start()
            try await test.cluster.stop()
            let owner = try test.cluster.owner()
            let socket = SocketFolder(path: test.cluster.socketDirectory).socketPath
            try await withStranger(of: owner) { stranger in
                let text = "\(stranger)\n/somewhere/else\n1\n5432\n\(test.cluster.socketDirectory)\n"
                try ClusterFiles.write(text, to: socket + ".lock", owner: owner)
                try await test.cluster.start()
                #expect(try await test.sql("select 1") == "1")
            }
        }
    }

    @Test(arguments: [true, false])
    func aSocketFolderThatIsGoneIsMadeAgain(whileRunning: Bool) async throws {
        try await TestCluster.with { test in
            try await test.cluster.start()
            try await test.sql("create table kept as select 7 as n")
            let server = try await test.running()
            if !whileRunning { try await test.cluster.stop() }
            try FileManager.default.removeItem(atPath: server.socketDirectory)
            if whileRunning {
                #expect(await test.cluster.status() == .unreachable(processID: server.processID))
            }
            try await test.cluster.start()
            #expect(try await test.sql("select n from kept") == "7")
        }
    }

    @Test func aSecondServerNeverJoinsProcessesThatAKilledOneLeft() async throws {
        try await TestCluster.with { test in
            try await test.cluster.start()
            let busy = Task { try await test.psql("select count(*) from generate_series(1, 1e12)") }
            let find = "select pid from pg_stat_activity where state = 'active' and pid <> pg_backend_pid()"
            var backend: Int32?
            while backend == nil { backend = Int32(try await test.sql(find)) }
            let id = try #require(backend)
            kill(id, SIGSTOP)
            try await test.killServer()
            let error = await #expect(throws: ClusterError.self) { try await test.cluster.start() }
            guard case .processesLeft(let ids, _) = error else {
                Issue.record("another error: \(String(describing: error))")
                return
            }
            #expect(ids.contains(id))
            #expect(ServerProcess.all(in: test.cluster.settings.dataDirectory).contains(id))
            #expect(test.starts == 1)
            kill(id, SIGKILL)
            _ = try await busy.value
            try await test.cluster.start()
            #expect(test.starts == 2)
        }
    }

    @Test func changedSettingsReachARunningServerAtTheNextStart() async throws {
        try await TestCluster.with { test in
            try await test.cluster.start()
            try await test.sql("create role late login")
            let before = try await test.running()
            #expect(try await test.psql("select 1", as: "late").succeeded == false)
            let later = test.changed {
                $0.identMap = ["late"]
                $0.configurationLines.append("work_mem = 7MB")
            }
            try await later.start()
            #expect(try await test.running() == before)
            while try await test.psql("show work_mem", as: "late").text != "7MB" {
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }
}
