/// The only source of chance in a fictional practice: the same seed gives the same draws on every machine.
///
/// All sampling is integer arithmetic: the C library's logarithms differ between machines, and the standard library
/// may change how it bounds a random number. Source: G. L. Steele, D. Lea and C. H. Flood, "Fast splittable
/// pseudorandom number generators", OOPSLA 2014 (SplitMix64); constants as in S. Vigna's splitmix64.c.
package struct Dice: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Draws that follow from `seed` alone.
    package init(seed: UInt64) {
        state = seed
    }

    /// A stream of its own for each number under one seed, so that couple 17 does not depend on couple 16.
    package init(seed: UInt64, stream: UInt64) {
        var first = Dice(seed: seed)
        var second = Dice(seed: first.next() ^ (stream &* 0xD1B5_4A32_D192_ED03))
        state = second.next()
    }

    /// The next 64 bits.
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A whole number from 0 up to but without `bound`; the bias for the small bounds used here is below 2^-40.
    mutating func below(_ bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    mutating func between(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.upperBound - range.lowerBound + 1)
    }

    /// True `perMille` times in a thousand.
    mutating func chance(_ perMille: Int) -> Bool {
        below(1000) < perMille
    }

    /// A number that is near the middle of `range` more often than at its ends: the mean of three even draws.
    mutating func bell(_ range: ClosedRange<Int>) -> Int {
        (between(range) + between(range) + between(range)) / 3
    }

    /// A number that is near the low end of `range` more often than at the high end: the least of two even draws.
    mutating func low(_ range: ClosedRange<Int>) -> Int {
        min(between(range), between(range))
    }

    mutating func pick<Element>(_ choices: [Element]) -> Element {
        choices[below(choices.count)]
    }

    /// The index of one of `weights`, drawn by weight.
    mutating func weighted(_ weights: [Int]) -> Int {
        var left = below(weights.reduce(0, +))
        for (index, weight) in weights.enumerated() {
            if left < weight { return index }
            left -= weight
        }
        return weights.count - 1
    }

    /// One of `choices`, drawn by the weight beside it.
    mutating func pick<Element>(_ choices: [(Element, Int)]) -> Element {
        var left = below(choices.reduce(0) { $0 + $1.1 })
        for (choice, weight) in choices {
            if left < weight { return choice }
            left -= weight
        }
        return choices[choices.count - 1].0
    }
}
