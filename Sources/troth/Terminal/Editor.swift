import FoundationEssentials
import Glibc

/// The person's own editor on a private file that exists only while it is open.
package struct Editor: Sendable {
    /// A command line for sh, to which the path is added, as in git: `code --wait` works.
    package let command: String

    /// VISUAL, else EDITOR, else nano where it is installed, else vi.
    package init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        let chosen = [environment["VISUAL"], environment["EDITOR"]].compactMap { $0 }.first { !$0.isEmpty }
        let folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        let hasNano = folders.contains { access("\($0)/nano", X_OK) == 0 }
        command = chosen ?? (hasNano ? "nano" : "vi")
    }

    /// Opens `initial` in the editor and returns the checked words.
    ///
    /// The file (0600) lies in a new folder (0700) inside `folder`, and all of that, with what the editor left beside it,
    /// is gone when this returns or throws: also after SIGTERM and SIGHUP, which end the editor first.
    package func edit(_ initial: String, in folder: String) throws -> String {
        let room = try PrivateFolder(in: folder)
        defer { room.remove() }
        let path = room.path + "/words.txt"
        try SafeFile.write(initial.utf8, to: path)
        try run(on: path)
        return try Words.check(WordsSource.bytes(ofFile: path), source: "the editor")
    }

    private func run(on path: String) throws {
        // Ctrl-C and Ctrl-\ belong to the editor while it runs, as with system(3).
        let signals = try SignalPipe([SIGINT, SIGQUIT, SIGTERM, SIGHUP])
        defer { signals.close() }
        let child = try start(on: path)
        var status: Int32 = 0
        var stoppedBy: Int32?
        while true {
            let ended = waitpid(child, &status, WNOHANG)
            if ended == child || (ended < 0 && errno != EINTR) { break }
            signals.wait(milliseconds: 50)
            while let signal = signals.next() {
                guard signal == SIGTERM || signal == SIGHUP else { continue }
                stoppedBy = signal
                kill(child, signal)
            }
        }
        if let stoppedBy { throw Interrupted(signal: stoppedBy) }
        guard status == 0 else {
            // The low 7 bits are the signal that ended it, the next 8 its exit code (wait(2)).
            let code = status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
            throw WordsError(source: "the editor", problem: .editorFailed(status: code))
        }
    }

    private func start(on path: String) throws -> pid_t {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var defaults = sigset_t()
        sigfillset(&defaults)
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        let words = ["sh", "-c", command + " \"$1\"", "sh", path]
        var arguments = words.map { strdup($0) }
        arguments.append(nil)
        defer { arguments.forEach { free($0) } }
        var child: pid_t = 0
        let failure = posix_spawn(&child, "/bin/sh", nil, &attributes, arguments, environ)
        guard failure == 0 else { throw FileError(path: "/bin/sh", errno: failure) }
        return child
    }
}
