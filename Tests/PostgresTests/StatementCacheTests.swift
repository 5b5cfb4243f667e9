import Testing

@testable import Postgres

@Suite("Statements are prepared at their second use")
struct StatementCacheTests {
    private var cache = StatementCache(capacity: 2)

    private func key(_ sql: SQL) -> StatementCache.Key { StatementCache.Key(sql) }

    private mutating func prepare(_ sql: SQL) {
        _ = cache.use(key(sql))
        if case .prepare(let name) = cache.use(key(sql)) { cache.didPrepare(key(sql), as: name) }
    }

    @Test mutating func firstSecondAndThirdUse() {
        #expect(cache.use(key("a")) == .unprepared)
        #expect(cache.use(key("a")) == .prepare(name: "s1"))
        #expect(cache.use(key("a")) == .prepare(name: "s2"), "a preparation that failed is tried again")
        cache.didPrepare(key("a"), as: "s2")
        #expect(cache.use(key("a")) == .prepared(name: "s2"))
    }

    @Test mutating func theLeastRecentlyUsedGoes() {
        prepare("a")
        prepare("b")
        _ = cache.use(key("a"))
        _ = cache.use(key("c"))
        #expect(cache.count == 2)
        #expect(cache.discarded == ["s2"])
        #expect(cache.use(key("a")) == .prepared(name: "s1"))
        #expect(cache.takeDiscarded() == ["s2"])
        #expect(cache.takeDiscarded() == [], "each is handed out once")
        cache.didKeep("s2")
        #expect(cache.takeDiscarded() == ["s2"])
    }

    @Test mutating func binaryPlacesMakeAnotherStatement() {
        prepare("select \("x")")
        #expect(cache.use(key("select \([UInt8(1)])")) == .unprepared)
        #expect(cache.use(key("select \("y")")) == .prepared(name: "s1"))
    }

    @Test mutating func droppingAllDiscardsAll() {
        prepare("a")
        prepare("b")
        cache.removeAll()
        #expect(cache.discarded.sorted() == ["s1", "s2"])
        #expect(cache.use(key("a")) == .unprepared)
    }
}
