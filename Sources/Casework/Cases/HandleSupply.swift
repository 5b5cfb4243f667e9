import CaseModel
import Postgres

/// Handles that nothing in the practice has, for filing many cases: among some hundred thousand rows a random handle
/// meets a taken one sooner or later, and the unique key would then undo everything.
struct HandleSupply {
    private let transaction: Transaction
    private var free: [Handle.Kind: [Handle]] = [:]
    /// Given out since the last insert, so that the database does not know of them yet.
    private var waiting: Set<Handle> = []
    private static let piece = 500

    init(_ transaction: Transaction) {
        self.transaction = transaction
    }

    mutating func next(_ kind: Handle.Kind, using random: inout RandomSource) throws -> Handle {
        while true {
            if let handle = free[kind]?.popLast() {
                waiting.insert(handle)
                return handle
            }
            // In the order in which they were drawn: sorted, they would tell the order of the rows.
            var drawn: [Handle] = []
            var seen = waiting
            for _ in 0..<Self.piece {
                let handle = Handle.random(kind, using: &random)
                if seen.insert(handle).inserted { drawn.append(handle) }
            }
            let taken = try transaction.one("select private.taken_handles(\(drawn)::text[])", [String].self)
            free[kind] = drawn.filter { !taken.contains($0.description) }
        }
    }

    /// What was given out has been inserted: the database knows of it from now on.
    mutating func inserted() {
        waiting.removeAll(keepingCapacity: true)
    }
}
