import CaseModel
import Paper

/// A document as a PDF: selectable text in embedded fonts, tags, an outline, page numbers, a mark on every page of a
/// draft.
///
/// No name of a person stands in the file's facts or in the margins of a page.
struct PDFPage {
    let bytes: [UInt8]

    init(_ document: Document, size: PaperSize, book: FontBook) throws(PaperError) {
        var flow = PDFFlow(book: book, width: size.width - 2 * PDFStyle.side)
        try PDFBlocks.write(document, to: &flow)
        let pages = PDFPages(
            flow.strips, heads: flow.heads, room: size.height - PDFStyle.top - PDFStyle.bottom
        ).pages
        let pdf = try PDFWriter(
            size,
            facts: PDFWriter.Facts(
                title: "\(document.title) \(document.footer.documentID)", author: "Troth", subject: document.kind,
                createdAt: document.footer.generatedAt.description.replacing(" ", with: "T") + ":00"))
        let margins = try PDFMargins(document, pages: pages.count, size: size, book: book)
        var structure = PDFStructure()
        pdf.begin("Document")
        for (number, places) in pages.enumerated() {
            if number > 0 { pdf.turnPage() }
            try margins.draw(on: pdf, page: number + 1)
            for place in places {
                structure.draw(place, on: pdf, at: Spot(PDFStyle.side, PDFStyle.top + place.y))
            }
        }
        structure.close(on: pdf)
        pdf.end("Document")
        bytes = try pdf.finish()
    }
}

/// Opens and closes the elements of the structure around the strips, and writes the outline.
private struct PDFStructure {
    private var open: [PDFStrip.Element] = []
    /// The outline's entries that the next one can stand under, from the outside.
    private var entries: [(level: Int, number: Int)] = []

    mutating func draw(_ place: PDFPages.Place, on pdf: PDFWriter, at spot: Spot) {
        let strip = place.strip
        if place.isRepeated { return pdf.aside { strip.draw(pdf, spot) } }
        let common = zip(open, strip.elements).prefix { $0 == $1 }.count
        while open.count > common { pdf.end(open.removeLast().tag.name) }
        for element in strip.elements.dropFirst(common) {
            if case .figure(let words) = element.tag { pdf.beginFigure(words) } else { pdf.begin(element.tag.name) }
            open.append(element)
        }
        if let bookmark = strip.bookmark {
            while let last = entries.last, last.level >= bookmark.level { entries.removeLast() }
            let number = pdf.outline(bookmark.title, under: entries.last?.number ?? 0, y: spot.y - 10)
            entries.append((bookmark.level, number))
        }
        strip.draw(pdf, spot)
    }

    mutating func close(on pdf: PDFWriter) {
        while let element = open.popLast() { pdf.end(element.tag.name) }
    }
}
