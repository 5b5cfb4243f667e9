/// SplitMix64, so that every test can be repeated.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Gives the bytes 0x40, 0x41, ... in their order, as the reference values in `FormatTests` expect of a nonce.
struct CountingGenerator: RandomNumberGenerator {
    private var byte: UInt64 = 0x40

    mutating func next() -> UInt64 {
        defer { byte += 8 }
        return (0..<8).reduce(0) { $0 | (byte + $1) << (8 * $1) }
    }
}
