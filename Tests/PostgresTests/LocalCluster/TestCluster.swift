import FoundationEssentials
import Glibc
import Subprocess
import SystemPackage
import Testing

@testable import Postgres

/// A real cluster in a short folder of its own under `/tmp`, removed at the end of the test.
struct TestCluster: Sendable {
    let folder: String
    let name: String
    var cluster: LocalCluster

    static let isRoot = geteuid() == 0

    /// The installed server, found once.
    private static let programs = Task { try await ServerPrograms.find(in: .system) }

    private static let templateFolder = "/tmp/lc-template-\(UInt32.random(in: .min ... .max))"

    /// The data directory of a stopped cluster, made once and deleted when the tests end: copying is ten times faster.
    private static let template = Task {
        try FileManager.default.createDirectory(atPath: templateFolder, withIntermediateDirectories: false)
        atexit { try? FileManager.default.removeItem(atPath: TestCluster.templateFolder) }
        chmod(templateFolder, 0o755)
        let cluster = LocalCluster(settings(templateFolder, FilePath(templateFolder).lastComponent?.string ?? ""))
        try await cluster.start()
        try await cluster.stop()
        SocketFolder(path: cluster.socketDirectory).remove()
        try ClusterFiles.remove(cluster.logPath)
        return cluster.settings.dataDirectory
    }

    /// Small and fast: these clusters hold a few rows and several run at once.
    static func settings(_ folder: String, _ name: String) -> LocalCluster.Settings {
        LocalCluster.Settings(
            dataDirectory: folder + "/data", socketName: name, durable: false,
            configurationLines: ["shared_buffers = 16MB"])
    }

    /// Gives the body a cluster that was not started yet: a copy of one made once, or with `made: false` nothing.
    static func with(
        made: Bool = true, _ change: (inout LocalCluster.Settings) -> Void = { _ in },
        _ body: (TestCluster) async throws -> Void
    ) async throws {
        let template = made ? try await template.value : nil
        let name = "lc-\(UInt32.random(in: .min ... .max))"
        let folder = "/tmp/\(name)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        chmod(folder, 0o755)
        var settings = settings(folder, name)
        change(&settings)
        let test = TestCluster(folder: folder, name: name, cluster: LocalCluster(settings))
        do {
            if let template {
                let data = test.cluster.settings.dataDirectory
                _ = try await Tool(path: "/bin/cp").run(["-a", template, data])
            }
            try await body(test)
        } catch {
            await test.clean()
            throw error
        }
        await test.clean()
    }

    private func clean() async {
        for id in ServerProcess.all(in: cluster.settings.dataDirectory) { kill(id, SIGQUIT) }
        while !ServerProcess.all(in: cluster.settings.dataDirectory).isEmpty {
            try? await Task.sleep(for: .milliseconds(20))
        }
        SocketFolder.planned(name: name).remove()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// The same place with other settings, as another version of the program would see it.
    func changed(_ change: (inout LocalCluster.Settings) -> Void) -> LocalCluster {
        var settings = cluster.settings
        change(&settings)
        return LocalCluster(settings)
    }

    /// The running server; fails the test when there is none.
    func running() async throws -> LocalCluster.RunningServer {
        guard case .running(let server) = await cluster.status() else {
            Issue.record("not running: \(await cluster.status())")
            throw ClusterError.notRunning(dataDirectory: cluster.settings.dataDirectory)
        }
        return server
    }

    /// Runs SQL by `psql` and returns what it printed; throws with what it said when it failed.
    @discardableResult
    func sql(_ text: String, as role: String = "postgres", in database: String = "postgres") async throws -> String {
        let answer = try await psql(text, as: role, in: database)
        guard answer.succeeded else { throw PSQLFailure(message: answer.text) }
        return answer.text
    }

    struct PSQLFailure: Error { let message: String }

    func psql(
        _ text: String, as role: String = "postgres", in database: String = "postgres", account: ServerAccount? = nil
    ) async throws -> (succeeded: Bool, text: String) {
        let arguments = [
            "-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1", "-h", cluster.socketDirectory, "-p", "5432", "-U", role,
            "-d", database, "-c", text,
        ]
        let answer = try await Tool(path: Self.programs.value.path("psql"), account: account).run(arguments)
        return (answer.succeeded, answer.lines.joined(separator: "\n"))
    }

    /// Kills the server as the machine's out-of-memory killer would.
    func killServer() async throws {
        let id = try await running().processID
        kill(id, SIGKILL)
        while ServerProcess.isServer(id, in: cluster.settings.dataDirectory) {
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// How often a server got ready in this cluster, by its own log.
    var starts: Int {
        let log = ClusterFiles.text(cluster.logPath) ?? ""
        return log.split(separator: "\n").count { $0.contains("ready to accept connections") }
    }
}

/// A process that is no PostgreSQL server, run by the cluster's owner, for as long as the body lasts.
func withStranger(of account: ServerAccount, _ body: (Int32) async throws -> Void) async throws {
    var options = PlatformOptions()
    if account.userID != geteuid() {
        options.userID = account.userID
        options.groupID = account.groupID
        options.supplementaryGroups = []
    }
    _ = try await Subprocess.run(
        .path("/usr/bin/sleep"), arguments: ["600"], workingDirectory: "/", platformOptions: options,
        input: .none, output: .discarded, error: .discarded
    ) { execution in
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(try await body(execution.processIdentifier.value))
        } catch {
            outcome = .failure(error)
        }
        try execution.send(signal: .kill)
        try outcome.get()
    }
}
