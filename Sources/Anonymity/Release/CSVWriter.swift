/// Writes rows as RFC 4180 says, UTF-8, each line ended by LF; a cell is quoted only where it must be.
package struct CSVWriter: Sendable {
    private let separator: UInt8

    /// `separator` is one ASCII byte, not a quote or a line end.
    package init(separator: UInt8 = UInt8(ascii: ",")) {
        precondition(separator < 0x80 && ![0x22, 0x0A, 0x0D].contains(separator), "not a separator")
        self.separator = separator
    }

    /// Appends one line to `bytes`; a lone empty cell is quoted, for an empty line says nothing.
    package func append(_ cells: [String], to bytes: inout [UInt8]) {
        append(cells, to: &bytes, quotingEmpty: cells.count == 1)
    }

    func append(_ cells: [String], to bytes: inout [UInt8], quotingEmpty: Bool) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(separator) }
            append(cell, isOnly: quotingEmpty, to: &bytes)
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    private func append(_ cell: String, isOnly: Bool, to bytes: inout [UInt8]) {
        let quote = UInt8(ascii: "\"")
        let needsQuotes = cell.utf8.contains { $0 == separator || $0 == quote || $0 == 0x0A || $0 == 0x0D }
        guard needsQuotes || (isOnly && cell.isEmpty) else {
            bytes += cell.utf8
            return
        }
        bytes.append(quote)
        for byte in cell.utf8 {
            if byte == quote { bytes.append(quote) }
            bytes.append(byte)
        }
        bytes.append(quote)
    }
}
