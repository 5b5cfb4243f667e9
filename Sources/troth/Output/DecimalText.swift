/// A decimal number as digits: exact, with a fixed number of decimals, the same in a table, in JSON and in CSV.
///
/// Rounds half up, away from zero, as PostgreSQL's `round(numeric)` does; zero never carries a minus sign.
package struct DecimalText: Sendable, Hashable, CustomStringConvertible {
    package let description: String

    /// `numerator / denominator`, computed in integers; nil when the denominator is 0. Up to 18 decimals.
    package init?(_ numerator: Int, over denominator: Int = 1, decimals: Int) {
        precondition((0...18).contains(decimals), "a decimal has 0 to 18 decimals")
        guard denominator != 0 else { return nil }
        var scale: UInt128 = 1
        for _ in 0..<decimals { scale *= 10 }
        let divisor = UInt128(denominator.magnitude)
        let rounded = (2 * UInt128(numerator.magnitude) * scale + divisor) / (2 * divisor)
        let isNegative = (numerator < 0) != (denominator < 0) && rounded != 0
        description = Self.text(digits: String(rounded), decimals: decimals, isNegative: isNegative)
    }

    /// The decimal that a person reads for `value` (its shortest text), rounded; nil when it is not finite.
    ///
    /// So 2.675 gives 2.68, though the binary number behind it is a little less.
    package init?(_ value: Double, decimals: Int) {
        precondition((0...18).contains(decimals), "a decimal has 0 to 18 decimals")
        guard value.isFinite else { return nil }
        let parts = value.magnitude.description.split(separator: "e")
        let mantissa = parts[0].split(separator: ".")
        let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        // Digits without a point, and how many of them stand before it.
        var digits = mantissa.joined().compactMap(\.wholeNumberValue)
        let whole = mantissa[0].count + exponent
        let kept = whole + decimals
        if kept < 0 {
            digits = []
        } else {
            digits += Array(repeating: 0, count: max(0, kept + 1 - digits.count))
            let roundsUp = digits[kept] >= 5
            digits.removeSubrange(kept...)
            if roundsUp { Self.increment(&digits) }
        }
        let isNegative = value < 0 && digits.contains { $0 != 0 }
        let firstDigit = digits.firstIndex { $0 != 0 } ?? digits.endIndex
        let text = digits[firstDigit...].map(String.init).joined()
        description = Self.text(digits: text, decimals: decimals, isNegative: isNegative)
    }

    /// A whole number with commas, for people: `1,234,567`.
    package static func grouped(_ number: Int) -> String {
        let digits = String(number.magnitude)
        var result = number < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { result += "," }
            result.append(digit)
        }
        return result
    }

    private static func increment(_ digits: inout [Int]) {
        for index in digits.indices.reversed() {
            if digits[index] < 9 {
                digits[index] += 1
                return
            }
            digits[index] = 0
        }
        digits.insert(1, at: 0)
    }

    private static func text(digits: String, decimals: Int, isNegative: Bool) -> String {
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        let sign = isNegative ? "-" : ""
        guard decimals > 0 else { return sign + padded }
        return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
    }
}
