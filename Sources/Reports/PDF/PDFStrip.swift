import Paper

/// A strip of a page that is never parted: a line of a paragraph, a row of a table, a chart.
struct PDFStrip {
    /// An element of the document's structure, which may hold several strips, on several pages.
    struct Element: Hashable {
        let tag: Tag
        let number: Int
    }

    /// The elements that are used. Source: ISO 32000-1, 14.8.4.
    enum Tag: Hashable {
        case section, h1, h2, h3, h4, paragraph, list, item, table, caption, row
        /// A picture, with what it shows in words.
        case figure(String)

        var name: StaticString {
            switch self {
            case .section: "Sect"
            case .h1: "H1"
            case .h2: "H2"
            case .h3: "H3"
            case .h4: "H4"
            case .paragraph: "P"
            case .list: "L"
            case .item: "LI"
            case .table: "Table"
            case .caption: "Caption"
            case .row: "TR"
            case .figure: "Figure"
            }
        }
    }

    var height: Double
    /// The distance to what stands above; none at the top of a page.
    var above: Double
    /// Never the last on a page: a heading, the head of a table, the first line of a paragraph.
    var keepsNext: Bool
    /// A line that parts two sections: not drawn at the top of a page.
    var isRule = false
    /// From the outermost element to the innermost.
    var elements: [Element]
    /// An entry of the outline that leads here, with the level of its heading.
    var bookmark: (level: Int, title: String)?
    /// Which table's head is drawn again where a page begins with this strip.
    var table: Int?
    /// Draws it with its upper left corner at the spot.
    var draw: (PDFWriter, Spot) -> Void
}
