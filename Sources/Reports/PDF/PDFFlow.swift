import Paper

/// The strips of a document in their order, as they are made: what stands on which page is not known yet.
struct PDFFlow {
    let book: FontBook
    let width: Double
    private(set) var strips: [PDFStrip] = []
    /// The heads of tables that are drawn again on each page they go on on.
    private(set) var heads: [PDFStrip] = []
    private var elements: [PDFStrip.Element] = []
    private var count = 0

    init(book: FontBook, width: Double) {
        (self.book, self.width) = (book, width)
    }

    /// Everything that is added within belongs to one element of the structure.
    mutating func within<Failure>(
        _ tag: PDFStrip.Tag, _ body: (inout PDFFlow) throws(Failure) -> Void
    ) throws(Failure) {
        count += 1
        elements.append(PDFStrip.Element(tag: tag, number: count))
        defer { elements.removeLast() }
        try body(&self)
    }

    mutating func add(
        height: Double, above: Double = 0, keepsNext: Bool = false, bookmark: (level: Int, title: String)? = nil,
        table: Int? = nil, _ draw: @escaping (PDFWriter, Spot) -> Void
    ) {
        strips.append(
            PDFStrip(
                height: height, above: above, keepsNext: keepsNext, elements: elements, bookmark: bookmark,
                table: table, draw: draw))
    }

    /// A line across the page, to part what follows from what stands above.
    mutating func addRule(above: Double) {
        let width = width
        add(height: 0.6, above: above, keepsNext: true) { pdf, spot in
            pdf.stroke([spot, Spot(spot.x + width, spot.y)], width: 0.6, PDFStyle.rule)
        }
        strips[strips.count - 1].isRule = true
    }

    /// A table's head: added once here, and kept to be drawn again. Gives its number for the rows.
    mutating func addHead(height: Double, _ draw: @escaping (PDFWriter, Spot) -> Void) -> Int {
        add(height: height, keepsNext: true, draw)
        if let head = strips.last { heads.append(head) }
        return heads.count - 1
    }

    /// Lines of a text, never one alone at the foot or the head of a page.
    mutating func add(
        _ text: SetText, above: Double = 0, left: Double = 0, keepsNext: Bool = false,
        bookmark: (level: Int, title: String)? = nil, _ ink: Ink,
        aside: ((PDFWriter, Spot) -> Void)? = nil
    ) {
        let count = text.lines.count
        for (index, line) in text.lines.enumerated() {
            let isKept = index == 0 && count > 1 || index == count - 2 || index == count - 1 && keepsNext
            add(
                height: line.bottom - line.top, above: index == 0 ? above : 0, keepsNext: isKept,
                bookmark: index == 0 ? bookmark : nil
            ) { pdf, spot in
                if index == 0 { aside?(pdf, spot) }
                pdf.draw(text, line: index, at: Spot(spot.x + left, spot.y - line.top), ink)
            }
        }
    }

    func set(_ text: RichText, _ style: TextStyle, width: Double? = nil) throws(PaperError) -> SetText {
        try SetText(
            text.runsOnPaper, style, width: width, isLeftToRight: !text.isWrittenRightToLeft, in: book)
    }

    func set(_ text: String, _ style: TextStyle, width: Double? = nil) throws(PaperError) -> SetText {
        try SetText(CleanText.of(text), style, width: width, in: book)
    }
}

extension RichText {
    /// The runs as paper has them: names isolated, days never parted.
    var runsOnPaper: [SetText.Run] {
        runs.map { run in
            switch run {
            case .text(let text): SetText.Run(CleanText.of(text))
            case .name(let name): SetText.Run(Bidirectional.isolated(CleanText.of(name)))
            case .day(let day): SetText.Run(DayText.short(day), isWhole: true)
            }
        }
    }

    /// The same in one, for an outline, the words of a picture.
    var printed: String { runsOnPaper.map(\.text).joined() }
}
