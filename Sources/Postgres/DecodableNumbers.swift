extension Bool: PostgresDecodable {
    /// `t` or `f`.
    @inlinable
    package init?(postgresText text: Span<UInt8>) {
        guard text.count == 1 else { return nil }
        switch text[0] {
        case UInt8(ascii: "t"): self = true
        case UInt8(ascii: "f"): self = false
        default: return nil
        }
    }
}

extension FixedWidthInteger {
    /// Reads decimal digits without making a String; nil on anything else and on overflow.
    @inlinable
    init?(decimalDigits text: Span<UInt8>) {
        var index = 0
        let negative = text.count > 0 && text[0] == UInt8(ascii: "-")
        if negative { index = 1 }
        guard index < text.count else { return nil }
        var value: Self = 0
        while index < text.count {
            let digit = text[index] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            let step = Self(truncatingIfNeeded: digit)
            let (sum, carry) = negative ? tens.subtractingReportingOverflow(step) : tens.addingReportingOverflow(step)
            guard !carry else { return nil }
            value = sum
            index += 1
        }
        self = value
    }
}

extension Int16: PostgresDecodable {
    /// Reads decimal digits; a value out of range does not decode.
    @inlinable
    package init?(postgresText text: Span<UInt8>) { self.init(decimalDigits: text) }
}

extension Int32: PostgresDecodable {
    /// Reads decimal digits; a value out of range does not decode.
    @inlinable
    package init?(postgresText text: Span<UInt8>) { self.init(decimalDigits: text) }
}

extension Int64: PostgresDecodable {
    /// Reads decimal digits; a value out of range does not decode.
    @inlinable
    package init?(postgresText text: Span<UInt8>) { self.init(decimalDigits: text) }
}

extension Int: PostgresDecodable {
    /// Reads decimal digits; a value out of range does not decode.
    @inlinable
    package init?(postgresText text: Span<UInt8>) { self.init(decimalDigits: text) }
}

extension Double: PostgresDecodable {
    /// Reads a short plain decimal directly, anything longer by Swift's own conversion; both round correctly.
    ///
    /// Up to 15 digits and 22 decimal places, mantissa and power of ten are exact in a Double, so that one division
    /// rounds once.
    @usableFromInline
    package init?(postgresText text: Span<UInt8>) {
        if let short = shortDecimal(text) {
            self = short
        } else {
            self.init(String(postgresBytes: text))
        }
    }
}

extension Float: PostgresDecodable {
    /// Reads by Swift's own conversion, which rounds once.
    @usableFromInline
    package init?(postgresText text: Span<UInt8>) {
        self.init(String(postgresBytes: text))
    }
}

private let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
]

private func shortDecimal(_ text: Span<UInt8>) -> Double? {
    var index = 0
    let negative = text.count > 0 && text[0] == UInt8(ascii: "-")
    if negative { index = 1 }
    guard index < text.count, text.count - index <= 16 else { return nil }
    var mantissa: Int64 = 0
    var digits = 0
    var places: Int?
    while index < text.count {
        let byte = text[index]
        if byte == UInt8(ascii: "."), places == nil {
            places = 0
        } else {
            let digit = byte &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            mantissa = mantissa * 10 + Int64(digit)
            digits += 1
            if let count = places { places = count + 1 }
        }
        index += 1
    }
    guard digits > 0, digits <= 15 else { return nil }
    let value = Double(mantissa) / powersOfTen[places ?? 0]
    return negative ? -value : value
}
