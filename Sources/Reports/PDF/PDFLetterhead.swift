import Paper

/// A practice's letterhead: its lines at the left, its logo at the right, once at the head of the first page.
enum PDFLetterhead {
    private static let logoHeight = 44.0
    private static let logoWidth = 170.0

    static func write(_ letterhead: Letterhead, to flow: inout PDFFlow) throws(PaperError) {
        let picture = letterhead.logo.flatMap { Picture(png: $0) }
        let scale = picture.map {
            min(logoHeight / Double($0.height), logoWidth / Double($0.width))
        }
        let taken = picture.map { Double($0.width) * (scale ?? 0) + 16 } ?? 0
        let text = try flow.set(
            letterhead.lines.joined(separator: "\n"), PDFStyle.caption, width: flow.width - taken)
        let (width, height) = (flow.width, max(text.height, picture == nil ? 0 : logoHeight))
        flow.within(.paragraph) { flow in
            flow.add(height: height, keepsNext: true) { pdf, spot in
                pdf.draw(text, at: spot, PDFStyle.soft)
                guard let picture, let scale else { return }
                let wide = Double(picture.width) * scale
                pdf.draw(
                    picture, at: Spot(spot.x + width - wide, spot.y), width: wide,
                    height: Double(picture.height) * scale)
            }
        }
        flow.add(height: 0, above: 16, keepsNext: true) { _, _ in }
    }
}
