import Glibc
import SystemPackage

extension LocalCluster {
    /// Makes the cluster when it is missing and starts its server when it does not run; else changes nothing.
    ///
    /// Any number of commands may call this at once: one starts the server, the others find it running.
    package func start() async throws(ClusterError) {
        try settings.check()
        let owner = try owner()
        try makeParent()
        try await FileLock.holding(lockPath, owner: owner) { () async throws(ClusterError) in
            try await startHoldingLock()
        }
    }

    private func startHoldingLock() async throws(ClusterError) {
        let owner = try owner()
        switch contents {
        case .nothing:
            try await make(with: ServerPrograms.find(in: settings.programs), owner: owner)
        case .something:
            throw .notOurCluster(path: settings.dataDirectory)
        case .unreadable:
            throw .permission(
                path: settings.dataDirectory, problem: "cannot be read", remedy: "Run this as its owner")
        case .cluster:
            if try await settle(owner: owner) { return }
        }
        try await launch(owner: owner)
    }

    /// Waits for a server that is on its way up or down, ends one without a socket; true when one is ready.
    private func settle(owner: ServerAccount) async throws(ClusterError) -> Bool {
        let deadline = ContinuousClock.now + .seconds(600)
        while ContinuousClock.now < deadline {
            switch await status() {
            case .running(let server):
                if try writeConfiguration(owner: owner) { _ = ServerProcess.send(SIGHUP, to: server.processID) }
                return true
            case .starting, .stopping:
                try await ClusterFiles.sleep(.milliseconds(50))
            case .unreachable(let id):
                try await shutDown(id)
            default:
                return false
            }
        }
        throw .lockHeld(path: PostmasterFile.path(inDataDirectory: settings.dataDirectory))
    }

    /// Writes the files that differ; true when there were any.
    private func writeConfiguration(owner: ServerAccount) throws(ClusterError) -> Bool {
        var changed = false
        for file in ClusterConfiguration(settings: settings, owner: owner).files
        where ClusterFiles.text(path(file.name)) != file.text {
            try ClusterFiles.write(file.text, to: path(file.name), owner: owner)
            changed = true
        }
        return changed
    }

    private func launch(owner: ServerAccount) async throws(ClusterError) {
        guard case .cluster(let major) = contents else { throw .notOurCluster(path: settings.dataDirectory) }
        let programs = try await ServerPrograms.find(in: settings.programs, preferring: major)
        guard programs.major == major else {
            throw .otherMajor(cluster: major, programs: programs.major, dataDirectory: settings.dataDirectory)
        }
        try checkMode()
        try await clearStalePostmaster()
        let folder = SocketFolder.planned(name: settings.socketName)
        try folder.prepare(for: owner)
        _ = try writeConfiguration(owner: owner)
        try remember(programs, owner: owner)
        let log = try ServerLog(preparing: logPath, owner: owner)
        let answer = try await Tool(path: programs.path("pg_ctl"), account: owner, ownSession: true).run([
            "start", "--pgdata", settings.dataDirectory, "--log", log.path, "--wait", "--timeout", "600", "--silent",
            "--options", ClusterConfiguration.serverOptions(socketFolder: folder.path),
        ])
        if answer.succeeded { return }
        // A command that was killed in the middle of its start may have left a server that got ready meanwhile.
        if try await settle(owner: owner) { return }
        let lines = log.lastLines
        throw diagnosis(of: lines + answer.lines, owner: owner)
            ?? .startFailed(lines: lines.isEmpty ? answer.lines : lines, log: log.path)
    }

    /// The server refuses a folder that others may read; saying so here is clearer than its log.
    private func checkMode() throws(ClusterError) {
        guard let folder = try? Stat(FilePath(settings.dataDirectory)) else { return }
        guard folder.permissions.isDisjoint(with: [.groupWrite, .otherReadWriteExecute]) else {
            throw .permission(
                path: settings.dataDirectory, problem: "is open to other users",
                remedy: "Close it: chmod 0700 \(settings.dataDirectory)")
        }
    }

    private func remember(_ programs: ServerPrograms, owner: ServerAccount) throws(ClusterError) {
        let text = ClusterConfiguration.markerText(version: programs.version)
        guard ClusterFiles.text(path(ClusterConfiguration.marker)) != text else { return }
        try ClusterFiles.write(text, to: path(ClusterConfiguration.marker), owner: owner)
    }

    /// Makes way for a start after a crash.
    ///
    /// The server clears a stale file itself, except when its number now belongs to another process (or a zombie): then
    /// it would refuse for ever. The file is only removed after no process of the old server is left, since two servers
    /// on one set of files would destroy them.
    private func clearStalePostmaster() async throws(ClusterError) {
        let deadline = ContinuousClock.now + .seconds(10)
        var left = ServerProcess.all(in: settings.dataDirectory)
        while !left.isEmpty {
            guard ContinuousClock.now < deadline else {
                throw .processesLeft(ids: left, dataDirectory: settings.dataDirectory)
            }
            try await ClusterFiles.sleep(.milliseconds(100))
            left = ServerProcess.all(in: settings.dataDirectory)
        }
        guard let file = PostmasterFile(inDataDirectory: settings.dataDirectory), ServerProcess.exists(file.processID)
        else { return }
        try ClusterFiles.remove(PostmasterFile.path(inDataDirectory: settings.dataDirectory))
    }
}
