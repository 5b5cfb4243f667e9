/// A grid of terminal cells to draw on: lines in dots finer than a cell, marks and rules in whole cells.
///
/// Braille gives 2 x 4 dots a cell (U+2800 and on, Unicode 15.0, chapter 21.1); in ASCII a cell is one dot.
struct ChartCanvas {
    let columns: Int
    let rows: Int
    private let unicode: Bool
    private var dots: [UInt8]
    private var styles: [Style?]
    private var marks: [Character?]

    init(columns: Int, rows: Int, unicode: Bool) {
        self.columns = columns
        self.rows = rows
        self.unicode = unicode
        dots = Array(repeating: 0, count: columns * rows)
        styles = Array(repeating: nil, count: columns * rows)
        marks = Array(repeating: nil, count: columns * rows)
    }

    var dotColumns: Int { unicode ? columns * 2 : columns }
    var dotRows: Int { unicode ? rows * 4 : rows }

    /// The row of cells that a row of dots lies in; rows count from the top.
    func cellRow(ofDot row: Int) -> Int { unicode ? row / 4 : row }

    /// A straight line between two dots, by Bresenham's algorithm; a dashed one leaves out every other pair of dots.
    mutating func line(from start: (x: Int, y: Int), to end: (x: Int, y: Int), dashed: Bool, style: Style) {
        let (width, height) = (abs(end.x - start.x), abs(end.y - start.y))
        let (stepX, stepY) = (start.x < end.x ? 1 : -1, start.y < end.y ? 1 : -1)
        var (x, y, error, step) = (start.x, start.y, width - height, 0)
        while true {
            if !dashed || step % 4 < 2 { dot(x, y, style) }
            if x == end.x, y == end.y { return }
            let doubled = 2 * error
            if doubled > -height {
                error -= height
                x += stepX
            }
            if doubled < width {
                error += width
                y += stepY
            }
            step += 1
        }
    }

    private mutating func dot(_ x: Int, _ y: Int, _ style: Style) {
        // Bits of a braille cell, by row and column of its dots.
        let bits: [UInt8] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]
        let cell = unicode ? y / 4 * columns + x / 2 : y * columns + x
        dots[cell] |= unicode ? bits[y % 4 * 2 + x % 2] : 1
        styles[cell] = style
    }

    /// The mark at the cell of a dot, if there is one.
    func mark(atDot x: Int, _ y: Int) -> Character? {
        marks[cell(ofDot: x, y)]
    }

    /// Puts a mark over whatever the cell holds.
    mutating func mark(_ character: Character, atDot x: Int, _ y: Int, _ style: Style?) {
        marks[cell(ofDot: x, y)] = character
        styles[cell(ofDot: x, y)] = style
    }

    /// A horizontal rule behind everything that was drawn before.
    mutating func rule(row: Int, _ character: Character, _ style: Style) {
        for column in 0..<columns {
            let cell = row * columns + column
            guard dots[cell] == 0, marks[cell] == nil else { continue }
            marks[cell] = character
            styles[cell] = style
        }
    }

    /// One row of cells, from the top.
    func text(row: Int) -> StyledText {
        var result = StyledText()
        for cell in row * columns..<(row + 1) * columns {
            result.append(String(character(at: cell)), styles[cell])
        }
        return result
    }

    private func cell(ofDot x: Int, _ y: Int) -> Int {
        unicode ? y / 4 * columns + x / 2 : y * columns + x
    }

    private func character(at cell: Int) -> Character {
        if let mark = marks[cell] { return mark }
        guard dots[cell] != 0 else { return " " }
        guard unicode else { return "." }
        return Unicode.Scalar(0x2800 + UInt32(dots[cell])).map(Character.init) ?? " "
    }
}
