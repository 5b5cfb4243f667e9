import FoundationEssentials
import SystemPackage

extension LocalCluster {
    /// Free bytes that a new cluster needs at once: about 40 MB of catalogues and room for the first write-ahead log.
    static let bytesForMaking: Int64 = 192 * 1_048_576

    /// The user that owns the files and runs the server: the owner of a cluster that is there, else the one who asks.
    func owner() throws(ClusterError) -> ServerAccount {
        let current = ServerAccount.currentUserID
        if contents != .nothing, let folder = try? Stat(FilePath(settings.dataDirectory)) {
            let id = folder.userID.rawValue
            guard id != 0 || current != 0 else {
                throw .permission(
                    path: settings.dataDirectory, problem: "belongs to root, which cannot run a PostgreSQL server",
                    remedy: "Give it to the server's user: chown -R \(settings.serverUser) \(settings.dataDirectory)")
            }
            guard current == 0 || current == id else {
                let name = ServerAccount.withID(id)?.name ?? "user \(id)"
                throw .permission(
                    path: settings.dataDirectory, problem: "belongs to \(name)", remedy: "Run this as \(name)")
            }
            guard let account = ServerAccount.withID(id) else { throw .unknownUser(id: id) }
            return account
        }
        if current == 0 {
            guard let account = ServerAccount.named(settings.serverUser), account.userID != 0 else {
                throw .serverUserMissing(name: settings.serverUser)
            }
            return account
        }
        guard let account = ServerAccount.withID(current) else { throw .unknownUser(id: current) }
        return account
    }

    /// The folder that holds the data directory and the lock.
    var parent: String { FilePath(settings.dataDirectory).removingLastComponent().string }

    /// The file whose lock lets one command at a time start, stop or remove this cluster.
    var lockPath: String { settings.dataDirectory + ".lock" }

    func makeParent() throws(ClusterError) {
        do {
            try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        } catch {
            throw .permission(
                path: parent, problem: "cannot be made", remedy: "Make it, or choose another data directory")
        }
    }

    /// Makes the cluster under another name and renames it at the end: a half-made cluster never has the name.
    func make(with programs: ServerPrograms, owner: ServerAccount) async throws(ClusterError) {
        try removeLeftovers()
        let free = ClusterFiles.freeBytes(at: parent)
        guard free >= Self.bytesForMaking else { throw .diskFull(path: parent, freeBytes: free) }
        let staging = "\(settings.dataDirectory).making-\(UInt32.random(in: .min ... .max))"
        do {
            try ClusterFiles.makeFolder(staging, owner: owner)
            try await initialize(staging, with: programs, owner: owner)
            let configuration = ClusterConfiguration(settings: settings, owner: owner)
            for file in configuration.files {
                try ClusterFiles.write(file.text, to: "\(staging)/\(file.name)", owner: owner)
            }
            let marker = ClusterConfiguration.markerText(version: programs.version)
            try ClusterFiles.write(marker, to: "\(staging)/\(ClusterConfiguration.marker)", owner: owner)
            try ClusterFiles.rename(staging, to: settings.dataDirectory)
        } catch {
            try? ClusterFiles.remove(staging)
            throw error
        }
    }

    private func initialize(
        _ folder: String, with programs: ServerPrograms, owner: ServerAccount
    ) async throws(ClusterError) {
        var arguments = [
            "--pgdata", folder, "--username", settings.superuser, "--encoding", "UTF8", "--locale", "C.UTF-8",
            "--data-checksums", "--auth", "peer", "--no-instructions",
        ]
        if !settings.durable { arguments.append("--no-sync") }
        let answer = try await Tool(path: programs.path("initdb"), account: owner).run(arguments)
        guard answer.succeeded else {
            throw diagnosis(of: answer.lines, owner: owner) ?? .makingFailed(lines: Array(answer.lines.suffix(4)))
        }
    }

    /// Deletes what an interrupted making or removal left beside the data directory.
    func removeLeftovers() throws(ClusterError) {
        let name = FilePath(settings.dataDirectory).lastComponent?.string ?? ""
        for entry in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        where entry.hasPrefix(name + ".making-") || entry.hasPrefix(name + ".removing-") {
            try ClusterFiles.remove("\(parent)/\(entry)")
        }
    }

    /// Recognises in a program's words, or on the disk, a failure that has a message of its own.
    func diagnosis(of lines: [String], owner: ServerAccount) -> ClusterError? {
        let free = ClusterFiles.freeBytes(at: parent)
        if free < 16 * 1_048_576 || lines.contains(where: { $0.contains("No space left on device") }) {
            return .diskFull(path: settings.dataDirectory, freeBytes: free)
        }
        if lines.contains(where: { $0.contains("Permission denied") }) {
            return .permission(
                path: settings.dataDirectory, problem: "cannot be reached by \(owner.name)",
                remedy: "Let \(owner.name) enter each folder above it (chmod o+x), or choose another data directory")
        }
        return nil
    }
}
