import Paper

/// What the marks of a chart mean: samples with their words, in a row that is broken where it must be.
struct PDFLegend {
    static let height = 12.0
    typealias Sample = (PDFWriter, Spot) -> Void
    private let items: [(text: SetText, room: Double, sample: Sample)]

    init(_ items: [(RichText, Double, Sample)], _ flow: PDFFlow) throws(PaperError) {
        var set: [(text: SetText, room: Double, sample: Sample)] = []
        let most = flow.width / Double(max(1, items.count)) - 20
        for (words, room, sample) in items {
            let text = try flow.set(words, PDFStyle.caption)
            if text.width > most - room { text.set(width: most - room) }
            set.append((text, room, sample))
        }
        self.items = set
    }

    func draw(on pdf: PDFWriter, at spot: Spot) {
        var x = spot.x
        for item in items {
            item.sample(pdf, Spot(x, spot.y + 6.5))
            pdf.draw(item.text, line: 0, at: Spot(x + item.room, spot.y), PDFStyle.ink)
            x += item.room + item.text.width + 20
        }
    }
}
