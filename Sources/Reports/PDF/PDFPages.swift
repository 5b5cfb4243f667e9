/// Which strips stand on which page and how far from its top: the whole of page making.
///
/// A strip that keeps the next goes to the next page with it where both do not fit. A page that begins within a table
/// begins with the table's head.
struct PDFPages {
    struct Place {
        let strip: PDFStrip
        /// From the top of the text's area.
        let y: Double
        /// A head that is drawn again: it is there for the eye and stands outside of the structure.
        let isRepeated: Bool
    }

    private(set) var pages: [[Place]] = [[]]
    private let room: Double
    private var y = 0.0

    init(_ strips: [PDFStrip], heads: [PDFStrip], room: Double) {
        self.room = room
        var next = strips.startIndex
        while next < strips.endIndex {
            var end = next
            while end < strips.endIndex - 1, strips[end].keepsNext { end += 1 }
            place(strips[next...end], heads)
            next = end + 1
        }
    }

    /// A chain that is longer than a page is parted where it must be.
    private mutating func place(_ chain: ArraySlice<PDFStrip>, _ heads: [PDFStrip]) {
        let length = chain.reduce(0) { $0 + $1.above + $1.height }
        if y + length > room, length <= room, y > 0 { turn(to: chain.first, heads) }
        for strip in chain where !(strip.isRule && y == 0) {
            if y > 0, y + strip.above + strip.height > room { turn(to: strip, heads) }
            let top = y > 0 ? y + strip.above : 0
            pages[pages.count - 1].append(Place(strip: strip, y: top, isRepeated: false))
            y = top + strip.height
        }
    }

    private mutating func turn(to strip: PDFStrip?, _ heads: [PDFStrip]) {
        pages.append([])
        y = 0
        guard let table = strip?.table, heads.indices.contains(table) else { return }
        pages[pages.count - 1].append(Place(strip: heads[table], y: 0, isRepeated: true))
        y = heads[table].height
    }
}
