/// JSON as RFC 8259 has it, two spaces deep, keys in the order they are written.
///
/// Control characters and direction overrides are escaped, so that a terminal that shows it obeys nothing.
struct JSONWriter {
    private(set) var text = ""
    private var depth = 0
    private var isFirst = true

    mutating func object(_ body: (inout JSONWriter) -> Void) {
        nest("{", "}", body)
    }

    mutating func array<Element>(_ elements: [Element], _ body: (inout JSONWriter, Element) -> Void) {
        nest("[", "]") { writer in
            for element in elements {
                writer.begin()
                body(&writer, element)
            }
        }
    }

    /// A member's name; its value is written next.
    mutating func key(_ name: String) {
        begin()
        string(name)
        text += ": "
    }

    mutating func member(_ name: String, _ value: String?) {
        key(name)
        if let value { string(value) } else { text += "null" }
    }

    mutating func member(_ name: String, _ value: Int) {
        key(name)
        text += String(value)
    }

    mutating func member(_ name: String, _ value: Bool) {
        key(name)
        text += value ? "true" : "false"
    }

    mutating func member(_ name: String, _ value: Double) {
        key(name)
        text += NumberText.of(value)
    }

    mutating func string(_ value: String) {
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar.value {
            case 0x22: text += "\\\""
            case 0x5C: text += "\\\\"
            case 0x0A: text += "\\n"
            case 0x0D: text += "\\r"
            case 0x09: text += "\\t"
            case 0..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }

    private mutating func begin() {
        text += isFirst ? "\n" : ",\n"
        text += String(repeating: "  ", count: depth)
        isFirst = false
    }

    private mutating func nest(_ opening: String, _ closing: String, _ body: (inout JSONWriter) -> Void) {
        text += opening
        depth += 1
        isFirst = true
        body(&self)
        depth -= 1
        if !isFirst { text += "\n" + String(repeating: "  ", count: depth) }
        text += closing
        isFirst = false
    }
}
