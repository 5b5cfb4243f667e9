/// Gives each different pair of numbers a number of its own: 0, 1, 2, ... in the order they come.
///
/// Merging classes is nothing but this. A plain array is used while all possible pairs are few, a hash table after.
struct PairNumbering {
    private static let free = UInt32.max

    private let secondCount: Int
    private let isDirect: Bool
    private var slots: [UInt32]
    private var keys: [UInt64] = []
    private(set) var count = 0

    /// For firsts below `firstCount` and seconds below `secondCount`, with some `expected` calls to come.
    init(firstCount: Int, secondCount: Int, expected: Int) {
        self.secondCount = secondCount
        let (pairs, overflow) = firstCount.multipliedReportingOverflow(by: secondCount)
        isDirect = !overflow && pairs <= max(4 * expected, 256)
        slots = Array(repeating: Self.free, count: isDirect ? pairs : 256)
    }

    /// The number of the pair; equal to the old `count` when the pair is new.
    mutating func number(_ first: UInt32, _ second: UInt32) -> UInt32 {
        let key = UInt64(first) * UInt64(secondCount) + UInt64(second)
        if isDirect {
            let known = slots[Int(key)]
            if known != Self.free { return known }
            let new = UInt32(count)
            slots[Int(key)] = new
            count += 1
            return new
        }
        if count * 2 >= slots.count { grow() }
        let slot = place(of: key)
        if slots[slot] != Self.free { return slots[slot] }
        let new = UInt32(count)
        slots[slot] = new
        keys.append(key)
        count += 1
        return new
    }

    private func place(of key: UInt64) -> Int {
        let mask = slots.count - 1
        let mixed = (key ^ (key >> 32)) &* 0x9E37_79B9_7F4A_7C15
        var slot = Int(truncatingIfNeeded: mixed >> 32) & mask
        while slots[slot] != Self.free, keys[Int(slots[slot])] != key { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        slots = Array(repeating: Self.free, count: slots.count * 2)
        for (number, key) in keys.enumerated() { slots[place(of: key)] = UInt32(number) }
    }
}
