/// Reads a finished file again and checks everything its release promises, knowing nothing of how it was made.
///
/// It shares no code with the recoders: bytes in, findings out. Only a file without findings may get its name. Memory
/// grows with the number of classes (and some 16 bytes an id), not with the rows.
package struct ReleaseVerifier {
    /// A share of the classes, so that a file of any number of classes is checked in passes that each count some of them:
    /// every class is counted whole in one pass, by its labels. The rest of the check is the same in each.
    package struct Share: Sendable {
        package let number: Int
        package let count: Int

        package static let all = Share(0, of: 1)

        package init(_ number: Int, of count: Int) {
            (self.number, self.count) = (number, count)
        }

        func holds(_ labels: [Int]) -> Bool {
            if count == 1 { return true }
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for label in labels { hash = (hash ^ UInt64(label)) &* 0x100_0000_01B3 }
            return Int((hash >> 24) % UInt64(count)) == number
        }
    }

    private let columns: [ReleaseColumn]
    private let format: ReleasePromise.Format
    private let expectedRows: Int?

    private var scanner: CellScanner
    private var lines: JSONLineScanner
    var rows: RowChecker
    private var isBroken = false

    /// Rows read so far, the header not counted.
    package var rowCount: Int { rows.rowCount }
    /// How many findings there are in all; `finish` lists the first of them.
    package var findingCount: Int { rows.findingCount }

    /// Checks against the allow-list `columns` in the file's order, `k` rows in every class of the quasi-identifiers
    /// among them, the rules of the sensitive ones, and, where it is known, how many rows were released.
    package init(
        columns: [ReleaseColumn], k: Int, expectedRows: Int?, separator: UInt8 = UInt8(ascii: ","),
        format: ReleasePromise.Format = .csv, fewestSharingTwo: Int? = nil, mostFindings: Int = 20,
        share: Share = .all
    ) {
        self.columns = columns
        self.format = format
        self.expectedRows = expectedRows
        rows = RowChecker(
            columns, k: k, fewestSharingTwo: fewestSharingTwo, mostFindings: mostFindings,
            hasHeader: format == .csv, share: share)
        scanner = CellScanner(separator: separator, longest: rows.longestCell)
        lines = JSONLineScanner(columns.map(\.name), longest: rows.longestCell)
    }

    /// Takes the next bytes of the file, in chunks of any size.
    package mutating func read(_ bytes: Span<UInt8>) {
        var index = 0
        switch format {
        case .csv:
            while !isBroken, let event = scanner.next(in: bytes, at: &index) {
                switch event {
                case .cell(let endsLine):
                    if let range = scanner.range {
                        rows.take(bytes.extracting(range), isCut: false)
                    } else {
                        let cell = scanner.cell
                        rows.take(cell.span, isCut: scanner.isCut)
                    }
                    if endsLine { rows.endRow(nextLine: scanner.line) }
                case .fault:
                    rows.report(.malformedQuoting, column: rows.column)
                    isBroken = true
                }
            }
        case .jsonLines:
            while !isBroken, let event = lines.next(in: bytes, at: &index) {
                switch event {
                case .cell(let endsLine):
                    let cell = lines.cell
                    rows.take(cell.span, isCut: lines.isCut)
                    if endsLine { rows.endRow(nextLine: lines.line) }
                case .fault:
                    rows.report(.malformedLine)
                    isBroken = true
                }
            }
        }
    }

    /// Ends the file and answers what was found, the first `mostFindings` of it; none means the file keeps its promise.
    package consuming func finish() -> [ReleaseFinding] { finishMeasured().findings }

    /// What the file reached, besides the findings.
    package struct Measured: Sendable {
        package let findings: [ReleaseFinding]
        package let rows: Int
        package let classes: Int
        package let smallestClass: Int
        /// Classes by their rows.
        package let classesOfSize: [Int: Int]
        /// The sensitive columns, in the file's order: the worst class of each.
        package let reached: [ReachedPrivacy]
    }

    /// As `finish`, with the figures that were measured on the way.
    package consuming func finishMeasured() -> Measured {
        var reached: [ReachedPrivacy] = []
        if !isBroken {
            let isWhole = format == .csv ? scanner.isAtLineStart : lines.isAtLineStart
            if !isWhole { rows.report(.truncatedLine) }
            if isWhole, format == .csv ? rows.isAtHeader : rows.rowCount == 0 { rows.report(.emptyFile) }
            if let expectedRows, expectedRows != rows.rowCount {
                rows.report(.rowCountDiffers(found: rows.rowCount, expected: expectedRows))
            }
            reached = rows.judgeClasses()
            rows.judgePairs()
        }
        return Measured(
            findings: rows.findings, rows: rows.rowCount, classes: rows.counter.classes.count,
            smallestClass: rows.counter.classes.map(\.rows).min() ?? 0,
            classesOfSize: rows.counter.classes.reduce(into: [:]) { $0[$1.rows, default: 0] += 1 }, reached: reached)
    }
}
