import CaseModel
import FoundationEssentials
import Sealing
import Synchronization

/// Whose login tokens this program has met in the last minutes, so that a desk can be set up without asking first.
///
/// Nothing is decided by it. The database looks the token up at every statement, whoever the program takes it for, and what
/// is refused at such a desk is done again at one that asks.
final class KnownHolders: Sendable {
    /// A person, and the duties that they held when they were asked after.
    struct Holder: Sendable {
        let practice: UUID
        let staff: UUID
        let duties: [Duty]

        /// Those of a use case's that the person holds besides the one that they act under.
        func others(of all: [Duty], than duty: Duty) -> [Duty] {
            all.filter { $0 != duty && duties.contains($0) }
        }
    }

    private static let time = Duration.seconds(300)
    private let holders = Mutex<[[UInt8]: (holder: Holder, until: ContinuousClock.Instant)]>([:])

    /// The holder, while the program may go by what it knows.
    func holder(of token: LoginToken) -> Holder? {
        guard let known = holders.withLock({ $0[token.sha256] }), known.until > .now else { return nil }
        return known.holder
    }

    func note(_ holder: Holder, of token: LoginToken) {
        let now = ContinuousClock.now
        holders.withLock { holders in
            if holders.count >= 1_000 { holders = holders.filter { $0.value.until > now } }
            holders[token.sha256] = (holder, now.advanced(by: Self.time))
        }
    }

    func forget(_ token: LoginToken) {
        holders.withLock { $0[token.sha256] = nil }
    }
}

/// A person who is known, and the duty that they act under, chosen as the database chooses it.
struct KnownDesk {
    let holder: KnownHolders.Holder
    let duty: Duty
    let others: [Duty]

    /// Nil where the person holds none of the duties.
    init?(_ holder: KnownHolders.Holder, by duties: [Duty], asked: Duty?) {
        guard let duty = duties.candidates(asked).first(where: holder.duties.contains) else { return nil }
        (self.holder, self.duty) = (holder, duty)
        others = holder.others(of: duties, than: duty)
    }
}
