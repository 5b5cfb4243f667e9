/// Reads PostgreSQL's text form of an array; nil if it is no array or an element does not decode.
///
/// A nested array is handed to its element as text, so `[[Int]]` works; an array with bounds of its own
/// (`[0:1]={...}`) does not decode.
func arrayElements<Element: PostgresDecodable>(_ text: Span<UInt8>) -> [Element]? {
    guard text.count >= 2, text[0] == UInt8(ascii: "{"), text[text.count - 1] == UInt8(ascii: "}") else { return nil }
    var elements: [Element] = []
    var index = 1
    let end = text.count - 1
    if index == end { return elements }
    while true {
        guard let (piece, next) = arrayElement(text, from: index, to: end) else { return nil }
        switch piece {
        case .null:
            guard let element = Element.postgresNull else { return nil }
            elements.append(element)
        case .bytes(let bytes):
            guard let element = Element(postgresText: bytes.span) else { return nil }
            elements.append(element)
        }
        if next == end { return elements }
        guard text[next] == UInt8(ascii: ",") else { return nil }
        index = next + 1
    }
}

private enum ArrayPiece {
    case null
    case bytes([UInt8])
}

/// One element and the index after it.
private func arrayElement(_ text: Span<UInt8>, from start: Int, to end: Int) -> (ArrayPiece, Int)? {
    guard start < end else { return nil }
    var bytes: [UInt8] = []
    var index = start
    if text[start] == UInt8(ascii: "\"") {
        index += 1
        while index < end, text[index] != UInt8(ascii: "\"") {
            if text[index] == UInt8(ascii: "\\") { index += 1 }
            guard index < end else { return nil }
            bytes.append(text[index])
            index += 1
        }
        guard index < end else { return nil }
        return (.bytes(bytes), index + 1)
    }
    var depth = 0
    var quoted = false
    while index < end {
        let byte = text[index]
        if quoted {
            if byte == UInt8(ascii: "\\"), index + 1 < end {
                bytes.append(byte)
                index += 1
            } else if byte == UInt8(ascii: "\"") {
                quoted = false
            }
        } else if byte == UInt8(ascii: "{") {
            depth += 1
        } else if byte == UInt8(ascii: "}") {
            depth -= 1
        } else if byte == UInt8(ascii: "\"") {
            quoted = true
        } else if byte == UInt8(ascii: ","), depth == 0 {
            break
        }
        bytes.append(text[index])
        index += 1
    }
    guard !bytes.isEmpty, depth == 0, !quoted else { return nil }
    return (bytes == Array("NULL".utf8) ? .null : .bytes(bytes), index)
}
