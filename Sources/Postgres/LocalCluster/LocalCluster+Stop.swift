import Glibc

extension LocalCluster {
    /// Stops the server: open transactions are rolled back, connections closed, everything committed kept.
    ///
    /// Returns when the process has ended; a server that does not run is no error.
    package func stop() async throws(ClusterError) {
        try settings.check()
        guard contents != .nothing else { return }
        let owner = try owner()
        try await FileLock.holding(lockPath, owner: owner) { () async throws(ClusterError) in
            try await stopHoldingLock()
        }
    }

    /// Stops the server and deletes the cluster for good; refuses a folder that was not made here.
    package func remove() async throws(ClusterError) {
        try settings.check()
        guard contents != .nothing else { return }
        let owner = try owner()
        try await FileLock.holding(lockPath, owner: owner) { () async throws(ClusterError) in
            guard case .cluster = contents else { throw .notOurCluster(path: settings.dataDirectory) }
            let socket = socketDirectory
            try await stopHoldingLock()
            let doomed = "\(settings.dataDirectory).removing-\(UInt32.random(in: .min ... .max))"
            try ClusterFiles.rename(settings.dataDirectory, to: doomed)
            try removeLeftovers()
            SocketFolder(path: socket).remove()
            try ClusterFiles.remove(lockPath)
        }
    }

    private func stopHoldingLock() async throws(ClusterError) {
        guard let file = PostmasterFile(inDataDirectory: settings.dataDirectory),
            file.isLive(in: settings.dataDirectory)
        else { return }
        try await shutDown(file.processID)
    }

    /// Asks for a fast shutdown and waits until no process of the server is left, at most five minutes.
    func shutDown(_ id: Int32) async throws(ClusterError) {
        guard ServerProcess.send(SIGINT, to: id) || !ServerProcess.isServer(id, in: settings.dataDirectory) else {
            throw .stopFailed(processID: id, log: logPath)
        }
        let deadline = ContinuousClock.now + .seconds(300)
        while ServerProcess.isServer(id, in: settings.dataDirectory)
            || !ServerProcess.all(in: settings.dataDirectory).isEmpty
        {
            guard ContinuousClock.now < deadline else { throw .stopFailed(processID: id, log: logPath) }
            try await ClusterFiles.sleep(.milliseconds(20))
        }
    }
}
