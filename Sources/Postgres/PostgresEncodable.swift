package import FoundationEssentials

/// A type whose values can be bound in `SQL`.
///
/// An enum with a raw value that is itself encodable, and a type that converts losslessly to text, get it by an empty
/// conformance; anything else says which `PostgresValue` it is.
package protocol PostgresEncodable {
    /// The value as it is sent.
    var postgresValue: PostgresValue { get }

    /// An array of such values as it is sent: `[UInt8]` alone differs, being `bytea` and not an array.
    static func postgresArray(_ elements: [Self]) -> PostgresValue
}

extension PostgresEncodable {
    /// An array literal, so that `unnest(\(ids)::uuid[])` and `= any(\(ids))` work.
    package static func postgresArray(_ elements: [Self]) -> PostgresValue {
        .array(elements.map(\.postgresValue))
    }
}

extension PostgresEncodable where Self: RawRepresentable, RawValue: PostgresEncodable {
    /// The raw value, so that an enum needs no code of its own.
    package var postgresValue: PostgresValue { rawValue.postgresValue }
}

extension PostgresEncodable where Self: LosslessStringConvertible {
    /// The description, which a lossless conversion can read back.
    package var postgresValue: PostgresValue { .text(description) }
}

extension Bool: PostgresEncodable {
    /// `t` or `f`, the server's own spelling.
    package var postgresValue: PostgresValue { .text(self ? "t" : "f") }
}

extension Int16: PostgresEncodable {}
extension Int32: PostgresEncodable {}
extension Int64: PostgresEncodable {}
extension Int: PostgresEncodable {}
extension Float: PostgresEncodable {}
extension Double: PostgresEncodable {}

extension String: PostgresEncodable {
    /// The text itself; one that holds U+0000 is refused before sending.
    package var postgresValue: PostgresValue { .text(self) }
}

extension UUID: PostgresEncodable {
    /// The usual 36 characters.
    package var postgresValue: PostgresValue { .text(uuidString) }
}

extension UInt8: PostgresEncodable {
    /// Bytes as one `bytea`.
    package static func postgresArray(_ elements: [UInt8]) -> PostgresValue { .bytes(elements) }
}

extension Array: PostgresEncodable where Element: PostgresEncodable {
    /// `bytea` for bytes, an array literal for everything else.
    package var postgresValue: PostgresValue { Element.postgresArray(self) }
}

extension Optional: PostgresEncodable where Wrapped: PostgresEncodable {
    /// NULL for nil.
    package var postgresValue: PostgresValue { self?.postgresValue ?? .null }
}
