package import Casework

/// A release written into memory, read again by the tests' own code.
package struct DeliveredFile {
    package let release: PreparedRelease
    package let file: ReleasedFile
    package let bytes: [UInt8]
    /// Cells by lines; no label has a comma or a quote.
    package let header: [String]
    package let rows: [[String]]

    package init(_ release: PreparedRelease) throws {
        var bytes: [UInt8] = []
        file = try release.write { bytes += $0 }
        self.bytes = bytes
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
            .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
        header = lines.first ?? []
        rows = Array(lines.dropFirst())
        self.release = release
        try check(bytes)
    }

    package func check(_ bytes: [UInt8]) throws {
        guard let promise = try release.promise() else { return }
        var check = RowsCheck(promise)
        for start in stride(from: 0, to: bytes.count, by: 1_000) {
            check.read(Array(bytes[start..<min(start + 1_000, bytes.count)]))
        }
        try check.finish(expecting: file)
    }

    /// Where the columns that are not known begin.
    package var firstOutcome: Int { 1 + release.report.columns.count { $0.part == "known" } }

    /// The rows by the cells of their known columns.
    package var classes: [[String]: [[String]]] {
        Dictionary(grouping: rows) { Array($0[1..<firstOutcome]) }
    }

    package func cell(_ row: [String], _ column: ProgressColumn) -> String {
        header.firstIndex(of: column.rawValue).map { row[$0] } ?? ""
    }
}
