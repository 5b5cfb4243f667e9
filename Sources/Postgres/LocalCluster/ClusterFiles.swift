import FoundationEssentials
import Glibc
import SystemPackage

/// The few things the cluster does to files, each with an error that names the file.
enum ClusterFiles {
    /// Writes a small file whole or not at all: a temporary file, synced, then renamed; mode 0600.
    static func write(_ text: String, to path: String, owner: ServerAccount) throws(ClusterError) {
        let temporary = "\(path).tmp.\(UInt32.random(in: .min ... .max))"
        do {
            let file = try FileDescriptor.open(
                FilePath(temporary), .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
                permissions: .ownerReadWrite)
            try file.closeAfter {
                try file.writeAll(text.utf8)
                guard fsync(file.rawValue) == 0 else { throw Errno(rawValue: errno) }
                if ServerAccount.currentUserID == 0, fchown(file.rawValue, owner.userID, owner.groupID) != 0 {
                    throw Errno(rawValue: errno)
                }
            }
        } catch {
            unsafe unlink(temporary)
            throw .failed("write", path, error as? Errno)
        }
        try rename(temporary, to: path)
    }

    /// Sets owner (when root) and mode without following a link.
    static func give(_ path: String, to owner: ServerAccount, mode: UInt32) throws(ClusterError) {
        if ServerAccount.currentUserID == 0, unsafe lchown(path, owner.userID, owner.groupID) != 0 {
            throw .failed("change the owner of", path)
        }
        guard unsafe chmod(path, mode) == 0 else { throw .failed("change the mode of", path) }
    }

    /// Makes one folder with mode 0700 that belongs to the owner.
    static func makeFolder(_ path: String, owner: ServerAccount) throws(ClusterError) {
        guard unsafe mkdir(path, 0o700) == 0 else { throw .failed("make the folder", path) }
        try give(path, to: owner, mode: 0o700)
    }

    /// Renames, then syncs the parent so that the new name outlives a power cut.
    static func rename(_ path: String, to target: String) throws(ClusterError) {
        guard unsafe Glibc.rename(path, target) == 0 else { throw .failed("rename to", target) }
        let parent = FilePath(target).removingLastComponent()
        guard let folder = try? FileDescriptor.open(parent, .readOnly, options: [.directory, .closeOnExec]) else {
            return
        }
        fsync(folder.rawValue)
        try? folder.close()
    }

    /// Deletes a file or a whole folder; nothing there is no error.
    static func remove(_ path: String) throws(ClusterError) {
        guard (try? Stat(FilePath(path), followTargetSymlink: false)) != nil else { return }
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            throw .fileFailed(operation: "delete", path: path, reason: "permission or a file in use")
        }
    }

    /// The text of a small file; nil when it is not there or may not be read.
    static func text(_ path: String) -> String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Bytes that an ordinary user may still write on the file system that holds the path.
    static func freeBytes(at path: String) -> Int64 {
        var facts = statvfs()
        guard unsafe statvfs(path, &facts) == 0 else { return .max }
        return Int64(clamping: UInt64(facts.f_bavail) * UInt64(facts.f_frsize))
    }

    /// Waits; a cancelled task ends the wait with `interrupted`.
    static func sleep(_ duration: Duration) async throws(ClusterError) {
        do { try await Task.sleep(for: duration) } catch { throw .interrupted }
    }
}

extension ClusterError {
    /// The error of the system call that failed just now (reads `errno` where no code is given).
    static func failed(_ operation: String, _ path: String, _ known: Errno? = nil) -> ClusterError {
        let code = known ?? Errno(rawValue: errno)
        if code == .noSpace { return .diskFull(path: path, freeBytes: ClusterFiles.freeBytes(at: path)) }
        return .fileFailed(operation: operation, path: path, reason: "\(code)")
    }
}
