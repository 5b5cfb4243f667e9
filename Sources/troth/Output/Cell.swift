/// One value of one record, in the types that all three formats can say.
package enum Cell: Sendable, Hashable {
    case text(String)
    case integer(Int)
    case decimal(DecimalText)
    case boolean(Bool)
    /// A day or a moment as ISO 8601 writes it.
    case date(String)
    /// Not known, or not there: null in JSON, an empty field in CSV.
    case null

    /// The cell that `make` builds, or `null` for nil.
    package static func optional<Value>(_ value: Value?, _ make: (Value) -> Cell) -> Cell {
        value.map(make) ?? .null
    }

    /// What a person reads; control characters are made visible, line feeds are kept only for `keepingLines`.
    func display(unicode: Bool, keepingLines: Bool = false) -> String {
        switch self {
        case .text(let text), .date(let text):
            guard keepingLines else { return VisibleText.of(text, unicode: unicode) }
            return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
                .map { VisibleText.of($0, unicode: unicode) }.joined(separator: "\n")
        case .integer(let number): return String(number)
        case .decimal(let number): return number.description
        case .boolean(let flag): return flag ? "yes" : "no"
        case .null: return unicode ? "–" : "-"
        }
    }
}
