import ArgumentParser
import Casework
import FoundationEssentials
import Glibc
import Postgres
import Sealing

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Write a backup of the embedded database into a new folder.",
        discussion: """
            What is sealed stays sealed in a backup, and the keyring is not in it: keep a copy of the keyring in another \
            place. A backup is also the way to a newer major version of PostgreSQL.

            Example: troth backup /media/disk/troth-2026-11-23
            """)

    @Argument(help: ArgumentHelp("A new or empty folder.", valueName: "folder")) var folder: String
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try office.requireEmbedded()
        let home = Home(office.home)
        let target = Home(folder).path
        guard target != home.path, !target.hasPrefix(home.path + "/") else {
            throw OfficeError.backup(
                "Choose a folder outside \(home.path): a backup beside the keyring protects nothing.")
        }
        let existing = try? FileManager.default.contentsOfDirectory(atPath: target)
        guard existing?.isEmpty ?? true else { throw OfficeError.folderInUse(target) }
        if await home.cluster.status() == .missing { throw OfficeError.noPractice(home.path) }
        try await home.cluster.start()
        let keyring = try KeyringFile.load(path: home.keyring)
        let keys = try await KeyringCheck(of: home)
        try keys.require(keyring)
        try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
        guard chmod(target, 0o700) == 0 else { throw FileError(path: target, errno: errno) }
        print("Writing the backup …")
        try await home.cluster.dump(database: "troth", to: target + "/data", role: "troth_backup")
        guard case .running(let server) = await home.cluster.status() else {
            throw OfficeError.backup("The server went away; the backup is not finished.")
        }
        let manifest = try BackupManifest(of: target + "/data", server: server.version, keys: keys)
        try manifest.write(to: target)
        try BackupRecord.write(folder: target, in: home)
        print("Backed up to \(target). Your keyring opens it; keep the keyring in another place: \(home.keyring)")
    }
}

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Restore a backup into a home without a practice.",
        discussion: """
            Every file is checked against the backup's manifest, and the keyring is tried, before anything is made. Put \
            the keyring into the home folder first (mode 0600). Events of the audit that the backup held and that were \
            not sealed yet are sealed at once.

            Example: troth restore /media/disk/troth-2026-11-23 --home /var/lib/troth
            """)

    @Argument(help: ArgumentHelp("The backup's folder.", valueName: "folder")) var folder: String
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try office.requireEmbedded()
        let home = Home(office.home)
        let source = Home(folder).path
        guard await home.cluster.status() == .missing else { throw OfficeError.practiceInHome(home.path) }
        let manifest = try BackupManifest(checking: source)
        try manifest.keys.require(try KeyringFile.load(path: home.keyring))
        try home.make()
        let cluster = home.cluster
        print("Starting the database server …")
        try await cluster.start()
        let roles = Database(
            ConnectionSettings([
                "host": cluster.socketDirectory, "port": "\(LocalCluster.port)", "dbname": "postgres",
                "user": cluster.superuser,
            ]))
        defer { roles.close() }
        try await Schema(directory: office.sql).installRoles(over: roles)
        print("Restoring …")
        try await cluster.restore(database: "troth", from: source + "/data")
        let installation = Installation(home: home, options: office)
        let administrator = try await installation.administrator()
        defer { administrator.close() }
        _ = try await Schema(directory: office.sql).install(over: administrator)
        try await seal(home)
        print("Restored. Log in with `troth login`.")
    }

    /// Seals the events that the backup held unsealed, before anything new can happen beside them. What stands in the way is
    /// told; the restore is done all the same, and the next command tries again.
    private func seal(_ home: Home) async throws {
        do {
            let sealed = try await Office.run(office, sealing: false, loggingIn: true) { office in
                let keeper = AuditKeeper(casework: office.casework, path: home.checkpoints)
                return try await keeper.seal(isPatient: true, afterRestore: true)
            }
            guard let events = sealed?.events, events > 0 else { return }
            print(
                "Sealed \(events) event\(events == 1 ? "" : "s") that the backup held and that no checkpoint covered.")
        } catch let error as CaseworkError {
            _ = Descriptor.write(Array("troth: the audit was not sealed. \(error)\n".utf8), to: STDERR_FILENO)
        }
    }
}
