/// Checks the cells of a released file as they come, and counts its classes.
struct RowChecker {
    /// How the cells of a column are looked at: the column in short, for every cell asks for it.
    private enum Kind {
        case labels, grid, identifier(Int), counted, passed
    }

    private let columns: [ReleaseColumn]
    private let kinds: [Kind]
    private let isKnown: [Bool]
    private let k: Int
    private let mostFindings: Int

    /// For each column the labels allowed, or those met where anything may stand.
    private var labelSets: [LabelSet]
    private(set) var counter: ClassCounter
    /// Nil for a column without rules.
    private var values: [ValueCounter?]
    private let counted: [Int]
    /// Nil where nothing is promised of two cells.
    private var pairs: PairCounter?
    /// The classes that are counted: those whose labels fall to this share of so many.
    private let share: ReleaseVerifier.Share
    private var seenIdentifiers: Set<UInt64> = []
    private(set) var isAtHeader: Bool
    private(set) var column = 0
    private var lineOfRow = 1
    private var isRowSound = true
    private var labelsOfRow: [Int] = []
    private var numbersOfRow: [Int]
    private(set) var findings: [ReleaseFinding] = []
    private(set) var rowCount = 0
    private(set) var findingCount = 0

    init(
        _ columns: [ReleaseColumn], k: Int, fewestSharingTwo: Int? = nil, mostFindings: Int, hasHeader: Bool,
        share: ReleaseVerifier.Share
    ) {
        self.columns = columns
        self.share = share
        self.k = k
        self.mostFindings = mostFindings
        isAtHeader = hasHeader
        labelSets = columns.map { LabelSet($0.labels ?? []) }
        values = columns.map { column in column.rules.map { _ in ValueCounter() } }
        counted = columns.indices.filter { columns[$0].rules != nil }
        isKnown = columns.map(\.isQuasiIdentifier)
        kinds = columns.map { column in
            if column.labels != nil { return .labels }
            if column.grid != nil { return .grid }
            if let length = column.identifierLength { return .identifier(length) }
            // A column that passes unchanged and has no rules is of no interest.
            return column.isQuasiIdentifier || column.rules != nil ? .counted : .passed
        }
        counter = ClassCounter(depth: columns.count { $0.isQuasiIdentifier })
        numbersOfRow = Array(repeating: 0, count: columns.count)
        pairs = fewestSharingTwo.map { least in
            let guarded = columns.indices.filter { !columns[$0].isQuasiIdentifier && columns[$0].labels != nil }
            return PairCounter(guarded, labels: guarded.map { labelSets[$0].count }, least: least)
        }
    }

    /// Bytes in the longest cell that could be allowed: a longer one is cut off as it is read.
    var longestCell: Int {
        zip(columns, labelSets).map { column, labels in
            let longest =
                if column.labels != nil { labels.longest } else if column.grid != nil { 64 } else {
                    column.identifierLength ?? 1 << 20
                }
            return max(longest, column.name.utf8.count)
        }.max() ?? 0
    }

    mutating func take(_ cell: Span<UInt8>, isCut: Bool) {
        if isAtHeader { checkHeader(cell, isCut) } else { checkCell(cell, isCut) }
        column += 1
    }

    private mutating func checkHeader(_ cell: Span<UInt8>, _ isCut: Bool) {
        guard column < columns.count else {
            if column == columns.count { report(.extraHeaderColumn) }
            return
        }
        let name = Array(columns[column].name.utf8)
        if isCut || name.count != cell.count || !cell.indices.allSatisfy({ cell[$0] == name[$0] }) {
            report(.headerDiffers, column: column)
        }
    }

    private mutating func checkCell(_ cell: Span<UInt8>, _ isCut: Bool) {
        guard column < columns.count else {
            if column == columns.count { report(.extraCell) }
            return
        }
        guard !isCut, let number = number(of: cell) else {
            return report(columns[column].role == .identifier ? .malformedIdentifier : .labelNotAllowed, column: column)
        }
        if isKnown[column] { labelsOfRow.append(number) }
        numbersOfRow[column] = number
    }

