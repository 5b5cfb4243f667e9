extension Hierarchy {
    /// Reads a hierarchy as ARX writes it: a line a value, `value;level 1;...;*`.
    ///
    /// Takes LF or CRLF, a byte-order mark, empty lines at the end, and fields in double quotes (a quote inside is
    /// doubled); a field cannot hold a line break. Cells are kept exactly, spaces included.
    package init(
        text bytes: some Sequence<UInt8>, separator: Unicode.Scalar = ";", measure: Measure = .leaves
    ) throws(HierarchyError) {
        guard let text = String(validating: Array(bytes), as: UTF8.self) else { throw .notUTF8 }
        var scalars = text.unicodeScalars[...]
        if scalars.first == "\u{FEFF}" { scalars = scalars.dropFirst() }
        var records = scalars.split(separator: "\n", omittingEmptySubsequences: false).map { record in
            record.last == "\r" ? record.dropLast() : record
        }
        while let last = records.last, last.isEmpty { records.removeLast() }
        var paths: [[String]] = []
        for (index, record) in records.enumerated() {
            paths.append(try Self.fields(of: record, line: index + 1, separator: separator))
        }
        try self.init(paths: paths, measure: measure)
    }

    private enum Position {
        case start, plain, quoted, afterQuote
    }

    private static func fields(
        of record: Substring.UnicodeScalarView, line: Int, separator: Unicode.Scalar
    ) throws(HierarchyError) -> [String] {
        var fields: [String] = []
        var field = String.UnicodeScalarView()
        var position = Position.start
        for scalar in record {
            switch (position, scalar) {
            case (.start, "\""):
                position = .quoted
            case (.quoted, "\""):
                position = .afterQuote
            case (.afterQuote, "\""):
                field.append(scalar)
                position = .quoted
            case (.start, separator), (.plain, separator), (.afterQuote, separator):
                fields.append(String(field))
                field = String.UnicodeScalarView()
                position = .start
            case (.start, _), (.plain, _):
                field.append(scalar)
                position = .plain
            case (.quoted, _):
                field.append(scalar)
            case (.afterQuote, _):
                throw .misplacedQuote(line: line)
            }
        }
        if case .quoted = position { throw .misplacedQuote(line: line) }
        fields.append(String(field))
        return fields
    }
}
