/// The labels of a column, found by their very bytes: what looks alike and is written otherwise is another label.
struct LabelSet {
    private var slots: [Int32]
    private var bytes: [UInt8] = []
    private var ends: [Int] = [0]
    /// The label asked for last: rows of a class stand together.
    private var last = 0

    init(_ labels: some Collection<String> = []) {
        slots = Array(repeating: -1, count: 64)
        for label in labels {
            let bytes = Array(label.utf8)
            _ = add(bytes.span)
        }
    }

    var count: Int { ends.count - 1 }

    /// Bytes in the longest label.
    var longest: Int { zip(ends, ends.dropFirst()).map { $1 - $0 }.max() ?? 0 }

    /// The text of a label; mended where it is no UTF-8.
    func text(_ number: Int) -> String { String(decoding: bytes[ends[number]..<ends[number + 1]], as: UTF8.self) }

    /// The number of the label with these bytes; nil when there is none.
    mutating func number(of cell: Span<UInt8>) -> Int? {
        if last < count, isSame(last, cell) { return last }
        let number = slots[place(of: cell)]
        guard number >= 0 else { return nil }
        last = Int(number)
        return last
    }

    /// The number of the label, which is added where it is new.
    mutating func add(_ cell: Span<UInt8>) -> Int {
        if let known = number(of: cell) { return known }
        let number = count
        slots[place(of: cell)] = Int32(number)
        for index in cell.indices { bytes.append(cell[index]) }
        ends.append(bytes.count)
        if count * 2 > slots.count { grow() }
        last = number
        return number
    }

    private func isSame(_ number: Int, _ cell: Span<UInt8>) -> Bool {
        let start = ends[number]
        guard ends[number + 1] - start == cell.count else { return false }
        for index in cell.indices where bytes[start + index] != cell[index] { return false }
        return true
    }

    private func place(of cell: Span<UInt8>) -> Int {
        let hash = FNV1a.hash(cell)
        var slot = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & (slots.count - 1)
        while slots[slot] >= 0, !isSame(Int(slots[slot]), cell) { slot = (slot + 1) & (slots.count - 1) }
        return slot
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 2)
        let bytes = bytes
        let span = bytes.span
        for number in 0..<count {
            slots[place(of: span.extracting(ends[number]..<ends[number + 1]))] = Int32(number)
        }
    }
}
