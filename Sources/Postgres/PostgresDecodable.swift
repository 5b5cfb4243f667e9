/// A type that can be read from a column.
///
/// An enum with a decodable raw value, and a type that converts losslessly from text, get it by an empty conformance.
@usableFromInline
package protocol PostgresDecodable {
    /// Reads the server's text form (ISO dates, UTC, hex bytes, UTF-8); nil if it is no such value.
    ///
    /// The reader of the row makes the error, so that it can name column and type and never the value.
    init?(postgresText text: Span<UInt8>)

    /// What NULL reads as; nil where NULL does not decode, which is everywhere but in `Optional`.
    static var postgresNull: Self? { get }

    /// Reads an array of such values; `[UInt8]` alone differs, being `bytea` and not an array.
    static func postgresArray(_ text: Span<UInt8>) -> [Self]?

    /// Reads a column of a row; the default does for every type. A requirement only so that a row of any types calls
    /// code made for each of them, which is several times faster than generic code.
    static func read(from row: Row, column: Int) throws(PostgresError) -> Self
}

/// Both ways.
package typealias PostgresCodable = PostgresDecodable & PostgresEncodable

extension PostgresDecodable {
    /// NULL does not decode.
    @inlinable
    package static var postgresNull: Self? { nil }

    /// Reads the text, or what NULL reads as; the error names column and type, never the value.
    @inlinable
    package static func read(from row: Row, column: Int) throws(PostgresError) -> Self {
        try row.result.decode(row: row.index, column: column, as: Self.self)
    }

    /// Reads an array literal.
    @usableFromInline
    package static func postgresArray(_ text: Span<UInt8>) -> [Self]? { arrayElements(text) }
}

extension PostgresDecodable where Self: RawRepresentable, RawValue: PostgresDecodable {
    /// Reads the raw value; one without a case does not decode.
    @inlinable
    package init?(postgresText text: Span<UInt8>) {
        guard let raw = RawValue(postgresText: text) else { return nil }
        self.init(rawValue: raw)
    }
}

extension PostgresDecodable where Self: LosslessStringConvertible {
    /// Reads the text by the type's own conversion.
    package init?(postgresText text: Span<UInt8>) {
        self.init(String(postgresBytes: text))
    }
}

extension String {
    /// The text a column holds; the session's encoding is UTF-8, so nothing is repaired in practice.
    @inlinable
    package init(postgresBytes text: Span<UInt8>) {
        self = unsafe text.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
    /// Reads the wrapped type.
    @inlinable
    package init?(postgresText text: Span<UInt8>) {
        guard let value = Wrapped(postgresText: text) else { return nil }
        self = .some(value)
    }

    /// NULL is nil.
    @inlinable
    package static var postgresNull: Self? { .some(.none) }
}

extension Array: PostgresDecodable where Element: PostgresDecodable {
    /// Reads `bytea` for bytes, an array literal for everything else.
    @inlinable
    package init?(postgresText text: Span<UInt8>) {
        guard let elements = Element.postgresArray(text) else { return nil }
        self = elements
    }
}
