import Synchronization

/// Files by their names, as workers put them.
final class Shelf: Sendable {
    private let files = Mutex<[String: [[UInt8]]]>([:])

    func put(_ name: String, _ bytes: [UInt8]) { files.withLock { $0[name, default: []].append(bytes) } }

    /// The last bytes of each.
    var last: [String: [UInt8]] { files.withLock { $0.compactMapValues(\.last) } }
    /// How often anything was put.
    var count: Int { files.withLock { $0.values.reduce(0) { $0 + $1.count } } }
}
