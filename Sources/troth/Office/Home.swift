import FoundationEssentials
import Glibc
import Postgres

/// The folder that holds what belongs to this machine: the keyring, the embedded cluster, the login, the journal.
struct Home: Sendable {
    let path: String

    /// `path`, else `TROTH_HOME`, else `/var/lib/troth` for root and the user's data folder for a person.
    init(_ path: String?) {
        let environment = ProcessInfo.processInfo.environment
        var chosen = path ?? environment["TROTH_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? Self.standard(environment)
        if !chosen.hasPrefix("/") { chosen = FileManager.default.currentDirectoryPath + "/" + chosen }
        while chosen.count > 1, chosen.hasSuffix("/") { chosen.removeLast() }
        self.path = chosen
    }

    /// The demo's own home, beside the real one and apart from it.
    static var demo: Home {
        Home(Self.standard(ProcessInfo.processInfo.environment) + "-demo")
    }

    var keyring: String { path + "/keyring" }
    var keyringBackups: String { path + "/keyring-backups" }
    var login: String { path + "/login" }
    /// A secret of this place: whoever has logged in here is not slowed down by failures elsewhere.
    var place: String { path + "/place" }
    /// Notes the last finished backup.
    var lastBackup: String { path + "/last-backup" }
    /// What this machine needs to begin the runs of reports that people granted for the ends of months.
    var schedules: String { path + "/schedules" }
    var journal: String { path + "/journal" }
    var scratch: String { path + "/scratch" }
    var checkpoints: String { path + "/checkpoints" }

    var cluster: LocalCluster {
        LocalCluster(
            LocalCluster.Settings(
                dataDirectory: path + "/cluster", socketName: socketName, identMap: ["troth_gate", "troth_backup"]))
    }

    /// How a role of the operating system's owner connects to the embedded cluster.
    func embedded(user: String) -> ConnectionSettings {
        ConnectionSettings([
            "host": cluster.socketDirectory, "port": "\(LocalCluster.port)", "dbname": "troth", "user": user,
        ])
    }

    /// Makes the folder. As root it lets the server's own user pass through to the cluster, and see nothing else.
    func make() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let mode: mode_t = geteuid() == 0 ? 0o711 : 0o700
        guard chmod(path, mode) == 0 else { throw FileError(path: path, errno: errno) }
        for folder in [journal, scratch, schedules] where mkdir(folder, 0o700) != 0 && errno != EEXIST {
            throw FileError(path: folder, errno: errno)
        }
    }

    /// Short, since a socket's path is at most 107 bytes, and another for every home.
    private var socketName: String {
        var hash: UInt32 = 2_166_136_261
        for byte in path.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return "troth-" + String(hash, radix: 36)
    }

    private static func standard(_ environment: [String: String]) -> String {
        if geteuid() == 0 { return "/var/lib/troth" }
        if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") { return data + "/troth" }
        return (environment["HOME"] ?? "/tmp") + "/.local/share/troth"
    }
}
