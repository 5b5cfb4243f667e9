/// One statement: text that stood in the source code, and the values bound to it.
///
/// The literal type is `StaticString`, so text made at run time cannot become part of a statement: `\(value)` binds,
/// `\(identifier: name)` quotes a name, `\(sql)` splices another `SQL`.
@usableFromInline
package struct SQL: Sendable, ExpressibleByStringInterpolation {
    /// The statement with `$1`, `$2`, ... in the places of its values.
    package private(set) var text: String
    /// The bound values, in order.
    package private(set) var values: [PostgresValue] = []
    /// Offsets of the placeholders in `text`, in UTF-8 bytes, so that a spliced statement can be numbered anew.
    private var places: [Int] = []
    /// Whether a value or a name holds U+0000, which PostgreSQL cannot hold and a C string would cut.
    private(set) var holdsNUL = false

    /// A statement without values.
    @usableFromInline
    package init(stringLiteral value: StaticString) {
        text = value.description
    }

    /// A statement with bound values, quoted names or spliced parts.
    @usableFromInline
    package init(stringInterpolation: StringInterpolation) {
        self = stringInterpolation.sql
    }

    /// The parts one after another with the separator between them.
    package static func joined(_ parts: [SQL], separator: SQL) -> SQL {
        var whole: SQL = ""
        for (index, part) in parts.enumerated() {
            if index > 0 { whole.append(separator) }
            whole.append(part)
        }
        return whole
    }

    private init(empty: Int, values: Int) {
        text = ""
        text.reserveCapacity(empty + values * 3)
        self.values.reserveCapacity(values)
        places.reserveCapacity(values)
    }

    private mutating func bind(_ value: PostgresValue) {
        values.append(value)
        places.append(text.utf8.count)
        text += "$"
        text += String(values.count)
        holdsNUL = holdsNUL || value.holdsNUL
    }

    private mutating func append(_ other: SQL) {
        holdsNUL = holdsNUL || other.holdsNUL
        var rest = other.text[...]
        var offset = 0
        for (index, place) in other.places.enumerated() {
            let head = rest.utf8.prefix(place - offset)
            text += Substring(head)
            let digits = String(index + 1).utf8.count + 1
            rest = Substring(rest.utf8.dropFirst(place - offset + digits))
            offset = place + digits
            bind(other.values[index])
        }
        text += rest
    }

    /// The statement with its values as quoted literals, for COPY, which takes no bound values.
    func withLiterals(_ quoted: (PostgresValue) throws(PostgresError) -> String) throws(PostgresError) -> String {
        var whole = ""
        var rest = text[...]
        var offset = 0
        for (index, place) in places.enumerated() {
            whole += Substring(rest.utf8.prefix(place - offset))
            whole += try quoted(values[index])
            let digits = String(index + 1).utf8.count + 1
            rest = Substring(rest.utf8.dropFirst(place - offset + digits))
            offset = place + digits
        }
        return whole + rest
    }

    /// Collects the segments of an interpolated literal.
    @usableFromInline
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var sql: SQL

        /// Starts an empty statement.
        @usableFromInline
        package init(literalCapacity: Int, interpolationCount: Int) {
            sql = SQL(empty: literalCapacity, values: interpolationCount)
        }

        /// Adds text that stands in the source code.
        @usableFromInline
        package mutating func appendLiteral(_ literal: StaticString) {
            literal.withUTF8Buffer { unsafe sql.text += String(decoding: $0, as: UTF8.self) }
        }

        /// Binds a value.
        package mutating func appendInterpolation(_ value: some PostgresEncodable) {
            sql.bind(value.postgresValue)
        }

        /// Binds a value whose type is known at run time only.
        package mutating func appendInterpolation(_ value: any PostgresEncodable) {
            sql.bind(value.postgresValue)
        }

        /// Adds a name in double quotes, so that no character of it has a meaning.
        package mutating func appendInterpolation(identifier name: String) {
            sql.holdsNUL = sql.holdsNUL || name.utf8.contains(0)
            sql.text += "\""
            for character in name.unicodeScalars {
                if character == "\"" { sql.text += "\"" }
                sql.text.unicodeScalars.append(character)
            }
            sql.text += "\""
        }

        /// Splices another statement with its values.
        package mutating func appendInterpolation(_ other: SQL) {
            sql.append(other)
        }
    }
}

extension PostgresValue {
    /// Whether a text in it holds U+0000.
    var holdsNUL: Bool {
        switch self {
        case .null, .bytes: false
        case .text(let text): text.utf8.contains(0)
        case .array(let elements): elements.contains(where: \.holdsNUL)
        }
    }
}
