import Anonymity
import Glibc

/// What the options of `troth anonymize` ask, checked before anything is read.
struct AnonymizePlan: Sendable {
    private let columns: [String]
    private let separator: UInt8
    private let quasiIdentifiers: [QuasiIdentifier]
    private let recoder: Recoder
    /// Nil where the whole table may be held.
    let memory: MemoryLimit?
    private let format: ReleaseFormat
    private let lowAndHigh: Set<String>

    var model: PrivacyModel { recoder.model }
    var method: Anonymity.Method { recoder.method }

    /// A table, and the columns of its file that were dropped.
    struct ReadTable: Sendable {
        let table: Table
        let dropped: [String]
    }

    init(_ command: AnonymizeCommand) throws {
        let quasi = Self.names(command.quasi)
        let sensitive = Self.names(command.sensitive)
        let numbers = Set(Self.names(command.numbers))
        guard !quasi.isEmpty else { throw AnonymityError.noQuasiIdentifiers }
        guard command.out != command.report else { throw AnonymizeError.sameFile(command.out) }
        separator = try Self.byte(command.separator)
        guard (0...1).contains(command.leaveOut) else { throw AnonymizeError.leaveOut(command.leaveOut) }
        let grids = try Self.grids(command.grid)
        if let name = grids.keys.sorted().first(where: { !quasi.contains($0) }) {
            throw AnonymizeError.gridOfNothing(name)
        }
        quasiIdentifiers = try quasi.map { name in
            if let grid = grids[name] { return QuasiIdentifier(column: name, grid: grid) }
            let folder = try HierarchyFolder(command.hierarchies, for: name)
            return QuasiIdentifier(
                column: name, hierarchy: try folder.hierarchy(of: name, isNumeric: numbers.contains(name)))
        }
        let model = PrivacyModel(
            k: command.k,
            sensitive: sensitive.map { name in
                SensitiveColumn(
                    name, distinct: command.l, entropy: command.entropyL, closeness: command.t,
                    distance: numbers.contains(name) ? .numeric : .equal)
            })
        if sensitive.isEmpty, command.l > 1 || command.entropyL > 1 || command.t != nil {
            throw AnonymizeError.nothingSensitive
        }
        if command.memory != nil {
            if command.file == "-" { throw AnonymizeError.memoryOfStream }
            if command.method != .fine { throw AnonymizeError.memoryNeedsFine }
        }
        memory = command.memory.map { MemoryLimit(bytes: $0 * 1_000_000) }
        recoder = Recoder(model, method: command.method, suppressionLimit: command.leaveOut / 100)
        lowAndHigh = Set(Self.names(command.lowHigh))
        format = command.jsonLines ? .jsonLines : .csv(separator: separator)
        let keep = Self.names(command.keep).filter { !quasi.contains($0) && !sensitive.contains($0) }
        columns = quasi + sensitive.filter { !quasi.contains($0) } + keep
    }

    /// The named columns of the file; `-` is standard input.
    func read(_ path: String) throws -> ReadTable {
        var reader = try CSVReader(separator: separator, columns: columns)
        return try fill(&reader, from: path) { reader in
            let names = reader.columns
            return ReadTable(table: try reader.finish(), dropped: names.filter { !columns.contains($0) })
        }
    }

    /// One pass that keeps nothing: what the named columns hold, and the columns that are dropped.
    func survey(_ path: String) throws -> (TableSurvey, dropped: [String]) {
        var reader = try CSVReader(separator: separator, surveying: columns)
        return try fill(&reader, from: path) { reader in
            let names = reader.columns
            return (try reader.finishSurvey(), names.filter { !columns.contains($0) })
        }
    }

    /// A pass that keeps one part.
    func read(_ path: String, _ part: TablePart) throws -> Table {
        var reader = CSVReader(separator: separator, part: part)
        return try fill(&reader, from: path) { try $0.finish() }
    }

    private func fill<Answer>(
        _ reader: inout CSVReader, from path: String, _ finish: (CSVReader) throws -> Answer
    ) throws -> Answer {
        let name = path == "-" ? "standard input" : path
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(path: name, errno: errno) }
        defer { if path != "-" { close(descriptor) } }
        do {
            while true {
                try Task.checkCancellation()
                let bytes = try Descriptor.read(descriptor, limit: 1 << 18, path: name)
                if bytes.isEmpty { break }
                try reader.read(bytes.span)
            }
            return try finish(reader)
        } catch let error as CSVError {
            throw AnonymizeError.table(name, error)
        }
    }

    func recode(_ read: ReadTable) throws -> Recoding {
        try recoder.recode(read.table, quasiIdentifiers: quasiIdentifiers)
    }

    /// Recodes a part; t is held against the whole.
    func recode(_ part: Table, of survey: TableSurvey) throws -> Recoding {
        let sensitive = model.sensitive.map { column in
            SensitiveColumn(
                column.column, distinct: column.distinct, entropy: column.entropy, closeness: column.closeness,
                distance: column.distance, whole: survey.rows(ofColumn: column.column))
        }
        return try Recoder(PrivacyModel(k: model.k, sensitive: sensitive))
            .recode(part, quasiIdentifiers: quasiIdentifiers)
    }

    func parts(of survey: TableSurvey, _ memory: MemoryLimit) throws -> Int {
        try memory.parts(of: survey, known: Set(quasiIdentifiers.map(\.column)), model: model)
    }

    func writer(of recoding: Recoding) throws -> ReleaseWriter {
        try ReleaseWriter(recoding, of: quasiIdentifiers, format: format, lowAndHigh: lowAndHigh)
    }

    private static func names(_ lists: [String]) -> [String] {
        lists.flatMap { $0.split(separator: ",").map(String.init) }
    }

    private static func byte(_ text: String) throws -> UInt8 {
        let text = text == "\\t" ? "\t" : text
        guard text.utf8.count == 1, let byte = text.utf8.first, byte < 0x80, byte != 0x22, byte != 0x0A, byte != 0x0D,
            byte != 0
        else { throw AnonymizeError.separator }
        return byte
    }

    private static func grids(_ options: [String]) throws -> [String: NumberGrid] {
        var grids: [String: NumberGrid] = [:]
        for option in options {
            guard let sign = option.lastIndex(of: "=") else { throw AnonymizeError.grid(option) }
            let parts = option[option.index(after: sign)...].split(separator: "/", omittingEmptySubsequences: false)
            let ends = parts[0].split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            let step = parts.count == 2 ? Int(parts[1]) : 1
            guard parts.count <= 2, ends.count == 2, let low = ends[0], let high = ends[1], low <= high, let step else {
                throw AnonymizeError.grid(option)
            }
            grids[String(option[..<sign])] = try NumberGrid(low...high, step: step)
        }
        return grids
    }
}
