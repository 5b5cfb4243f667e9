import Crypto
import FoundationEssentials
package import Postgres

/// The SQL that makes Troth's database: files beside the program, which the program knows by their hashes.
package struct Schema: Sendable {
    private let roles: String
    private let migrations: [Migration]
    private let repeatable: [Migration]

    /// The folders whose files can be applied again, in the order they are applied.
    private static let repeatableFolders = ["functions", "reference", "policies"]

    /// Reads the files of an `sql` folder.
    ///
    /// - Throws: `CaseworkError.unavailable` where the folder is missing or its files are not the ones this program
    ///   was built with.
    package init(directory: String) throws(CaseworkError) {
        func text(_ path: String) throws(CaseworkError) -> String {
            guard let data = FileManager.default.contents(atPath: "\(directory)/\(path)") else {
                throw .unavailable(
                    "\(directory)/\(path) cannot be read. Give the folder of Troth's SQL with --sql-dir.")
            }
            return String(decoding: data, as: UTF8.self)
        }
        func files(_ folder: String) throws(CaseworkError) -> [Migration] {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(directory)/\(folder)")) ?? []
            var files: [Migration] = []
            for name in names.sorted() where name.hasSuffix(".sql") {
                let content = try text("\(folder)/\(name)")
                files.append(
                    Migration(name: "\(folder)/\(name)", sha256: Self.sha256(content), text: content))
            }
            return files
        }
        roles = try text("roles.sql")
        migrations = try files("migrations")
        var repeatable: [Migration] = []
        for folder in Self.repeatableFolders { repeatable.append(contentsOf: try files(folder)) }
        self.repeatable = repeatable
        let found = Dictionary(
            uniqueKeysWithValues: [("roles.sql", Self.sha256(roles))]
                + (migrations + repeatable).map { ($0.name, $0.sha256) })
        let strangers = Set(found.keys).union(Self.expected.keys).filter { found[$0] != Self.expected[$0] }
        if let stranger = strangers.min() {
            throw .unavailable(
                "\(directory)/\(stranger) is not the file this program was built with. Install Troth anew, or give the "
                    + "right folder with --sql-dir.")
        }
    }

    /// Makes the roles and brings the database up to date. Returns the names of the files applied now.
    ///
    /// `administrator` connects as a role that may create roles and act as `troth_owner`.
    package func install(over administrator: Database) async throws(CaseworkError) -> [String] {
        try await failures {
            do {
                try await installRoles(over: administrator)
                try await administrator.write { transaction in
                    try transaction.script(
                        trusted: """
                            do $$ begin
                                execute format('grant create on database %I to troth_owner', current_database());
                            end $$;
                            """)
                }
                return try await Migrator(database: administrator, role: "troth_owner")
                    .apply(migrations, thenAgain: repeatable)
            } catch let error as MigrationError {
                throw CaseworkError.unavailable(error.description)
            }
        }
    }

    /// Makes the roles, which belong to the whole server. Enough for a database that is restored from a backup.
    package func installRoles(over administrator: Database) async throws(CaseworkError) {
        try await failures {
            try await administrator.write { transaction in
                try transaction.script(trusted: "set local client_min_messages = warning;\n" + roles)
            }
        }
    }

    /// Checks that a database has exactly the migrations that this program knows.
    ///
    /// - Throws: `CaseworkError.unavailable`: it is not Troth's, or older, or newer than the program.
    package static func check(_ database: Database) async throws(CaseworkError) {
        try await failures {
            let isThere = try await database.read { transaction in
                try transaction.one("select to_regclass('migrations.applied') is not null", Bool.self)
            }
            guard isThere else {
                throw CaseworkError.unavailable(
                    "This database is not Troth's. Check PGSERVICE, PGHOST and PGDATABASE, or make it with `troth init`."
                )
            }
            let applied = try await database.read { transaction in
                try transaction.all("select name, sha256 from migrations.applied", String.self, String.self)
            }
            let known = Dictionary(uniqueKeysWithValues: applied.map { ($0.0, $0.1) })
            let migrations = expected.filter { $0.key.hasPrefix("migrations/") }
            if let newer = known.keys.filter({ $0.hasPrefix("migrations/") && expected[$0] == nil }).min() {
                throw CaseworkError.unavailable(
                    "This database is newer than this program (\(newer)). Update Troth; nothing was changed.")
            }
            if let other = migrations.filter({ known[$0.key] != nil && known[$0.key] != $0.value }).map(\.key).min() {
                throw CaseworkError.unavailable(
                    "This database was made by another version of Troth (\(other)). Use that one, or a new database.")
            }
            let again = expected.filter { $0.key != "roles.sql" }
            if again.contains(where: { known[$0.key] != $0.value }) {
                throw CaseworkError.unavailable(
                    "This database is older than this program. Bring it up to date with `troth init`.")
            }
        }
    }

    private static func sha256(_ text: String) -> String {
        hexadecimal(Array(SHA256.hash(data: Array(text.utf8))))
    }
}
