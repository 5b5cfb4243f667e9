/// The labels a column may hold, found by their very bytes: what looks alike and is written otherwise is not allowed.
struct LabelSet {
    private var slots: [Int]
    private let labels: [[UInt8]]

    init(_ labels: Set<String>) {
        self.labels = labels.map { Array($0.utf8) }
        var size = 16
        while size < labels.count * 2 { size *= 2 }
        slots = Array(repeating: -1, count: size)
        for (number, label) in self.labels.enumerated() { slots[place(of: label)] = number }
    }

    var count: Int { labels.count }

    /// Bytes in the longest label.
    var longest: Int { labels.map(\.count).max() ?? 0 }

    /// The number of the label with these bytes; nil when there is none.
    func number(of bytes: [UInt8]) -> Int? {
        let number = slots[place(of: bytes)]
        return number < 0 ? nil : number
    }

    private func place(of bytes: [UInt8]) -> Int {
        let hash = FNV1a.hash(bytes)
        var slot = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & (slots.count - 1)
        while slots[slot] >= 0, labels[slots[slot]] != bytes { slot = (slot + 1) & (slots.count - 1) }
        return slot
    }
}
