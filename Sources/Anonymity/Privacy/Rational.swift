/// A positive fraction in lowest terms, of whole numbers up to 2^40: what the noise of a release is measured in.
///
/// The bound keeps every product of the exact sampler within 128 bits.
package struct Rational: Sendable, Hashable {
    package let numerator: UInt64
    package let denominator: UInt64
    /// The largest numerator or denominator.
    package static let limit: UInt64 = 1 << 40

    /// Nil unless both are from 1 to the limit, in lowest terms.
    package init?(_ numerator: UInt64, _ denominator: UInt64 = 1) {
        guard numerator > 0, denominator > 0 else { return nil }
        var (a, b) = (numerator, denominator)
        while b != 0 { (a, b) = (b, a % b) }
        guard numerator / a <= Self.limit, denominator / a <= Self.limit else { return nil }
        (self.numerator, self.denominator) = (numerator / a, denominator / a)
    }

    /// Reads a plain decimal number such as `0.25`, exactly; at most nine digits after the point.
    package init?(decimal text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        let (whole, fraction): ([UInt8], [UInt8]) = (Array(parts[0]), parts.count == 2 ? Array(parts[1]) : [])
        guard !whole.isEmpty, parts.count == 1 || !fraction.isEmpty, whole.count <= 6, fraction.count <= 9 else {
            return nil
        }
        var (numerator, denominator): (UInt64, UInt64) = (0, 1)
        for digit in whole + fraction {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            numerator = numerator * 10 + UInt64(digit - UInt8(ascii: "0"))
        }
        for _ in fraction { denominator *= 10 }
        self.init(numerator, denominator)
    }

    /// The nearest floating-point number; for reports, never for sampling.
    package var approximate: Double { Double(numerator) / Double(denominator) }
}

extension Rational: CustomStringConvertible {
    package var description: String { denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)" }
}
