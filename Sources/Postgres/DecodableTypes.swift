public import FoundationEssentials

extension String: PostgresDecodable {
    /// The text itself.
    @usableFromInline
    package init?(postgresText text: Span<UInt8>) { self.init(postgresBytes: text) }
}

extension UInt8: PostgresDecodable {
    /// Reads decimal digits; there is no such column type, this serves `[UInt8]`.
    @usableFromInline
    package init?(postgresText text: Span<UInt8>) { self.init(decimalDigits: text) }

    /// Reads `bytea` in hex form.
    @usableFromInline
    package static func postgresArray(_ text: Span<UInt8>) -> [UInt8]? {
        guard text.count >= 2, text.count % 2 == 0,
            text[0] == UInt8(ascii: "\\"), text[1] == UInt8(ascii: "x")
        else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 2 - 1)
        var index = 2
        while index < text.count {
            let (high, low) = (hexValue(text[index]), hexValue(text[index + 1]))
            guard high | low < 16 else { return nil }
            bytes.append(high << 4 | low)
            index += 2
        }
        return bytes
    }
}

extension UUID: PostgresDecodable {
    /// Reads the 36 characters PostgreSQL prints.
    @usableFromInline
    package init?(postgresText text: Span<UInt8>) {
        let dash = UInt8(ascii: "-")
        guard text.count == 36, text[8] == dash, text[13] == dash, text[18] == dash, text[23] == dash else {
            return nil
        }
        var wrong: UInt8 = 0
        func byte(_ index: Int) -> UInt8 {
            let (high, low) = (hexValue(text[index]), hexValue(text[index + 1]))
            wrong |= high | low
            return high << 4 | low & 15
        }
        self.init(
            uuid: (
                byte(0), byte(2), byte(4), byte(6), byte(9), byte(11), byte(14), byte(16),
                byte(19), byte(21), byte(24), byte(26), byte(28), byte(30), byte(32), byte(34)
            ))
        if wrong > 15 { return nil }
    }
}

/// The value of one hexadecimal digit in ASCII without a branch; above 15 for any other byte.
private func hexValue(_ byte: UInt8) -> UInt8 {
    let digit = byte &- UInt8(ascii: "0")
    let letter = (byte | 0x20) &- UInt8(ascii: "a")
    return digit < 10 ? digit : letter < 6 ? letter + 10 : 0xFF
}
