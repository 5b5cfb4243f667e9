/// Reads the columns wanted of a CSV file into a `Table`, whatever the chunks the bytes come in.
///
/// RFC 4180 with LF or CRLF, with or without a byte-order mark; strict, so that nothing is guessed: a ragged line, a
/// quote inside a cell or a lone carriage return is refused by its line. Empty lines may stand at the end alone.
package struct CSVReader: Sendable {
    private enum Position {
        case start, plain, quoted, afterQuote, afterReturn
    }

    private static let longestCell = 1_000_000

    private let separator: UInt8
    private let wanted: [String]
    private var header: [String] = []
    /// For each column of the file its place in the table; nil for one that is left out.
    private var places: [Int?] = []
    private var builder: TableBuilder
    /// Nil where every row is kept.
    private let part: TablePart?
    private var rowsSeen = 0
    private var hasHeader = false
    /// The row's cells that are wanted, one after another, in the order of the file, and where each ends.
    private var rowBytes: [UInt8] = []
    private var rowEnds: [Int] = []
    private var position = Position.start
    private var cell: [UInt8] = []
    private var column = 0
    private var line = 1
    private var lineOfRow = 1
    private var lineOfQuote = 1
    private var emptyLine: Int?
    /// Bytes of a byte-order mark seen so far; 3 when the question is settled.
    private var mark = 0

    /// `columns` are kept, in that order. Throws where there are none, or one is named twice.
    package init(separator: UInt8 = UInt8(ascii: ","), columns: [String]) throws(AnonymityError) {
        precondition(separator < 0x80 && ![0x22, 0x0A, 0x0D].contains(separator), "not a separator")
        self.separator = separator
        wanted = columns
        part = nil
        builder = try TableBuilder(columns: columns)
    }

    /// Reads to count rows by value; `finishSurvey` answers them.
    package init(separator: UInt8, surveying columns: [String]) throws(AnonymityError) {
        self.separator = separator
        wanted = columns
        part = nil
        builder = try TableBuilder(surveying: columns)
    }

    /// Reads one part of a table that was surveyed, by the columns of its survey.
    package init(separator: UInt8, part: TablePart) {
        self.separator = separator
        wanted = part.survey.columns.map(\.name)
        self.part = part
        builder = TableBuilder(part: part.survey)
    }

    /// Every column that the header names, once it was read.
    package var columns: [String] { header }

    /// Takes the next bytes of the file.
    package mutating func read(_ bytes: Span<UInt8>) throws(CSVError) {
        var index = 0
        while mark < 3, index < bytes.count {
            // The byte-order mark, EF BB BF, at the very beginning.
            guard bytes[index] == [0xEF, 0xBB, 0xBF][mark] else {
                let held = mark
                mark = 3
                for byte in [0xEF, 0xBB, 0xBF].prefix(held) as ArraySlice<UInt8> { try take(byte) }
                break
            }
            mark += 1
            index += 1
        }
        while index < bytes.count {
            if position == .plain || position == .start { index = takePlain(bytes, from: index) }
            guard index < bytes.count else { return }
            try take(bytes[index])
            index += 1
        }
    }

    /// Takes the bytes that say nothing of the form; the place of the first that does.
    private mutating func takePlain(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            if byte == separator || byte == 0x0A || byte == 0x0D || byte == 0x22 { break }
            cell.append(byte)
            index += 1
        }
        if index > start { position = .plain }
        return index
    }

    private mutating func take(_ byte: UInt8) throws(CSVError) {
        switch (position, byte) {
        case (.afterReturn, 0x0A): try endLine()
        case (.afterReturn, _): throw .loneReturn(line: line)
        case (.start, 0x22):
            position = .quoted
            lineOfQuote = line
        case (.plain, 0x22): throw .misplacedQuote(line: line)
        case (.quoted, 0x22): position = .afterQuote
        case (.afterQuote, 0x22):
            position = .quoted
            cell.append(byte)
        case (.quoted, _):
            if byte == 0x0A { line += 1 }
            guard cell.count < Self.longestCell else { throw .cellTooLong(line: lineOfQuote) }
            cell.append(byte)
        case (_, separator): try endCell()
        case (_, 0x0A): try endLine()
        case (_, 0x0D): position = .afterReturn
        case (.afterQuote, _): throw .misplacedQuote(line: line)
        case (.start, _), (.plain, _):
            position = .plain
            cell.append(byte)
        }
    }

    /// The table. Throws for a file without a header or without rows, or that ends inside quotes.
    package consuming func finish() throws(CSVError) -> Table {
        try end()
        return builder.finish()
    }

    /// What a survey found; throws as `finish`.
    package consuming func finishSurvey() throws(CSVError) -> TableSurvey {
        try end()
        return builder.finishSurvey()
    }

    private mutating func end() throws(CSVError) {
        if mark < 3 {
            let held = mark
            mark = 3
            if held == 1 || held == 2 { throw .notText(line: 1, column: "") }
        }
        switch position {
        case .quoted: throw .openQuote(line: lineOfQuote)
        case .afterReturn: throw .loneReturn(line: line)
        case .start where column == 0: break
        default: try endLine()
        }
        guard hasHeader else { throw .empty }
        guard rowsSeen > 0 else { throw .noRows }
    }

    private mutating func endCell() throws(CSVError) {
        if let emptyLine { throw .ragged(line: emptyLine, found: 1, expected: header.count) }
        if !hasHeader {
            guard let name = String(validating: cell, as: UTF8.self), !cell.contains(0) else {
                throw .notText(line: line, column: "\(column + 1)")
            }
            header.append(name)
        } else if column < places.count, places[column] != nil {
            rowBytes += cell
            rowEnds.append(rowBytes.count)
        } else if cell.count > Self.longestCell {
            throw .cellTooLong(line: line)
        }
        cell.removeAll(keepingCapacity: true)
        position = .start
        column += 1
    }

    private mutating func endLine() throws(CSVError) {
        let isEmpty = column == 0 && cell.isEmpty && position != .afterQuote
        if isEmpty, !hasHeader || header.count > 1 {
            // Only at the end of the file.
            emptyLine = emptyLine ?? line
            position = .start
        } else {
            try endCell()
            if !hasHeader { try begin() } else { try endRow() }
        }
        line += 1
        lineOfRow = line
        column = 0
    }

    private mutating func begin() throws(CSVError) {
        var seen: Set<String> = []
        for name in header where !seen.insert(name).inserted { throw .duplicateColumn(name) }
        for name in wanted where !seen.contains(name) { throw .unknownColumn(name, has: header) }
        places = header.map { name in wanted.firstIndex(of: name) }
        hasHeader = true
    }

    private mutating func endRow() throws(CSVError) {
        guard column == header.count else {
            throw .ragged(line: lineOfRow, found: column, expected: header.count)
        }
        rowsSeen += 1
        if let part, !part.holds(rowsSeen - 1) {
            rowBytes.removeAll(keepingCapacity: true)
            rowEnds.removeAll(keepingCapacity: true)
            return
        }
        var bytes: [UInt8] = []
        swap(&bytes, &rowBytes)
        do throws(AnonymityError) {
            try Self.fill(&builder, bytes.span, ends: rowEnds, places: places, width: wanted.count)
        } catch {
            switch error {
            case .notText(_, let column): throw .notText(line: lineOfRow, column: column)
            default: throw .tooManyRows
            }
        }
        bytes.removeAll(keepingCapacity: true)
        swap(&bytes, &rowBytes)
        rowEnds.removeAll(keepingCapacity: true)
    }

    /// Hands the row's cells to the builder in the order of the table.
    private static func fill(
        _ builder: inout TableBuilder, _ bytes: Span<UInt8>, ends: [Int], places: [Int?], width: Int
    ) throws(AnonymityError) {
        var cells = Array(repeating: 0..<0, count: width)
        var start = 0
        var kept = 0
        for place in places {
            guard let place else { continue }
            cells[place] = start..<ends[kept]
            start = ends[kept]
            kept += 1
        }
        for range in cells { try builder.add(bytes.extracting(range)) }
        try builder.endRow()
    }
}
