/// The pool's rules without connections, clocks or threads: what happens goes in with its time, what to do comes out.
struct PoolState {
    typealias Instant = ContinuousClock.Instant

    /// What the pool must do.
    enum Action: Equatable {
        /// Give the connection to the waiter.
        case hand(slot: Int, to: Int)
        /// Open a connection for the slot.
        case open(slot: Int)
        /// Close the slot's connection.
        case close(slot: Int)
        /// Tell the waiter that it gets none.
        case refuse(Int, Refusal)
    }

    /// Why a waiter gets no connection.
    enum Refusal: Equatable {
        case timedOut
        case closed
        case cancelled
        case unreachable
    }

    private enum SlotState: Equatable {
        case opening
        case idle(since: Instant)
        case lent(since: Instant)
    }

    private struct Waiter {
        let id: Int
        let deadline: Instant
    }

    private let settings: PoolSettings
    private var slots: [Int: SlotState] = [:]
    /// Idle slots, the last used at the end: it is used first, so that those not needed grow old.
    private var idle: [Int] = []
    private var waiters: [Waiter] = []
    private var slotsMade = 0
    private(set) var isClosed = false

    init(_ settings: PoolSettings) {
        self.settings = settings
    }

    /// How many connections are open or being opened.
    var size: Int { slots.count }
    /// How many callers wait.
    var waiting: Int { waiters.count }

    /// A caller wants a connection: it gets one at once, or waits in line.
    mutating func request(_ waiter: Int, now: Instant) -> [Action] {
        if isClosed { return [.refuse(waiter, .closed)] }
        waiters.append(Waiter(id: waiter, deadline: now.advanced(by: settings.waitLimit)))
        return serve(now)
    }

    /// A slot's connection has been opened.
    mutating func opened(_ slot: Int, now: Instant) -> [Action] {
        if isClosed {
            slots[slot] = nil
            return [.close(slot: slot)]
        }
        slots[slot] = .idle(since: now)
        idle.append(slot)
        return serve(now)
    }

    /// A slot's connection could not be opened. While another is open or being opened the callers wait for that one;
    /// otherwise the server is out of reach, and they are told at once.
    mutating func openFailed(_ slot: Int, now: Instant) -> [Action] {
        slots[slot] = nil
        guard slots.isEmpty else { return [] }
        defer { waiters.removeAll() }
        return waiters.map { .refuse($0.id, .unreachable) }
    }

    /// A lent connection comes back; one that is broken or too old is closed.
    mutating func returned(_ slot: Int, isReusable: Bool, now: Instant) -> [Action] {
        guard case .lent(let since)? = slots[slot] else { return [] }
        if isClosed || !isReusable || isOld(since, now) {
            slots[slot] = nil
            return [.close(slot: slot)] + serve(now)
        }
        slots[slot] = .idle(since: since)
        idle.append(slot)
        return serve(now)
    }

    /// A caller does not want to wait any longer.
    mutating func withdraw(_ waiter: Int) -> [Action] {
        guard let index = waiters.firstIndex(where: { $0.id == waiter }) else { return [] }
        waiters.remove(at: index)
        return [.refuse(waiter, .cancelled)]
    }

    /// Time has passed: callers whose deadline is over are told.
    mutating func expire(now: Instant) -> [Action] {
        let late = waiters.filter { $0.deadline <= now }
        waiters.removeAll { $0.deadline <= now }
        return late.map { .refuse($0.id, .timedOut) }
    }

    /// No more connections: idle ones are closed now, lent ones when they come back.
    mutating func shutDown() -> [Action] {
        isClosed = true
        let refused = waiters.map { Action.refuse($0.id, .closed) }
        let closed = idle.map { Action.close(slot: $0) }
        for slot in idle { slots[slot] = nil }
        waiters.removeAll()
        idle.removeAll()
        return refused + closed
    }

    /// Gives idle connections to the callers in the order they came, and opens new ones for those left over.
    private mutating func serve(_ now: Instant) -> [Action] {
        var actions: [Action] = []
        while !waiters.isEmpty, let slot = idle.popLast() {
            guard case .idle(let since)? = slots[slot] else { continue }
            if isOld(since, now) {
                slots[slot] = nil
                actions.append(.close(slot: slot))
            } else {
                slots[slot] = .lent(since: since)
                actions.append(.hand(slot: slot, to: waiters.removeFirst().id))
            }
        }
        var opening = slots.values.count { $0 == .opening }
        while opening < waiters.count, slots.count < settings.maximum {
            slotsMade += 1
            slots[slotsMade] = .opening
            opening += 1
            actions.append(.open(slot: slotsMade))
        }
        return actions
    }

    private func isOld(_ since: Instant, _ now: Instant) -> Bool {
        since.duration(to: now) >= settings.maximumLifetime
    }
}
