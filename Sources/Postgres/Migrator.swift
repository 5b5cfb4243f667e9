/// One file of SQL that changes a schema, with the hash it is known by.
package struct Migration: Sendable, Hashable {
    /// The file's name, such as `0001_practices.sql`; files are applied in the order of their names.
    package let name: String
    /// SHA-256 of the text, in hexadecimal.
    package let sha256: String
    package let text: String

    package init(name: String, sha256: String, text: String) {
        (self.name, self.sha256, self.text) = (name, sha256, text)
    }
}

/// Why a schema cannot be brought up to date. Nothing was changed by the file that is named.
package enum MigrationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file was applied before with another content.
    case changed(String)
    /// The database has a file applied that this program does not have: it is newer than the program.
    case unknown(String)

    package var description: String {
        switch self {
        case .changed(let name):
            "The migration \(name) was applied to this database with another content. Use the program that made it, "
                + "or a new database."
        case .unknown(let name):
            "This database is newer than this program: it has the migration \(name). Update the program."
        }
    }
}

/// Brings a schema up to date: each file once, in one transaction, under a lock, its hash kept.
///
/// Files that can be applied again (functions, policies) are applied all together whenever one of them has changed.
package struct Migrator: Sendable {
    private let database: Database
    private let role: String
    /// Any number that no other program on the server uses: two migrators of one database wait for each other.
    private static let lock: Int64 = 0x5452_4F54_48

    /// `role` owns what is made; it may create schemas in the database.
    package init(database: Database, role: String) {
        (self.database, self.role) = (database, role)
    }

    /// Returns the names of the files that were applied now.
    ///
    /// - Throws: `MigrationError`, or the `PostgresError` of a file that failed.
    package func apply(_ migrations: [Migration], thenAgain repeatable: [Migration]) async throws -> [String] {
        try await write { transaction in
            _ = try transaction.execute("create schema if not exists migrations")
            _ = try transaction.execute(
                """
                create table if not exists migrations.applied (
                    name text primary key,
                    sha256 text not null,
                    again boolean not null,
                    applied_at timestamptz not null default now())
                """)
            let known = try transaction.all("select name from migrations.applied where not again", String.self)
            if let unknown = known.sorted().first(where: { name in !migrations.contains { $0.name == name } }) {
                throw MigrationError.unknown(unknown)
            }
        }
        var applied: [String] = []
        for migration in migrations.sorted(by: { $0.name < $1.name }) where try await applyOnce(migration) {
            applied.append(migration.name)
        }
        if try await applyTogether(repeatable) { applied.append(contentsOf: repeatable.map(\.name)) }
        return applied
    }

    private func applyOnce(_ migration: Migration) async throws -> Bool {
        try await write { transaction in
            let before = try transaction.optional(
                "select sha256 from migrations.applied where name = \(migration.name)", String.self)
            if let before {
                guard before == migration.sha256 else { throw MigrationError.changed(migration.name) }
                return false
            }
            try transaction.script(trusted: migration.text)
            try Self.note(migration, again: false, transaction)
            return true
        }
    }

    private func applyTogether(_ files: [Migration]) async throws -> Bool {
        try await write { transaction in
            let before = try transaction.all(
                "select name || ' ' || sha256 from migrations.applied where again", String.self)
            guard Set(before) != Set(files.map { "\($0.name) \($0.sha256)" }) else { return false }
            _ = try transaction.execute("delete from migrations.applied where again")
            for file in files {
                try transaction.script(trusted: file.text)
                try Self.note(file, again: true, transaction)
            }
            return true
        }
    }

    private static func note(_ file: Migration, again: Bool, _ transaction: Transaction) throws {
        _ = try transaction.execute(
            "insert into migrations.applied (name, sha256, again) values (\(file.name), \(file.sha256), \(again))")
    }

    private func write<Answer: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Answer
    ) async throws -> Answer {
        let options = TransactionOptions(role: role, statementTimeout: .zero, lockTimeout: .seconds(60))
        return try await database.write(options) { transaction in
            _ = try transaction.execute("select pg_advisory_xact_lock(\(Self.lock))")
            return try body(transaction)
        }
    }
}
