import CaseModel
import Casework
import FoundationEssentials
import Glibc
import Postgres
import Sealing

/// An opened practice: the home folder, the database behind the gate, and the person who is logged in.
struct Office: Sendable {
    let home: Home
    let casework: Casework
    private let database: Database

    /// Opens the practice: starts the embedded server where it does not run, loads the keyring, checks the schema.
    ///
    /// Whoever is `loggingIn` needs no earlier token, so that a damaged or unsafe login file is mended by it.
    static func open(_ options: OfficeOptions, loggingIn: Bool = false) async throws -> Office {
        let home = Home(options.home)
        let settings = try await gate(options, home: home)
        let keyring = try KeyringFile.load(path: home.keyring)
        let database = Database(settings)
        try await Schema.check(database)
        let environment = Environment(
            database: database, keyring: keyring, now: { .now }, derivations: DerivationSlots(folder: home.path))
        let token = loggingIn ? nil : try LoginFile(home).token()
        let casework = Casework(environment, token: token, acting: options.acting)
        return Office(home: home, casework: casework, database: database)
    }

    /// The same practice, under another login.
    func under(_ casework: Casework) -> Office { Office(home: home, casework: casework, database: database) }

    /// Runs a command's work in an opened practice, seals what it left in the audit, and closes the practice again.
    static func run<Answer>(
        _ options: OfficeOptions, sealing: Bool = true, loggingIn: Bool = false,
        _ work: (Office) async throws -> Answer
    ) async throws -> Answer {
        let office = try await open(options, loggingIn: loggingIn)
        defer { office.database.close() }
        do {
            let answer = try await work(office)
            if sealing { await office.sealAfterwards() }
            return answer
        } catch {
            if sealing, !Task.isCancelled { await office.sealAfterwards(isSilent: true) }
            throw error
        }
    }

    /// Carries out a change under a key: the given one, or one from the journal, so that the same command repeated
    /// after an unknown outcome is still the same request. `input` is all that the command was told.
    func change<Answer>(
        _ command: String, _ input: [String?], key given: KeyOptions, _ work: (RequestKey) async throws -> Answer
    ) async throws -> Answer {
        if let text = given.key {
            guard let key = RequestKey(text) else {
                throw CaseworkError.invalid(field: "--key", "use 8 to 100 letters, digits and '_', '.', ':', '-'")
            }
            return try await work(key)
        }
        let entry = try Journal(home).entry(for: command, input)
        do {
            let answer = try await work(entry.key)
            entry.settle()
            return answer
        } catch {
            if case .outcomeUnknown? = error as? CaseworkError { throw error }
            entry.settle()
            throw error
        }
    }

    /// How to reach the database: as the gate, or as another role that needs no person who is logged in.
    static func gate(
        _ options: OfficeOptions, home: Home, user: String = "troth_gate"
    ) async throws -> ConnectionSettings {
        guard options.namesServer else {
            let cluster = home.cluster
            if await cluster.status() == .missing { throw OfficeError.noPractice(home.path) }
            try await cluster.start()
            return ConnectionSettings([
                "host": cluster.socketDirectory, "port": "\(LocalCluster.port)", "dbname": "troth",
                "user": user,
            ])
        }
        return server(options, user: user)
    }

    /// A server of libpq's own settings. A service file says everything; else `PGUSER` and `PGDATABASE` win over ours.
    /// One over the network must be verified, unless `TROTH_UNVERIFIED_SERVER=allow` says otherwise.
    static func server(_ options: OfficeOptions, user: String?) -> ConnectionSettings {
        var settings = ConnectionSettings(keywords(options, user: user))
        settings.requiresVerifiedServer = ProcessInfo.processInfo.environment["TROTH_UNVERIFIED_SERVER"] != "allow"
        return settings
    }

    private static func keywords(_ options: OfficeOptions, user: String?) -> [String: String] {
        if let service = options.service { return ["service": service] }
        let environment = ProcessInfo.processInfo.environment
        if environment["PGSERVICE"]?.isEmpty == false { return [:] }
        var keywords: [String: String] = [:]
        if environment["PGDATABASE"] == nil { keywords["dbname"] = "troth" }
        if environment["PGUSER"] == nil { keywords["user"] = user }
        return keywords
    }
}

/// What stands in the way of opening a practice.
enum OfficeError: Error, CustomStringConvertible {
    case noPractice(String)
    case unsafeFile(String)
    case practiceInHome(String)
    case folderInUse(String)
    case backup(String)
    case notEmbedded
    case notADemo(String)

    var description: String {
        switch self {
        case .noPractice(let path):
            "There is no practice in \(path) yet. `troth init` makes one; `troth demo` shows a fictional one."
        case .unsafeFile(let path):
            "\(path) can be read by others, or is not yours. Nothing was read. Set its mode with `chmod 600`, or log in again."
        case .practiceInHome(let path):
            "There is a database in \(path) already. Nothing was changed. Restore into another folder with --home."
        case .folderInUse(let path):
            "\(path) exists and is not empty. Give a new folder."
        case .notADemo(let path):
            "\(path) is not a demo of Troth, so it was left alone. Give another folder with --home."
        case .notEmbedded:
            "This command is for the embedded database, and PGSERVICE, PGHOST, PGHOSTADDR or --service names a server of "
                + "your own. Nothing was done. Unset it, or use your server's own tools (docs/how-to/first-hour.md)."
        case .backup(let problem):
            problem
        }
    }
}

extension Timestamp {
    /// This moment.
    static var now: Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
    }
}
