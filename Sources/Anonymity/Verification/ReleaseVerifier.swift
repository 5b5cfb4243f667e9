/// Reads a finished file again and checks everything its release promises, knowing nothing of how it was made.
///
/// It shares no code with the recoder: bytes in, findings out. Only a file without findings may get its name. Memory
/// grows with the number of classes (and some 16 bytes an id), not with the rows.
package struct ReleaseVerifier {
    private let columns: [ReleaseColumn]
    private let labelSets: [LabelSet?]
    private let k: Int
    private let expectedRows: Int?
    private let mostFindings: Int

    private var scanner: CellScanner
    private var counter: ClassCounter
    private var seenIdentifiers: Set<UInt64> = []
    private var column = 0
    private var lineOfRow = 1
    private var isRowSound = true
    private var labelsOfRow: [Int] = []
    private var isBroken = false
    private var findings: [ReleaseFinding] = []

    /// Rows read so far, the header not counted.
    package private(set) var rowCount = 0
    /// How many findings there are in all; `finish` lists the first of them.
    package private(set) var findingCount = 0

    /// Checks against the allow-list `columns` in the file's order, `k` rows in every class of the quasi-identifiers
    /// among them, and, where it is known, how many rows were released.
    package init(
        columns: [ReleaseColumn], k: Int, expectedRows: Int?, separator: UInt8 = UInt8(ascii: ","),
        mostFindings: Int = 20
    ) {
        self.columns = columns
        self.k = k
        self.expectedRows = expectedRows
        self.mostFindings = mostFindings
        labelSets = columns.map { column in
            if case .labels(let labels) = column.content { LabelSet(labels) } else { nil }
        }
        var longest = labelSets.compactMap { $0?.longest }.max() ?? 0
        for column in columns {
            longest = max(longest, column.name.utf8.count)
            if case .identifier(let length) = column.content { longest = max(longest, length) }
        }
        scanner = CellScanner(separator: separator, longest: longest)
        counter = ClassCounter(depth: columns.count { $0.isQuasiIdentifier })
    }

    /// Takes the next bytes of the file, in chunks of any size.
    package mutating func read(_ bytes: Span<UInt8>) {
        var index = 0
        while !isBroken, let event = scanner.next(in: bytes, at: &index) {
            switch event {
            case .cell(let endsLine):
                if lineOfRow == 1 { checkHeader() } else { checkCell() }
                column += 1
                if endsLine { endRow() }
            case .fault:
                report(.malformedQuoting, column: column)
                isBroken = true
            }
        }
    }

    /// Ends the file and answers what was found, the first `mostFindings` of it; none means the file keeps its promise.
    package consuming func finish() -> [ReleaseFinding] {
        guard !isBroken else { return findings }
        if !scanner.isAtLineStart { report(.truncatedLine) }
        if lineOfRow == 1, scanner.isAtLineStart { report(.emptyFile) }
        if let expectedRows, expectedRows != rowCount {
            report(.rowCountDiffers(found: rowCount, expected: expectedRows))
        }
        for found in counter.classes where found.rows < k {
            report(.classTooSmall(rows: found.rows, k: k), line: found.firstLine)
        }
        return findings
    }

    private mutating func checkHeader() {
        guard column < columns.count else {
            if column == columns.count { report(.extraHeaderColumn) }
            return
        }
        if scanner.isCut || !scanner.cell.elementsEqual(columns[column].name.utf8) {
            report(.headerDiffers, column: column)
        }
    }

    private mutating func checkCell() {
        guard column < columns.count else {
            if column == columns.count { report(.extraCell) }
            return
        }
        switch columns[column].content {
        case .labels:
            guard !scanner.isCut, let number = labelSets[column]?.number(of: scanner.cell) else {
                return report(.labelNotAllowed, column: column)
            }
            if columns[column].isQuasiIdentifier { labelsOfRow.append(number) }
        case .identifier(let length):
            let isFormed = !scanner.isCut && scanner.cell.count == length && scanner.cell.allSatisfy(Self.isIdentifier)
            if !isFormed {
                report(.malformedIdentifier, column: column)
            } else if !seenIdentifiers.insert(FNV1a.hash(scanner.cell)).inserted {
                // Equal ids always meet here; of a million different ones two meet in one file of 30 million.
                report(.repeatedIdentifier, column: column)
            }
        }
    }

    private static func isIdentifier(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default:
            false
        }
    }

    private mutating func endRow() {
        if column < columns.count { report(lineOfRow == 1 ? .headerDiffers : .missingCell, column: column) }
        if lineOfRow > 1 {
            rowCount += 1
            if isRowSound { counter.add(labelsOfRow, line: lineOfRow) }
        }
        column = 0
        isRowSound = true
        labelsOfRow.removeAll(keepingCapacity: true)
        lineOfRow = scanner.line
    }

    private mutating func report(_ fault: ReleaseFinding.Fault, column: Int? = nil, line: Int? = nil) {
        isRowSound = false
        findingCount += 1
        guard findings.count < mostFindings else { return }
        let name = column.flatMap { $0 < columns.count ? columns[$0].name : nil }
        findings.append(ReleaseFinding(fault: fault, line: line ?? lineOfRow, column: name))
    }
}
