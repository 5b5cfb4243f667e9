package import CaseModel
package import FoundationEssentials
import Postgres

/// What keys a practice has and how many cases lie under them. Numbers, versions and ids; never a key.
package struct KeyCensus: Sendable {
    /// One of the practice's own keys.
    package struct PracticeKeyVersion: Sendable {
        package let version: Int
        /// The keyring's key that wraps it.
        package let outerKeyID: UUID
    }

    package let practiceKeys: [PracticeKeyVersion]
    package let cases: Int
    /// Cases whose keys are being exchanged: two versions live side by side.
    package let halfExchanged: Int
    package let erased: Int
    /// The day on which the oldest keys of a case were made, by the practice's time zone.
    package let oldestKeysMadeOn: CalendarDate?
    /// The day on which a rotation of all cases was begun that has not ended.
    package let rotationBegunOn: CalendarDate?
    /// How many cases that rotation has still to do.
    package let rotationLeft: Int
    /// How many practice keys each of the keyring's keys wraps, of all practices on the server.
    package let outerKeys: [UUID: Int]
}

extension Casework {
    /// Counts the keys of the practice, for its admin.
    package func keyCensus() async throws(CaseworkError) -> KeyCensus {
        try await failures {
            try await read("keys status", by: [.practiceAdmin]) { desk in
                let wrapped = try desk.transaction.all(
                    """
                    select key_version, wrapped from app.practice_keys where practice_id = \(desk.practice)
                    order by key_version
                    """, Int.self, [UInt8].self)
                let row = try desk.transaction.one(
                    """
                    select c.cases, c.half_exchanged, c.erased, (c.oldest_made_at at time zone p.time_zone)::date,
                        (c.rotation_begun_at at time zone p.time_zone)::date, c.rotation_left
                    from private.key_census() c, app.practices p where p.practice_id = \(desk.practice)
                    """, Int.self, Int.self, Int.self, CalendarDate?.self, CalendarDate?.self, Int.self)
                return KeyCensus(
                    practiceKeys: try wrapped.map {
                        KeyCensus.PracticeKeyVersion(
                            version: $0.0, outerKeyID: try desk.outerKeyID(of: $0.1))
                    },
                    cases: row.0, halfExchanged: row.1, erased: row.2, oldestKeysMadeOn: row.3,
                    rotationBegunOn: row.4, rotationLeft: row.5, outerKeys: try desk.outerKeysInUse())
            }
        }
    }
}
