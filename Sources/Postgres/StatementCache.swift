/// The statements a connection has met, the least recently used first to go.
///
/// A statement is prepared at its second use: most run once a connection, and preparing those would only cost.
struct StatementCache {
    /// A statement is the same if its text and the places of its binary values are.
    struct Key: Hashable {
        let text: String
        let binaryPlaces: [Int]

        init(_ sql: SQL) {
            text = sql.text
            var places: [Int] = []
            for (index, value) in sql.values.enumerated() {
                if case .bytes = value { places.append(index) }
            }
            binaryPlaces = places
        }
    }

    /// How a statement is to be sent.
    enum Plan: Equatable {
        /// Not prepared: its first use.
        case unprepared
        /// To be prepared under this name, then executed.
        case prepare(name: String)
        /// Prepared under this name.
        case prepared(name: String)
    }

    private struct Entry {
        var name: String?
        var lastUse: Int
    }

    private var entries: [Key: Entry] = [:]
    private var uses = 0
    private var names = 0
    private let capacity: Int
    /// Prepared statements that were put out of the cache and are still known to the server.
    private(set) var discarded: [String] = []

    init(capacity: Int) {
        self.capacity = capacity
    }

    /// How many statements are kept.
    var count: Int { entries.count }

    /// Notes a use and says how to send the statement.
    mutating func use(_ key: Key) -> Plan {
        uses += 1
        if let entry = entries[key] {
            entries[key]?.lastUse = uses
            if let name = entry.name { return .prepared(name: name) }
            names += 1
            return .prepare(name: "s\(names)")
        }
        if entries.count >= capacity { evictOldest() }
        entries[key] = Entry(name: nil, lastUse: uses)
        return .unprepared
    }

    /// Notes that the server has prepared the statement; until then it counts as unprepared.
    mutating func didPrepare(_ key: Key, as name: String) {
        // twice in one round trip it is prepared twice
        if entries[key] == nil || entries[key]?.name != nil {
            discarded.append(name)
        } else {
            entries[key]?.name = name
        }
    }

    /// Hands out the names that the server is to forget, each once.
    mutating func takeDiscarded() -> [String] {
        defer { discarded.removeAll() }
        return discarded
    }

    /// Notes that the server has not forgotten a statement after all.
    mutating func didKeep(_ name: String) {
        discarded.append(name)
    }

    /// Forgets every statement, so that all are planned anew; the server is told with the next ones.
    mutating func removeAll() {
        discarded.append(contentsOf: entries.values.compactMap(\.name))
        entries.removeAll()
    }

    private mutating func evictOldest() {
        guard let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) else { return }
        if let name = oldest.value.name { discarded.append(name) }
        entries[oldest.key] = nil
    }
}
