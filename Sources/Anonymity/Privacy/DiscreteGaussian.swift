/// The discrete Gaussian N_Z(0, variance): whole number x with probability proportional to exp(-x^2 / (2 variance)).
///
/// Drawn exactly, by whole-number arithmetic alone: a discrete Laplace number is taken or rejected (Canonne, Kamath,
/// Steinke 2020, algorithms 2 and 3). Added to counts of which one couple changes one by 1, it gives
/// 1/(2 variance)-zero-concentrated differential privacy (their theorem 4).
package struct DiscreteGaussian: Sendable {
    package let variance: Rational
    /// floor(sqrt(variance)) + 1, the scale of the Laplace numbers.
    private let scale: UInt32
    /// scale x the variance's denominator.
    private let step: UInt64
    /// 2 x numerator x scale^2 x denominator: what the exponent of a rejection is measured in.
    private let whole: UInt128
    private let narrowWhole: UInt64?
    /// Beyond this many scales the products might not fit; the chance of ever being there is exp(-16384).
    private static let mostScales: UInt32 = 1 << 14

    package init(variance: Rational) {
        self.variance = variance
        let scale = Self.root(variance.numerator / variance.denominator) + 1
        self.scale = UInt32(scale)
        step = scale * variance.denominator
        whole = 2 * UInt128(variance.numerator) * UInt128(scale) * UInt128(step)
        narrowWhole = whole <= 1 << 32 ? UInt64(whole) : nil
    }

    /// One number.
    package func draw(_ words: inout RandomWords<some RandomNumberGenerator>) -> Int {
        while true {
            let rest = words.below(scale)
            guard words.chanceOfExponential(UInt64(rest), of: UInt64(scale)) else { continue }
            var scales: UInt32 = 0
            while words.chanceOfInverseE() { scales += 1 }
            precondition(scales < Self.mostScales, "a random number of a probability below exp(-16384)")
            let magnitude = UInt64(rest) + UInt64(scale) * UInt64(scales)
            let isNegative = words.next() & 1 == 1
            // zero has no sign: half of the zeros would be drawn twice
            if isNegative, magnitude == 0 { continue }
            guard accepts(magnitude, &words) else { continue }
            return isNegative ? -Int(magnitude) : Int(magnitude)
        }
    }

    /// True with probability exp(-(magnitude - variance/scale)^2 / (2 variance)).
    @inline(__always)
    private func accepts(_ magnitude: UInt64, _ words: inout RandomWords<some RandomNumberGenerator>) -> Bool {
        let (reached, centre) = (magnitude * step, variance.numerator)
        let distance = reached > centre ? reached - centre : centre - reached
        if let narrowWhole, distance < 1 << 32 {
            let square = distance * distance
            for _ in 0..<(square / narrowWhole) where !words.chanceOfInverseE() { return false }
            return words.chanceOfExponential(square % narrowWhole, of: narrowWhole)
        }
        let (ones, rest) = (UInt128(distance) * UInt128(distance)).quotientAndRemainder(dividingBy: whole)
        var left = ones
        while left > 0 {
            guard words.chanceOfInverseE() else { return false }
            left -= 1
        }
        return words.chanceOfExponential(rest, of: whole)
    }

    /// The whole part of a square root.
    private static func root(_ number: UInt64) -> UInt64 {
        var (low, high): (UInt64, UInt64) = (0, 1 << 21)
        while low + 1 < high {
            let middle = (low + high) / 2
            if middle * middle <= number { low = middle } else { high = middle }
        }
        return low
    }
}
