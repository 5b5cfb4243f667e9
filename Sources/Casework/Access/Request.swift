import CaseModel

/// The key that makes a request repeatable: the same key never changes anything twice.
package struct RequestKey: Sendable, Hashable {
    package let text: String

    /// Nil unless it is 8 to 100 letters, digits and `_.:-`.
    package init?(_ text: String) {
        let allowed = text.utf8.allSatisfy {
            switch $0 {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: ":"),
                UInt8(ascii: "-"):
                true
            default: false
            }
        }
        guard allowed, (8...100).contains(text.utf8.count) else { return nil }
        self.text = text
    }

    package static func random(using generator: inout some RandomNumberGenerator) -> Self {
        Self(unchecked: ID<Practice>.random(using: &generator).description)
    }

    private init(unchecked text: String) {
        self.text = text
    }
}

/// What a person asked for, told exactly enough to know the same request again.
struct Request: Sendable {
    /// The words of the command, such as `note sign`; the audit event carries them.
    let act: String
    let key: RequestKey
    /// Every value of the request in a fixed encoding: each with its length before it, so that no two requests meet.
    let content: [UInt8]

    init(_ act: String, key: RequestKey, _ values: [String?]) {
        (self.act, self.key) = (act, key)
        var bytes = Array(act.utf8)
        for value in values {
            let utf8 = value.map { Array($0.utf8) }
            bytes.append(utf8 == nil ? 0 : 1)
            withUnsafeBytes(of: UInt64(utf8?.count ?? 0).bigEndian) { bytes.append(contentsOf: $0) }
            bytes.append(contentsOf: utf8 ?? [])
        }
        content = bytes
    }
}
