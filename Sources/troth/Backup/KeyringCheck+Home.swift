import Casework
import Postgres

extension KeyringCheck {
    /// Reads the wrapped keys of a home's running cluster, as the role that makes backups.
    init(of home: Home) async throws {
        let database = Database(home.embedded(user: "troth_backup"))
        defer { database.close() }
        self = try await KeyringCheck(reading: database)
    }
}
