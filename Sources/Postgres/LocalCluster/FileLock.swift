import Glibc
import SystemPackage

/// One command at a time on a cluster, between tasks and between processes: `flock` on a file beside the data.
///
/// The descriptor is closed in every program started meanwhile, so that a server never inherits the lock; and a
/// command that dies lets go of it at once.
enum FileLock {
    /// Tries again every 20 ms instead of blocking, because a blocked thread is one fewer for everyone's tasks.
    private static let pause = Duration.milliseconds(20)

    /// Runs the body while holding the lock; gives up after `patience`.
    static func holding<Result: Sendable>(
        _ path: String,
        owner: ServerAccount,
        patience: Duration = .seconds(600),
        _ body: () async throws(ClusterError) -> Result
    ) async throws(ClusterError) -> Result {
        let descriptor = try await acquire(path, owner: owner, patience: patience)
        defer { try? descriptor.close() }
        return try await body()
    }

    private static func acquire(
        _ path: String, owner: ServerAccount, patience: Duration
    ) async throws(ClusterError) -> FileDescriptor {
        let deadline = ContinuousClock.now + patience
        while true {
            let descriptor = try open(path, owner: owner)
            if flock(descriptor.rawValue, LOCK_EX | LOCK_NB) == 0, isStill(path, descriptor) {
                return descriptor
            }
            try? descriptor.close()
            guard ContinuousClock.now < deadline else { throw .lockHeld(path: path) }
            try await ClusterFiles.sleep(pause)
        }
    }

    private static func open(_ path: String, owner: ServerAccount) throws(ClusterError) -> FileDescriptor {
        do {
            let descriptor = try FileDescriptor.open(
                FilePath(path), .readWrite, options: [.create, .closeOnExec, .noFollow], permissions: .ownerReadWrite)
            if ServerAccount.currentUserID == 0 { fchown(descriptor.rawValue, owner.userID, owner.groupID) }
            return descriptor
        } catch {
            throw .failed("open the lock", path, error as? Errno)
        }
    }

    /// A command that removed the cluster also removed the file: a lock on the old one would guard nothing.
    private static func isStill(_ path: String, _ descriptor: FileDescriptor) -> Bool {
        guard let named = try? Stat(FilePath(path)), let held = try? Stat(descriptor) else { return false }
        return named.inode == held.inode && named.deviceID == held.deviceID
    }
}
