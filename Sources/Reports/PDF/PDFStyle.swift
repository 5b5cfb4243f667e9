import Paper

/// How a document looks on paper: one set of sizes, colours and distances, in points.
///
/// The colours are those of the HTML page's print style; each has a contrast of 4.5:1 or more on white where it is ink
/// of a text.
enum PDFStyle {
    static let side = 54.0
    static let top = 60.0
    static let bottom = 62.0

    static let ink = Ink(0x1D2430)
    static let soft = Ink(0x566072)
    static let rule = Ink(0xD5DAE2)
    static let white = Ink(0xFFFFFF)
    static let a = Ink(0x1559A8)
    static let b = Ink(0xA8480F)
    static let cutoff = Ink(0x6D5A00)
    static let clinical = Ink(0xF7ECD9)
    static let warn = Ink(0x8A1C1C)
    static let warnGround = Ink(0xFDEEEE)
    static let watermark = Ink(0xF5E8E8)
    static let back = Ink(0xA02C2C)
    static let stay = Ink(0x44679B)

    static let title = TextStyle(size: 20, leading: 26, isBold: true)
    static let subject = TextStyle(size: 12.5, leading: 18)
    static let body = TextStyle(size: 9.8, leading: 14.4)
    static let label = TextStyle(size: 7.8, leading: 11)
    static let caption = TextStyle(size: 8.4, leading: 12)
    static let cell = TextStyle(size: 8.8, leading: 12.4)
    static let margin = TextStyle(size: 7.6, leading: 10.5)
    static let mark = TextStyle(size: 120, leading: 150, isBold: true)

    /// Headings of sections, the deepest style for all that lie deeper.
    static func heading(level: Int) -> TextStyle {
        switch level {
        case 2: TextStyle(size: 12.5, leading: 17, isBold: true)
        case 3: TextStyle(size: 10.2, leading: 14.4, isBold: true)
        default: TextStyle(size: 9.2, leading: 13, isBold: true)
        }
    }

    static func ink(of partner: String) -> Ink { partner == "A" ? a : partner == "B" ? b : soft }
}
