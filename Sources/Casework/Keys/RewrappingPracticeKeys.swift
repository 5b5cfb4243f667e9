import CaseModel
package import FoundationEssentials
import Postgres
package import Sealing

extension Casework {
    /// How many practice keys each key of the keyring wraps, of all practices on the server.
    package func outerKeysInUse() async throws(CaseworkError) -> [UUID: Int] {
        try await failures {
            try await read("keys status", by: [.practiceAdmin]) { try $0.outerKeysInUse() }
        }
    }

    /// Whether every key of this practice lies under the keyring's current key.
    package func liesUnderCurrentKey(of keyring: Keyring) async throws(CaseworkError) -> Bool {
        try await failures {
            try await read("keys rotate-outer", by: [.practiceAdmin]) { desk in
                try desk.practiceKeyRows().allSatisfy { try desk.outerKeyID(of: $0.1) == keyring.currentID }
            }
        }
    }

    /// Wraps every key of the practice under the current key of `keyring`, in one transaction. What the keys seal is
    /// not touched. Both the keys they lie under now and the current one have to be in the ring.
    package func rewrapPracticeKeys(under keyring: Keyring, key: RequestKey) async throws(CaseworkError) {
        try await failures {
            let request = Request("keys rotate-outer", key: key, [keyring.currentID.uuidString])
            _ = try await change(request, by: [.practiceAdmin], answer: keyring.currentID.uuidString) { desk in
                let rows = try desk.practiceKeyRows()
                let rewrapped = try rows.map { row in
                    try keyring.wrap(try keyring.unwrap(row.1, practice: desk.practice))
                }
                let done = try desk.transaction.one(
                    """
                    select private.rewrap_practice_keys(
                        \(rows.map(\.0))::integer[], \(rows.map(\.1))::bytea[], \(rewrapped)::bytea[])
                    """, Int.self)
                guard done == rows.count else {
                    throw CaseworkError.conflict(
                        "Somebody exchanged the keyring's key at the same moment. Nothing was changed; look with "
                            + "`troth keys status`.")
                }
            }
        }
    }

    /// Leaves the event of what is about to be done with the keyring's file. Needs the password afresh.
    package func recordKeyring(_ act: KeyringAct) async throws(CaseworkError) {
        try await failures {
            let recorded = try await environment.database.open(options(act.rawValue, role: Duty.practiceAdmin.role)) {
                try $0.one("select private.record_keyring(\(act.operation))", Bool.self)
            }
            guard recorded else { throw CaseworkError.forbidden([.practiceAdmin]) }
        }
    }
}

/// What can be done with the keyring's file. The raw value is the command.
package enum KeyringAct: String, Sendable {
    case backup = "keys backup"
    case retire = "keys retire"

    fileprivate var operation: String { self == .backup ? "keys_backup" : "rewrap" }
}

extension Desk {
    func outerKeysInUse() throws -> [UUID: Int] {
        let rows = try transaction.all(
            "select outer_key_id, practice_keys from private.outer_keys_in_use()", UUID.self, Int.self)
        return Dictionary(rows.map { ($0.0, $0.1) }, uniquingKeysWith: +)
    }

    func practiceKeyRows() throws -> [(Int32, [UInt8])] {
        try transaction.all(
            """
            select key_version, wrapped from app.practice_keys where practice_id = \(practice) order by key_version
            """, Int32.self, [UInt8].self)
    }

    func outerKeyID(of wrapped: [UInt8]) throws -> UUID {
        try Keyring.wrappingKeyID(of: wrapped, practice: practice)
    }
}
