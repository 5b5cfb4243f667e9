import ArgumentParser
import CaseModel
import Casework
import FoundationEssentials
import Postgres
import Sealing

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Make a practice, or bring its database up to date.",
        discussion: """
            Makes the embedded database (or uses the server that PGSERVICE, PGHOST or --service names), a keyring, the \
            practice and its first person. Run again after an update of Troth, it brings the database up to date.

            The keyring opens everything that is sealed: without it nobody can, ever. So init asks for a copy of it under \
            a passphrase (--keys-backup, or --no-keys-backup to decline); keep that away from the backups.

            Example: troth init --practice "Harbor Counseling" --time-zone America/Chicago --login mara --name "Mara Hale"
            """)

    @Option(help: "The practice's name.") var practice: String?
    @Option(help: "Its time zone, as an IANA name.") var timeZone: String?
    @Option(help: "Login of the first person.") var login: String?
    @Option(help: "Name of the first person.") var name: String?
    @Option(help: "Credential of the first person, such as LMFT.") var credential: String?
    @Option(name: .customLong("duty"), help: "Duties of the first person; both where it is left out.")
    var duties: [Duty] = [.therapist, .practiceAdmin]
    @Flag(
        help: """
            Found one more practice in a database that has one: its own people, key and cases. Neither ever sees the \
            other; a login is unique in both.
            """)
    var another = false
    @Flag(help: "Read the password from standard input, then the passphrase where --keys-backup is given.")
    var passwordStdin = false
    @Option(
        name: .customLong("keys-backup"),
        help: ArgumentHelp("Write a copy of the keyring, sealed under a passphrase, to this file.", valueName: "file"))
    var keysBackup: String?
    @Flag(name: .customLong("no-keys-backup"), help: "Make no copy of the keyring now.") var noKeysBackup = false
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let home = Home(office.home)
        if !office.namesServer, await home.cluster.status() == .missing { _ = try first() }
        try home.make()
        let installation = Installation(home: home, options: office)
        print("Preparing the database …")
        let administrator = try await installation.administrator()
        defer { administrator.close() }
        let applied = try await Schema(directory: office.sql).install(over: administrator)
        print(applied.isEmpty ? "The database is up to date." : "Applied \(applied.count) files of SQL.")
        let keyring = try installation.keyring()
        let founding = Founding(
            owner: administrator, keyring: keyring, derivations: DerivationSlots(folder: home.path))
        let present = try await founding.practices()
        if let one = present.first, !another {
            print("The practice \(one) is here already; nothing else was changed. --another founds one more.")
            return
        }
        let first = try first()
        guard !present.contains(first.practice) else {
            throw CaseworkError.conflict(
                "A practice of the name \(first.practice) is here already. Nothing was changed; give another name.")
        }
        let password = try Prompt().newPassword("Password for \(first.login)", fromStandardInput: passwordStdin)
        try await founding.found(
            practice: first.practice, timeZone: first.timeZone,
            first: NewStaffMember(
                login: first.login, name: first.name, credential: credential, duties: Set(duties), password: password))
        print(
            """
            Made the practice. Its keyring is \(home.keyring)
            A lost keyring is a disaster: what is sealed stays sealed, for everyone, for ever.
            """)
        try backUp(keyring, home)
        print("Next: troth login \(first.login)")
    }

    /// Asks for a copy of the keyring, unless the person declined beforehand or nobody can be asked.
    private func backUp(_ keyring: Keyring, _ home: Home) throws {
        var path = keysBackup
        if path == nil, !noKeysBackup, !passwordStdin, Prompt().isAvailable {
            path = try Prompt().answer(
                "A file for a copy of it, sealed under a passphrase (nothing for none now): ",
                instead: "give --keys-backup or --no-keys-backup")
        }
        guard let path, !path.isEmpty else {
            return print("No copy of it was made. Make one soon: troth keys backup --out FILE")
        }
        let passphrase = try KeyringBackupFile.newPassphrase(fromStandardInput: passwordStdin)
        try KeyringBackupFile.write(keyring, to: path, passphrase: passphrase, home: home)
        print("Wrote a copy of it to \(path). Print it, and keep it away from this machine and from the passphrase.")
    }

    /// What a new practice needs, asked for before anything is made.
    private func first() throws -> (practice: String, timeZone: String, login: String, name: String) {
        (
            try given(practice, "--practice"), try given(timeZone, "--time-zone"), try given(login, "--login"),
            try given(name, "--name")
        )
    }

    private func given(_ value: String?, _ option: String) throws -> String {
        guard let value, !value.isEmpty else {
            throw CaseworkError.invalid(field: option, "a new practice needs it")
        }
        return value
    }
}

/// The parts of an installation that `init`, `restore` and the demo make.
struct Installation {
    let home: Home
    let options: OfficeOptions

    /// A connection that may make roles and act as the owner: the embedded cluster's superuser, or what libpq's own
    /// settings name. Makes the embedded cluster and its database where they are missing.
    func administrator() async throws -> Database {
        if options.namesServer { return Database(Office.server(options, user: nil)) }
        let cluster = home.cluster
        try await cluster.start()
        do {
            try await cluster.createDatabase("troth")
        } catch {
            guard case .databaseExists = error else { throw error }
        }
        return Database(
            ConnectionSettings([
                "host": cluster.socketDirectory, "port": "\(LocalCluster.port)", "dbname": "troth",
                "user": cluster.superuser,
            ]))
    }

    /// The home's keyring; a new one where there is none.
    func keyring() throws -> Keyring {
        if FileManager.default.fileExists(atPath: home.keyring) { return try KeyringFile.load(path: home.keyring) }
        let keyring = Keyring.make(at: Date())
        try KeyringFile.create(path: home.keyring, holding: keyring)
        return keyring
    }
}
