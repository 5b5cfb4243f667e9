import CPango

/// The fonts that documents are set in, and Pango's caches of them: made once, used for any number of documents.
///
/// It knows the Noto fonts of the system and no others, so that the same document gives the same bytes on every machine
/// that has the same packages, whatever else is installed or configured there. Not Sendable: one a thread of work.
@safe
package final class FontBook {
    /// Where Debian's packages fonts-noto-core and fonts-noto-cjk put their files.
    package static let folders = ["/usr/share/fonts/truetype/noto", "/usr/share/fonts/opentype/noto"]

    /// The versions of the libraries that set and draw: others may give other bytes.
    package static var versions: [String: String] {
        func text(_ words: UnsafePointer<CChar>?) -> String { unsafe words.map { unsafe String(cString: $0) } ?? "" }
        return unsafe ["cairo": text(cairo_version_string()), "pango": text(pango_version_string())]
    }

    private let configuration: OpaquePointer
    private let map: UnsafeMutablePointer<PangoFontMap>
    let context: OpaquePointer
    private var fonts: [TextStyle: Font] = [:]

    /// - Throws: `fontsMissing` where there is no Noto Sans in the folders.
    package init(folders: [String] = FontBook.folders) throws(PaperError) {
        guard let configuration = unsafe FcConfigCreate() else { throw .library("no font configuration") }
        unsafe self.configuration = unsafe configuration
        guard unsafe Self.load(Self.rules(folders), into: configuration) else {
            unsafe FcConfigDestroy(configuration)
            throw .fontsMissing(folders: folders)
        }
        guard let map = unsafe cpango_font_map_new(configuration) else {
            unsafe FcConfigDestroy(configuration)
            throw .library("no font map")
        }
        guard let context = unsafe pango_font_map_create_context(map) else {
            unsafe g_object_unref(map)
            unsafe FcConfigDestroy(configuration)
            throw .library("no context")
        }
        unsafe self.map = unsafe map
        unsafe self.context = unsafe context
        // Widths do not depend on a screen: what is measured is what is printed.
        let options = unsafe cairo_font_options_create()
        unsafe cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        unsafe cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        unsafe pango_cairo_context_set_font_options(context, options)
        unsafe cairo_font_options_destroy(options)
        unsafe pango_context_set_round_glyph_positions(context, 0)
        unsafe pango_context_set_language(context, pango_language_from_string("en"))
    }

    deinit {
        unsafe g_object_unref(UnsafeMutableRawPointer(context))
        unsafe g_object_unref(map)
        unsafe FcConfigDestroy(configuration)
    }

    /// The font of a style; it lives as long as the book.
    func font(of style: TextStyle) throws(PaperError) -> Font {
        if let known = fonts[style] { return known }
        let made = try Font(style)
        fonts[style] = made
        return made
    }

    private static func rules(_ folders: [String]) -> String {
        let places = folders.map { "<dir>\($0)</dir>" }.joined()
        return """
            <?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>\(places)
            <cachedir>/var/cache/fontconfig</cachedir><cachedir prefix="xdg">fontconfig</cachedir>
            <selectfont><acceptfont><glob>*/NotoSans*</glob></acceptfont><rejectfont><glob>*</glob></rejectfont>
            </selectfont></fontconfig>
            """
    }

    /// False where the rules cannot be read or the first font is not among those found.
    private static func load(_ rules: String, into configuration: OpaquePointer) -> Bool {
        let bytes = Array(rules.utf8) + [0]
        let isRead = unsafe bytes.withUnsafeBufferPointer {
            unsafe FcConfigParseAndLoadFromMemory(configuration, $0.baseAddress, 0)
        }
        guard isRead != 0, unsafe FcConfigBuildFonts(configuration) != 0,
            let wanted = unsafe FcNameParse("Noto Sans:style=Regular"),
            let fonts = unsafe FcFontList(configuration, wanted, nil)
        else { return false }
        defer {
            unsafe FcFontSetDestroy(fonts)
            unsafe FcPatternDestroy(wanted)
        }
        return unsafe fonts.pointee.nfont > 0
    }
}

/// Owns one description of a font.
@safe
final class Font {
    let description: OpaquePointer

    init(_ style: TextStyle) throws(PaperError) {
        // Simplified Chinese before the other forms of the shared characters; each script's own Noto font after that.
        guard let made = unsafe pango_font_description_from_string("Noto Sans,Noto Sans CJK SC") else {
            throw .library("no font description")
        }
        unsafe pango_font_description_set_size(made, Int32((style.size * Double(PANGO_SCALE)).rounded()))
        unsafe pango_font_description_set_weight(made, style.isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
        unsafe description = unsafe made
    }

    deinit {
        unsafe pango_font_description_free(description)
    }
}
