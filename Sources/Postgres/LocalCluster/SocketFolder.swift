import FoundationEssentials
import Glibc
import SystemPackage

/// The 0700 folder that holds the server's socket, the only door to the cluster.
struct SocketFolder: Sendable, Equatable {
    /// Bytes that the socket's whole path may have: Linux allows 107, and a little is kept back.
    static let longestPath = 99

    let path: String

    /// The socket's own path.
    var socketPath: String { "\(path)/.s.PGSQL.\(LocalCluster.port)" }

    private var lockPath: String { socketPath + ".lock" }

    /// Where the next start puts the socket: `/run` for root, the person's runtime folder, or `/tmp` as a last resort.
    static func planned(name: String) -> SocketFolder {
        let user = ServerAccount.currentUserID
        var candidates = ["/run"]
        if user != 0 {
            candidates = ["/run/user/\(user)"]
            if let runtime = ProcessInfo.processInfo.environment["XDG_RUNTIME_DIR"], runtime.hasPrefix("/") {
                candidates.insert(runtime, at: 0)
            }
        }
        for candidate in candidates where isOwn(candidate, user: user) {
            return SocketFolder(path: "\(candidate)/\(name)")
        }
        return SocketFolder(path: "/tmp/\(name)-\(user)")
    }

    private static func isOwn(_ folder: String, user: UInt32) -> Bool {
        guard let facts = try? Stat(FilePath(folder)), facts.type == .directory else { return false }
        return unsafe facts.userID.rawValue == user && access(folder, W_OK | X_OK) == 0
    }

    /// Makes the folder anew when it is gone (after a restart of the machine), and refuses one that is not ours.
    func prepare(for account: ServerAccount) throws(ClusterError) {
        guard socketPath.utf8.count <= Self.longestPath else {
            throw .socketPathTooLong(path: socketPath, limit: Self.longestPath)
        }
        guard !path.contains(where: { "'\"\\,$` ".contains($0) }) else {
            throw .unusableSetting("the socket's folder", path, "a path without spaces, commas, quotes, $ or \\")
        }
        if unsafe mkdir(path, 0o700) != 0, errno != EEXIST {
            throw .failed("make the folder", path)
        }
        guard let facts = try? Stat(FilePath(path), followTargetSymlink: false), facts.type == .directory,
            [account.userID, ServerAccount.currentUserID].contains(facts.userID.rawValue)
        else {
            throw .permission(
                path: path, problem: "exists and is not a folder of \(account.name)",
                remedy: "Remove it, or give this cluster another name")
        }
        try ClusterFiles.give(path, to: account, mode: 0o700)
        try clearStaleLock()
    }

    /// Removes the socket and its lock when the server that made them is gone, even if another process has its number.
    private func clearStaleLock() throws(ClusterError) {
        if let id = liveServer { throw .socketTaken(path: socketPath, processID: id) }
        unsafe unlink(socketPath)
        unsafe unlink(lockPath)
    }

    /// The server that listens here, by the lock beside the socket (its process id, then its data directory).
    private var liveServer: Int32? {
        let lines = (ClusterFiles.text(lockPath) ?? "").split(separator: "\n")
        guard lines.count > 1, let id = Int32(lines[0]), ServerProcess.isServer(id, in: String(lines[1])) else {
            return nil
        }
        return id
    }

    /// Deletes the folder unless a server uses it; a folder with other files in it stays.
    func remove() {
        guard liveServer == nil else { return }
        unsafe unlink(socketPath)
        unsafe unlink(lockPath)
        unsafe rmdir(path)
    }
}
