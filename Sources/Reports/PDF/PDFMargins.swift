import CaseModel
import Paper

/// What stands around the text of every page: the running head, the mark of a draft, which document and which page.
struct PDFMargins {
    private let size: PaperSize
    private let head: SetText
    private let mark: SetText?
    private let largeMark: SetText?
    private let identity: SetText
    private let book: FontBook
    private let pages: Int

    init(_ document: Document, pages: Int, size: PaperSize, book: FontBook) throws(PaperError) {
        (self.size, self.book, self.pages) = (size, book, pages)
        let footer = document.footer
        head = try SetText(CleanText.of(document.title), PDFStyle.margin, in: book)
        identity = try SetText(
            CleanText.of(footer.line), PDFStyle.margin,
            width: size.width - 2 * PDFStyle.side - 90, in: book)
        if let notice = document.notice {
            let word = CleanText.of(notice.mark)
            mark = try SetText(word, PDFStyle.margin.bold, in: book)
            largeMark = try SetText(word, PDFStyle.mark, in: book)
        } else {
            (mark, largeMark) = (nil, nil)
        }
    }

    func draw(on pdf: PDFWriter, page: Int) throws(PaperError) {
        if let largeMark {
            // Under the text, in a tint: it is read through and never over a word.
            pdf.draw(
                largeMark, around: Spot(size.width / 2, size.height / 2), degrees: -38, PDFStyle.watermark)
        }
        let right = size.width - PDFStyle.side
        if page > 1 { pdf.draw(head, at: Spot(PDFStyle.side, 30), PDFStyle.soft) }
        if let mark { pdf.draw(mark, at: Spot(right - mark.width, 30), PDFStyle.warn) }
        let y = size.height - 40
        let number = try SetText("Page \(page) of \(pages)", PDFStyle.margin, in: book)
        pdf.stroke([Spot(PDFStyle.side, y - 6), Spot(right, y - 6)], width: 0.5, PDFStyle.rule)
        pdf.draw(identity, at: Spot(PDFStyle.side, y), PDFStyle.soft)
        pdf.draw(number, at: Spot(right - number.width, y), PDFStyle.soft)
    }
}

extension Footer {
    /// The footer on one line, for the foot of every page.
    fileprivate var line: String {
        let part = parts > 1 ? ["Part \(part) of \(parts)"] : []
        let made = "Generated on \(DayText.short(generatedAt.day)), \(DayText.clock(generatedAt))"
        return (["Document \(documentID)"] + part + ["For: \(recipient)", made]).joined(separator: "  \u{B7}  ")
    }
}
