/// A private PostgreSQL cluster on this machine: made, started, stopped, dumped and removed by the program itself.
///
/// It needs no port, no password and no set-up: it listens on a Unix socket in a 0700 folder only, and the operating
/// system says who connects (peer authentication with an ident map, never trust). The server outlives the program
/// that started it and stays until `stop()`.
package struct LocalCluster: Sendable {
    /// What the cluster was asked to be; kept so that every command computes the same places and files.
    package let settings: Settings

    /// Names a cluster without touching the disk: nothing is made before `start()`.
    package init(_ settings: Settings) {
        self.settings = settings
    }

    /// The port in the socket's file name: pass it with `socketDirectory`, or a stray `PGPORT` picks another socket.
    package static let port = 5432

    /// The database superuser that the operating system's owner of the cluster may take through the ident map.
    package var superuser: String { settings.superuser }

    /// The folder of the socket, for libpq's `host`: the running server's own, else the one the next start will use.
    ///
    /// The running server's word comes first because a command without `XDG_RUNTIME_DIR` (from cron, after `su`)
    /// would compute another folder than the one the server was started with.
    package var socketDirectory: String {
        if let file = PostmasterFile(inDataDirectory: settings.dataDirectory), file.isLive(in: settings.dataDirectory) {
            return file.socketDirectory
        }
        return SocketFolder.planned(name: settings.socketName).path
    }

    /// The server's own log: starts, stops and failures of the server, no statement and no value of anyone's data.
    package var logPath: String { settings.dataDirectory + "/log/server.log" }
}

extension LocalCluster {
    /// Where a cluster lives and who may enter it.
    package struct Settings: Sendable {
        /// Absolute path of the cluster's files; its parent also holds a lock file beside it.
        package var dataDirectory: String
        /// Short folder name for the socket, distinct for each cluster: letters, digits, `.`, `_`, `-`.
        package var socketName: String
        /// Writes reach the disk before COMMIT answers; false only for tests, where a crash may cost the cluster.
        package var durable: Bool
        /// Further lines of `postgresql.conf`; they win over the cluster's own.
        package var configurationLines: [String]
        /// The superuser's name; fixed when the cluster is made.
        package var superuser: String
        /// Further database roles that the operating system's owner of the cluster (and root) may take.
        package var identMap: [String]
        /// The unprivileged user that runs the server when root starts it (the server refuses root).
        package var serverUser: String
        /// Where the server's programs are looked for.
        package var programs: ServerPrograms.Search

        /// The defaults are those of a real cluster on a small machine with Debian's packages.
        package init(
            dataDirectory: String,
            socketName: String,
            durable: Bool = true,
            configurationLines: [String] = [],
            superuser: String = "postgres",
            identMap: [String] = [],
            serverUser: String = "postgres",
            programs: ServerPrograms.Search = .system
        ) {
            self.dataDirectory = dataDirectory
            self.socketName = socketName
            self.durable = durable
            self.configurationLines = configurationLines
            self.superuser = superuser
            self.identMap = identMap
            self.serverUser = serverUser
            self.programs = programs
        }

        /// Refuses what could not be written safely into a shell line, a path or the ident map.
        func check() throws(ClusterError) {
            let hostile = dataDirectory.unicodeScalars.contains {
                "\"'`$\\".unicodeScalars.contains($0) || $0.value < 32
            }
            guard dataDirectory.hasPrefix("/"), dataDirectory != "/", !dataDirectory.hasSuffix("/"), !hostile else {
                throw .unusableSetting(
                    "the data directory", dataDirectory, "an absolute path without a final slash, quotes, $ or \\")
            }
            guard Self.isPlain(socketName, also: ".-"), !socketName.hasPrefix(".") else {
                throw .unusableSetting("the socket's name", socketName, "letters, digits, '.', '_' and '-'")
            }
            for role in [superuser] + identMap where !Self.isPlain(role, also: "") {
                throw .unusableSetting("the role", role, "letters, digits and '_'")
            }
        }

        private static func isPlain(_ name: String, also extra: String) -> Bool {
            !name.isEmpty && name.utf8.count <= 63
                && name.unicodeScalars.allSatisfy { scalar in
                    switch scalar {
                    case "a"..."z", "A"..."Z", "0"..."9", "_": true
                    default: extra.unicodeScalars.contains(scalar)
                    }
                }
        }
    }
}
