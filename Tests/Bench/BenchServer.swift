import FoundationEssentials
import Postgres
import Sealing
import Subprocess
import SystemPackage

/// The server of one run: durable, in the run's own folder, removed at its end unless the folder was asked for.
struct BenchServer: Sendable {
    let cluster: LocalCluster
    private let folder: String

    init(folder: String) {
        self.folder = folder
        let name = folder.split(separator: "/").last.map(String.init) ?? "troth-bench"
        cluster = LocalCluster(
            LocalCluster.Settings(dataDirectory: folder + "/cluster", socketName: name, identMap: ["troth_gate"]))
    }

    func start() async throws { try await cluster.start() }

    func remove() async throws {
        if await cluster.status() != .missing { try await cluster.remove() }
    }

    /// The keyring of every practice on this server: kept in the folder, so that a later run opens what an earlier one
    /// loaded.
    func keyring() throws -> Keyring {
        let path = folder + "/keyring"
        do {
            return try KeyringFile.load(path: path)
        } catch .keyringMissing {
            try KeyringFile.create(path: path, holding: .make(at: Date()))
            return try KeyringFile.load(path: path)
        }
    }

    /// A database of the server behind a pool; without a time limit, since a benchmark has long statements.
    func database(_ name: String, user: String = "postgres", connections: Int = 4) -> Database {
        var settings = ConnectionSettings([
            "host": cluster.socketDirectory, "port": "\(LocalCluster.port)", "dbname": name, "user": user,
        ])
        settings.statementTimeout = .zero
        return Database(settings, pool: PoolSettings(maximum: connections))
    }

    /// Runs a program that reaches a database by libpq's variables; returns what it printed.
    @discardableResult
    func run(_ program: Executable, _ arguments: [String], database: String) async throws -> [String] {
        let result = try await Subprocess.run(
            program, arguments: Arguments(arguments),
            environment: .custom([
                "PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "PGHOST": cluster.socketDirectory,
                "PGPORT": "\(LocalCluster.port)", "PGUSER": cluster.superuser, "PGDATABASE": database,
            ]),
            output: .bytes(limit: 1 << 20), error: .combinedWithOutput)
        let lines = String(decoding: result.standardOutput, as: UTF8.self).split(separator: "\n").map(String.init)
        guard result.terminationStatus.isSuccess else {
            throw BenchError("\(program) failed: \(lines.suffix(4).joined(separator: " / "))")
        }
        return lines
    }

    /// Runs commands by psql, each as its own, and adds up the seconds that psql itself measured for them.
    @discardableResult
    func psql(_ commands: [String], database: String) async throws -> Double {
        let each = (["\\timing on"] + commands).flatMap { ["-c", $0] }
        let lines = try await run(.name("psql"), ["-X", "-q", "-v", "ON_ERROR_STOP=1"] + each, database: database)
        let times = lines.filter { $0.hasPrefix("Time: ") }.map { Double($0.split(separator: " ")[1]) ?? .nan }
        return times.reduce(0, +) / 1000
    }
}
