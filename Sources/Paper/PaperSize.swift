/// The size of a sheet, upright, in points of 1/72 inch. Source: ISO 216, ANSI/ASME Y14.1.
package enum PaperSize: String, Sendable, CaseIterable {
    case a4
    case letter

    package var width: Double { self == .a4 ? 595.276 : 612 }
    package var height: Double { self == .a4 ? 841.89 : 792 }
}

/// A colour of ink, as six hexadecimal digits are read: `Ink(0x1D2430)`.
package struct Ink: Sendable, Hashable {
    package let code: UInt32

    package init(_ code: UInt32) { self.code = code }

    var red: Double { Double(code >> 16 & 0xFF) / 255 }
    var green: Double { Double(code >> 8 & 0xFF) / 255 }
    var blue: Double { Double(code & 0xFF) / 255 }
}

/// A place on a page in points, from its upper left corner.
package struct Spot: Sendable, Hashable {
    package var x: Double
    package var y: Double

    package init(_ x: Double, _ y: Double) { (self.x, self.y) = (x, y) }
}
