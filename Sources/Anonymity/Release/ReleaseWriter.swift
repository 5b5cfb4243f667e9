/// Writes a recoding as a file, and says what the file promises.
///
/// Every cell that can occur is turned into bytes once; a row is then a handful of copies.
package struct ReleaseWriter: Sendable {
    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
    /// Letters and digits of a row's id: 100 bits, derived from nothing.
    private static let identifierLength = 20

    private let recoding: Recoding
    private let format: ReleaseFormat
    private let idColumn: String?
    private let bounds: [String: NumberBounds]
    private let quasiIdentifiers: [QuasiIdentifier]

    /// `lowAndHigh` are quasi-identifiers to write as two columns of numbers; `idColumn` is the name of a first column
    /// of fresh random ids. Throws where such a column has other values than whole numbers, or two names meet.
    package init(
        _ recoding: Recoding, of quasiIdentifiers: [QuasiIdentifier], format: ReleaseFormat,
        lowAndHigh: Set<String> = [], idColumn: String? = nil
    ) throws(AnonymityError) {
        self.recoding = recoding
        self.format = format
        self.idColumn = idColumn
        self.quasiIdentifiers = quasiIdentifiers
        var bounds: [String: NumberBounds] = [:]
        for name in lowAndHigh.sorted() {
            guard let identifier = quasiIdentifiers.first(where: { $0.column == name }) else {
                throw .unknownColumn(name)
            }
            bounds[name] = try NumberBounds(identifier)
        }
        self.bounds = bounds
        var seen: Set<String> = []
        for name in header where !seen.insert(name).inserted { throw .duplicateColumn(name) }
    }

    /// The file's columns.
    package var header: [String] {
        (idColumn.map { [$0] } ?? [])
            + recoding.header.flatMap { name in
                bounds[name] == nil ? [name] : [name + NumberBounds.low, name + NumberBounds.high]
            }
    }

    /// What the file promises. `labels` are the published values of columns that are no quasi-identifiers; anything may
    /// stand in one that has none. `rows` are the file's, where this recoding is a part of it.
    package func promise(labels: [String: Set<String>] = [:], rows: Int? = nil) -> ReleasePromise {
        let rows = rows ?? recoding.releasedRows
        var columns: [ReleaseColumn] = idColumn.map { [.init(identifier: $0, length: Self.identifierLength)] } ?? []
        for name in recoding.header {
            if let identifier = quasiIdentifiers.first(where: { $0.column == name }) {
                columns += known(identifier)
            } else {
                let rules = recoding.model.sensitive.first { $0.column == name }.map(Self.rules)
                columns.append(
                    ReleaseColumn(
                        name, role: rules == nil ? .other : .sensitive, labels: labels[name].map { $0.sorted() },
                        rules: rules))
            }
        }
        return switch format {
        case .csv(let separator):
            ReleasePromise(
                format: .csv, separator: String(UnicodeScalar(separator)), rows: rows, k: recoding.k,
                columns: columns)
        case .jsonLines:
            ReleasePromise(format: .jsonLines, rows: rows, k: recoding.k, columns: columns)
        }
    }

    private func known(_ identifier: QuasiIdentifier) -> [ReleaseColumn] {
        let name = identifier.column
        if let bounds = bounds[name] {
            return [
                ReleaseColumn(name + NumberBounds.low, labels: bounds.lows, isQuasiIdentifier: true),
                ReleaseColumn(name + NumberBounds.high, labels: bounds.highs, isQuasiIdentifier: true),
            ]
        }
        return switch identifier.vocabulary {
        case .hierarchy(let hierarchy): [ReleaseColumn(name, labels: hierarchy.vocabulary, isQuasiIdentifier: true)]
        case .grid(let grid):
            [
                ReleaseColumn(
                    name, role: .known,
                    grid: .init(lowest: grid.lowest, highest: grid.highest, step: grid.step))
            ]
        }
    }

    private static func rules(_ column: SensitiveColumn) -> ReleaseColumn.Rules {
        let (distance, order): (ReleaseColumn.Rules.Distance, [String]?) =
            switch column.distance {
            case .equal: (.equal, nil)
            case .ordered(let order): (.ordered, order)
            case .numeric: (.numeric, nil)
            }
        return ReleaseColumn.Rules(
            distinct: column.distinct > 1 ? column.distinct : nil, entropy: column.entropy > 1 ? column.entropy : nil,
            closeness: column.closeness, distance: distance, order: order)
    }

    /// Hands the file to `put` in pieces of some 64 kB, the rows of each class shuffled by `generator`. A later part of a
    /// file has no header.
    package func write<Failure: Error>(
        shuffledBy generator: inout some RandomNumberGenerator, withHeader: Bool = true,
        put: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        if withHeader, case .csv(let separator) = format {
            var line: [UInt8] = []
            CSVWriter(separator: separator).append(header, to: &line)
            try put(line)
        }
        let cells = EncodedCells(encoded())
        let places = recoding.header.map { name in
            recoding.indices.firstIndex { recoding.table.columns[$0].name == name }
        }
        let codes = recoding.table.columns.map(\.codes)
        let width = recoding.indices.count
        var piece = Piece(
            longestRow: cells.longestRow + 2 * Self.identifierLength + (idColumn?.utf8.count ?? 0) * 6 + 8)
        let (idBefore, idAfter) = identifierEnds
        try recoding.forEachClass(shuffledBy: &generator) { number, rows, random throws(Failure) in
            for row in rows {
                if idColumn != nil {
                    piece.append(idBefore, 0..<idBefore.count)
                    Self.appendIdentifier(to: &piece, &random)
                    piece.append(idAfter, 0..<idAfter.count)
                }
                for column in codes.indices {
                    let code =
                        if let place = places[column] {
                            Int(recoding.labelsOfClass[number * width + place])
                        } else {
                            Int(codes[column][row: Int(row)])
                        }
                    piece.append(cells.texts, cells.range(column, code))
                }
                if piece.isFull { try put(piece.takeAll()) }
            }
        }
        try put(piece.takeAll())
    }

    private var identifierEnds: (before: [UInt8], after: [UInt8]) {
        switch format {
        case .csv(let separator): ([], [separator])
        case .jsonLines: (Array("{\(Self.quoted(idColumn ?? "")):\"".utf8), Array("\",".utf8))
        }
    }

    private static func appendIdentifier(to piece: inout Piece, _ random: inout some RandomNumberGenerator) {
        var bits: UInt64 = 0
        for place in 0..<identifierLength {
            // Twelve letters of 5 bits a number.
            if place % 12 == 0 { bits = random.next() }
            piece.append(alphabet[Int(bits & 31)])
            bits >>= 5
        }
    }

    /// The bytes of every cell that can occur, with what stands before and after it in a line.
    private func encoded() -> [[[UInt8]]] {
        recoding.table.columns.indices.map { column in
            let name = recoding.table.columns[column].name
            let texts =
                if let place = recoding.indices.firstIndex(of: column) { recoding.labels[place] } else {
                    recoding.table.columns[column].vocabulary
                }
            let isFirst = column == 0 && idColumn == nil
            let isLast = column == recoding.table.columns.count - 1
            return texts.map { text in
                var parts = [(name, text)]
                if let bounds = bounds[name]?.bounds(of: text) {
                    parts = [
                        (name + NumberBounds.low, String(bounds.lowerBound)),
                        (name + NumberBounds.high, String(bounds.upperBound)),
                    ]
                }
                return encode(parts, isFirst: isFirst, isLast: isLast)
            }
        }
    }

    private func encode(_ parts: [(name: String, text: String)], isFirst: Bool, isLast: Bool) -> [UInt8] {
        var bytes: [UInt8] = []
        switch format {
        case .csv(let separator):
            let isOnly = isFirst && isLast && parts.count == 1
            // As a line, which ends in LF: taken off again where another cell follows.
            CSVWriter(separator: separator).append(parts.map(\.text), to: &bytes, quotingEmpty: isOnly)
            if !isLast { bytes[bytes.count - 1] = separator }
        case .jsonLines:
            for (index, part) in parts.enumerated() {
                bytes +=
                    ((isFirst && index == 0 ? "{" : "") + Self.quoted(part.name) + ":" + Self.quoted(part.text)).utf8
                bytes += isLast && index == parts.count - 1 ? "}\n".utf8 : ",".utf8
            }
        }
        return bytes
    }

    /// A string as JSON writes it (RFC 8259).
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for byte in text.utf8 where byte < 0x20 || byte == 0x22 || byte == 0x5C { return escaped(text) }
        quoted += text
        return quoted + "\""
    }

    private static func escaped(_ text: String) -> String {
        let short: [Unicode.Scalar: String] = [
            "\"": "\\\"", "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t",
        ]
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if let escape = short[scalar] {
                quoted += escape
            } else if scalar.value < 0x20 {
                quoted += "\\u00" + (scalar.value < 0x10 ? "0" : "") + String(scalar.value, radix: 16)
            } else {
                quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
