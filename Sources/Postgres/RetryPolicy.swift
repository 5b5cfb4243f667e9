/// When a whole transaction is run again: at most three tries for 40001 and 40P01, one more for a plan that no longer
/// fits.
struct RetryPolicy {
    /// Why a transaction may be run again.
    enum Reason: Sendable {
        case serialization
        case stalePlan
    }

    private var serializationFailures = 0
    private var stalePlans = 0

    /// How long to wait before the next try, or nil if there is none; the wait grows and is drawn at random, so that
    /// two transactions that hindered each other do not meet again.
    mutating func pause(after reason: Reason) -> Duration? {
        switch reason {
        case .serialization:
            serializationFailures += 1
            guard serializationFailures < 3 else { return nil }
            return .microseconds(Int.random(in: 1000...(10_000 << serializationFailures)))
        case .stalePlan:
            stalePlans += 1
            return stalePlans == 1 ? .zero : nil
        }
    }
}
