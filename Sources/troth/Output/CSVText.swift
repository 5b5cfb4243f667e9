/// CSV as RFC 4180 has it: CRLF ends a line, quotes are doubled.
///
/// Null is an empty field and an empty text is `""`, so that the two can be told apart when read again.
enum CSVText {
    static func line(_ cells: [Cell]) -> String {
        cells.map(field).joined(separator: ",") + "\r\n"
    }

    private static func field(_ cell: Cell) -> String {
        switch cell {
        case .text(let text), .date(let text): quoted(text)
        case .integer(let number): String(number)
        case .decimal(let number): number.description
        case .boolean(let flag): flag ? "true" : "false"
        case .null: ""
        }
    }

    private static func quoted(_ text: String) -> String {
        // By code units: a line feed that follows a carriage return is hidden inside one Character.
        let special = text.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
        guard special || text.isEmpty || text.first == " " || text.last == " " else { return text }
        var result = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" { result += "\"" }
            result.unicodeScalars.append(scalar)
        }
        return result + "\""
    }
}
