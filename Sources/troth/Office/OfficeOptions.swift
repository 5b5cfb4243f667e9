import ArgumentParser
import CaseModel
import FoundationEssentials

/// Where the practice is, and by which duty a person acts: options that every command has.
struct OfficeOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The folder with the keyring and the embedded database.", valueName: "folder"))
    var home: String?

    @Option(
        help: ArgumentHelp(
            "A service of libpq's service file, for a PostgreSQL server of your own. PGSERVICE and PGHOST work as well.",
            valueName: "name"))
    var service: String?

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp(
            "Act under this one of your duties, such as supervisor; else the first that fits.", valueName: "duty"))
    var acting: Duty?

    @Option(
        name: .customLong("sql-dir"),
        help: ArgumentHelp("The folder with Troth's SQL files.", valueName: "folder", visibility: .hidden))
    var sqlDirectory: String?

    /// Whether libpq's own settings name a server; else the embedded cluster is used.
    var namesServer: Bool {
        let environment = ProcessInfo.processInfo.environment
        return service != nil || ["PGSERVICE", "PGHOST", "PGHOSTADDR"].contains { environment[$0]?.isEmpty == false }
    }

    /// For commands that are about the embedded database alone.
    ///
    /// - Throws: `OfficeError.notEmbedded` where libpq's own settings name a server: what was asked for would then be
    ///   done to another database than the one that was meant.
    func requireEmbedded() throws {
        if namesServer { throw OfficeError.notEmbedded }
    }

    /// The given folder, else `share/troth/sql` beside an installed program, else `sql` of the source tree it was built in.
    var sql: String {
        if let sqlDirectory { return sqlDirectory }
        var folder = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        while let slash = folder.lastIndex(of: "/") {
            folder = String(folder[..<slash])
            for candidate in [folder + "/share/troth/sql", folder + "/sql"]
            where FileManager.default.fileExists(atPath: candidate + "/roles.sql") {
                return candidate
            }
        }
        return "sql"
    }
}

/// The key that makes a repeated command harmless.
struct KeyOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A key of your own for this change: a second command with the same key changes nothing.", valueName: "key"))
    var key: String?

    init() {}

    init(key: String?) {
        self.key = key
    }
}

extension Duty: ExpressibleByArgument {
    /// Takes `front-desk` as well as `front_desk`.
    init?(argument: String) {
        self.init(rawValue: String(argument.map { $0 == "-" || $0 == " " ? "_" : $0 }))
    }
}
