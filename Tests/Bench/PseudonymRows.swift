import Anonymity

/// A table of labels as CSV, a random pseudonym before each row.
struct PseudonymRows {
    private let table: Table
    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

    init(_ table: Table) {
        self.table = table
    }

    func write(to put: ([UInt8]) throws -> Void) throws {
        var random = SystemEntropy()
        let texts = table.columns.map { column in
            column.vocabulary.map { value in
                var cell: [UInt8] = []
                CSVWriter().append(["", value], to: &cell)
                return Array(cell.dropLast())
            }
        }
        var bytes: [UInt8] = []
        for row in 0..<table.rowCount {
            for _ in 0..<2 {
                var bits = random.next()
                for _ in 0..<10 {
                    bytes.append(Self.alphabet[Int(bits & 31)])
                    bits >>= 5
                }
            }
            for (column, texts) in zip(table.columns, texts) { bytes += texts[Int(column.codes[row: row])] }
            bytes.append(0x0A)
            if bytes.count >= 65_536 {
                try put(bytes)
                bytes.removeAll(keepingCapacity: true)
            }
        }
        try put(bytes)
    }
}
