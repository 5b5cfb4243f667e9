import CPango

/// One PDF as it is drawn, page by page, into memory: lines of set text, strokes and surfaces, tags, an outline.
///
/// Owns Cairo's surface and context, freed with it. Lengths are points from the upper left corner. The same calls give
/// the same bytes: the only time in the file is the one that `Facts` brings.
@safe
package final class PDFWriter {
    /// What the file says about itself.
    package struct Facts: Sendable {
        package var title: String
        package var author: String
        package var subject: String
        /// `2026-06-15T14:30:00`, as ISO 8601 has it.
        package var createdAt: String

        package init(title: String, author: String, subject: String, createdAt: String) {
            (self.title, self.author, self.subject, self.createdAt) = (title, author, subject, createdAt)
        }
    }

    package let size: PaperSize
    package private(set) var page = 1
    private let sink = ByteSink()
    private let surface: OpaquePointer
    private let canvas: OpaquePointer
    private var alternatives: [String] = []
    private var scopes: [String] = []
    private var isAside = false

    package init(_ size: PaperSize, facts: Facts) throws(PaperError) {
        self.size = size
        let place = unsafe Unmanaged.passUnretained(sink).toOpaque()
        guard
            let surface = unsafe cairo_pdf_surface_create_for_stream(ByteSink.take, place, size.width, size.height),
            let canvas = unsafe cairo_create(surface)
        else { throw .library("no surface") }
        unsafe self.surface = unsafe surface
        unsafe self.canvas = unsafe canvas
        unsafe cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, facts.title)
        unsafe cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, facts.author)
        unsafe cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, facts.subject)
        unsafe cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Troth")
        unsafe cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, facts.createdAt)
        unsafe cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, facts.createdAt)
    }

    deinit {
        unsafe cairo_destroy(canvas)
        // Nothing is written any more where the file was finished; else what Cairo flushes now goes to the sink, which
        // is still there.
        unsafe cairo_surface_destroy(surface)
    }

    /// Ends the page and begins the next.
    package func turnPage() {
        unsafe cairo_show_page(canvas)
        page += 1
    }

    /// Ends the last page and the file, and gives its bytes.
    package func finish() throws(PaperError) -> [UInt8] {
        unsafe cairo_show_page(canvas)
        try check(unsafe cairo_status(canvas))
        unsafe cairo_surface_finish(surface)
        try check(unsafe cairo_surface_status(surface))
        guard let update = PDFUpdate(sink.bytes) else { throw .library("an unknown form of PDF") }
        return update.applied(language: "en", alternatives: alternatives, scopes: scopes)
    }

    private func check(_ status: cairo_status_t) throws(PaperError) {
        if status == CAIRO_STATUS_SUCCESS { return }
        throw .library(unsafe cairo_status_to_string(status).map { unsafe String(cString: $0) } ?? "unknown")
    }

    // MARK: Text

    /// One line of a set text, whose upper left corner is at the spot.
    package func draw(_ text: SetText, line index: Int, at spot: Spot, _ ink: Ink) {
        guard text.lines.indices.contains(index), let line = unsafe text.line(index) else { return }
        let place = text.lines[index]
        use(ink)
        unsafe cairo_move_to(canvas, spot.x + place.x, spot.y + place.baseline)
        unsafe pango_cairo_show_layout_line(canvas, line)
    }

    package func draw(_ text: SetText, at spot: Spot, _ ink: Ink) {
        for index in text.lines.indices { draw(text, line: index, at: spot, ink) }
    }

    /// A text around the spot as its centre, turned by an angle in degrees.
    package func draw(_ text: SetText, around spot: Spot, degrees: Double, _ ink: Ink) {
        unsafe cairo_save(canvas)
        unsafe cairo_translate(canvas, spot.x, spot.y)
        unsafe cairo_rotate(canvas, degrees * .pi / 180)
        draw(text, at: Spot(-text.width / 2, -text.height / 2), ink)
        unsafe cairo_restore(canvas)
    }

    // MARK: Figures

    package func stroke(_ points: [Spot], width: Double, dash: [Double] = [], _ ink: Ink) {
        guard let first = points.first else { return }
        use(ink)
        unsafe cairo_set_line_width(canvas, width)
        unsafe dash.withUnsafeBufferPointer { lengths in
            unsafe cairo_set_dash(canvas, lengths.baseAddress, Int32(truncatingIfNeeded: lengths.count), 0)
        }
        unsafe cairo_set_line_join(canvas, CAIRO_LINE_JOIN_ROUND)
        unsafe cairo_move_to(canvas, first.x, first.y)
        for point in points.dropFirst() { unsafe cairo_line_to(canvas, point.x, point.y) }
        unsafe cairo_stroke(canvas)
    }

    package func fill(_ corner: Spot, width: Double, height: Double, radius: Double = 0, _ ink: Ink) {
        use(ink)
        outline(corner, width, height, radius)
        unsafe cairo_fill(canvas)
    }

    package func frame(
        _ corner: Spot, width: Double, height: Double, radius: Double = 0, line: Double, _ ink: Ink
    ) {
        use(ink)
        unsafe cairo_set_dash(canvas, nil, 0, 0)
        unsafe cairo_set_line_width(canvas, line)
        outline(corner, width, height, radius)
        unsafe cairo_stroke(canvas)
    }

    /// A picture within a rectangle, stretched to it.
    package func draw(_ picture: Picture, at corner: Spot, width: Double, height: Double) {
        unsafe cairo_save(canvas)
        unsafe cairo_translate(canvas, corner.x, corner.y)
        unsafe cairo_scale(canvas, width / Double(picture.width), height / Double(picture.height))
        unsafe cairo_set_source_surface(canvas, picture.surface, 0, 0)
        unsafe cairo_paint(canvas)
        unsafe cairo_restore(canvas)
    }

    package func disc(_ centre: Spot, radius: Double, _ ink: Ink) {
        use(ink)
        unsafe cairo_new_sub_path(canvas)
        unsafe cairo_arc(canvas, centre.x, centre.y, radius, 0, 2 * .pi)
        unsafe cairo_fill(canvas)
    }

    private func outline(_ corner: Spot, _ width: Double, _ height: Double, _ radius: Double) {
        let (x, y) = (corner.x, corner.y)
        let radius = min(radius, width / 2, height / 2)
        if radius <= 0 { return unsafe cairo_rectangle(canvas, x, y, width, height) }
        let quarter = Double.pi / 2
        unsafe cairo_new_sub_path(canvas)
        unsafe cairo_arc(canvas, x + width - radius, y + radius, radius, -quarter, 0)
        unsafe cairo_arc(canvas, x + width - radius, y + height - radius, radius, 0, quarter)
        unsafe cairo_arc(canvas, x + radius, y + height - radius, radius, quarter, 2 * quarter)
        unsafe cairo_arc(canvas, x + radius, y + radius, radius, 2 * quarter, 3 * quarter)
        unsafe cairo_close_path(canvas)
    }

    private func use(_ ink: Ink) {
        unsafe cairo_set_source_rgb(canvas, ink.red, ink.green, ink.blue)
    }

    // MARK: Structure

    /// Begins an element of the document's structure, such as `H1` or `TD`. Source: ISO 32000-1, 14.8.4.
    ///
    /// A `Figure` comes with its words by `beginFigure`, a `TH` by `heading`.
    package func begin(_ tag: StaticString) {
        if isAside { return }
        unsafe cairo_tag_begin(canvas, "\(tag)", "")
    }

    package func end(_ tag: StaticString) {
        if isAside { return }
        unsafe cairo_tag_end(canvas, "\(tag)")
    }

    /// Begins a `Figure`: what it shows, in words, for a reader who does not see it.
    package func beginFigure(_ alternative: String) {
        alternatives.append(alternative)
        begin("Figure")
    }

    /// A heading of a table's column or row.
    package func heading(ofRow: Bool, _ body: () -> Void) {
        if !isAside { scopes.append(ofRow ? "Row" : "Column") }
        tagged("TH", body)
    }

    /// What is drawn within stands outside of the structure: it is for the eye and said elsewhere already.
    package func aside(_ body: () -> Void) {
        isAside = true
        body()
        isAside = false
    }

    package func tagged(_ tag: StaticString, _ body: () -> Void) {
        begin(tag)
        body()
        end(tag)
    }

    /// An entry of the outline that leads to a height of the page being drawn. Gives its number, for entries under it.
    package func outline(_ title: String, under parent: Int = 0, y: Double) -> Int {
        let place = "page=\(page) pos=[0 \(Int(max(0, y)))]"
        let flags = parent == 0 ? CAIRO_PDF_OUTLINE_FLAG_OPEN : cairo_pdf_outline_flags_t(0)
        return Int(
            unsafe cairo_pdf_surface_add_outline(surface, Int32(truncatingIfNeeded: parent), title, place, flags))
    }
}

/// Takes the bytes that Cairo writes.
private final class ByteSink {
    var bytes: [UInt8] = []

    static let take: cairo_write_func_t = { place, data, length in
        guard let place = unsafe place, let data = unsafe data else { return CAIRO_STATUS_WRITE_ERROR }
        let sink = unsafe Unmanaged<ByteSink>.fromOpaque(place).takeUnretainedValue()
        unsafe sink.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
        return CAIRO_STATUS_SUCCESS
    }
}
