import Glibc

@testable import Postgres

/// A PostgreSQL server for this test process, removed after it; `shared` is for all tests that do not kill it.
///
/// It listens on a Unix socket in a short private folder only; data safety is switched off, since nothing outlives it.
final class TestServer: Sendable {
    static let shared = TestServer()

    private let folder: String
    private let binaries = "/usr/lib/postgresql/15/bin"
    private let account: String

    init() {
        var template = Array("/tmp/pgt-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { preconditionFailure("no temporary folder") }
        folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        account = getuid() == 0 ? "postgres" : ""
        if getuid() == 0 { run("chown", ["chown", "postgres", folder]) }
        asServerAccount("\(binaries)/initdb -D \(folder)/data -A trust -U postgres -E UTF8 --locale=C.UTF-8 -N")
        start()
        watch()
    }

    /// Settings that reach this server.
    var settings: ConnectionSettings {
        ConnectionSettings(["host": folder, "dbname": "postgres", "user": "postgres"])
    }

    /// A database on this server; the caller closes it.
    func database(maximum: Int = 4, waitLimit: Duration = .seconds(30)) -> Database {
        Database(settings, pool: PoolSettings(maximum: maximum, waitLimit: waitLimit))
    }

    func start() {
        let options = "-c listen_addresses='' -c unix_socket_directories=\(folder) -c fsync=off -c max_connections=300"
        asServerAccount("\(binaries)/pg_ctl -D \(folder)/data -l \(folder)/log -w -t 60 -o \"\(options)\" start")
    }

    /// Kills the server's parent process with SIGKILL, as a failing machine would, and waits until it is gone.
    func kill() {
        guard let pid = postmaster else { return }
        Glibc.kill(pid, SIGKILL)
        while Glibc.kill(pid, 0) == 0 { usleep(10_000) }
    }

    private var postmaster: pid_t? {
        guard let file = fopen("\(folder)/data/postmaster.pid", "r") else { return nil }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 32)
        guard fgets(&line, 32, file) != nil else { return nil }
        return line.withUnsafeBufferPointer { $0.baseAddress.map { pid_t(atoi($0)) } }
    }

    /// Leaves a process behind that removes the server when this one has ended, however it ended.
    private func watch() {
        let stop = "\(binaries)/pg_ctl -D \(folder)/data -m immediate -w stop"
        let whole = account.isEmpty ? stop : "su \(account) -s /bin/sh -c '\(stop)'"
        let script = """
            trap '' INT HUP; while kill -0 \(getpid()); do sleep 0.2; done; \(whole); rm -rf \(folder)
            """
        run("sh", ["sh", "-c", "( \(script) ) >/dev/null 2>&1 </dev/null &"])
    }

    private func asServerAccount(_ command: String) {
        let quiet = "\(command) >>\(folder)/commands.log 2>&1"
        if account.isEmpty {
            run("sh", ["sh", "-c", quiet])
        } else {
            run("su", ["su", account, "-s", "/bin/sh", "-c", quiet])
        }
    }

    private func run(_ program: String, _ arguments: [String]) {
        var pid = pid_t()
        var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        guard posix_spawnp(&pid, program, nil, nil, &pointers, environ) == 0 else {
            preconditionFailure("cannot run \(program)")
        }
        var status: Int32 = 0
        waitpid(pid, &status, 0)
    }
}

/// Whether a process of this machine is alive.
func processExists(_ pid: Int) -> Bool {
    kill(pid_t(pid), 0) == 0
}

/// Blocks for a moment, inside a transaction's body.
func pause() {
    usleep(5_000)
}
