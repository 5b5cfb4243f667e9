import Anonymity
import Crypto

/// How a file of rows is written.
package enum RowsFormat: String, CaseIterable, Sendable {
    case csv
    /// One JSON object a line.
    case jsonl

    package var fileName: String { "progress.\(rawValue)" }
}

/// Writes the rows of a release, in pieces: the classes in the order of their labels, the rows of a class shuffled.
///
/// The pseudonym of a row is 100 random bits, derived from nothing: as if under a key that was made for this file and
/// destroyed before anybody saw it. Two files have no pseudonym in common.
struct RowsFile {
    static let idColumn = "row"
    static let idLength = 20
    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

    let release: ComposedRelease
    let format: RowsFormat

    /// Returns the file's size and hash.
    func write(_ random: some RandomNumberGenerator, to put: ([UInt8]) throws -> Void) throws -> ReleasedFile {
        var random = random
        var hash = SHA256()
        var bytes: [UInt8] = []
        var size = 0
        func flush() throws {
            hash.update(data: bytes)
            size += bytes.count
            try put(bytes)
            bytes.removeAll(keepingCapacity: true)
        }
        if format == .csv { CSVWriter().append([Self.idColumn] + release.header, to: &bytes) }
        let cells = release.outcomes.map { outcome in
            outcome.labelOfCode.map { cell(outcome.column.rawValue, $0) }
        }
        let end: [UInt8] = format == .csv ? [UInt8(ascii: "\n")] : Array("}\n".utf8)
        for part in release.classes {
            let known = zip(release.known, part.labels).flatMap { cell($0.rawValue, $1) }
            for row in part.rows.shuffled(using: &random) {
                bytes += format == .csv ? [] : Array("{\"\(Self.idColumn)\":\"".utf8)
                appendID(&random, to: &bytes)
                if format == .jsonl { bytes.append(UInt8(ascii: "\"")) }
                bytes += known
                for (outcome, labels) in zip(release.outcomes, cells) {
                    bytes += labels[Int(release.table.columns[outcome.index].codes[row: Int(row)])]
                }
                bytes += end
                if bytes.count >= 65_536 { try flush() }
            }
        }
        try flush()
        return ReleasedFile(name: format.fileName, bytes: size, sha256: hexadecimal(Array(hash.finalize())))
    }

    private func appendID(_ random: inout some RandomNumberGenerator, to bytes: inout [UInt8]) {
        var (low, high) = (random.next(), random.next())
        for place in 0..<Self.idLength {
            if place == 12 { swap(&low, &high) }
            bytes.append(Self.alphabet[Int(low & 31)])
            low >>= 5
        }
    }

    /// One cell with what goes before it; labels are published ones, so nothing of a couple's is escaped here.
    private func cell(_ column: String, _ label: String) -> [UInt8] {
        switch format {
        case .csv:
            var cell: [UInt8] = []
            CSVWriter().append(["", label], to: &cell)
            // what stands before the comma and the end of the line go
            return Array(cell[(cell.firstIndex(of: UInt8(ascii: ",")) ?? 0)...].dropLast())
        case .jsonl:
            return Array(",\"\(column)\":\"\(label)\"".utf8)
        }
    }
}
