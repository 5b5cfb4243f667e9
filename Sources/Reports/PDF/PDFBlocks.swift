import CaseModel
import Paper

/// The blocks of a document as strips.
enum PDFBlocks {
    static func write(_ document: Document, to flow: inout PDFFlow) throws(PaperError) {
        let (title, subject) = (document.title, document.subject)
        if let letterhead = document.letterhead { try PDFLetterhead.write(letterhead, to: &flow) }
        try flow.within(.h1) { flow throws(PaperError) in
            flow.add(
                try flow.set(title, PDFStyle.title, width: flow.width), keepsNext: true, PDFStyle.ink)
        }
        try flow.within(.paragraph) { flow throws(PaperError) in
            flow.add(try flow.set(subject, PDFStyle.subject, width: flow.width), above: 1, PDFStyle.soft)
        }
        if let notice = document.notice { try write(notice, to: &flow) }
        try PDFFacts.write(document.facts, above: 14, to: &flow)
        for section in document.sections { try write(section, level: 2, isFirst: false, to: &flow) }
    }

    private static func write(_ notice: Notice, to flow: inout PDFFlow) throws(PaperError) {
        let text = try SetText(
            [.init(CleanText.of(notice.mark), isBold: true), .init("  " + CleanText.of(notice.text))], PDFStyle.body,
            width: flow.width - 24, in: flow.book)
        let (width, height) = (flow.width, text.height + 14)
        flow.within(.paragraph) { flow in
            flow.add(height: height, above: 12) { pdf, spot in
                pdf.fill(spot, width: width, height: height, PDFStyle.warnGround)
                pdf.fill(spot, width: 3, height: height, PDFStyle.warn)
                pdf.draw(text, at: Spot(spot.x + 13, spot.y + 7), PDFStyle.warn)
            }
        }
    }

    /// `isFirst`: right under the heading of the section around it.
    private static func write(
        _ section: Section, level: Int, isFirst: Bool, to flow: inout PDFFlow
    ) throws(PaperError) {
        try flow.within(.section) { flow throws(PaperError) in
            if level == 2 { flow.addRule(above: 15) }
            try writeHeading(section, level: level, isFirst: isFirst, to: &flow)
            for (index, block) in section.blocks.enumerated() {
                try write(block, level: level, isFirst: index == 0, to: &flow)
            }
        }
    }

    private static func writeHeading(
        _ section: Section, level: Int, isFirst: Bool, to flow: inout PDFFlow
    ) throws(PaperError) {
        let pill = try section.audience.map { audience throws(PaperError) in
            try PDFPill(audience, book: flow.book)
        }
        let width = flow.width
        let text = try flow.set(section.title, PDFStyle.heading(level: level), width: width - (pill?.width ?? 0) - 8)
        let tag: PDFStrip.Tag = level == 2 ? .h2 : level == 3 ? .h3 : .h4
        flow.within(tag) { flow in
            flow.add(
                text, above: level == 2 ? 10 : isFirst ? 3 : 9, keepsNext: true,
                bookmark: (level, section.title.printed), level > 3 ? PDFStyle.soft : PDFStyle.ink
            ) { pdf, spot in
                pill?.draw(on: pdf, right: spot.x + width, y: spot.y + 2)
            }
        }
    }

    private static func write(
        _ block: Block, level: Int, isFirst: Bool, to flow: inout PDFFlow
    ) throws(PaperError) {
        switch block {
        case .section(let section): try write(section, level: level + 1, isFirst: isFirst, to: &flow)
        case .paragraph(let paragraph): try write(paragraph, above: isFirst ? 3 : 6, to: &flow)
        case .facts(let facts): try PDFFacts.write(facts, above: isFirst ? 4 : 8, to: &flow)
        case .list(let items): try write(items, to: &flow)
        case .table(let table): try PDFTable.write(table, above: isFirst ? 4 : 12, to: &flow)
        case .scores(let chart): try PDFScoreChart.write(chart, above: isFirst ? 4 : 10, to: &flow)
        case .road(let chart): try PDFRoadChart.write(chart, above: isFirst ? 4 : 10, to: &flow)
        }
    }

    /// Words of a person keep their lines; an empty line parts two paragraphs.
    private static func write(_ paragraph: Paragraph, above: Double, to flow: inout PDFFlow) throws(PaperError) {
        for (index, part) in paragraph.text.paragraphs.enumerated() {
            let text = try flow.set(part, PDFStyle.body, width: flow.width)
            flow.within(.paragraph) { $0.add(text, above: index == 0 ? above : 6, PDFStyle.ink) }
        }
    }

    private static func write(_ items: [Paragraph], to flow: inout PDFFlow) throws(PaperError) {
        let bullet = try flow.set("\u{2022}", PDFStyle.body)
        try flow.within(.list) { flow throws(PaperError) in
            for (index, item) in items.enumerated() {
                let text = try flow.set(item.text, PDFStyle.body, width: flow.width - 14)
                flow.within(.item) { flow in
                    flow.add(text, above: index == 0 ? 4 : 2, left: 14, PDFStyle.ink) { pdf, spot in
                        pdf.draw(bullet, at: Spot(spot.x + 3, spot.y), PDFStyle.soft)
                    }
                }
            }
        }
    }
}

/// Who the entries of a section are for, in a frame at the right of its heading.
private struct PDFPill {
    private let text: SetText
    private let ink: Ink
    let width: Double

    init(_ audience: Audience, book: FontBook) throws(PaperError) {
        text = try SetText(audience.label, PDFStyle.label, in: book)
        ink = PDFStyle.ink(of: audience.rawValue)
        width = text.width + 14
    }

    func draw(on pdf: PDFWriter, right: Double, y: Double) {
        let height = text.height + 2.5
        let line = ink == PDFStyle.soft ? PDFStyle.rule : ink
        pdf.frame(Spot(right - width, y), width: width, height: height, radius: 7, line: 0.6, line)
        pdf.draw(text, at: Spot(right - width + 7, y + 1.2), ink)
    }
}
