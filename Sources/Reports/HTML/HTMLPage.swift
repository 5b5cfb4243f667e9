import CaseModel
import FoundationEssentials

/// A document as one HTML file: no outside resource, no script, readable on a phone, on paper and in the dark.
struct HTMLPage {
    /// In UTF-8.
    private(set) var bytes: [UInt8]

    init(_ document: Document) {
        var page = HTMLWriter(capacity: 1 << 16)
        page.fixed("<!DOCTYPE html>\n")
        page.element("html", fixed: "lang=\"en\" dir=\"ltr\"") { html in
            Self.writeHead(document, to: &html)
            html.element("body") { Self.writeBody(document, to: &$0) }
        }
        page.newline()
        bytes = page.bytes
    }

    private static func writeHead(_ document: Document, to html: inout HTMLWriter) {
        html.element("head") { head in
            head.fixed("\n<meta charset=\"utf-8\">\n")
            head.fixed("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            head.fixed("<meta name=\"color-scheme\" content=\"light dark\">\n")
            head.fixed("<meta name=\"robots\" content=\"noindex, nofollow\">\n")
            head.fixed("<meta name=\"referrer\" content=\"no-referrer\">\n")
            head.fixed("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
            if document.letterhead?.logo != nil { head.fixed("img-src data:; ") }
            head.fixed("style-src 'unsafe-inline'\">")
            head.element("title", text: "\(document.title) \(document.footer.documentID)")
            head.newline()
            head.element("style") { style in
                style.fixed(HTMLStyle.sheet)
                style.fixed("@page{@bottom-left{content:\"")
                // Letters, digits and '-' alone: within a style nothing is escaped.
                style.write(
                    document.footer.documentID.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
                style.fixed("\"}}\n")
            }
            head.newline()
        }
        html.newline()
    }

    private static func write(_ letterhead: Letterhead, to main: inout HTMLWriter) {
        main.element("div", fixed: "class=\"letterhead\"") { head in
            head.element("p", fixed: "dir=\"auto\"") { $0.write(RichText(letterhead.lines.joined(separator: "\n"))) }
            if let logo = letterhead.logo {
                head.void(
                    "img", ["alt": "Logo", "src": "data:image/png;base64," + Data(logo).base64EncodedString()])
            }
        }
        main.newline()
    }

    private static func writeBody(_ document: Document, to body: inout HTMLWriter) {
        if let notice = document.notice {
            // Drawn by the style, so that it is no text: what is read is the notice.
            body.element("div", fixed: "class=\"watermark\" aria-hidden=\"true\"", ["data-mark": notice.mark]) { _ in }
        }
        body.element("main") { main in
            if let letterhead = document.letterhead { write(letterhead, to: &main) }
            main.element("header") { header in
                header.element("h1", text: document.title)
                header.element("p", fixed: "class=\"subject\" dir=\"auto\"") { $0.write(document.subject) }
                if let notice = document.notice {
                    header.element("p", fixed: "class=\"notice\" role=\"note\"") { line in
                        line.element("strong", text: notice.mark)
                        line.write(" " + notice.text)
                    }
                }
                HTMLBlocks.write(document.facts, to: &header)
            }
            main.newline()
            for section in document.sections { HTMLBlocks.write(section, level: 2, path: "", to: &main) }
            main.element("footer") { footer in
                footer.element("dl", fixed: "class=\"facts small\"") { list in
                    for fact in document.footer.facts { HTMLBlocks.write(fact, to: &list) }
                }
            }
        }
        body.newline()
    }
}

extension Footer {
    /// What stands at the end of every format.
    var facts: [Fact] {
        [
            Fact("document_id", "Document", RichText(documentID)),
            Fact("part", "Part", "\(part) of \(parts)"),
            Fact("recipient", "Recipient", RichText(recipient)),
            Fact("generated_at", "Generated on", "\(generatedAt.day), \(DayText.clock(generatedAt))"),
        ]
    }
}
