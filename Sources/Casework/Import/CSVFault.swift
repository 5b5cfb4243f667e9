/// Where and why a file is not the CSV that RFC 4180 describes. Nothing after a fault can be trusted, so reading ends.
struct CSVFault: Error, Equatable {
    enum Rule: Equatable {
        /// A byte that no UTF-8 text has there; the offset counts from 0.
        case notUTF8(offset: Int)
        case nul(offset: Int)
        case quoteInPlainField
        case textAfterQuote
        case unclosedQuote
        case loneCarriageReturn
        case recordTooLong
    }

    let rule: Rule
    /// The line on which the fault is, from 1.
    let line: Int
    /// The number of the field within its record, from 1.
    let field: Int

    /// The rule that was broken, and what to do.
    var explanation: String {
        switch rule {
        case .notUTF8(let offset): "not UTF-8 (byte \(offset)); save the file as UTF-8"
        case .nul(let offset): "holds the character U+0000 (byte \(offset)); remove it"
        case .quoteInPlainField: "a quote inside a field without quotes; put the field in quotes and double the quote"
        case .textAfterQuote: "text after the closing quote; double a quote that belongs to the text"
        case .unclosedQuote: "a quote that is never closed; close it, or double it if it belongs to the text"
        case .loneCarriageReturn: "a carriage return without a line feed; end lines with LF or CRLF"
        case .recordTooLong: "a record of more than 1 MiB; close a quote that was left open, or give a CSV file"
        }
    }
}
