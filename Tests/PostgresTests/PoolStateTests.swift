import Testing

@testable import Postgres

@Suite("The pool's rules")
struct PoolStateTests {
    private let start = ContinuousClock.now
    private var pool = PoolState(
        PoolSettings(maximum: 2, waitLimit: .seconds(5), maximumLifetime: .seconds(100)))

    private func after(_ seconds: Int) -> PoolState.Instant { start.advanced(by: .seconds(seconds)) }

    /// Fills the pool: two connections, lent to callers 1 and 2.
    private mutating func lendBoth() {
        _ = pool.request(1, now: start)
        _ = pool.request(2, now: start)
        _ = pool.opened(1, now: start)
        _ = pool.opened(2, now: start)
    }

    @Test mutating func opensOnDemandUpToItsBound() {
        #expect(pool.request(1, now: start) == [.open(slot: 1)])
        #expect(pool.request(2, now: start) == [.open(slot: 2)])
        #expect(pool.request(3, now: start) == [])
        #expect(pool.opened(2, now: start) == [.hand(slot: 2, to: 1)])
        #expect(pool.opened(1, now: start) == [.hand(slot: 1, to: 2)])
        #expect((pool.size, pool.waiting) == (2, 1))
    }

    @Test mutating func servesInTheOrderOfComing() {
        lendBoth()
        _ = pool.request(3, now: start)
        _ = pool.request(4, now: start)
        #expect(pool.returned(2, isReusable: true, now: start) == [.hand(slot: 2, to: 3)])
        #expect(pool.returned(2, isReusable: true, now: start) == [.hand(slot: 2, to: 4)])
    }

    @Test mutating func newcomersDoNotOvertake() {
        lendBoth()
        _ = pool.request(3, now: start)
        #expect(pool.request(4, now: start) == [])
        #expect(pool.returned(1, isReusable: true, now: start) == [.hand(slot: 1, to: 3)])
    }

    @Test mutating func lateCallersAreRefusedAndOthersWaitOn() {
        lendBoth()
        _ = pool.request(3, now: start)
        _ = pool.request(4, now: after(2))
        #expect(pool.expire(now: after(4)) == [])
        #expect(pool.expire(now: after(5)) == [.refuse(3, .timedOut)])
        #expect(pool.returned(1, isReusable: true, now: after(6)) == [.hand(slot: 1, to: 4)])
        #expect(pool.expire(now: after(60)) == [])
    }

    @Test mutating func oldConnectionsAreReplaced() {
        lendBoth()
        #expect(pool.returned(1, isReusable: true, now: after(99)) == [])
        #expect(pool.returned(2, isReusable: true, now: after(100)) == [.close(slot: 2)])
        #expect(pool.request(3, now: after(101)) == [.close(slot: 1), .open(slot: 3)])
    }

    @Test mutating func brokenConnectionsAreReplacedForWhoeverWaits() {
        lendBoth()
        _ = pool.request(3, now: start)
        #expect(pool.returned(1, isReusable: false, now: start) == [.close(slot: 1), .open(slot: 3)])
        #expect(pool.opened(3, now: start) == [.hand(slot: 3, to: 3)])
    }

    @Test mutating func aFailedOpeningIsToldOnlyWhenNoConnectionIsLeft() {
        _ = pool.request(1, now: start)
        _ = pool.request(2, now: start)
        _ = pool.request(3, now: start)
        #expect(pool.openFailed(1, now: start) == [])
        #expect(
            pool.openFailed(2, now: start)
                == [.refuse(1, .unreachable), .refuse(2, .unreachable), .refuse(3, .unreachable)])
        #expect(pool.request(4, now: start) == [.open(slot: 3)])
    }

    @Test mutating func aCallerWhoLeavesIsNotServed() {
        lendBoth()
        _ = pool.request(3, now: start)
        #expect(pool.withdraw(3) == [.refuse(3, .cancelled)])
        #expect(pool.withdraw(3) == [])
        #expect(pool.returned(1, isReusable: true, now: start) == [])
    }

    @Test mutating func closingRefusesAndClosesWhatComesBack() {
        lendBoth()
        _ = pool.returned(1, isReusable: true, now: start)
        #expect(pool.shutDown() == [.close(slot: 1)])
        #expect(pool.request(3, now: start) == [.refuse(3, .closed)])
        #expect(pool.returned(2, isReusable: true, now: start) == [.close(slot: 2)])
        #expect(pool.size == 0)
    }

    @Test mutating func closingWhileOpeningClosesTheLateConnection() {
        _ = pool.request(1, now: start)
        #expect(pool.shutDown() == [.refuse(1, .closed)])
        #expect(pool.opened(1, now: start) == [.close(slot: 1)])
    }
}
