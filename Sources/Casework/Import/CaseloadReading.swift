import CaseModel
import Crypto
import FoundationEssentials

/// One reading of a caseload file from its start: row after row, each as a case or as the problem that it has.
struct CaseloadReading {
    enum Row {
        case couple(CaseHistory)
        case problem(ImportProblem)
    }

    private let source: any ByteSource
    private let mapping: CaseloadMapping
    private var reader: any ByteReader
    private var csv: CSVReader
    private var chunk: [UInt8] = []
    private var index = 0
    private var isAtEnd = false
    private var header: [String] = []
    private var bound: BoundMapping?
    private var hash = SHA256()

    init(_ source: any ByteSource, _ mapping: CaseloadMapping) throws(CaseworkError) {
        (self.source, self.mapping) = (source, mapping)
        reader = try source.open()
        csv = CSVReader(separator: mapping.separator)
    }

    /// SHA-256 of what was read so far; of the file, once `next` gave nil.
    var sha256: String { hexadecimal(Array(hash.finalize())) }

    /// The next row, nil at the end of the file.
    ///
    /// - Throws: `ImportRefusal` where nothing after it can be read, `CaseworkError` where the file cannot be read.
    mutating func next() throws -> Row? {
        if bound == nil { try readHeader() }
        guard let bound, try advance() else { return nil }
        let record = csv.record
        guard record.count == header.count else {
            let rule =
                record.isEmptyLine
                ? "an empty line; remove it"
                : "\(record.count) fields where the heading has \(header.count)"
            return .problem(ImportProblem(line: record.line, column: nil, rule: rule))
        }
        do {
            return .couple(try bound.history(of: record))
        } catch {
            return .problem(error)
        }
    }

    private mutating func readHeader() throws {
        guard try advance() else {
            throw ImportRefusal(
                source: source.name,
                ImportProblem(line: nil, column: nil, rule: "the file is empty; give a CSV with a heading"))
        }
        header = (0..<csv.record.count).map { csv.record[$0] }
        bound = try mapping.bound(to: header, of: source.name)
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
                source: source.name, ImportProblem(line: fault.line, column: column, rule: fault.explanation))
        }
    }
}
