import Crypto
import FoundationEssentials

/// One reading of a CSV file with a heading, from its start, record after record.
struct CSVTable {
    let name: String
    private(set) var header: [String] = []
    private var reader: any ByteReader
    private var csv: CSVReader
    private var chunk: [UInt8] = []
    private var index = 0
    private var isAtEnd = false
    private var hash = SHA256()

    /// Reads the heading.
    ///
    /// - Throws: `ImportRefusal` where there is none, `CaseworkError` where the file cannot be read.
    init(_ source: any ByteSource, separator: UInt8 = UInt8(ascii: ",")) throws {
        name = source.name
        reader = try source.open()
        csv = CSVReader(separator: separator)
        guard let heading = try next(checkingCount: false) else {
            throw ImportRefusal(
                source: name,
                ImportProblem(line: nil, column: nil, rule: "the file is empty; give a CSV with a heading"))
        }
        header = (0..<heading.count).map { heading[$0] }
    }

    /// SHA-256 of what was read so far; of the file, once `next` gave nil.
    var sha256: String { hexadecimal(Array(hash.finalize())) }

    /// The next record, nil at the end of the file.
    ///
    /// - Throws: `ImportProblem` for a record with too few or too many fields, after which the reading can go on;
    ///   `ImportRefusal` where nothing after it can be read; `CaseworkError` where the file cannot be read.
    mutating func next() throws -> CSVRecord? {
        try next(checkingCount: true)
    }

    private mutating func next(checkingCount: Bool) throws -> CSVRecord? {
        guard try advance() else { return nil }
        let record = csv.record
        if checkingCount, record.count != header.count {
            let rule =
                record.isEmptyLine
                ? "an empty line; remove it" : "\(record.count) fields where the heading has \(header.count)"
            throw ImportProblem(line: record.line, column: nil, rule: rule)
        }
        return record
    }

    /// Reads on to the next record; false at the end of the file.
    private mutating func advance() throws -> Bool {
        do {
            while !isAtEnd {
                if try csv.next(in: chunk, at: &index) { return true }
                if Task.isCancelled { throw CaseworkError.cancelled }
                if let more = try reader.next() {
                    hash.update(data: more)
                    (chunk, index) = (more, 0)
                } else {
                    isAtEnd = true
                    return try csv.finish()
                }
            }
            return false
        } catch let fault as CSVFault {
            let column = header.indices.contains(fault.field - 1) ? header[fault.field - 1] : "field \(fault.field)"
            throw ImportRefusal(
                source: name, ImportProblem(line: fault.line, column: column, rule: fault.explanation))
        }
    }
}
