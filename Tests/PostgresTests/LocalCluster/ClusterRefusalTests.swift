import FoundationEssentials
import Glibc
import SystemPackage
import Testing

@testable import Postgres

@Suite("A start that cannot succeed says why and changes nothing")
struct ClusterRefusalTests {
    @Test func filesOfAnotherMajorVersionAreLeftAlone() async throws {
        try await TestCluster.with { test in
            try await test.cluster.start()
            try await test.sql("create table kept as select 7 as n")
            let installed = try await ServerPrograms.find(in: .system).major
            try await test.cluster.stop()
            let data = test.cluster.settings.dataDirectory
            let owner = try test.cluster.owner()
            try ClusterFiles.write("12\n", to: data + "/PG_VERSION", owner: owner)
            let expected = ClusterError.otherMajor(cluster: 12, programs: installed, dataDirectory: data)
            await #expect(throws: expected) { try await test.cluster.start() }
            #expect(expected.description.contains("PostgreSQL 12") && expected.description.contains("backup"))
            try ClusterFiles.write("\(installed)\n", to: data + "/PG_VERSION", owner: owner)
            try await test.cluster.start()
            #expect(try await test.sql("select n from kept") == "7")
        }
    }

    @Test func missingProgramsNameThePackage() async throws {
        let nowhere = ServerPrograms.Search(versionFolders: [], pathFolders: [])
        try await TestCluster.with(made: false) {
            $0.programs = nowhere
        } _: { test in
            let expected = ClusterError.programsMissing(searched: [])
            await #expect(throws: expected) { try await test.cluster.start() }
            #expect(expected.description.contains("apt-get install postgresql"))
            #expect(await test.cluster.status() == .missing)
        }
    }

    @Test func aSocketPathThatIsTooLongIsRefusedBeforeAnythingIsMade() throws {
        let owner = try #require(ServerAccount.withID(geteuid()))
        let fitting = SocketFolder(path: "/tmp/" + String(repeating: "x", count: 80))
        #expect(fitting.socketPath.utf8.count == SocketFolder.longestPath)
        try fitting.prepare(for: owner)
        fitting.remove()
        let folder = SocketFolder(path: fitting.path + "x")
        let expected = ClusterError.socketPathTooLong(path: folder.socketPath, limit: 99)
        #expect(throws: expected) { try folder.prepare(for: owner) }
        #expect(!FileManager.default.fileExists(atPath: folder.path))
    }

    @Test func aSocketFolderOfSomeoneElseOrALinkIsRefused() async throws {
        try await TestCluster.with { test in
            let owner = try #require(ServerAccount.withID(geteuid()))
            let link = SocketFolder(path: test.folder + "/link")
            symlink(test.folder, link.path)
            #expect(throws: ClusterError.self) { try link.prepare(for: owner) }
        }
    }

    @Test func twoClustersDoNotShareASocket() async throws {
        try await TestCluster.with { test in
            try await test.cluster.start()
            let server = try await test.running()
            let second = test.changed { $0.dataDirectory = test.folder + "/second" }
            let socket = SocketFolder(path: server.socketDirectory).socketPath
            await #expect(throws: ClusterError.socketTaken(path: socket, processID: server.processID)) {
                try await second.start()
            }
            try await second.remove()
            #expect(try await test.sql("select 1") == "1", "removing the second leaves the first one's socket")
        }
    }

    @Test func aFolderWithOtherThingsIsNeitherUsedNorDeleted() async throws {
        try await TestCluster.with(made: false) { test in
            let data = test.cluster.settings.dataDirectory
            let file = data + "/letter.txt"
            let account = try test.cluster.owner()
            try ClusterFiles.makeFolder(data, owner: account)
            try ClusterFiles.write("dear", to: file, owner: account)
            let expected = ClusterError.notOurCluster(path: data)
            #expect(await test.cluster.status() == .foreign)
            await #expect(throws: expected) { try await test.cluster.start() }
            await #expect(throws: expected) { try await test.cluster.remove() }
            #expect(ClusterFiles.text(file) == "dear")
        }
    }

    @Test func aClusterWithoutTheMarkIsNotDeleted() async throws {
        try await TestCluster.with { test in
            try await test.cluster.start()
            try await test.cluster.stop()
            unlink(test.cluster.path(ClusterConfiguration.marker))
            let expected = ClusterError.notOurCluster(path: test.cluster.settings.dataDirectory)
            await #expect(throws: expected) { try await test.cluster.remove() }
            #expect(FileManager.default.fileExists(atPath: test.cluster.path("PG_VERSION")))
        }
    }

    @Test func aDataDirectoryOpenToOthersIsRefusedWithTheCommandThatClosesIt() async throws {
        try await TestCluster.with { test in
            try await test.cluster.start()
            try await test.cluster.stop()
            chmod(test.cluster.settings.dataDirectory, 0o755)
            let error = await #expect(throws: ClusterError.self) { try await test.cluster.start() }
            #expect(error?.description.contains("chmod 0700") == true)
        }
    }

    @Test func aServerThatRefusesItsSettingsShowsTheEndOfItsLog() async throws {
        try await TestCluster.with {
            $0.configurationLines.append("max_connections = none")
        } _: { test in
            let error = await #expect(throws: ClusterError.self) { try await test.cluster.start() }
            guard case .startFailed(let lines, let log) = error else {
                Issue.record("another error: \(String(describing: error))")
                return
            }
            #expect(log == test.cluster.logPath)
            #expect(lines.contains { $0.contains("max_connections") })
        }
    }

    @Test(.enabled(if: TestCluster.isRoot, "only root runs the server as someone else"))
    func aFolderThatTheServersUserCannotEnterIsNamed() async throws {
        try await TestCluster.with(made: false) { test in
            chmod(test.folder, 0o700)
            let error = await #expect(throws: ClusterError.self) { try await test.cluster.start() }
            #expect(error?.description.contains("chmod o+x") == true)
            #expect(await test.cluster.status() == .missing)
        }
    }

    @Test(.enabled(if: TestCluster.isRoot, "only root runs the server as someone else"))
    func rootWithoutAUserForTheServerIsToldToInstallIt() async throws {
        try await TestCluster.with(made: false) {
            $0.serverUser = "no_such_user"
        } _: { test in
            await #expect(throws: ClusterError.serverUserMissing(name: "no_such_user")) {
                try await test.cluster.start()
            }
        }
    }

    @Test(arguments: [
        ("relative/path", "name", "role"), ("/tmp/a\"b", "name", "role"), ("/tmp/$HOME", "name", "role"),
        ("/", "name", "role"),
        ("/tmp/x", "", "role"), ("/tmp/x", "../up", "role"), ("/tmp/x", "a b", "role"), ("/tmp/x", "name", "ro\"le"),
        ("/tmp/x", "name", "role\nowner root postgres"),
    ])
    func settingsThatCouldNotBeWrittenSafelyAreRefused(directory: String, name: String, role: String) async {
        let cluster = LocalCluster(
            LocalCluster.Settings(dataDirectory: directory, socketName: name, identMap: [role]))
        await #expect(throws: ClusterError.self) { try await cluster.start() }
        await #expect(throws: ClusterError.self) { try await cluster.remove() }
    }
}
