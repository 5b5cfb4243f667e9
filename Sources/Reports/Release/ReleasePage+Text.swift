extension ReleasePage {
    /// The report as plain text.
    package var text: String {
        var lines: [String] = []
        for part in parts {
            lines += [part.heading, ""]
            for sentence in part.sentences { lines += Self.wrapped(sentence, first: "  ") }
            let rows = (part.header.isEmpty ? [] : [part.header]) + part.rows
            if !rows.isEmpty, !part.sentences.isEmpty { lines.append("") }
            let widths = (0..<(rows.map(\.count).max() ?? 0)).map { place in
                min(rows.map { $0.count > place ? $0[place].count : 0 }.max() ?? 0, 76)
            }
            for row in rows {
                let cells = row.enumerated().map { place, cell in
                    place == row.count - 1
                        ? cell : cell + String(repeating: " ", count: max(widths[place] - cell.count, 0))
                }
                lines.append("  " + cells.joined(separator: "  "))
            }
            lines.append("")
        }
        return lines.joined(separator: "\n")
    }

    private static func wrapped(_ sentence: String, first: String) -> [String] {
        var lines: [String] = []
        var line = first
        for word in sentence.split(separator: " ") {
            if line.count + word.count + 1 > 100, line.count > first.count {
                lines.append(line)
                line = first
            }
            line += (line.count > first.count ? " " : "") + word
        }
        return lines + [line]
    }
}
