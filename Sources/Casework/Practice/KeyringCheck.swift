import FoundationEssentials
package import Postgres
package import Sealing

/// Whether a keyring opens what a database or a backup holds, shown on the practices' own keys.
package struct KeyringCheck: Sendable, Codable {
    /// Ids of the practices and their wrapped keys, as the database holds them.
    private let wrapped: [UUID: Data]

    /// Reads the wrapped keys over a connection that may read everything.
    package init(reading database: Database) async throws(CaseworkError) {
        wrapped = try await failures {
            let rows = try await database.read { transaction in
                try transaction.all("select practice_id, wrapped from app.practice_keys", UUID.self, [UInt8].self)
            }
            return Dictionary(rows.map { ($0.0, Data($0.1)) }, uniquingKeysWith: { $1 })
        }
    }

    /// - Throws: `CaseworkError.keys` where the keyring does not open one of them.
    package func require(_ keyring: Keyring) throws(CaseworkError) {
        for (practice, key) in wrapped {
            do {
                _ = try keyring.unwrap(Array(key), practice: practice)
            } catch {
                throw .keys("\(error) Nothing was changed: use the keyring that this was made with.")
            }
        }
    }
}