    /// The number of an allowed cell; nil for what may not stand there.
    private mutating func number(of cell: Span<UInt8>) -> Int? {
        switch kinds[column] {
        case .labels: return labelSets[column].number(of: cell)
        case .grid:
            if let known = labelSets[column].number(of: cell) { return known }
            guard let grid = columns[column].grid, Self.isInterval(cell, of: grid) else { return nil }
            return labelSets[column].add(cell)
        case .identifier(let length):
            guard cell.count == length, cell.indices.allSatisfy({ Self.isIdentifier(cell[$0]) }) else { return nil }
            if !seenIdentifiers.insert(FNV1a.hash(cell)).inserted {
                // Equal ids always meet here; of a million different ones two meet in one file of 30 million.
                report(.repeatedIdentifier, column: column)
            }
            return 0
        case .counted: return labelSets[column].add(cell)
        case .passed: return 0
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

    /// `20-34` or `23`: digits without leading zeros, from the first number of a step to the last of one.
    private static func isInterval(_ cell: Span<UInt8>, of grid: ReleaseColumn.Grid) -> Bool {
        var ends: [Int] = []
        var digits = 0
        var number = 0
        for index in cell.indices {
            let byte = cell[index]
            if byte == UInt8(ascii: "-"), digits > 0, ends.isEmpty {
                ends.append(number)
                (number, digits) = (0, 0)
            } else {
                guard (0x30...0x39).contains(byte), digits < 18, digits == 0 || number > 0 else { return false }
                number = number * 10 + Int(byte) - 0x30
                digits += 1
            }
        }
        guard digits > 0 else { return false }
        ends.append(number)
        let (first, last) = (ends[0], ends[ends.count - 1])
        guard grid.step > 0, grid.lowest <= first, last <= grid.highest, ends.count == 1 || first < last else {
            return false
        }
        return (first - grid.lowest) % grid.step == 0 && (last - grid.lowest) % grid.step == grid.step - 1
    }

    mutating func endRow(nextLine: Int) {
        if column < columns.count { report(isAtHeader ? .headerDiffers : .missingCell, column: column) }
        if !isAtHeader {
            rowCount += 1
            if isRowSound {
                if share.holds(labelsOfRow) {
                    let number = counter.add(labelsOfRow, line: lineOfRow)
                    for index in counted { values[index]?.add(numbersOfRow[index], inClass: number) }
                } else {
                    for index in counted { values[index]?.add(numbersOfRow[index]) }
                }
                pairs?.add(numbersOfRow)
            }
        }
        isAtHeader = false
        column = 0
        isRowSound = true
        labelsOfRow.removeAll(keepingCapacity: true)
        lineOfRow = nextLine
    }

    mutating func report(_ fault: ReleaseFinding.Fault, column: Int? = nil, line: Int? = nil) {
        isRowSound = false
        findingCount += 1
        guard findings.count < mostFindings else { return }
        let name = column.flatMap { $0 < columns.count ? columns[$0].name : nil }
        findings.append(ReleaseFinding(fault: fault, line: line ?? lineOfRow, column: name))
    }

    /// Holds every class against k and the rules; the worst class of each sensitive column.
    mutating func judgeClasses() -> [ReachedPrivacy] {
        for found in counter.classes where found.rows < k {
            report(.classTooSmall(rows: found.rows, k: k), line: found.firstLine)
        }
        var reached: [ReachedPrivacy] = []
        for index in columns.indices {
            guard let rules = columns[index].rules, values[index] != nil else { continue }
            var keys: [Double]?
            if rules.distance != .equal {
                guard let found = self.keys(rules, index) else {
                    report(.notANumber, column: index)
                    continue
                }
                keys = found
            }
            let found = values[index]?.judge(counter.classes, keyOfValue: keys) ?? []
            judge(found, by: rules, column: index)
            guard let first = found.first else { continue }
            let worst = found.dropFirst().reduce(into: first) { worst, next in
                worst.distinct = min(worst.distinct, next.distinct)
                worst.entropy = min(worst.entropy, next.entropy)
                worst.closeness = max(worst.closeness, next.closeness)
            }
            reached.append(
                ReachedPrivacy(
                    column: columns[index].name, distinct: worst.distinct, entropy: worst.entropy,
                    closeness: worst.closeness))
        }
        return reached
    }

    /// Holds any two cells that nobody is taken to know against how many rows must share them.
    mutating func judgePairs() {
        guard let pairs else { return }
        for (column, rows) in pairs.broken {
            report(.fewShareTwo(rows: rows, least: pairs.least), column: column, line: 1)
        }
    }

    private mutating func judge(_ found: [ValueCounter.Found], by rules: ReleaseColumn.Rules, column: Int) {
        // Two sums of the same shares in another order differ by less.
        let margin = 1e-9
        for (number, found) in found.enumerated() {
            let line = counter.classes[number].firstLine
            if let l = rules.distinct, found.distinct < l {
                report(.tooFewValues(found: found.distinct, l: l), column: column, line: line)
            }
            if let l = rules.entropy, found.entropy < l - margin {
                report(.tooLittleEntropy(found: found.entropy, l: l), column: column, line: line)
            }
            if let t = rules.closeness, found.closeness > t + margin {
                report(.tooFar(found: found.closeness, t: t), column: column, line: line)
            }
        }
    }

    /// What orders each value: its number, or its place in the published order; nil where one has neither.
    private func keys(_ rules: ReleaseColumn.Rules, _ column: Int) -> [Double]? {
        var keys: [Double] = []
        for number in 0..<labelSets[column].count {
            let text = labelSets[column].text(number)
            let key =
                rules.distance == .numeric
                ? Double(text) : rules.order?.firstIndex(of: text).map(Double.init)
            // A published label that does not occur needs no place.
            guard let key = key ?? (columns[column].labels == nil ? nil : .infinity), !key.isNaN else { return nil }
            keys.append(key)
        }
        return keys
    }
}
