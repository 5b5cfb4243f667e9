/// The bytes of every cell that a file can have, in one list: a list of lists would be counted at every cell.
struct EncodedCells {
    private(set) var texts: [UInt8] = []
    private var starts: [Int] = []
    /// Where the cells of each column begin in `starts`.
    private var firsts: [Int] = []
    private(set) var longestRow = 0

    init(_ columns: [[[UInt8]]]) {
        for column in columns {
            firsts.append(starts.count)
            for cell in column {
                starts.append(texts.count)
                texts += cell
            }
            longestRow += column.map(\.count).max() ?? 0
        }
        starts.append(texts.count)
    }

    func range(_ column: Int, _ code: Int) -> Range<Int> {
        let cell = firsts[column] + code
        return starts[cell]..<starts[cell + 1]
    }
}

/// A piece of a file in the making: filled cell by cell, handed on when another row might not fit.
struct Piece {
    private static let usual = 1 << 16

    private var bytes: [UInt8]
    private var used = 0
    private let longestRow: Int

    init(longestRow: Int) {
        self.longestRow = longestRow
        bytes = Array(repeating: 0, count: Self.usual + longestRow)
    }

    var isFull: Bool { used + longestRow > bytes.count }

    mutating func append(_ byte: UInt8) {
        bytes[used] = byte
        used += 1
    }

    mutating func append(_ source: [UInt8], _ range: Range<Int>) {
        Self.copy(source, range, to: &bytes, at: used)
        used += range.count
    }

    private static func copy(_ source: [UInt8], _ range: Range<Int>, to bytes: inout [UInt8], at start: Int) {
        let cell = source.span
        var goal = bytes.mutableSpan
        var place = start
        for index in range {
            goal[place] = cell[index]
            place += 1
        }
    }

    mutating func takeAll() -> [UInt8] {
        defer { used = 0 }
        return Array(bytes[..<used])
    }
}
