package import Paper

/// Writes documents out in every format. Keeps the fonts between two documents; one a thread of work.
package final class Press {
    private let size: PaperSize
    private var book: FontBook?

    package init(size: PaperSize = .a4) { self.size = size }

    /// The whole document as the bytes of a file.
    ///
    /// - Throws: `PaperError` for a PDF that cannot be made; no other format fails.
    package func bytes(of document: Document, as format: DocumentFormat) throws(PaperError) -> [UInt8] {
        if let text = format.text { return document.bytes(as: text) }
        return try PDFPage(document, size: size, book: fonts()).bytes
    }

    private func fonts() throws(PaperError) -> FontBook {
        if let book { return book }
        let made = try FontBook()
        book = made
        return made
    }
}
