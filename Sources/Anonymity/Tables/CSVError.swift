/// Why a CSV file could not be read as a table, with the line (from 1) that is at fault, and nothing that stood there.
package enum CSVError: Error, Equatable, Sendable {
    case empty
    case noRows
    case duplicateColumn(String)
    case unknownColumn(String, has: [String])
    case ragged(line: Int, found: Int, expected: Int)
    case misplacedQuote(line: Int)
    case loneReturn(line: Int)
    case openQuote(line: Int)
    case notText(line: Int, column: String)
    case cellTooLong(line: Int)
    case tooManyRows
}

extension CSVError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .empty:
            "The file is empty. Give a CSV file whose first line names its columns."
        case .noRows:
            "The file has a header and no rows. There is nothing to anonymize."
        case .duplicateColumn(let name):
            "The header names column '\(name)' twice. Give each column a name of its own."
        case .unknownColumn(let name, let has):
            "There is no column '\(name)'. The header has \(has.prefix(30).map { "'\($0)'" }.joined(separator: ", "))"
                + (has.count > 30 ? " and more" : "")
                + (has.count == 1 ? "; if that is a whole line, name the separator with --separator." : ".")
        case .ragged(let line, let found, let expected):
            "Line \(line) has \(found) cells where the header has \(expected). Mend that line."
        case .misplacedQuote(let line):
            "Line \(line) has a quote inside a cell, or text after a closing quote. Quote the whole cell and double the "
                + "quotes in it."
        case .loneReturn(let line):
            "Line \(line) has a carriage return without a line feed. Save the file with LF or CRLF."
        case .openQuote(let line):
            "The quote that opens on line \(line) is never closed. Close it."
        case .notText(let line, let column):
            "Line \(line), column '\(column)', is not UTF-8 or holds a NUL. Save the file as UTF-8."
        case .cellTooLong(let line):
            "A cell on line \(line) is longer than a million bytes. Is a quote left open before it?"
        case .tooManyRows:
            "The file has more rows than can be counted. Split it."
        }
    }
}
