import Sealing

/// Follows one log from its first leaf to its last and notes what does not go together.
struct LogWalk {
    let log: AuditLog
    /// The size that the next batch has to begin at.
    private(set) var end: Int64 = 0
    private let key: AuditKey
    private var frontier = Frontier()
    /// Whether the tree is known up to `end`; after an unreadable piece it is not, and nothing more can be said.
    private var isKnown = true
    private var previous: StoredBatch?
    /// Checkpoints kept outside, by size.
    private var outside: [UInt64: [AuditVerification.Outside]] = [:]

    init(_ log: AuditLog, keyring: Keyring, outside: [AuditVerification.Outside]) throws {
        self.log = log
        key = try keyring.auditSigner(of: log).key
        for one in outside where one.isSigned { self.outside[one.checkpoint.size, default: []].append(one) }
        unsigned = outside.filter { !$0.isSigned }
    }

    private let unsigned: [AuditVerification.Outside]

    /// Takes the next batch and the events that are in its window now.
    mutating func take(
        _ batch: StoredBatch, _ events: ArraySlice<StoredEvent>, _ outcome: inout AuditVerification.Outcome
    ) {
        outcome.checkpoints += 1
        outcome.events += events.count
        if batch.first != end {
            outcome.found(log, "the checkpoint before that of \(batch.size) events is gone, or one was inserted")
            isKnown = false
        } else if let previous, previous.system == batch.system, previous.below != batch.from {
            outcome.found(log, "the checkpoints of \(previous.size) and \(batch.size) events do not join")
        }
        let stored = stride(from: 0, to: batch.hashes.count, by: TreeHash.length).compactMap {
            TreeHash(batch.hashes[$0..<min($0 + TreeHash.length, batch.hashes.count)])
        }
        let actual = events.map(\.leaf)
        if actual != stored { compare(stored, Array(events), first: batch.first, &outcome) }
        if isKnown {
            for leaf in stored {
                frontier.append(leaf)
                compareOutside(&outcome)
            }
        }
        let checkpoint = checked(batch, &outcome)
        if isKnown, let checkpoint, checkpoint.root != frontier.root {
            outcome.found(
                log,
                "the tree of \(batch.size) events is not the one that was signed at \(checkpoint.time): something in "
                    + "\(batch.first + 1) to \(batch.size) was changed, or the log was forked")
        }
        // goes on from what was signed, where that is stored
        if let checkpoint, let end = Frontier(size: UInt64(batch.size), bytes: batch.frontier),
            end.root == checkpoint.root
        {
            (frontier, isKnown) = (end, true)
        } else if let checkpoint {
            outcome.found(log, "the end of its tree at \(batch.size) events is not the one that was signed")
            if checkpoint.root != frontier.root { isKnown = false }
        }
        (end, previous) = (batch.size, batch)
    }

    /// The checkpoint of a batch, where it is this log's and signed.
    private func checked(_ batch: StoredBatch, _ outcome: inout AuditVerification.Outcome) -> Checkpoint? {
        guard let note = SignedNote(batch.note), let checkpoint = Checkpoint(note.text) else {
            outcome.found(log, "the checkpoint of \(batch.size) events cannot be read")
            return nil
        }
        guard note.isSigned(by: key) else {
            outcome.found(
                log,
                "the checkpoint of \(batch.size) events is not signed with this keyring's key: it was forged, or this "
                    + "is another keyring")
            return nil
        }
        guard checkpoint.log == log, checkpoint.size == UInt64(batch.size),
            checkpoint.system == UInt64(bitPattern: batch.system)
        else {
            outcome.found(log, "the checkpoint of \(batch.size) events is another one")
            return nil
        }
        return checkpoint
    }

    /// Says which events differ from what was sealed.
    private func compare(
        _ stored: [TreeHash], _ events: [StoredEvent], first: Int64, _ outcome: inout AuditVerification.Outcome
    ) {
        let sealed = Set(stored)
        let present = Set(events.map(\.leaf))
        var unknown = events.filter { !sealed.contains($0.leaf) }[...]
        let gone = stored.indices.filter { !present.contains(stored[$0]) }
        for place in gone {
            let number = first + Int64(place) + 1
            // an event that is at the place of a missing one, in the order of what is unknown, is that one, altered
            if unknown.count >= gone.count, let altered = unknown.popFirst() {
                outcome.found(log, "the event \(altered.event), number \(number) of the log, was altered")
            } else {
                outcome.found(log, "the event that was number \(number) of the log was deleted or altered")
            }
        }
        for event in unknown {
            outcome.found(
                log,
                "the event \(event.event) was inserted or altered, among \(first + 1) to "
                    + "\(first + Int64(stored.count))")
        }
        if gone.isEmpty, unknown.isEmpty {
            outcome.found(
                log, "the events \(first + 1) to \(first + Int64(stored.count)) are in another order, or doubled")
        }
    }

    private mutating func compareOutside(_ outcome: inout AuditVerification.Outcome) {
        guard let known = outside.removeValue(forKey: frontier.size) else { return }
        for one in known where one.checkpoint.root != frontier.root {
            outcome.found(
                log,
                "the tree of \(frontier.size) events is not the one of the checkpoint in \(one.file), signed at "
                    + "\(one.checkpoint.time): something up to there was changed, or the log was forked")
        }
    }

    /// What can be said at the end only.
    func finish(_ outcome: inout AuditVerification.Outcome) {
        for one in unsigned {
            outcome.found(
                log,
                "the checkpoint of \(one.checkpoint.size) events in \(one.file) is not signed with this keyring's key")
        }
        guard let latest = outside.keys.max(), let one = outside[latest]?.first else { return }
        if latest > UInt64(end) {
            outcome.found(
                log,
                "the checkpoint in \(one.file), signed at \(one.checkpoint.time), covers \(latest) events, and "
                    + "the database has \(end): its end was cut off, or an older backup was restored")
        } else if isKnown {
            outcome.found(log, "the checkpoint of \(latest) events in \(one.file) could not be compared")
        }
    }
}
