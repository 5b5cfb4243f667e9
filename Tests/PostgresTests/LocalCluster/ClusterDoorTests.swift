import FoundationEssentials
import Glibc
import SystemPackage
import Testing

@testable import Postgres

@Suite("Only the owner enters, only by the socket, and the log holds no words")
struct ClusterDoorTests {
    @Test func noNetworkPortIsOpenEvenWhenTheSettingsAskForOne() async throws {
        try await TestCluster.with {
            $0.configurationLines.append("listen_addresses = '*'")
        } _: { test in
            try await test.cluster.start()
            try await test.sql("alter system set listen_addresses = '*'")
            try await test.cluster.stop()
            try await test.cluster.start()
            #expect(try await test.sql("show listen_addresses") == "")
            let server = try await test.running()
            let descriptors = "/proc/\(server.processID)/fd"
            let links = try FileManager.default.contentsOfDirectory(atPath: descriptors).compactMap {
                try? FileManager.default.destinationOfSymbolicLink(atPath: "\(descriptors)/\($0)")
            }
            let sockets = links.filter { $0.hasPrefix("socket:[") }.map { $0.dropFirst(8).dropLast() }
            #expect(!sockets.isEmpty, "the Unix socket itself")
            for table in ["tcp", "tcp6", "udp", "udp6"] {
                let rows = (ClusterFiles.text("/proc/net/\(table)") ?? "").split(separator: "\n").dropFirst()
                let inodes = rows.map { $0.split(separator: " ", omittingEmptySubsequences: true)[9] }
                #expect(inodes.filter(sockets.contains).isEmpty)
            }
        }
    }

    @Test(.enabled(if: TestCluster.isRoot, "only root can become another user"))
    func anotherUserIsRefusedByTheFolderAndBehindItByPeer() async throws {
        let nobody = try #require(ServerAccount.named("nobody"))
        try await TestCluster.with { test in
            try await test.cluster.start()
            let folder = SocketFolder(path: test.cluster.socketDirectory)
            let atTheFolder = try await test.psql("select 1", account: nobody)
            #expect(!atTheFolder.succeeded && atTheFolder.text.contains("Permission denied"))
            chmod(folder.path, 0o755)
            chmod(folder.socketPath, 0o777)
            let atTheDoor = try await test.psql("select 1", account: nobody)
            #expect(!atTheDoor.succeeded && atTheDoor.text.contains("Peer authentication failed"))
            let owner = try test.cluster.owner()
            #expect(try await test.psql("select 1", account: owner).text == "1")
        }
    }

    @Test func theOwnerTakesTheRolesOfTheIdentMapAndNoOthers() async throws {
        try await TestCluster.with {
            $0.identMap = ["gate"]
        } _: { test in
            try await test.cluster.start()
            try await test.sql("create role gate login")
            try await test.sql("create role stranger login superuser")
            #expect(try await test.sql("select session_user", as: "gate") == "gate")
            let refused = try await test.psql("select 1", as: "stranger")
            #expect(!refused.succeeded && refused.text.contains("no pg_hba.conf entry"))
        }
    }

    @Test func theFilesOfAccessHoldPeerOnlyAndAreRestored() async throws {
        try await TestCluster.with { test in
            try await test.cluster.start()
            let access = test.cluster.path("pg_hba.conf")
            let written = try #require(ClusterFiles.text(access))
            #expect(
                written.split(separator: "\n").filter { !$0.hasPrefix("#") } == ["local all postgres peer map=owner"])
            try await test.cluster.stop()
            try ClusterFiles.write("local all all trust\n", to: access, owner: test.cluster.owner())
            try await test.cluster.start()
            #expect(ClusterFiles.text(access) == written)
        }
    }

    @Test(arguments: [
        "insert into people values ('SECRETWORD')", "select 'SECRETWORD'::int", "select SECRETWORD",
        "do $$ begin raise exception 'SECRETWORD'; end $$", "do $$ begin raise warning 'SECRETWORD'; end $$",
        "insert into people values (repeat('SECRETWORD', 9))",
    ])
    func aStatementThatFailsLeavesNoWordInTheLog(statement: String) async throws {
        try await TestCluster.with { test in
            try await test.cluster.start()
            try await test.sql("create table people (name varchar(20) primary key)")
            try await test.sql("insert into people values ('SECRETWORD')")
            #expect(try await test.psql(statement).text.contains("SECRETWORD") || statement.contains("repeat"))
            try await test.cluster.stop()
            let log = try #require(ClusterFiles.text(test.cluster.logPath))
            #expect(log.contains("database system is shut down"))
            #expect(!log.contains("SECRETWORD"))
        }
    }
}
