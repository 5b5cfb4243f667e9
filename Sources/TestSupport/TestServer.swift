import FoundationEssentials
import Glibc
package import Postgres

/// The real PostgreSQL that tests run on: one cluster a test process, without fsync, gone when the process ends.
package actor TestServer {
    package static let shared = TestServer()

    private static let folder = "/tmp/troth-test-\(getpid())"
    private let cluster = LocalCluster(
        LocalCluster.Settings(
            dataDirectory: "\(TestServer.folder)/cluster", socketName: "troth-test-\(getpid())", durable: false,
            configurationLines: ["max_connections = 1000"], identMap: ["troth_gate", "troth_backup"]))
    private var isRunning = false
    private var templates: [String: Task<Void, any Error>] = [:]
    private var clones = 0

    /// Where the server writes its log.
    package var logPath: String { cluster.logPath }

    /// Settings to reach a database of the test server as the given role.
    package func settings(database: String, user: String = "postgres") async throws -> ConnectionSettings {
        try await start()
        return ConnectionSettings([
            "host": cluster.socketDirectory, "port": "\(LocalCluster.port)", "dbname": database, "user": user,
        ])
    }

    /// Makes a template database once a process; `fill` gets settings that reach it.
    package func template(
        _ name: String, fill: @escaping @Sendable (ConnectionSettings) async throws -> Void
    ) async throws {
        if let made = templates[name] { return try await made.value }
        let making = Task {
            try await self.start()
            try await self.cluster.createDatabase(name)
            try await fill(try await self.settings(database: name))
        }
        templates[name] = making
        try await making.value
    }

    /// A fresh database, copied from a template; returns its name.
    package func clone(of template: String) async throws -> String {
        clones += 1
        let name = "\(template)_\(clones)"
        try await cluster.createDatabase(name, template: template)
        return name
    }

    private func start() async throws {
        if isRunning { return }
        try await cluster.start()
        isRunning = true
        if case .running(let server) = await cluster.status() { Self.endWithProcess(server) }
    }

    /// Leaves a process behind that ends the server and deletes its folders once this process has ended, however it ended.
    private static func endWithProcess(_ server: LocalCluster.RunningServer) {
        let script = """
            ( trap '' INT HUP
              while kill -0 \(getpid()); do sleep 0.2; done
              kill -QUIT \(server.processID); sleep 1; rm -rf \(folder) \(server.socketDirectory)
            ) >/dev/null 2>&1 </dev/null &
            """
        let words: [String] = ["sh", "-c", script]
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var child = pid_t()
        guard posix_spawn(&child, "/bin/sh", nil, nil, &arguments, nil) == 0 else { return }
        var status: Int32 = 0
        waitpid(child, &status, 0)
    }
}
