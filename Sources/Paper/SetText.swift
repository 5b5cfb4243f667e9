import CPango

/// A text set in lines of a width: shaped, ordered and broken by Pango, in any script and direction.
///
/// Owns one PangoLayout, freed with it. The lines are drawn one by one, so that a text can go on on another page.
@safe
package final class SetText {
    package struct Line: Sendable, Hashable {
        /// From the top of the text to the top of the line, to its base line and to its end, in points.
        package let top: Double
        package let baseline: Double
        package let bottom: Double
        /// From the left edge of the text.
        package let x: Double
        package let width: Double
    }

    private let layout: OpaquePointer
    private let book: FontBook
    package private(set) var lines: [Line] = []

    /// A run of text; `isBold` sets it apart within its style, `isWhole` keeps it on one line.
    package struct Run: Sendable {
        package var text: String
        package var isBold: Bool
        package var isWhole: Bool

        package init(_ text: String, isBold: Bool = false, isWhole: Bool = false) {
            (self.text, self.isBold, self.isWhole) = (text, isBold, isWhole)
        }
    }

    package convenience init(
        _ text: String, _ style: TextStyle, width: Double? = nil, isLeftToRight: Bool = false, in book: FontBook
    ) throws(PaperError) {
        try self.init([Run(text)], style, width: width, isLeftToRight: isLeftToRight, in: book)
    }

    /// Without a width nothing is broken but at the line breaks of the text. `isLeftToRight` says that the line as a
    /// whole runs so, whatever its first letter: else that letter decides.
    package init(
        _ runs: [Run], _ style: TextStyle, width: Double? = nil, isLeftToRight: Bool = false, in book: FontBook
    ) throws(PaperError) {
        let font = try book.font(of: style)
        guard let layout = unsafe pango_layout_new(book.context) else { throw .library("no layout") }
        unsafe self.layout = unsafe layout
        self.book = book
        unsafe pango_layout_set_font_description(layout, font.description)
        unsafe pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
        switch style.alignment {
        case .start: break
        case .end: unsafe pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT)
        case .centre: unsafe pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER)
        }
        if style.alignment != .start || isLeftToRight { unsafe pango_layout_set_auto_dir(layout, 0) }
        if let width { unsafe pango_layout_set_width(layout, Self.units(width)) }
        unsafe Self.set(runs, style, on: layout)
        lines = measured()
    }

    deinit {
        unsafe g_object_unref(UnsafeMutableRawPointer(layout))
    }

    /// How many signs no font has a picture for.
    package var unknownGlyphs: Int { Int(unsafe pango_layout_get_unknown_glyphs_count(layout)) }

    package var height: Double { lines.last?.bottom ?? 0 }
    /// The widest line, in points.
    package var width: Double { lines.reduce(0) { max($0, $1.width) } }

    /// Breaks the text anew for another width.
    package func set(width: Double) {
        unsafe pango_layout_set_width(layout, Self.units(width))
        lines = measured()
    }

    /// The line as Pango holds it; it lives as long as this object.
    @unsafe
    func line(_ index: Int) -> UnsafeMutablePointer<PangoLayoutLine>? {
        unsafe pango_layout_get_line_readonly(layout, Int32(truncatingIfNeeded: index))
    }

    private static func units(_ points: Double) -> Int32 {
        Int32((max(0, min(points, 100_000)) * Double(PANGO_SCALE)).rounded())
    }

    private static func points(_ units: Int32) -> Double { Double(units) / Double(PANGO_SCALE) }

    @unsafe
    private static func set(_ runs: [Run], _ style: TextStyle, on layout: OpaquePointer) {
        var text: [UInt8] = []
        let attributes = unsafe pango_attr_list_new()
        let leading = unsafe pango_attr_line_height_new_absolute(units(style.leading))
        unsafe pango_attr_list_insert(attributes, leading)
        // Joined letters such as "fi" would be found as one sign by a search and read wrongly by some readers.
        unsafe pango_attr_list_insert(attributes, pango_attr_font_features_new("liga 0"))
        for run in runs {
            let start = text.count
            text += run.text.utf8
            if run.isBold {
                unsafe add(pango_attr_weight_new(PANGO_WEIGHT_BOLD), from: start, to: text.count, attributes)
            }
            if run.isWhole { unsafe add(pango_attr_allow_breaks_new(0), from: start, to: text.count, attributes) }
        }
        unsafe text.withUnsafeBytes { bytes in
            let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            unsafe pango_layout_set_text(layout, start, Int32(truncatingIfNeeded: bytes.count))
        }
        unsafe pango_layout_set_attributes(layout, attributes)
        unsafe pango_attr_list_unref(attributes)
    }

    /// The list takes the attribute over.
    @unsafe
    private static func add(
        _ attribute: UnsafeMutablePointer<PangoAttribute>?, from start: Int, to end: Int, _ list: OpaquePointer?
    ) {
        guard let attribute = unsafe attribute else { return }
        unsafe attribute.pointee.start_index = UInt32(truncatingIfNeeded: start)
        unsafe attribute.pointee.end_index = UInt32(truncatingIfNeeded: end)
        unsafe pango_attr_list_insert(list, attribute)
    }

    private func measured() -> [Line] {
        guard let iterator = unsafe pango_layout_get_iter(layout) else { return [] }
        defer { unsafe pango_layout_iter_free(iterator) }
        var lines: [Line] = []
        var top = 0.0
        repeat {
            var extents = PangoRectangle()
            unsafe pango_layout_iter_get_line_extents(iterator, nil, &extents)
            let bottom = Self.points(extents.y + extents.height)
            lines.append(
                Line(
                    top: top, baseline: Self.points(unsafe pango_layout_iter_get_baseline(iterator)), bottom: bottom,
                    x: Self.points(extents.x), width: Self.points(extents.width)))
            top = bottom
        } while unsafe pango_layout_iter_next_line(iterator) != 0
        return lines
    }
}
