/// Numbers the values of one column in the order they first come, found by their bytes.
///
/// Reading a row costs a hash a cell and makes no string of a value seen before. Two spellings that Unicode calls
/// canonically equivalent get one number.
struct ValueDictionary: Sendable {
    private static let free = UInt32.max

    /// The first spelling of each value.
    private(set) var values: [String] = []
    private var codeOfValue: [String: UInt32] = [:]
    // Every spelling met: where its bytes end, and the code it has.
    private var bytes: [UInt8] = []
    private var ends: [Int] = [0]
    private var codeOfSpelling: [UInt32] = []
    private var slots: [UInt32] = Array(repeating: free, count: 64)

    /// The code of the bytes; nil where they are no UTF-8 or hold a NUL.
    mutating func code(of cell: Span<UInt8>) -> UInt32? {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in cell.indices { hash = (hash ^ UInt64(cell[index])) &* 0x100_0000_01B3 }
        var slot = place(hash)
        while slots[slot] != Self.free {
            let spelling = Int(slots[slot])
            if isSame(spelling, cell) { return codeOfSpelling[spelling] }
            slot = (slot + 1) & (slots.count - 1)
        }
        return add(cell, slot)
    }

    private func place(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash ^ (hash >> 32)) & (slots.count - 1) }

    private func isSame(_ spelling: Int, _ cell: Span<UInt8>) -> Bool {
        let start = ends[spelling]
        guard ends[spelling + 1] - start == cell.count else { return false }
        for index in cell.indices where bytes[start + index] != cell[index] { return false }
        return true
    }

    private mutating func add(_ cell: Span<UInt8>, _ slot: Int) -> UInt32? {
        var copy: [UInt8] = []
        copy.reserveCapacity(cell.count)
        for index in cell.indices { copy.append(cell[index]) }
        guard let value = String(validating: copy, as: UTF8.self), !copy.contains(0) else { return nil }
        let code = codeOfValue[value] ?? UInt32(values.count)
        if Int(code) == values.count {
            codeOfValue[value] = code
            values.append(value)
        }
        slots[slot] = UInt32(codeOfSpelling.count)
        codeOfSpelling.append(code)
        bytes += copy
        ends.append(bytes.count)
        if codeOfSpelling.count * 2 > slots.count { grow() }
        return code
    }

    private mutating func grow() {
        slots = Array(repeating: Self.free, count: slots.count * 2)
        for spelling in codeOfSpelling.indices {
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for byte in bytes[ends[spelling]..<ends[spelling + 1]] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            var slot = place(hash)
            while slots[slot] != Self.free { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(spelling)
        }
    }
}
