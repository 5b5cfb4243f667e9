import FoundationEssentials
import Glibc
import Synchronization

/// What the tests leave on the machine while they run: one short folder, and the servers of the homes in it.
///
/// A process stays behind that ends those servers and deletes the folder once the tests have ended, however they ended.
enum Remains {
    /// The folder of this test process: in memory where that has room for two dozen servers, so that tests do not wait
    /// for a disk. The server's own user passes through it.
    static let folder: String = {
        var memory = statvfs()
        let hasRoom = statvfs("/dev/shm", &memory) == 0 && UInt64(memory.f_bavail) * UInt64(memory.f_frsize) > 6 << 30
        return "\(hasRoom ? "/dev/shm" : "/tmp")/troth-accept-\(getpid())"
    }()

    private static let isWatched = Mutex(false)

    /// Makes the folder and starts the watcher, once a process.
    static func watch() {
        isWatched.withLock { isWatched in
            if isWatched { return }
            isWatched = true
            try? FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o711])
            spawn(
                """
                ( trap '' INT HUP TERM
                  while kill -0 \(getpid()); do sleep 0.2; done
                  for file in \(folder)/*/cluster/postmaster.pid; do
                    read -r id <"$file" && kill -QUIT "$id"
                  done
                  sockets=$(sed -n 's/.*"unix_socket_directories=\\([^"]*\\)".*/\\1/p' \(folder)/*/cluster/postmaster.opts)
                  sleep 1
                  awk '$2 ~ "^\(folder)/" { print $2 }' /proc/mounts | while read -r disk; do umount "$disk"; done
                  rm -rf \(folder)
                  for socket in $sockets; do rm -f "$socket"/.s.PGSQL.*; rmdir "$socket"; done
                ) >/dev/null 2>&1 </dev/null &
                """)
        }
    }

    private static func spawn(_ script: String) {
        let words: [String] = ["sh", "-c", script]
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var child = pid_t()
        guard posix_spawn(&child, "/bin/sh", nil, nil, &arguments, environ) == 0 else { return }
        var status: Int32 = 0
        waitpid(child, &status, 0)
    }
}
