import FoundationEssentials
import Glibc

/// Looks at processes through `/proc`: a process id alone proves nothing, since ids are used again.
enum ServerProcess {
    /// True when the process is a PostgreSQL process whose working folder is this data directory.
    static func isServer(_ id: Int32, in dataDirectory: String) -> Bool {
        guard let folder = Identity(of: dataDirectory) else { return false }
        return isServer("\(id)", in: folder)
    }

    /// Every PostgreSQL process that works in this data directory, in the order of their ids.
    static func all(in dataDirectory: String) -> [Int32] {
        guard let folder = Identity(of: dataDirectory) else { return [] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.filter { isServer($0, in: folder) }.compactMap { Int32($0) }.sorted()
    }

    private static func isServer(_ name: String, in folder: Identity) -> Bool {
        guard name.utf8.first.map({ UInt8(ascii: "1")...UInt8(ascii: "9") ~= $0 }) == true,
            Identity(of: "/proc/\(name)/cwd") == folder
        else { return false }
        return ClusterFiles.text("/proc/\(name)/comm")?.hasPrefix("postgres") == true
    }

    /// What makes a folder the same folder under any name.
    private struct Identity: Equatable {
        let device: UInt
        let inode: UInt

        init?(of path: String) {
            var facts = stat()
            guard unsafe stat(path, &facts) == 0 else { return nil }
            device = facts.st_dev
            inode = facts.st_ino
        }
    }

    /// True when some process has this id, whoever owns it, a zombie included.
    static func exists(_ id: Int32) -> Bool {
        kill(id, 0) == 0 || errno == EPERM
    }

    /// Sends a signal; false when the process is gone or belongs to someone else.
    static func send(_ signal: Int32, to id: Int32) -> Bool {
        kill(id, signal) == 0
    }
}
