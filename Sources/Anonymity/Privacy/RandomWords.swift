/// Events of exactly known probability from a generator's bits: no floating point, so no rounding that could tell
/// apart two tables that differ in one couple.
///
/// Canonne, Kamath, Steinke, The Discrete Gaussian for Differential Privacy (2020), algorithm 1.
package struct RandomWords<Generator: RandomNumberGenerator> {
    private var generator: Generator
    private var half: UInt32?

    package init(_ generator: Generator) {
        self.generator = generator
    }

    /// The next 32 bits; two words come of each draw.
    @inline(__always)
    mutating func next() -> UInt32 {
        if let word = half {
            half = nil
            return word
        }
        let drawn = generator.next()
        half = UInt32(truncatingIfNeeded: drawn >> 32)
        return UInt32(truncatingIfNeeded: drawn)
    }

    /// A whole number from 0 up to `bound`, each as likely as the others (Lemire 2019, with rejection).
    @inline(__always)
    mutating func below(_ bound: UInt32) -> UInt32 {
        while true {
            let product = UInt64(next()) * UInt64(bound)
            let low = UInt32(truncatingIfNeeded: product)
            if low >= bound || low >= (0 &- bound) % bound { return UInt32(product >> 32) }
        }
    }

    /// True with probability `part / whole`; the whole is at most 2^32.
    ///
    /// Compares a uniform number with the fraction, 32 binary digits at a time, until they differ.
    @inline(__always)
    mutating func chance(_ part: UInt64, of whole: UInt64) -> Bool {
        if part >= whole { return true }
        var rest = part
        while true {
            let digit = (rest << 32) / whole
            let word = UInt64(next())
            if word != digit { return word < digit }
            rest = (rest << 32) - digit * whole
        }
    }

    /// The same for a whole of at most 2^96.
    mutating func chance(_ part: UInt128, of whole: UInt128) -> Bool {
        if part >= whole { return true }
        var rest = part
        while true {
            let digit = (rest << 32) / whole
            let word = UInt128(next())
            if word != digit { return word < digit }
            rest = (rest << 32) - digit * whole
        }
    }

    /// True with probability exp(-1).
    @inline(__always)
    mutating func chanceOfInverseE() -> Bool {
        // the first of the events 1/1, 1/2, 1/3, ... that does not happen has an odd number
        var number: UInt64 = 2
        while chance(1, of: number) { number += 1 }
        return !number.isMultiple(of: 2)
    }

    /// True with probability exp(-part / whole), for a part of at most the whole and a whole of at most 2^32.
    @inline(__always)
    mutating func chanceOfExponential(_ part: UInt64, of whole: UInt64) -> Bool {
        var number: UInt64 = 1
        while chance(part, of: whole), number == 1 || chance(1, of: number) { number += 1 }
        return !number.isMultiple(of: 2)
    }

    /// The same for a whole of at most 2^96.
    mutating func chanceOfExponential(_ part: UInt128, of whole: UInt128) -> Bool {
        var number: UInt64 = 1
        while chance(part, of: whole), number == 1 || chance(1, of: number) { number += 1 }
        return !number.isMultiple(of: 2)
    }
}
