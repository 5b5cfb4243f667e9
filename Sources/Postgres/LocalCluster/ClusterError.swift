/// What can go wrong with an embedded cluster; each description says what happened and what to do next.
///
/// Holds paths, process ids and the server's own words about itself, never a value from the database.
package enum ClusterError: Error, Equatable, Sendable {
    /// No complete set of server programs of a supported major version; `searched` names the folders.
    case programsMissing(searched: [String])
    /// The files belong to another major version than every installed server.
    case otherMajor(cluster: Int, programs: Int, dataDirectory: String)
    /// The file system is full, or has less than making a cluster needs; nothing was lost.
    case diskFull(path: String, freeBytes: Int64)
    /// The socket's path does not fit in what the operating system allows.
    case socketPathTooLong(path: String, limit: Int)
    /// Another cluster's server listens on the socket that this one would use.
    case socketTaken(path: String, processID: Int32)
    /// Started as root on a machine without the unprivileged user that must run the server.
    case serverUserMissing(name: String)
    /// The operating system does not know the user that runs this program.
    case unknownUser(id: UInt32)
    /// A folder has the wrong owner or mode, or cannot be entered by the user that runs the server.
    case permission(path: String, problem: String, remedy: String)
    /// The folder is not empty and holds no cluster made by `LocalCluster`; it is left as it is.
    case notOurCluster(path: String)
    /// A setting that cannot be used; the third value says what is allowed.
    case unusableSetting(String, String, String)
    /// Processes of a server that was killed still work on the files.
    case processesLeft(ids: [Int32], dataDirectory: String)
    /// Another command has held the cluster's lock for longer than a start may take.
    case lockHeld(path: String)
    /// `initdb` failed; the half-made folder was removed.
    case makingFailed(lines: [String])
    /// The server did not start; the lines are the last of its log.
    case startFailed(lines: [String], log: String)
    /// The server did not stop in time.
    case stopFailed(processID: Int32, log: String)
    /// Dump and restore need a running server.
    case notRunning(dataDirectory: String)
    /// A dump goes to a new or empty folder only.
    case dumpFolderNotEmpty(path: String)
    /// A restore goes into a new database only.
    case databaseExists(name: String)
    /// `pg_dump`, `pg_restore`, `createdb` or `dropdb` failed.
    case toolFailed(program: String, lines: [String])
    /// A system call on a file failed.
    case fileFailed(operation: String, path: String, reason: String)
    /// The surrounding task was cancelled.
    case interrupted
}

extension ClusterError: CustomStringConvertible {
    /// One message for a person, ending with the next step.
    package var description: String {
        switch self {
        case .programsMissing(let searched):
            let places = searched.isEmpty ? "nowhere" : searched.joined(separator: ", ")
            return "no PostgreSQL server (\(ServerPrograms.oldestMajor) or later) found; looked in: \(places). "
                + "Install it with: sudo apt-get install postgresql"
        case .otherMajor(let cluster, let programs, let directory):
            return "the cluster in \(directory) belongs to PostgreSQL \(cluster), the newest installed server is "
                + "\(programs). Nothing was changed. Make a backup with PostgreSQL \(cluster) (install "
                + "postgresql-\(cluster)), then restore it into a new cluster with PostgreSQL \(programs)"
        case .diskFull(let path, let free):
            return "the disk that holds \(path) is full (\(free / 1_048_576) MiB free). Nothing is lost: "
                + "make room there and run the command again"
        case .socketPathTooLong(let path, let limit):
            return "the socket's path is \(path.utf8.count) bytes, at most \(limit) fit: \(path). "
                + "Set XDG_RUNTIME_DIR to a shorter folder"
        case .socketTaken(let path, let id):
            return "another server (process \(id)) already listens on \(path). "
                + "Stop it, or give this cluster another name"
        case .serverUserMissing(let name):
            return "root cannot run a PostgreSQL server, and there is no user \(name) to run it. "
                + "Install Debian's postgresql package, which makes that user, or run this as an ordinary user"
        case .unknownUser(let id):
            return "the user id \(id) has no entry in the user database (/etc/passwd); add one and run this again"
        case .permission(let path, let problem, let remedy):
            return "\(path) \(problem). \(remedy)"
        case .notOurCluster(let path):
            return "\(path) holds something that was not made here; it was left as it is. Choose another folder"
        case .unusableSetting(let what, let value, let allowed):
            return "\(what) '\(value)' cannot be used; allowed: \(allowed)"
        case .processesLeft(let ids, let directory):
            let list = ids.map(String.init).joined(separator: " ")
            return "processes of a server that was killed still work in \(directory): \(list). "
                + "Wait for them to end, or end them with: kill \(list)"
        case .lockHeld(let path):
            return "another command is starting or stopping this cluster and holds \(path). Wait for it, or end it"
        default:
            return failureDescription
        }
    }

    private var failureDescription: String {
        switch self {
        case .makingFailed(let lines):
            "the cluster could not be made. initdb said: \(Self.joined(lines)). Correct that and run this again"
        case .startFailed(let lines, let log):
            "the server did not start. Its log \(log) ends with: \(Self.joined(lines)). Correct that and start it again"
        case .stopFailed(let id, let log):
            "the server (process \(id)) did not stop in time. See \(log), then try again"
        case .notRunning(let directory):
            "no server runs for the cluster in \(directory). Start it first"
        case .dumpFolderNotEmpty(let path):
            "\(path) is not empty. Choose a new folder for the dump"
        case .databaseExists(let name):
            "the database \(name) exists already; nothing was changed. Restore into a new name, or drop it first"
        case .toolFailed(let program, let lines):
            "\(program) failed: \(Self.joined(lines)). Nothing was left half done"
        case .fileFailed(let operation, let path, let reason):
            "cannot \(operation) \(path): \(reason). Correct that and run this again"
        default:
            "interrupted before the end. Run the command again"
        }
    }

    private static func joined(_ lines: [String]) -> String {
        lines.isEmpty ? "(nothing)" : lines.joined(separator: " | ")
    }
}
