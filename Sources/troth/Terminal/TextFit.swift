/// Fitting visible text into a number of cells, at the borders of grapheme clusters only.
package enum TextFit {
    /// `text` cut to at most `width` cells, the last of them an ellipsis when something was left out.
    package static func truncate(_ text: String, to width: Int, unicode: Bool) -> String {
        guard DisplayWidth.of(text) > width else { return text }
        let ellipsis = ellipsis(width: width, unicode: unicode)
        return prefix(text, width: width - ellipsis.count) + ellipsis
    }

    /// The same for a line of styled pieces; the ellipsis takes the style of the piece it cuts.
    package static func truncate(_ line: StyledText, to width: Int, unicode: Bool) -> StyledText {
        guard line.width > width else { return line }
        let ellipsis = ellipsis(width: width, unicode: unicode)
        var room = width - ellipsis.count
        var result = StyledText()
        for span in line.spans {
            let needed = DisplayWidth.of(span.text)
            if needed > room {
                result.append(prefix(span.text, width: room) + ellipsis, span.style)
                return result
            }
            result.append(span.text, span.style)
            room -= needed
        }
        return result
    }

    /// The lines of `text`, broken at spaces where that is possible, none wider than `width` cells.
    ///
    /// Line feeds in the text begin a new line; a word wider than a line is broken inside.
    package static func wrap(_ text: String, width: Int) -> [String] {
        let width = max(2, width)
        var lines: [String] = []
        for paragraph in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            var line = ""
            var used = 0
            for word in paragraph.split(separator: " ") {
                var rest = String(word)
                var needed = DisplayWidth.of(rest)
                if used > 0, used + 1 + needed <= width {
                    line += " " + rest
                    used += 1 + needed
                    continue
                }
                if used > 0 { lines.append(line) }
                while needed > width {
                    let head = prefix(rest, width: width)
                    lines.append(head)
                    rest.removeFirst(head.count)
                    needed = DisplayWidth.of(rest)
                }
                (line, used) = (rest, needed)
            }
            lines.append(line)
        }
        return lines
    }

    private static func ellipsis(width: Int, unicode: Bool) -> String {
        unicode ? (width > 0 ? "…" : "") : String(repeating: ".", count: min(2, max(0, width)))
    }

    private static func prefix(_ text: String, width: Int) -> String {
        var used = 0
        var end = text.startIndex
        while end < text.endIndex {
            used += DisplayWidth.of(text[end])
            if used > width { break }
            text.formIndex(after: &end)
        }
        return String(text[..<end])
    }
}
