/// Cuts JSON Lines into the values of the promised keys: one object a line, exactly these keys in this order, each a
/// string, without spaces between.
///
/// That is how a release is written; whatever is written otherwise, though JSON allows it, is a fault here.
struct JSONLineScanner {
    enum Event: Equatable {
        case cell(endsLine: Bool)
        case fault
    }

    private enum Position {
        case text(Int), value, escape, unicode(Int, UInt32), end
    }

    /// What stands before each value, and what ends the line.
    private let before: [[UInt8]]
    private let longest: Int
    private var position = Position.text(0)
    private var column = 0
    private var surrogate: UInt32?
    private var isFresh = true
    private(set) var isAtLineStart = true
    private(set) var line = 1
    private(set) var cell: [UInt8] = []
    private(set) var isCut = false

    init(_ names: [String], longest: Int) {
        self.longest = longest
        before = names.enumerated().map { index, name in
            Array(((index == 0 ? "{" : ",") + JSONString.quoted(name) + ":\"").utf8)
        }
    }

    /// Reads on to the end of the next value; nil when the chunk is used up.
    mutating func next(in bytes: Span<UInt8>, at index: inout Int) -> Event? {
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            isAtLineStart = false
            switch position {
            case .text(let place):
                guard column < before.count, byte == before[column][place] else { return .fault }
                guard place + 1 == before[column].count else {
                    position = .text(place + 1)
                    continue
                }
                cell.removeAll(keepingCapacity: true)
                isCut = false
                position = .value
            case .value where byte == UInt8(ascii: "\""):
                guard surrogate == nil else { return .fault }
                column += 1
                position = column == before.count ? .end : .text(0)
                if column < before.count { return .cell(endsLine: false) }
            case .value where byte == UInt8(ascii: "\\"): position = .escape
            case .value:
                guard byte >= 0x20, surrogate == nil else { return .fault }
                keep(byte)
            case .escape:
                guard escape(byte) else { return .fault }
            case .unicode(let count, let scalar):
                guard let digit = Self.hexadecimal(byte) else { return .fault }
                position = .unicode(count + 1, scalar << 4 | digit)
                if count == 3, !keep(scalar: scalar << 4 | digit) { return .fault }
            case .end:
                // The brace, then the line feed.
                if byte == UInt8(ascii: "}"), isFresh {
                    isFresh = false
                    continue
                }
                guard byte == 0x0A, !isFresh else { return .fault }
                isFresh = true
                isAtLineStart = true
                line += 1
                column = 0
                position = .text(0)
                return .cell(endsLine: true)
            }
        }
        return nil
    }

    private mutating func escape(_ byte: UInt8) -> Bool {
        position = .value
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): keep(byte)
        case UInt8(ascii: "n"): keep(0x0A)
        case UInt8(ascii: "r"): keep(0x0D)
        case UInt8(ascii: "t"): keep(0x09)
        case UInt8(ascii: "b"): keep(0x08)
        case UInt8(ascii: "f"): keep(0x0C)
        case UInt8(ascii: "u"): position = .unicode(0, 0)
        default: return false
        }
        return surrogate == nil || byte == UInt8(ascii: "u")
    }

    private mutating func keep(scalar: UInt32) -> Bool {
        position = .value
        if let high = surrogate {
            surrogate = nil
            guard (0xDC00...0xDFFF).contains(scalar) else { return false }
            return keep(text: (high - 0xD800) << 10 + (scalar - 0xDC00) + 0x10000)
        }
        if (0xD800...0xDBFF).contains(scalar) {
            surrogate = scalar
            return true
        }
        return keep(text: scalar)
    }

    private mutating func keep(text scalar: UInt32) -> Bool {
        guard let scalar = Unicode.Scalar(scalar) else { return false }
        for byte in String(Character(scalar)).utf8 { keep(byte) }
        return true
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte) - 0x30
        case 0x41...0x46: UInt32(byte) - 0x37
        case 0x61...0x66: UInt32(byte) - 0x57
        default: nil
        }
    }

    private mutating func keep(_ byte: UInt8) {
        if cell.count < longest { cell.append(byte) } else { isCut = true }
    }
}
