import CaseModel

/// One reading of a caseload file from its start: row after row, each as a case or as the problem that it has.
struct CaseloadReading {
    enum Row {
        case couple(CaseHistory)
        case problem(ImportProblem)
    }

    private var table: CSVTable
    private let bound: BoundMapping

    /// - Throws: `ImportRefusal` where the file has no heading or not the mapping's columns, `CaseworkError` where it
    ///   cannot be read.
    init(_ source: any ByteSource, _ mapping: CaseloadMapping) throws {
        table = try CSVTable(source, separator: mapping.separator)
        bound = try mapping.bound(to: table.header, of: source.name)
    }

    /// SHA-256 of what was read so far; of the file, once `next` gave nil.
    var sha256: String { table.sha256 }

    /// The next row, nil at the end of the file.
    ///
    /// - Throws: `ImportRefusal` where nothing after it can be read, `CaseworkError` where the file cannot be read.
    mutating func next() throws -> Row? {
        do {
            guard let record = try table.next() else { return nil }
            return .couple(try bound.history(of: record))
        } catch let problem as ImportProblem {
            return .problem(problem)
        }
    }
}
