/// Reads CSV strictly as RFC 4180 has it, from chunks of any size; CRLF and LF both end a line, a BOM is skipped.
///
/// Memory is bounded by the longest record, and that by 1 MiB: a record that is longer is refused while it is read.
struct CSVReader {
    static let longestRecord = 1 << 20
    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private enum State {
        case fieldStart, plain, quoted, quoteInQuoted, carriageReturn
    }

    private let separator: UInt8
    private var state = State.fieldStart
    private var utf8 = UTF8Check()
    private var offset = 0
    private var line = 1
    private var bytesOfRecord = 0
    private var marked = 0
    private var isComplete = false

    /// The record that `next` or `finish` completed last.
    private(set) var record = CSVRecord()

    init(separator: UInt8 = UInt8(ascii: ",")) {
        self.separator = separator
    }

    /// Reads on from `index` until a record is complete (true) or the chunk is used up (false).
    mutating func next(in chunk: [UInt8], at index: inout Int) throws(CSVFault) -> Bool {
        begin()
        while index < chunk.count {
            let byte = chunk[index]
            index += 1
            if offset == marked, marked < Self.mark.count {
                if byte == Self.mark[marked] {
                    marked += 1
                    offset += 1
                    continue
                }
                try replayMark()
            }
            if try take(byte) { return true }
        }
        return false
    }

    /// Ends the file: true where its last line had no line end and is a record.
    mutating func finish() throws(CSVFault) -> Bool {
        begin()
        if offset == marked, marked < Self.mark.count { try replayMark() }
        if utf8.isInside { throw fault(.notUTF8(offset: offset)) }
        switch state {
        case .quoted: throw fault(.unclosedQuote)
        case .carriageReturn: throw fault(.loneCarriageReturn)
        case .fieldStart where record.count == 0: return false
        case .fieldStart, .plain, .quoteInQuoted: break
        }
        record.endField()
        return true
    }

    private mutating func begin() {
        guard isComplete else { return }
        isComplete = false
        bytesOfRecord = 0
        record.clear()
        record.line = line
    }

    /// What began like a byte-order mark was a character that shares its first bytes.
    private mutating func replayMark() throws(CSVFault) {
        let count = marked
        (marked, offset) = (Self.mark.count, 0)
        for byte in Self.mark.prefix(count) { _ = try take(byte) }
    }

    private mutating func take(_ byte: UInt8) throws(CSVFault) -> Bool {
        if byte == 0 { throw fault(.nul(offset: offset)) }
        guard utf8.accepts(byte) else { throw fault(.notUTF8(offset: offset)) }
        offset += 1
        bytesOfRecord += 1
        if bytesOfRecord > Self.longestRecord { throw fault(.recordTooLong) }
        if byte == UInt8(ascii: "\n"), state != .quoted { return endRecord() }
        switch state {
        case .carriageReturn:
            throw fault(.loneCarriageReturn)
        case .quoted:
            if byte == UInt8(ascii: "\"") {
                state = .quoteInQuoted
            } else {
                if byte == UInt8(ascii: "\n") { line += 1 }
                record.append(byte)
            }
        case .quoteInQuoted where byte == UInt8(ascii: "\""):
            record.append(byte)
            state = .quoted
        case .fieldStart where byte == UInt8(ascii: "\""):
            state = .quoted
        case .fieldStart, .plain, .quoteInQuoted:
            try takeOutsideQuotes(byte)
        }
        return false
    }

    private mutating func takeOutsideQuotes(_ byte: UInt8) throws(CSVFault) {
        if byte == separator {
            record.endField()
            state = .fieldStart
        } else if byte == UInt8(ascii: "\r") {
            state = .carriageReturn
        } else if state == .quoteInQuoted {
            throw fault(.textAfterQuote)
        } else if byte == UInt8(ascii: "\"") {
            throw fault(.quoteInPlainField)
        } else {
            record.append(byte)
            state = .plain
        }
    }

    private mutating func endRecord() -> Bool {
        record.endField()
        line += 1
        state = .fieldStart
        isComplete = true
        return true
    }

    private func fault(_ rule: CSVFault.Rule) -> CSVFault {
        CSVFault(rule: rule, line: line, field: isComplete ? 1 : record.count + 1)
    }
}
