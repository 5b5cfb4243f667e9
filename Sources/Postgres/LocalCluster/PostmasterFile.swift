import FoundationEssentials

/// The server's own `postmaster.pid`: who runs, since when, on which socket (format of PostgreSQL 10 and later).
///
/// A killed server leaves the file behind, so it proves nothing before `isLive` has looked at the process.
struct PostmasterFile: Sendable, Equatable {
    let processID: Int32
    let startedAt: Date
    let socketDirectory: String
    /// `starting`, `ready`, `stopping` or `standby`; empty while the server has not come so far.
    let phase: String

    /// Reads the file of a data directory; nil when there is none or it cannot be understood.
    init?(inDataDirectory directory: String) {
        guard let text = ClusterFiles.text(Self.path(inDataDirectory: directory)) else { return nil }
        self.init(text: text)
    }

    /// Reads the lines: process id, data directory, start (seconds since 1970), port, socket folder, addresses,
    /// shared memory, phase. The later ones are missing for a moment while a server starts.
    init?(text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.first, let id = Int32(first), id > 0 else { return nil }
        processID = id
        startedAt = Date(timeIntervalSince1970: lines.count > 2 ? Double(lines[2]) ?? 0 : 0)
        socketDirectory = lines.count > 4 ? String(lines[4]) : ""
        phase = lines.count > 7 ? String(lines[7].prefix { $0 != " " }) : ""
    }

    static func path(inDataDirectory directory: String) -> String { directory + "/postmaster.pid" }

    /// The process is a server that works in this data directory, not a stranger that got the same number.
    func isLive(in directory: String) -> Bool {
        ServerProcess.isServer(processID, in: directory)
    }

    /// The server answers on a socket whose file is still there (a logout removes `/run/user/<id>` under it).
    var hasSocket: Bool {
        FileManager.default.fileExists(atPath: SocketFolder(path: socketDirectory).socketPath)
    }
}
