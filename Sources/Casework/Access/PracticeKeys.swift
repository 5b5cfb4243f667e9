import FoundationEssentials
import Postgres
import Sealing
import Synchronization

/// The practice keys that this program has unwrapped, so that each is unwrapped once.
final class PracticeKeys: Sendable {
    private let unwrapped = Mutex<[UUID: PracticeKey]>([:])

    func known(_ practice: UUID) -> PracticeKey? { unwrapped.withLock { $0[practice] } }

    func key(of practice: UUID, in transaction: Transaction, keyring: Keyring) throws -> PracticeKey {
        if let known = known(practice) { return known }
        let wrapped = try transaction.optional(
            "select wrapped from app.practice_keys where practice_id = \(practice) order by key_version desc limit 1",
            [UInt8].self)
        guard let wrapped else { throw CaseworkError.notFound(.practice, practice.uuidString) }
        let key = try keyring.unwrap(wrapped, practice: practice)
        unwrapped.withLock { $0[practice] = key }
        return key
    }
}
