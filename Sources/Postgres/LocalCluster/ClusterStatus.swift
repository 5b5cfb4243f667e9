package import FoundationEssentials
import SystemPackage

extension LocalCluster {
    /// What there is of a cluster at this moment; only `running` takes connections.
    package enum Status: Sendable, Equatable {
        /// No data directory, or an empty one: the next start makes the cluster.
        case missing
        /// Made and cleanly stopped.
        case stopped
        /// The server is starting, perhaps recovering after a crash.
        case starting(processID: Int32)
        /// The server takes connections.
        case running(RunningServer)
        /// The server is shutting down.
        case stopping(processID: Int32)
        /// The server was killed or the machine restarted; the next start recovers, nothing committed is lost.
        case crashed(processID: Int32)
        /// The server runs but its socket is gone (a logout removes it); the next start starts it again.
        case unreachable(processID: Int32)
        /// The folder holds something that was not made by `LocalCluster`.
        case foreign
        /// The folder belongs to another user of the operating system.
        case inaccessible
    }

    /// A server that takes connections.
    package struct RunningServer: Sendable, Equatable {
        /// The process that `stop()` ends.
        package let processID: Int32
        /// When this process started.
        package let since: Date
        /// The version of the programs that started it, such as `15.18`.
        package let version: String
        /// libpq's `host`.
        package let socketDirectory: String
    }

    /// Looks at files and processes only: never starts, repairs or waits.
    package func status() async -> Status {
        switch contents {
        case .nothing: return .missing
        case .unreadable: return .inaccessible
        case .something: return .foreign
        case .cluster: break
        }
        guard let file = PostmasterFile(inDataDirectory: settings.dataDirectory) else { return .stopped }
        guard file.isLive(in: settings.dataDirectory) else { return .crashed(processID: file.processID) }
        switch file.phase {
        case "ready", "standby":
            guard file.hasSocket else { return .unreachable(processID: file.processID) }
            let marker = ClusterFiles.text(path(ClusterConfiguration.marker)) ?? ""
            return .running(
                RunningServer(
                    processID: file.processID, since: file.startedAt,
                    version: ClusterConfiguration.version(inMarker: marker) ?? "", socketDirectory: file.socketDirectory
                ))
        case "stopping": return .stopping(processID: file.processID)
        default: return .starting(processID: file.processID)
        }
    }

    /// What the data directory holds, before anything is done to it.
    enum Contents: Sendable, Equatable {
        case nothing
        case cluster(major: Int)
        case something
        case unreadable
    }

    var contents: Contents {
        let folder: Stat
        do {
            folder = try Stat(FilePath(settings.dataDirectory))
        } catch {
            return error == .noSuchFileOrDirectory ? .nothing : .unreadable
        }
        guard folder.type == .directory else { return .something }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: settings.dataDirectory) else {
            return .unreadable
        }
        guard names.contains(ClusterConfiguration.marker), let version = ClusterFiles.text(path("PG_VERSION")),
            let major = Int(version.prefix { $0.isNumber })
        else { return names.isEmpty ? .nothing : .something }
        return .cluster(major: major)
    }

    /// A file of the data directory.
    func path(_ name: String) -> String { "\(settings.dataDirectory)/\(name)" }
}
