extension ReleasePage {
    /// The report as one page that needs nothing else.
    package var html: String {
        let body = parts.map { part in
            let sentences = part.sentences.map { "<p>\(ReleaseMarkup.escaped($0))</p>" }.joined(separator: "\n")
            let header =
                part.header.isEmpty
                ? "" : "<tr>" + part.header.map { "<th>\(ReleaseMarkup.escaped($0))</th>" }.joined() + "</tr>\n"
            let rows = part.rows.map { row in
                "<tr>" + row.map { "<td>\(ReleaseMarkup.escaped($0))</td>" }.joined() + "</tr>"
            }
            let table = rows.isEmpty ? "" : "<table>\n\(header)\(rows.joined(separator: "\n"))\n</table>"
            return "<h2>\(ReleaseMarkup.escaped(part.heading))</h2>\n\(sentences)\n\(table)"
        }
        return ReleaseMarkup.page("Report of a release", body.joined(separator: "\n"))
    }
}

/// The frame of the pages of a release.
enum ReleaseMarkup {
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            default: escaped.append(character)
            }
        }
        return escaped
    }

    static func page(_ title: String, _ body: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(escaped(title))</title>
        <style>
        :root { color-scheme: light; }
        body { font: 15px/1.5 system-ui, "Noto Sans", sans-serif; color: #1f2933; background: #fff; margin: 2.5rem auto;
          max-width: 60rem; padding: 0 1.5rem; }
        h1 { font-size: 1.5rem; font-weight: 600; } h2 { font-size: 1.05rem; font-weight: 600; margin: 2rem 0 .5rem; }
        p { margin: .4rem 0; max-width: 46rem; }
        table { border-collapse: collapse; margin: .6rem 0; font-variant-numeric: tabular-nums; }
        th, td { text-align: left; padding: .25rem 1.2rem .25rem 0; border-bottom: 1px solid #e4e7eb; vertical-align: top;
          overflow-wrap: anywhere; }
        th { font-weight: 600; color: #52606d; }
        .charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(26rem, 1fr)); gap: 1.5rem 2rem; }
        figure { margin: 0; } figcaption { font-weight: 600; margin-bottom: .3rem; }
        svg { width: 100%; height: auto; display: block; }
        @media print { body { margin: 0; max-width: none; } figure { break-inside: avoid; } }
        </style>
        </head>
        <body>
        <h1>\(escaped(title))</h1>
        \(body)
        </body>
        </html>

        """
    }
}
