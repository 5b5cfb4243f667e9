import Anonymity
import Crypto
import FoundationEssentials

/// Couples recoded for release: writes the file, and says what it must be when it is read back.
package struct ProgressRelease: Sendable {
    /// A fresh random id a row, of this many letters and digits: 100 bits, derived from nothing.
    private static let idLength = 20
    private static let idColumn = "row"
    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz")

    /// What the release risks and what it lost.
    package let report: ReleaseReport
    private let recoding: Recoding
    private let columns: [ProgressColumn]
    private let random: RandomSource

    init(_ recoding: Recoding, columns: [ProgressColumn], random: RandomSource) {
        (self.recoding, self.columns, self.random) = (recoding, columns, random)
        report = ReleaseReport(RiskReport(recoding), columns: columns)
    }

    /// Writes the CSV file in pieces; the rows of a class are shuffled. Returns the file's size and hash.
    package func write(_ name: String, to put: ([UInt8]) throws -> Void) throws -> ReleasedFile {
        let csv = CSVWriter()
        var random = random
        var idRandom = random
        var hash = SHA256()
        var bytes: [UInt8] = []
        var size = 0
        func flush() throws {
            hash.update(data: bytes)
            size += bytes.count
            try put(bytes)
            bytes.removeAll(keepingCapacity: true)
        }
        csv.append([Self.idColumn] + recoding.header, to: &bytes)
        try recoding.forEachRow(shuffledBy: &random) { (cells: [String]) throws in
            let id = String((0..<Self.idLength).map { _ in Self.alphabet[Int(idRandom.next() & 31)] })
            csv.append([id] + cells, to: &bytes)
            if bytes.count >= 65_536 { try flush() }
        }
        try flush()
        return ReleasedFile(name: name, bytes: size, sha256: hexadecimal(Array(hash.finalize())))
    }

    /// A check of the written file by code that knows nothing of how it was made.
    package func check() throws -> ReleaseCheck {
        var allowed = [ReleaseColumn(identifier: Self.idColumn, length: Self.idLength)]
        for column in columns {
            allowed.append(
                ReleaseColumn(
                    column.rawValue, labels: try column.labels, isQuasiIdentifier: column.isQuasiIdentifier))
        }
        return ReleaseCheck(
            ReleaseVerifier(columns: allowed, k: recoding.k, expectedRows: recoding.releasedRows))
    }
}

/// Reads a written file back and holds it against what its release promises.
package struct ReleaseCheck {
    private var verifier: ReleaseVerifier
    private var hash = SHA256()

    init(_ verifier: ReleaseVerifier) {
        self.verifier = verifier
    }

    /// Takes the next bytes of the file.
    package mutating func read(_ bytes: [UInt8]) {
        hash.update(data: bytes)
        verifier.read(bytes.span)
    }

    /// - Throws: `conflict` where the file is not what was written or does not keep its promise.
    package consuming func finish(expecting file: ReleasedFile) throws(CaseworkError) {
        let sha256 = hexadecimal(Array(hash.finalize()))
        let findings = verifier.finish()
        if let finding = findings.first {
            throw .conflict("The check refused \(file.name): \(finding). Nothing was released; try again.")
        }
        guard sha256 == file.sha256 else {
            throw .conflict(
                "\(file.name) read back is not what was written. Nothing was released; check the disk and try again.")
        }
    }
}
