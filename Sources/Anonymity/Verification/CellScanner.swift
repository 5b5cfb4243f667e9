/// Cuts the bytes of a CSV file (RFC 4180; LF or CRLF) into cells, whatever the chunks they come in.
///
/// Strict: a quote or a lone carriage return where none may be is a fault, not a character. A cell longer than
/// `longest` is cut off and marked, so that a broken file cannot fill the memory.
struct CellScanner {
    enum Event: Equatable {
        /// `range` of the chunk holds the bytes, or `cell` where it is nil; true when it is the last of its line.
        case cell(endsLine: Bool)
        case fault
    }

    private enum Position {
        case start, plain, quoted, afterQuote, afterReturn
    }

    private let separator: UInt8
    private let longest: Int
    private var position = Position.start
    private var isLineOpen = false
    private var isInsideCell = false
    /// The line that the next byte is on, from 1; a line break inside quotes counts as well, as an editor counts.
    private(set) var line = 1
    private(set) var cell: [UInt8] = []
    /// Where in the chunk the cell lies: the rule, for a cell without quotes that a chunk holds whole.
    private(set) var range: Range<Int>?
    private(set) var isCut = false

    init(separator: UInt8, longest: Int) {
        self.separator = separator
        self.longest = longest
    }

    /// True between lines: the only place where a whole file can end.
    var isAtLineStart: Bool { !isLineOpen }

    /// Reads on to the end of the next cell; nil when the chunk is used up.
    mutating func next(in bytes: Span<UInt8>, at index: inout Int) -> Event? {
        if !isInsideCell {
            if let event = takeWhole(bytes, &index) { return event }
            clear()
        }
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if let event = take(byte) { return event }
        }
        return nil
    }

    /// A plain cell that ends in this chunk, without copying it.
    private mutating func takeWhole(_ bytes: Span<UInt8>, _ index: inout Int) -> Event? {
        var end = index
        while end < bytes.count {
            let byte = bytes[end]
            if byte == separator || byte == 0x0A {
                guard end - index <= longest else { return nil }
                range = index..<end
                isCut = false
                index = end + 1
                return self.end(line: byte == 0x0A)
            }
            if byte == 0x22 || byte == 0x0D { return nil }
            end += 1
        }
        return nil
    }

    private mutating func clear() {
        range = nil
        cell.removeAll(keepingCapacity: true)
        isCut = false
        isInsideCell = true
    }

    private mutating func end(line endsLine: Bool) -> Event {
        position = .start
        isLineOpen = !endsLine
        isInsideCell = false
        if endsLine { line += 1 }
        return .cell(endsLine: endsLine)
    }

    private mutating func take(_ byte: UInt8) -> Event? {
        isLineOpen = true
        switch (position, byte) {
        case (.afterReturn, 0x0A): return end(line: true)
        case (.afterReturn, _): return .fault
        case (.start, 0x22): position = .quoted
        case (.plain, 0x22): return .fault
        case (.quoted, 0x22): position = .afterQuote
        case (.afterQuote, 0x22):
            position = .quoted
            keep(byte)
        case (.quoted, _):
            if byte == 0x0A { line += 1 }
            keep(byte)
        case (_, separator): return end(line: false)
        case (_, 0x0A): return end(line: true)
        case (_, 0x0D): position = .afterReturn
        case (.afterQuote, _): return .fault
        case (.start, _), (.plain, _):
            position = .plain
            keep(byte)
        }
        return nil
    }

    private mutating func keep(_ byte: UInt8) {
        if cell.count < longest { cell.append(byte) } else { isCut = true }
    }
}
