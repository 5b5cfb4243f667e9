/// A bound value in one of the forms that go over the wire.
package enum PostgresValue: Sendable, Equatable {
    /// SQL NULL.
    case null
    /// Text without a declared type, so that PostgreSQL infers it as it does for a quoted literal.
    case text(String)
    /// Bytes sent in binary as `bytea`.
    case bytes([UInt8])
    /// An array, sent as an array literal without a declared type.
    case array([PostgresValue])

    /// The value as text, the way it stands in an array literal or between quotes; nil for NULL.
    var literalText: String? {
        switch self {
        case .null: nil
        case .text(let text): text
        case .bytes(let bytes): "\\x" + hexText(bytes)
        case .array(let elements): arrayLiteral(elements)
        }
    }
}

private func hexText(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 2)
    for byte in bytes {
        text.append(digits[Int(byte >> 4)])
        text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
}

/// `{...}` with every element quoted, so that commas, braces, spaces and the word NULL in a text stay what they are.
private func arrayLiteral(_ elements: [PostgresValue]) -> String {
    var text: [UInt8] = [UInt8(ascii: "{")]
    for (index, element) in elements.enumerated() {
        if index > 0 { text.append(UInt8(ascii: ",")) }
        switch element {
        case .null:
            text.append(contentsOf: "NULL".utf8)
        case .array(let inner):
            text.append(contentsOf: arrayLiteral(inner).utf8)
        case .text, .bytes:
            text.append(UInt8(ascii: "\""))
            for byte in (element.literalText ?? "").utf8 {
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { text.append(UInt8(ascii: "\\")) }
                text.append(byte)
            }
            text.append(UInt8(ascii: "\""))
        }
    }
    text.append(UInt8(ascii: "}"))
    return String(decoding: text, as: UTF8.self)
}
