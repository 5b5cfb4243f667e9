/// JSON as RFC 8259 has it, written by hand so that keys keep their order and numbers their digits.
///
/// Control characters and direction overrides are escaped as well, so that a terminal that shows it obeys nothing.
enum JSONText {
    /// An array, one object a line.
    static func write(
        _ objects: some Sequence<[(key: String, value: Cell)]>, to output: inout some TextOutputStream
    ) {
        var separator = "[\n  "
        for members in objects {
            output.write(separator + object(members))
            separator = ",\n  "
        }
        output.write(separator.hasPrefix("[") ? "[]\n" : "\n]\n")
    }

    /// One object on one line.
    static func object(_ members: [(key: String, value: Cell)]) -> String {
        "{" + members.map { string($0.key) + ": " + value($0.value) }.joined(separator: ", ") + "}"
    }

    private static func value(_ cell: Cell) -> String {
        switch cell {
        case .text(let text), .date(let text): string(text)
        case .integer(let number): String(number)
        case .decimal(let number): number.description
        case .boolean(let flag): flag ? "true" : "false"
        case .null: "null"
        }
    }

    private static func string(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x22: result += "\\\""
            case 0x5C: result += "\\\\"
            case 0x0A: result += "\\n"
            case 0x0D: result += "\\r"
            case 0x09: result += "\\t"
            case 0..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
